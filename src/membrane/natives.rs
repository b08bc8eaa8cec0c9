//! The native functions that look at a slot of their receiver, in pairs: the guest's and the host's.
//!
//! A guest's function is known by the pointer that it was made from, which is the same in every
//! context and whatever guest code does to the property that it is found under.

use std::cell::RefCell;

use boa_engine::{
    Context, JsObject, JsResult, context::intrinsics::Intrinsics, native_function::NativeFunctionObject,
    property::PropertyKey,
};
use rustc_hash::FxHashMap;

use crate::node::{HostValue, Reference, Scope, Thrown};

/// See the module.
#[derive(Default)]
pub(crate) struct Natives {
    names: RefCell<FxHashMap<String, u32>>,
    host: RefCell<Option<Reference>>,
    guest: RefCell<FxHashMap<usize, u32>>,
    made: RefCell<Vec<Made>>,
}

/// What a function of the host makes that must be of the guest's realm.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    Nothing,
    /// The result of a match.
    Match,
    MapIterator,
    SetIterator,
    /// The result of an iterator.
    Step,
}

impl Made {
    /// The numbers of `lib/membrane/natives.js`.
    fn from_host(number: i32) -> Self {
        match number {
            1 => Self::Match,
            2 => Self::MapIterator,
            3 => Self::SetIterator,
            4 => Self::Step,
            _ => Self::Nothing,
        }
    }
}

impl Natives {
    /// Takes the host's functions, and what `lib/membrane/natives.js` calls them.
    pub(crate) fn set_host(
        &self,
        scope: &Scope<'_>,
        names: HostValue<'_>,
        functions: HostValue<'_>,
        made: HostValue<'_>,
    ) {
        let names = scope.elements(names).into_iter().map(|name| scope.to_rust_string(name));
        *self.names.borrow_mut() = names.zip(0..).collect();
        *self.host.borrow_mut() = Some(Reference::strong(scope, functions));
        let made = scope.elements(made).into_iter().map(|made| Made::from_host(scope.to_integer(made)));
        *self.made.borrow_mut() = made.collect();
    }

    /// Learns the guest's functions from a context that has run no code yet; one is enough.
    pub(crate) fn learn(&self, engine: &mut Context) -> JsResult<()> {
        if !self.guest.borrow().is_empty() {
            return Ok(());
        }
        for (brand, prototype) in prototypes(engine.intrinsics()) {
            for key in prototype.own_property_keys(engine)? {
                let Some(descriptor) = prototype.borrow().properties().get(&key) else { continue };
                let key = text_of(&key);
                let functions = [("", descriptor.value()), ("get ", descriptor.get()), ("set ", descriptor.set())];
                for (part, function) in functions {
                    let Some(pointer) = function.and_then(|value| pointer_of(&value.as_object()?)) else { continue };
                    if let Some(native) = self.names.borrow().get(&format!("{brand} {part}{key}")) {
                        self.guest.borrow_mut().insert(pointer, *native);
                    }
                }
            }
        }
        Ok(())
    }

    /// The pair of a native function of the guest, if it has one, and what the host's makes.
    pub(super) fn pair_of(&self, function: &JsObject) -> Option<(u32, Made)> {
        let native = *self.guest.borrow().get(&pointer_of(function)?)?;
        let made = self.made.borrow().get(native as usize).copied().unwrap_or(Made::Nothing);
        Some((native, made))
    }

    /// The host's function of a pair.
    pub(super) fn host<'scope>(&self, scope: &Scope<'scope>, native: u32) -> Result<HostValue<'scope>, Thrown<'scope>> {
        let functions = self.host.borrow().as_ref().and_then(|functions| functions.get(scope));
        functions.map(|functions| scope.element(functions, native)).ok_or(Thrown::Terminated)
    }

    pub(crate) fn clear(&self) {
        *self.host.borrow_mut() = None;
    }
}

fn pointer_of(function: &JsObject) -> Option<usize> {
    function.downcast_ref::<NativeFunctionObject>()?.pointer().map(|pointer| pointer as usize)
}

/// A key as `String(key)` gives it.
fn text_of(key: &PropertyKey) -> String {
    match key {
        PropertyKey::String(text) => text.to_std_string_lossy(),
        PropertyKey::Symbol(symbol) => symbol.descriptive_string().to_std_string_lossy(),
        PropertyKey::Index(index) => index.get().to_string(),
    }
}

/// A prototype that no global leads to, by a key like `%Generator%`.
pub(crate) fn hidden_prototype(key: &PropertyKey, engine: &Context) -> Option<JsObject> {
    let name = text_of(key);
    let name = name.strip_prefix('%')?.strip_suffix('%')?;
    prototypes(engine.intrinsics()).into_iter().find_map(|(brand, prototype)| (brand == name).then_some(prototype))
}

/// The prototypes whose methods look at slots, by the names of `lib/membrane/natives.js`.
fn prototypes(intrinsics: &Intrinsics) -> Vec<(&'static str, JsObject)> {
    let constructors = intrinsics.constructors();
    let objects = intrinsics.objects();
    let iterators = objects.iterator_prototypes();
    vec![
        ("Date", constructors.date().prototype()),
        ("RegExp", constructors.regexp().prototype()),
        ("Map", constructors.map().prototype()),
        ("Set", constructors.set().prototype()),
        ("WeakMap", constructors.weak_map().prototype()),
        ("WeakSet", constructors.weak_set().prototype()),
        ("WeakRef", constructors.weak_ref().prototype()),
        ("FinalizationRegistry", constructors.finalization_registry().prototype()),
        ("Promise", constructors.promise().prototype()),
        ("Number", constructors.number().prototype()),
        ("String", constructors.string().prototype()),
        ("Boolean", constructors.boolean().prototype()),
        ("Symbol", constructors.symbol().prototype()),
        ("BigInt", constructors.bigint().prototype()),
        ("Function", constructors.function().prototype()),
        ("ArrayBuffer", constructors.array_buffer().prototype()),
        ("SharedArrayBuffer", constructors.shared_array_buffer().prototype()),
        ("DataView", constructors.data_view().prototype()),
        ("TypedArray", constructors.typed_array().prototype()),
        ("AsyncFunction", constructors.async_function().prototype()),
        ("Generator", objects.generator()),
        ("AsyncGenerator", objects.async_generator()),
        ("ArrayIterator", iterators.array()),
        ("MapIterator", iterators.map()),
        ("SetIterator", iterators.set()),
        ("StringIterator", iterators.string()),
        ("RegExpStringIterator", iterators.regexp_string()),
    ]
}
