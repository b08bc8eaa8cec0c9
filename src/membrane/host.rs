//! The functions of `lib/membrane` that the binding calls, one method each.

use boa_engine::{JsString, JsValue, property::PropertyDescriptor};

use super::{to_guest, to_host};
use crate::{
    engine::{GuestContext, Site},
    environment::Environment,
    node::{HostType, HostValue, Reference, Scope, Thrown},
};

macro_rules! host_functions {
    ($($name:ident),* $(,)?) => {
        /// Names a function of the host; the order is that of `lib/membrane/index.js`.
        #[derive(Clone, Copy)]
        #[allow(clippy::enum_variant_names)]
        enum Name { $($name),* }
        const COUNT: usize = [$(Name::$name),*].len();
    };
}

host_functions!(
    Identify,
    Classify,
    Keep,
    Hold,
    Release,
    MakeView,
    ReflectGet,
    ReflectSet,
    ReflectHas,
    ReflectDelete,
    Describe,
    Define,
    OwnKeys,
    GetPrototypeOf,
    SetPrototypeOf,
    IsExtensible,
    PreventExtensions,
    Construct,
    SymbolId,
    SymbolDescription,
    MakeSymbol,
    PairSymbol,
    EngineFault,
    Lookup,
    Store,
    DefineOnSandbox,
    DeleteFromSandbox,
    DescribeSandbox,
    SandboxKeys,
    SandboxHasOwn,
    ScheduleJob,
    MakeError,
    RejectPromise,
    HandleRejection,
    MakeTwin,
    FillTwin,
    SettlePromise,
    OwnError,
    Strengthen,
    Weaken,
    HoldGroup,
    LetGo,
    EndBalance,
    CaptureAsyncContext,
    RunInAsyncContext,
    Write,
    HostSites,
    RoomGlobal,
    SyntaxError,
    Decorate,
    ImportWithoutImporter,
    ReceiverNames,
    LacksFrames,
    PutFrames,
);

/// See the module.
pub(crate) struct HostFunctions {
    functions: Vec<Reference>,
}

type Answer<'scope> = Result<HostValue<'scope>, Thrown<'scope>>;

/// The bits of a property's attributes as they cross.
const WRITABLE: i32 = 1;
const HAS_WRITABLE: i32 = 2;
const ENUMERABLE: i32 = 4;
const HAS_ENUMERABLE: i32 = 8;
const CONFIGURABLE: i32 = 16;
const HAS_CONFIGURABLE: i32 = 32;
const HAS_VALUE: i32 = 64;
const HAS_GET: i32 = 128;
const HAS_SET: i32 = 256;

impl HostFunctions {
    /// Takes the array that `lib/native.js` hands over.
    pub(crate) fn new(scope: &Scope<'_>, functions: HostValue<'_>) -> Self {
        let functions: Vec<_> =
            scope.elements(functions).into_iter().map(|function| Reference::strong(scope, function)).collect();
        assert_eq!(functions.len(), COUNT, "lib/membrane/index.js and src/membrane/host.rs name the same functions");
        Self { functions }
    }

    fn call<'scope>(&self, scope: &Scope<'scope>, name: Name, arguments: &[HostValue<'scope>]) -> Answer<'scope> {
        let function = self.functions[name as usize].get(scope).ok_or(Thrown::Terminated)?;
        scope.call(function, scope.undefined(), arguments)
    }

    /// The identifier of an object that crossed before: below zero an export, above zero an import, both off by one.
    pub(crate) fn identify<'scope>(
        &self,
        scope: &Scope<'scope>,
        value: HostValue<'scope>,
        is_main: bool,
    ) -> Result<i32, Thrown<'scope>> {
        let id = self.call(scope, Name::Identify, &[value, scope.boolean(is_main)])?;
        Ok(scope.to_integer(id))
    }

    pub(crate) fn classify<'scope>(
        &self,
        scope: &Scope<'scope>,
        value: HostValue<'scope>,
    ) -> Result<i32, Thrown<'scope>> {
        Ok(scope.to_integer(self.call(scope, Name::Classify, &[value])?))
    }

    /// Notes the identifier of a new import, and that a context holds it.
    pub(crate) fn keep<'scope>(
        &self,
        scope: &Scope<'scope>,
        record: HostValue<'scope>,
        value: HostValue<'scope>,
        id: u32,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::Keep, &[record, value, scope.integer(id as i32)]).map(drop)
    }

    /// Notes that one more context holds an import.
    pub(crate) fn hold<'scope>(
        &self,
        scope: &Scope<'scope>,
        record: HostValue<'scope>,
        value: HostValue<'scope>,
        id: u32,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::Hold, &[record, value, scope.integer(id as i32)]).map(drop)
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
        let arguments = [value, scope.integer(id as i32), records(environment, scope, contexts)];
        self.call(scope, Name::Release, &arguments).is_ok()
    }

    /// Has a context keep a view, because its guest does.
    pub(super) fn strengthen<'scope>(
        &self,
        scope: &Scope<'scope>,
        record: HostValue<'scope>,
        view: HostValue<'scope>,
        id: u32,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::Strengthen, &[record, view, scope.integer(id as i32)]).map(drop)
    }

    /// Lets a view go, and has it keep the host objects of its group as long as it lives.
    pub(super) fn weaken<'scope>(
        &self,
        scope: &Scope<'scope>,
        record: HostValue<'scope>,
        view: HostValue<'scope>,
        id: u32,
        kept: HostValue<'scope>,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::Weaken, &[record, view, scope.integer(id as i32), kept]).map(drop)
    }

    /// Holds a view and the host objects of its group until the next balance.
    pub(super) fn hold_group<'scope>(
        &self,
        scope: &Scope<'scope>,
        record: HostValue<'scope>,
        view: HostValue<'scope>,
        id: u32,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::HoldGroup, &[record, view, scope.integer(id as i32)]).map(drop)
    }

    /// Takes an import out of the tables of contexts; an interruption leaves it there until the next balance.
    pub(super) fn let_go(&self, environment: &Environment, scope: &Scope<'_>, id: u32, contexts: &[u32]) {
        let _ = self.call(scope, Name::LetGo, &[scope.integer(id as i32), records(environment, scope, contexts)]);
    }

    /// Lets go what was held from one balance to the next.
    pub(super) fn end_balance(&self, scope: &Scope<'_>, record: HostValue<'_>) {
        let _ = self.call(scope, Name::EndBalance, &[record]);
    }

    pub(crate) fn make_view<'scope>(
        &self,
        scope: &Scope<'scope>,
        record: HostValue<'scope>,
        id: u32,
        nature: i32,
        details: HostValue<'scope>,
    ) -> Answer<'scope> {
        self.call(scope, Name::MakeView, &[record, scope.integer(id as i32), scope.integer(nature), details])
    }

    pub(crate) fn get<'scope>(
        &self,
        scope: &Scope<'scope>,
        target: HostValue<'scope>,
        key: HostValue<'scope>,
        receiver: HostValue<'scope>,
    ) -> Answer<'scope> {
        self.call(scope, Name::ReflectGet, &[target, key, receiver])
    }

    pub(crate) fn set<'scope>(
        &self,
        scope: &Scope<'scope>,
        target: HostValue<'scope>,
        key: HostValue<'scope>,
        value: HostValue<'scope>,
        receiver: HostValue<'scope>,
    ) -> Result<bool, Thrown<'scope>> {
        Ok(scope.to_boolean(self.call(scope, Name::ReflectSet, &[target, key, value, receiver])?))
    }

    pub(crate) fn has<'scope>(
        &self,
        scope: &Scope<'scope>,
        target: HostValue<'scope>,
        key: HostValue<'scope>,
    ) -> Result<bool, Thrown<'scope>> {
        Ok(scope.to_boolean(self.call(scope, Name::ReflectHas, &[target, key])?))
    }

    pub(crate) fn delete<'scope>(
        &self,
        scope: &Scope<'scope>,
        target: HostValue<'scope>,
        key: HostValue<'scope>,
    ) -> Result<bool, Thrown<'scope>> {
        Ok(scope.to_boolean(self.call(scope, Name::ReflectDelete, &[target, key])?))
    }

    /// The own property descriptor of an object, undefined or in the form of [`descriptor_from_host`].
    pub(crate) fn describe<'scope>(
        &self,
        scope: &Scope<'scope>,
        target: HostValue<'scope>,
        key: HostValue<'scope>,
    ) -> Answer<'scope> {
        self.call(scope, Name::Describe, &[target, key])
    }

    /// Defines a property; the descriptor in the form of [`descriptor_to_host`].
    pub(crate) fn define<'scope>(
        &self,
        scope: &Scope<'scope>,
        target: HostValue<'scope>,
        key: HostValue<'scope>,
        descriptor: HostValue<'scope>,
    ) -> Result<bool, Thrown<'scope>> {
        Ok(scope.to_boolean(self.call(scope, Name::Define, &[target, key, descriptor])?))
    }

    pub(crate) fn own_keys<'scope>(&self, scope: &Scope<'scope>, target: HostValue<'scope>) -> Answer<'scope> {
        self.call(scope, Name::OwnKeys, &[target])
    }

    pub(crate) fn get_prototype_of<'scope>(&self, scope: &Scope<'scope>, target: HostValue<'scope>) -> Answer<'scope> {
        self.call(scope, Name::GetPrototypeOf, &[target])
    }

    pub(crate) fn set_prototype_of<'scope>(
        &self,
        scope: &Scope<'scope>,
        target: HostValue<'scope>,
        prototype: HostValue<'scope>,
    ) -> Result<bool, Thrown<'scope>> {
        Ok(scope.to_boolean(self.call(scope, Name::SetPrototypeOf, &[target, prototype])?))
    }

    pub(crate) fn is_extensible<'scope>(
        &self,
        scope: &Scope<'scope>,
        target: HostValue<'scope>,
    ) -> Result<bool, Thrown<'scope>> {
        Ok(scope.to_boolean(self.call(scope, Name::IsExtensible, &[target])?))
    }

    pub(crate) fn prevent_extensions<'scope>(
        &self,
        scope: &Scope<'scope>,
        target: HostValue<'scope>,
    ) -> Result<bool, Thrown<'scope>> {
        Ok(scope.to_boolean(self.call(scope, Name::PreventExtensions, &[target])?))
    }

    pub(crate) fn construct<'scope>(
        &self,
        scope: &Scope<'scope>,
        target: HostValue<'scope>,
        arguments: &[HostValue<'scope>],
        new_target: HostValue<'scope>,
    ) -> Answer<'scope> {
        self.call(scope, Name::Construct, &[target, scope.array(arguments), new_target])
    }

    pub(crate) fn symbol_id<'scope>(
        &self,
        scope: &Scope<'scope>,
        symbol: HostValue<'scope>,
    ) -> Result<i32, Thrown<'scope>> {
        Ok(scope.to_integer(self.call(scope, Name::SymbolId, &[symbol])?))
    }

    /// Whether a symbol is registered, and its key or description.
    pub(crate) fn symbol_description<'scope>(
        &self,
        scope: &Scope<'scope>,
        symbol: HostValue<'scope>,
    ) -> Result<Option<(bool, JsString)>, Thrown<'scope>> {
        let answer = self.call(scope, Name::SymbolDescription, &[symbol])?;
        if scope.type_of(answer) != HostType::Object {
            return Ok(None);
        }
        let [registered, text] = scope.elements(answer)[..] else { return Ok(None) };
        Ok(Some((scope.to_boolean(registered), scope.to_string(text))))
    }

    pub(crate) fn make_symbol<'scope>(
        &self,
        scope: &Scope<'scope>,
        text: Option<&JsString>,
        registered: bool,
    ) -> Answer<'scope> {
        let text = text.map_or_else(|| scope.undefined(), |text| scope.string(text));
        self.call(scope, Name::MakeSymbol, &[text, scope.boolean(registered)])
    }

    pub(crate) fn pair_symbol<'scope>(
        &self,
        scope: &Scope<'scope>,
        symbol: HostValue<'scope>,
        id: i32,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::PairSymbol, &[symbol, scope.integer(id)]).map(drop)
    }

    /// The error for a panic of the engine.
    pub(crate) fn engine_fault<'scope>(&self, scope: &Scope<'scope>, text: &str) -> HostValue<'scope> {
        self.call(scope, Name::EngineFault, &[scope.utf8(text)]).unwrap_or_else(|_| scope.undefined())
    }

    /// The property of a sandbox or of its chain: undefined, or `[value, flags]`.
    pub(crate) fn lookup<'scope>(
        &self,
        scope: &Scope<'scope>,
        sandbox: HostValue<'scope>,
        key: HostValue<'scope>,
    ) -> Answer<'scope> {
        self.call(scope, Name::Lookup, &[sandbox, key])
    }

    /// Stores a name in a sandbox; see `lib/membrane/sandbox.js` for the flags and the answer.
    pub(crate) fn store<'scope>(
        &self,
        scope: &Scope<'scope>,
        sandbox: HostValue<'scope>,
        key: HostValue<'scope>,
        value: HostValue<'scope>,
        flags: i32,
    ) -> Result<i32, Thrown<'scope>> {
        let answer = self.call(scope, Name::Store, &[sandbox, key, value, scope.integer(flags)])?;
        Ok(scope.to_integer(answer))
    }

    /// Writes a plain data property of a sandbox.
    pub(crate) fn write<'scope>(
        &self,
        scope: &Scope<'scope>,
        sandbox: HostValue<'scope>,
        key: HostValue<'scope>,
        value: HostValue<'scope>,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::Write, &[sandbox, key, value]).map(drop)
    }

    pub(crate) fn define_on_sandbox<'scope>(
        &self,
        scope: &Scope<'scope>,
        sandbox: HostValue<'scope>,
        key: HostValue<'scope>,
        descriptor: HostValue<'scope>,
    ) -> Result<bool, Thrown<'scope>> {
        Ok(scope.to_boolean(self.call(scope, Name::DefineOnSandbox, &[sandbox, key, descriptor])?))
    }

    pub(crate) fn delete_from_sandbox<'scope>(
        &self,
        scope: &Scope<'scope>,
        sandbox: HostValue<'scope>,
        key: HostValue<'scope>,
    ) -> Result<bool, Thrown<'scope>> {
        Ok(scope.to_boolean(self.call(scope, Name::DeleteFromSandbox, &[sandbox, key])?))
    }

    pub(crate) fn sandbox_has_own<'scope>(
        &self,
        scope: &Scope<'scope>,
        sandbox: HostValue<'scope>,
        key: HostValue<'scope>,
    ) -> Result<bool, Thrown<'scope>> {
        Ok(scope.to_boolean(self.call(scope, Name::SandboxHasOwn, &[sandbox, key])?))
    }

    pub(crate) fn describe_sandbox<'scope>(
        &self,
        scope: &Scope<'scope>,
        sandbox: HostValue<'scope>,
        key: HostValue<'scope>,
    ) -> Answer<'scope> {
        self.call(scope, Name::DescribeSandbox, &[sandbox, key])
    }

    pub(crate) fn sandbox_keys<'scope>(&self, scope: &Scope<'scope>, sandbox: HostValue<'scope>) -> Answer<'scope> {
        self.call(scope, Name::SandboxKeys, &[sandbox])
    }

    /// Asks for one host microtask that runs the next job of a context.
    pub(crate) fn schedule_job<'scope>(
        &self,
        scope: &Scope<'scope>,
        record: HostValue<'scope>,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::ScheduleJob, &[record]).map(drop)
    }

    /// An async resource made here and now, or undefined where nothing is kept in one.
    pub(crate) fn capture_async_context<'scope>(&self, scope: &Scope<'scope>) -> Answer<'scope> {
        self.call(scope, Name::CaptureAsyncContext, &[])
    }

    /// Has `runJobCallback` called in the context of an async resource.
    pub(crate) fn run_in_async_context<'scope>(
        &self,
        scope: &Scope<'scope>,
        resource: HostValue<'scope>,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::RunInAsyncContext, &[resource]).map(drop)
    }

    /// A global of the bare V8 realm of a context.
    pub(crate) fn room_global<'scope>(
        &self,
        scope: &Scope<'scope>,
        record: HostValue<'scope>,
        name: &JsString,
    ) -> Answer<'scope> {
        self.call(scope, Name::RoomGlobal, &[record, scope.string(name)])
    }

    /// Makes an error of Node's: `kind` names its class and code in `lib/membrane/errors.js`.
    pub(crate) fn make_error<'scope>(
        &self,
        scope: &Scope<'scope>,
        record: HostValue<'scope>,
        kind: &str,
        details: HostValue<'scope>,
    ) -> Answer<'scope> {
        self.call(scope, Name::MakeError, &[record, scope.utf8(kind), details])
    }

    /// An error of the host's own realm for a text that was refused.
    pub(crate) fn syntax_error<'scope>(&self, scope: &Scope<'scope>, message: &str) -> Answer<'scope> {
        self.call(scope, Name::SyntaxError, &[scope.utf8(message)])
    }

    /// Puts the lines of the source where an error was thrown before its stack.
    pub(crate) fn decorate<'scope>(
        &self,
        scope: &Scope<'scope>,
        error: HostValue<'scope>,
        arrow: &str,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::Decorate, &[error, scope.utf8(arrow)]).map(drop)
    }

    /// What V8 calls the class of a receiver, if it is no global object, and the method that a function is there.
    pub(crate) fn receiver_names<'scope>(
        &self,
        scope: &Scope<'scope>,
        receiver: HostValue<'scope>,
        function: HostValue<'scope>,
        name: &str,
    ) -> Result<(Option<String>, Option<String>), Thrown<'scope>> {
        let names = self.call(scope, Name::ReceiverNames, &[receiver, function, scope.utf8(name)])?;
        let text = |index| {
            let name = scope.element(names, index);
            (scope.type_of(name) == HostType::String).then(|| scope.to_rust_string(name))
        };
        Ok((text(0), text(1)))
    }

    /// Whether the stack of an error of the host shows our own functions where those of the guest belong.
    pub(crate) fn lacks_frames<'scope>(
        &self,
        scope: &Scope<'scope>,
        error: HostValue<'scope>,
    ) -> Result<bool, Thrown<'scope>> {
        Ok(scope.to_boolean(self.call(scope, Name::LacksFrames, &[error])?))
    }

    /// Puts frames in their place.
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
        self.call(scope, Name::PutFrames, &[error, scope.array(&sites)]).map(drop)
    }

    /// The host's stack, the newest frame first; `None` is an entry into the guest.
    pub(crate) fn host_sites<'scope>(&self, scope: &Scope<'scope>) -> Result<Vec<Option<Site>>, Thrown<'scope>> {
        let sites = self.call(scope, Name::HostSites, &[])?;
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

    /// Rejects the twin of a guest promise that nobody handles, so that `process` hears of it.
    pub(crate) fn reject_promise<'scope>(
        &self,
        scope: &Scope<'scope>,
        twin: HostValue<'scope>,
        reason: HostValue<'scope>,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::RejectPromise, &[twin, reason]).map(drop)
    }

    /// Makes the host object that the state of a guest object moves into; undefined if there is none like it.
    pub(super) fn make_twin<'scope>(
        &self,
        scope: &Scope<'scope>,
        record: HostValue<'scope>,
        id: u32,
        brand: i32,
        details: HostValue<'scope>,
    ) -> Answer<'scope> {
        self.call(scope, Name::MakeTwin, &[record, scope.integer(id as i32), scope.integer(brand), details])
    }

    /// Gives a new twin its entries and own properties (keys and descriptors in turn).
    pub(super) fn fill_twin<'scope>(
        &self,
        scope: &Scope<'scope>,
        twin: HostValue<'scope>,
        brand: i32,
        entries: &[HostValue<'scope>],
        properties: &[HostValue<'scope>],
        extensible: bool,
    ) -> Result<(), Thrown<'scope>> {
        let (entries, properties) = (scope.array(entries), scope.array(properties));
        let arguments = [twin, scope.integer(brand), entries, properties, scope.boolean(extensible)];
        self.call(scope, Name::FillTwin, &arguments).map(drop)
    }

    /// Settles the twin of a guest promise whose rejection, if it is one, the guest handles.
    pub(super) fn settle_promise<'scope>(
        &self,
        scope: &Scope<'scope>,
        twin: HostValue<'scope>,
        fulfilled: bool,
        value: HostValue<'scope>,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::SettlePromise, &[twin, scope.boolean(fulfilled), value]).map(drop)
    }

    /// The class and message of an error that a built-in function of the host has just made.
    pub(super) fn own_error<'scope>(
        &self,
        scope: &Scope<'scope>,
        error: HostValue<'scope>,
    ) -> Result<Option<(String, JsString)>, Thrown<'scope>> {
        let answer = self.call(scope, Name::OwnError, &[error])?;
        if scope.type_of(answer) != HostType::Object {
            return Ok(None);
        }
        let [class, message] = scope.elements(answer)[..] else { return Ok(None) };
        Ok(Some((scope.to_rust_string(class), scope.to_string(message))))
    }

    /// Answers an `import()` for which no code of the host's has an importer: by that of a context, or not at all.
    pub(crate) fn import_without_importer<'scope>(
        &self,
        scope: &Scope<'scope>,
        record: HostValue<'scope>,
        arguments: &[HostValue<'scope>],
    ) -> Result<(), Thrown<'scope>> {
        let arguments: Vec<_> = std::iter::once(record).chain(arguments.iter().copied()).collect();
        self.call(scope, Name::ImportWithoutImporter, &arguments).map(drop)
    }

    /// Marks the twin of a guest promise as handled.
    pub(crate) fn handle_rejection<'scope>(
        &self,
        scope: &Scope<'scope>,
        twin: HostValue<'scope>,
    ) -> Result<(), Thrown<'scope>> {
        self.call(scope, Name::HandleRejection, &[twin]).map(drop)
    }
}

/// The records of those contexts that are still there.
fn records<'scope>(environment: &Environment, scope: &Scope<'scope>, contexts: &[u32]) -> HostValue<'scope> {
    let records: Vec<_> = contexts.iter().filter_map(|context| environment.context(*context)?.record(scope)).collect();
    scope.array(&records)
}

/// Reads a descriptor in the form `[flags, value or getter, setter]`.
pub(crate) fn descriptor_from_host<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    descriptor: HostValue<'scope>,
    context: &GuestContext,
) -> Result<PropertyDescriptor, Thrown<'scope>> {
    let [flags, first, second] = scope.elements(descriptor)[..] else {
        return Ok(PropertyDescriptor::builder().build());
    };
    let flags = scope.to_integer(flags);
    let mut builder = PropertyDescriptor::builder();
    if flags & HAS_WRITABLE != 0 {
        builder = builder.writable(flags & WRITABLE != 0);
    }
    if flags & HAS_ENUMERABLE != 0 {
        builder = builder.enumerable(flags & ENUMERABLE != 0);
    }
    if flags & HAS_CONFIGURABLE != 0 {
        builder = builder.configurable(flags & CONFIGURABLE != 0);
    }
    if flags & HAS_VALUE != 0 {
        builder = builder.value(to_guest(environment, scope, first, context)?);
    }
    if flags & HAS_GET != 0 {
        builder = builder.get(to_guest(environment, scope, first, context)?);
    }
    if flags & HAS_SET != 0 {
        builder = builder.set(to_guest(environment, scope, second, context)?);
    }
    Ok(builder.build())
}

/// Gives a descriptor in the form `[flags, value or getter, setter]`.
pub(crate) fn descriptor_to_host<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    descriptor: &PropertyDescriptor,
    context: &GuestContext,
) -> Answer<'scope> {
    let mut flags = 0;
    let bit = |value: Option<bool>, bit: i32, has: i32| value.map_or(0, |value| has | if value { bit } else { 0 });
    flags |= bit(descriptor.writable(), WRITABLE, HAS_WRITABLE);
    flags |= bit(descriptor.enumerable(), ENUMERABLE, HAS_ENUMERABLE);
    flags |= bit(descriptor.configurable(), CONFIGURABLE, HAS_CONFIGURABLE);
    let cross = |value: Option<&JsValue>| match value {
        Some(value) => to_host(environment, scope, value, context),
        None => Ok(scope.undefined()),
    };
    let (first, second) = if descriptor.get().is_some() || descriptor.set().is_some() {
        flags |= if descriptor.get().is_some() { HAS_GET } else { 0 };
        flags |= if descriptor.set().is_some() { HAS_SET } else { 0 };
        (cross(descriptor.get())?, cross(descriptor.set())?)
    } else {
        flags |= if descriptor.value().is_some() { HAS_VALUE } else { 0 };
        (cross(descriptor.value())?, scope.undefined())
    };
    Ok(scope.array(&[scope.integer(flags), first, second]))
}
