//! The functions of `lib/membrane` that the binding calls: a table of them, each a method of [`HostFunctions`].

use boa_engine::JsString;

use crate::{
    engine::Site,
    environment::Environment,
    node::{HostType, HostValue, Reference, Scope, Thrown},
};

/// See the module.
pub(crate) struct HostFunctions {
    functions: Vec<Reference>,
}

/// What a function is called with.
trait Argument<'scope> {
    fn cross(self, scope: &Scope<'scope>) -> HostValue<'scope>;
}

/// What a function gives.
trait Answer<'scope> {
    fn read(scope: &Scope<'scope>, value: HostValue<'scope>) -> Self;
}

macro_rules! crossings {
    ($($type:ty: $cross:expr,)*) => {
        $(impl<'scope> Argument<'scope> for $type {
            fn cross(self, scope: &Scope<'scope>) -> HostValue<'scope> {
                $cross(scope, self)
            }
        })*
    };
}

crossings! {
    HostValue<'scope>: |_, value| value,
    bool: Scope::boolean,
    i32: Scope::integer,
    u32: |scope: &Scope<'scope>, value: Self| scope.integer(value as i32),
    f64: Scope::number,
    &str: Scope::utf8,
    &JsString: Scope::string,
    Option<&JsString>: |scope: &Scope<'scope>, text: Self| text.map_or_else(|| scope.undefined(), |text| scope.string(text)),
    &[HostValue<'scope>]: Scope::array,
}

macro_rules! answers {
    ($($type:ty: $read:expr,)*) => {
        $(impl<'scope> Answer<'scope> for $type {
            fn read(scope: &Scope<'scope>, value: HostValue<'scope>) -> Self {
                $read(scope, value)
            }
        })*
    };
}

answers! {
    HostValue<'scope>: |_, value| value,
    (): |_, _| (),
    bool: Scope::to_boolean,
    i32: Scope::to_integer,
    f64: Scope::to_number,
    JsString: Scope::to_string,
}

macro_rules! host_functions {
    ($scope:lifetime; $($(#[$text:meta])* fn $name:ident($($argument:ident: $type:ty),*) $(-> $answer:ty)?;)*) => {
        /// The functions by their names; the order is that of `lib/membrane/index.js`.
        #[derive(Clone, Copy)]
        #[allow(non_camel_case_types)]
        enum Name { $($name),* }
        const COUNT: usize = [$(Name::$name),*].len();

        impl HostFunctions {
            $(
                $(#[$text])*
                pub(crate) fn $name<$scope>(
                    &self,
                    scope: &Scope<$scope>,
                    $($argument: $type),*
                ) -> Result<host_functions!(@answer $($answer)?), Thrown<$scope>> {
                    let value = self.call(scope, Name::$name, &[$(Argument::cross($argument, scope)),*])?;
                    Ok(Answer::read(scope, value))
                }
            )*
        }
    };
    (@answer) => { () };
    (@answer $answer:ty) => { $answer };
}

host_functions! {
    'scope;

    /// The identifier of an object that crossed before: below zero an export, above zero an import, both off by one.
    fn identify(value: HostValue<'scope>, is_main: bool) -> i32;
    fn classify(value: HostValue<'scope>) -> i32;
    /// Notes the identifier of a new import, and that a context holds it.
    fn keep(record: HostValue<'scope>, value: HostValue<'scope>, id: u32);
    /// Notes that one more context holds an import.
    fn hold(record: HostValue<'scope>, value: HostValue<'scope>, id: u32);
    fn release_from(value: HostValue<'scope>, id: u32, records: HostValue<'scope>);
    fn make_view(record: HostValue<'scope>, id: u32, nature: i32, details: HostValue<'scope>) -> HostValue<'scope>;

    // The internal methods, of `Reflect`.
    fn get(target: HostValue<'scope>, key: HostValue<'scope>, receiver: HostValue<'scope>) -> HostValue<'scope>;
    fn set(
        target: HostValue<'scope>,
        key: HostValue<'scope>,
        value: HostValue<'scope>,
        receiver: HostValue<'scope>
    ) -> bool;
    fn has(target: HostValue<'scope>, key: HostValue<'scope>) -> bool;
    fn delete(target: HostValue<'scope>, key: HostValue<'scope>) -> bool;
    /// The own property descriptor of an object, undefined or in the form of [`super::descriptor_from_host`].
    fn describe(target: HostValue<'scope>, key: HostValue<'scope>) -> HostValue<'scope>;
    /// Defines a property; the descriptor in the form of [`super::descriptor_to_host`].
    fn define(target: HostValue<'scope>, key: HostValue<'scope>, descriptor: HostValue<'scope>) -> bool;
    fn own_keys(target: HostValue<'scope>) -> HostValue<'scope>;
    fn get_prototype_of(target: HostValue<'scope>) -> HostValue<'scope>;
    fn set_prototype_of(target: HostValue<'scope>, prototype: HostValue<'scope>) -> bool;
    fn is_extensible(target: HostValue<'scope>) -> bool;
    fn prevent_extensions(target: HostValue<'scope>) -> bool;
    fn construct(
        target: HostValue<'scope>,
        arguments: &[HostValue<'scope>],
        new_target: HostValue<'scope>
    ) -> HostValue<'scope>;

    fn symbol_id(symbol: HostValue<'scope>) -> i32;
    fn symbol_parts(symbol: HostValue<'scope>) -> HostValue<'scope>;
    fn make_symbol(text: Option<&JsString>, registered: bool) -> HostValue<'scope>;
    fn pair_symbol(symbol: HostValue<'scope>, id: i32);
    fn make_engine_fault(text: &str) -> HostValue<'scope>;

    // The contextified global; see `lib/membrane/sandbox.js`.
    /// The property of a sandbox or of its chain: undefined or null, or `[value, flags]`.
    fn lookup(sandbox: HostValue<'scope>, key: HostValue<'scope>) -> HostValue<'scope>;
    fn store(sandbox: HostValue<'scope>, key: HostValue<'scope>, value: HostValue<'scope>, flags: i32) -> i32;
    fn define_on_sandbox(sandbox: HostValue<'scope>, key: HostValue<'scope>, descriptor: HostValue<'scope>);
    fn delete_from_sandbox(sandbox: HostValue<'scope>, key: HostValue<'scope>) -> bool;
    fn describe_sandbox(sandbox: HostValue<'scope>, key: HostValue<'scope>) -> HostValue<'scope>;
    fn sandbox_keys(sandbox: HostValue<'scope>) -> HostValue<'scope>;
    fn sandbox_has(sandbox: HostValue<'scope>, key: HostValue<'scope>) -> bool;
    fn sandbox_has_own(sandbox: HostValue<'scope>, key: HostValue<'scope>) -> bool;

    /// Asks for one host microtask that runs the next job of a context.
    fn schedule_job(record: HostValue<'scope>);
    /// Makes an error of Node's: `kind` names its class and code in `lib/membrane/errors.js`.
    fn make_error(record: HostValue<'scope>, kind: &str, details: HostValue<'scope>) -> HostValue<'scope>;
    /// Rejects the twin of a guest promise that nobody handles, so that `process` hears of it.
    fn reject_promise(twin: HostValue<'scope>, reason: HostValue<'scope>);
    /// Marks the twin of a guest promise as handled.
    fn handle_rejection(twin: HostValue<'scope>);
    /// Makes the host object that the state of a guest object moves into; undefined if there is none like it.
    fn make_twin(record: HostValue<'scope>, id: u32, brand: i32, details: HostValue<'scope>) -> HostValue<'scope>;
    /// Gives a new twin its entries and own properties (keys and descriptors in turn).
    fn fill_twin(
        twin: HostValue<'scope>,
        brand: i32,
        entries: &[HostValue<'scope>],
        properties: &[HostValue<'scope>],
        extensible: bool
    );
    /// Settles the twin of a guest promise whose rejection, if it is one, the guest handles.
    fn settle_promise(twin: HostValue<'scope>, fulfilled: bool, value: HostValue<'scope>);
    fn own_error_parts(error: HostValue<'scope>) -> HostValue<'scope>;

    // Lifetimes; see `super::balance`.
    /// Has a context keep a view, because its guest does.
    fn strengthen(record: HostValue<'scope>, view: HostValue<'scope>, id: u32);
    /// Lets a view go, and has it keep the host objects of its group as long as it lives.
    fn weaken(record: HostValue<'scope>, view: HostValue<'scope>, id: u32, kept: HostValue<'scope>);
    /// Holds a view and the host objects of its group until the next balance.
    fn hold_group(record: HostValue<'scope>, view: HostValue<'scope>, id: u32);
    fn let_go_from(id: u32, records: HostValue<'scope>);
    /// Lets go what was held from one balance to the next.
    fn end_balance(record: HostValue<'scope>);

    /// An async resource made here and now, or undefined where nothing is kept in one.
    fn capture_async_context() -> HostValue<'scope>;
    /// Has `runJobCallback` called in the context of an async resource.
    fn run_in_async_context(resource: HostValue<'scope>);
    /// Writes a plain data property of a sandbox, or of another object.
    fn write(sandbox: HostValue<'scope>, key: HostValue<'scope>, value: HostValue<'scope>);
    fn host_site_parts() -> HostValue<'scope>;
    /// The properties of a namespace that V8 provides, as `key, descriptor` in turn.
    fn namespace(record: HostValue<'scope>, name: &JsString) -> HostValue<'scope>;
    /// An error of the host's own realm for a text that was refused.
    fn syntax_error(message: &str) -> HostValue<'scope>;
    /// Puts the lines of the source where an error was thrown before its stack.
    fn decorate(error: HostValue<'scope>, arrow: &str);
    /// Makes a host object the host view of an export.
    fn note_twin(twin: HostValue<'scope>, id: u32, record: HostValue<'scope>);
    /// Answers an `import()` for which no code of the host's has an importer: by that of a context, or not at all.
    fn import_without_importer(record: HostValue<'scope>, details: &[HostValue<'scope>]);

    // Dates and texts; see `lib/membrane/dates.js` and `locale.js`.
    /// A time value as local time.
    fn local_time(time: f64) -> f64;
    /// A local time as a time value.
    fn utc_time(time: f64) -> f64;
    /// The name of the time zone at a time value.
    fn zone_name(time: f64) -> JsString;
    /// The time value of a text.
    fn parse_date(text: &JsString) -> f64;
    /// Calls a method whose result depends on a locale; the number is that of `lib/membrane/locale.js`.
    fn call_locale_method(
        method: i32,
        value: HostValue<'scope>,
        arguments: &[HostValue<'scope>]
    ) -> HostValue<'scope>;
    /// Has the callbacks of finalization registries of a context called from the event loop.
    fn schedule_cleanup(record: HostValue<'scope>);

    // The intrinsics of the main context; see `lib/membrane/intrinsics.js`.
    /// A property: undefined, its attributes alone if its value is the built-in one, or all of it as a descriptor.
    fn describe_intrinsic(intrinsic: HostValue<'scope>, key: HostValue<'scope>) -> HostValue<'scope>;
    /// The keys that only the host's object has, or undefined.
    fn added_keys(intrinsic: HostValue<'scope>) -> HostValue<'scope>;
    /// Defines a property; one that is put back has its built-in value.
    fn define_on_intrinsic(
        intrinsic: HostValue<'scope>,
        key: HostValue<'scope>,
        descriptor: HostValue<'scope>,
        is_put_back: bool
    ) -> bool;

    /// Which of the methods of promises that take handlers a function is; see `lib/membrane/twins.js`.
    fn promise_method(function: HostValue<'scope>) -> i32;
    /// Has two functions called when a promise of the host settles.
    fn follow_promise(promise: HostValue<'scope>, resolve: HostValue<'scope>, reject: HostValue<'scope>);
    fn receiver_name_parts(receiver: HostValue<'scope>, function: HostValue<'scope>, name: &str) -> HostValue<'scope>;
    /// Whether the stack of an error of the host shows our own functions where those of the guest belong.
    fn lacks_frames(error: HostValue<'scope>) -> bool;
    fn put_frame_parts(error: HostValue<'scope>, sites: &[HostValue<'scope>]);
    /// What a program has put in the place of `Error.prepareStackTrace`.
    fn stack_hook() -> HostValue<'scope>;
    /// Has two contexts keep each other.
    fn link(record: HostValue<'scope>, other: HostValue<'scope>);

    /// Whether a function can be called with `new`: an error is thrown to find out that it cannot.
    fn is_constructor(function: HostValue<'scope>) -> bool;

    // Plain properties; see `super::plain`.
    /// The value of a plain property, as `[value]`; undefined for any other.
    fn read_plain(target: HostValue<'scope>, key: HostValue<'scope>) -> HostValue<'scope>;
    fn write_plain(target: HostValue<'scope>, key: HostValue<'scope>, value: HostValue<'scope>) -> bool;

    /// A data property of an object or of its chain, read without running any code.
    fn data_property(target: HostValue<'scope>, key: HostValue<'scope>) -> HostValue<'scope>;
}

impl HostFunctions {
    /// Takes the array that `lib/membrane/index.js` hands over;
    /// `None` in an environment that is being terminated, whose arrays are empty.
    pub(crate) fn new(scope: &Scope<'_>, functions: HostValue<'_>) -> Option<Self> {
        let functions: Vec<_> =
            scope.elements(functions).into_iter().map(|function| Reference::strong(scope, function)).collect();
        if scope.is_terminating() {
            return None;
        }
        assert_eq!(functions.len(), COUNT, "lib/membrane/index.js and src/membrane/host.rs name the same functions");
        Some(Self { functions })
    }

    fn call<'scope>(
        &self,
        scope: &Scope<'scope>,
        name: Name,
        arguments: &[HostValue<'scope>],
    ) -> Result<HostValue<'scope>, Thrown<'scope>> {
        let function = self.functions[name as usize].get(scope).ok_or(Thrown::Terminated)?;
        scope.call(function, scope.undefined(), arguments)
    }

    /// Takes an import out of the tables of its contexts; false if that was interrupted.
    pub(crate) fn release<'scope>(
        &self,
        environment: &Environment,
        scope: &Scope<'scope>,
        value: HostValue<'scope>,
        id: u32,
        contexts: &[u32],
    ) -> bool {
        self.release_from(scope, value, id, records(environment, scope, contexts)).is_ok()
    }

    /// Takes an import out of the tables of contexts; an interruption leaves it there until the next balance.
    pub(super) fn let_go(&self, environment: &Environment, scope: &Scope<'_>, id: u32, contexts: &[u32]) {
        let _ = self.let_go_from(scope, id, records(environment, scope, contexts));
    }

    /// Whether a symbol is registered, and its key or description.
    pub(crate) fn symbol_description<'scope>(
        &self,
        scope: &Scope<'scope>,
        symbol: HostValue<'scope>,
    ) -> Result<Option<(bool, JsString)>, Thrown<'scope>> {
        let parts = self.symbol_parts(scope, symbol)?;
        if scope.type_of(parts) != HostType::Object {
            return Ok(None);
        }
        let [registered, text] = scope.elements(parts)[..] else { return Ok(None) };
        Ok(Some((scope.to_boolean(registered), scope.to_string(text))))
    }

    /// The error for a panic of the engine.
    pub(crate) fn engine_fault<'scope>(&self, scope: &Scope<'scope>, text: &str) -> HostValue<'scope> {
        self.make_engine_fault(scope, text).unwrap_or_else(|_| scope.undefined())
    }

    /// The class and message of an error that a built-in function of the host has just made.
    pub(super) fn own_error<'scope>(
        &self,
        scope: &Scope<'scope>,
        error: HostValue<'scope>,
    ) -> Result<Option<(String, JsString)>, Thrown<'scope>> {
        let parts = self.own_error_parts(scope, error)?;
        if scope.type_of(parts) != HostType::Object {
            return Ok(None);
        }
        let [class, message] = scope.elements(parts)[..] else { return Ok(None) };
        Ok(Some((scope.to_rust_string(class), scope.to_string(message))))
    }

    /// What V8 calls the class of a receiver, if it is no global object, and the method that a function is there.
    pub(crate) fn receiver_names<'scope>(
        &self,
        scope: &Scope<'scope>,
        receiver: HostValue<'scope>,
        function: HostValue<'scope>,
        name: &str,
    ) -> Result<(Option<String>, Option<String>), Thrown<'scope>> {
        let names = self.receiver_name_parts(scope, receiver, function, name)?;
        let mut names = scope
            .elements(names)
            .into_iter()
            .map(|name| (scope.type_of(name) == HostType::String).then(|| scope.to_rust_string(name)));
        Ok((names.next().flatten(), names.next().flatten()))
    }

    /// Puts frames into the stack of an error, in the place of our own functions.
    pub(crate) fn put_frames<'scope>(
        &self,
        scope: &Scope<'scope>,
        error: HostValue<'scope>,
        sites: &[Site],
    ) -> Result<(), Thrown<'scope>> {
        let string = |text: &Option<String>| text.as_ref().map_or_else(|| scope.null(), |text| scope.utf8(text));
        let number = |value: Option<i32>| value.map_or_else(|| scope.null(), |value| scope.integer(value));
        let sites: Vec<_> = sites
            .iter()
            .map(|site| {
                let flags = i32::from(site.is_constructor) | i32::from(site.is_async) << 1;
                scope.array(&[
                    scope.utf8(&site.to_string()),
                    string(&site.function_name),
                    string(&site.type_name),
                    string(&site.method_name),
                    string(&site.file),
                    number(site.line),
                    number(site.column),
                    scope.integer(flags),
                ])
            })
            .collect();
        self.put_frame_parts(scope, error, &sites)
    }

    /// The host's stack, the newest frame first; `None` is an entry into the guest.
    pub(crate) fn host_sites<'scope>(&self, scope: &Scope<'scope>) -> Result<Vec<Option<Site>>, Thrown<'scope>> {
        let sites = self.host_site_parts(scope)?;
        let site = |value: HostValue<'scope>| {
            let [text, function_name, type_name, method_name, file, line, column, flags] = scope.elements(value)[..]
            else {
                return None;
            };
            let string = |value| (scope.type_of(value) == HostType::String).then(|| scope.to_rust_string(value));
            let number = |value| (scope.type_of(value) == HostType::Number).then(|| scope.to_integer(value));
            let flags = scope.to_integer(flags);
            Some(Site {
                text: string(text),
                function_name: string(function_name),
                type_name: string(type_name),
                method_name: string(method_name),
                file: string(file),
                line: number(line),
                column: number(column),
                is_constructor: flags & 1 != 0,
                is_async: flags & 2 != 0,
                ..Site::default()
            })
        };
        Ok(scope.elements(sites).into_iter().map(site).collect())
    }
}

/// The records of those contexts that are still there.
fn records<'scope>(environment: &Environment, scope: &Scope<'scope>, contexts: &[u32]) -> HostValue<'scope> {
    let records: Vec<_> = contexts.iter().filter_map(|context| environment.context(*context)?.record(scope)).collect();
    scope.array(&records)
}
