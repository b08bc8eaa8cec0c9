//! The intrinsics of the main context, which are the host's as well.
//!
//! Each is two objects, paired in `lib/membrane/intrinsics.js`. The host's has the properties: what a program adds,
//! replaces, defines or deletes on either side is there for both. The guest's lends the built-in functions, which run
//! on the engine. What the host has is asked once an epoch, and what cannot change any more once for all.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
};

use boa_engine::{
    Context, JsObject, JsResult, JsValue,
    object::{
        JsPrototype,
        internal_methods::{
            CallValue, InternalMethodCallContext, InternalMethodPropertyContext, InternalObjectMethods,
            ORDINARY_INTERNAL_METHODS,
        },
    },
    property::{PropertyDescriptor, PropertyKey},
};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{
    descriptor::attributes_from_host, descriptor_from_host, descriptor_to_host, guest_view::Visit, key_to_guest,
    key_to_host, to_guest,
};
use crate::{
    environment::Environment,
    gate,
    node::{HostType, Thrown},
};

/// The intrinsics of the main context by their addresses; they live as long as it does.
#[derive(Default)]
pub(crate) struct Intrinsics {
    watched: RefCell<FxHashMap<usize, Watched>>,
}

/// What is known of an intrinsic.
struct Watched {
    /// What its methods were.
    methods: &'static InternalObjectMethods,
    epoch: u64,
    properties: HashMap<PropertyKey, Property, FxBuildHasher>,
    /// Keys of the host's object that the guest's does not have.
    added: Option<HashSet<PropertyKey, FxBuildHasher>>,
    /// Properties that nobody can change.
    fixed: HashMap<PropertyKey, Property, FxBuildHasher>,
}

/// A property of the host's object.
#[derive(Clone)]
enum Property {
    Absent,
    /// The one that the guest's object was made with.
    BuiltIn,
    Changed(PropertyDescriptor),
}

static OBJECT: InternalObjectMethods = InternalObjectMethods {
    __set_prototype_of__: set_prototype_of,
    __is_extensible__: is_extensible,
    __prevent_extensions__: prevent_extensions,
    __get_own_property__: get_own_property,
    __define_own_property__: define_own_property,
    __delete__: delete,
    __own_property_keys__: own_property_keys,
    cacheable: false,
    read_epoch: Some(|| Environment::current().gate.epoch()),
    ..ORDINARY_INTERNAL_METHODS
};

static FUNCTION: InternalObjectMethods = InternalObjectMethods { __call__: call, ..OBJECT };

static CONSTRUCTOR: InternalObjectMethods = InternalObjectMethods { __construct__: construct, ..FUNCTION };

impl Intrinsics {
    /// Has an intrinsic follow its pair from now on.
    pub(crate) fn watch(&self, object: &JsObject) {
        let methods = match (object.is_callable(), object.is_constructor()) {
            (_, true) => &CONSTRUCTOR,
            (true, false) => &FUNCTION,
            _ => &OBJECT,
        };
        let watched = Watched {
            methods: object.internal_methods(),
            epoch: 0,
            properties: HashMap::default(),
            added: None,
            fixed: HashMap::default(),
        };
        self.watched.borrow_mut().insert(object.addr(), watched);
        object.set_internal_methods(methods);
    }

    /// Lets go of what was read in this epoch, which counts as held by the guest.
    pub(crate) fn forget(&self) {
        for watched in self.watched.borrow_mut().values_mut() {
            watched.forget();
        }
    }

    pub(crate) fn clear(&self) {
        self.watched.borrow_mut().clear();
    }

    /// The methods that an intrinsic had before it was watched.
    fn methods(&self, object: &JsObject) -> &'static InternalObjectMethods {
        self.watched.borrow().get(&object.addr()).map_or(&ORDINARY_INTERNAL_METHODS, |watched| watched.methods)
    }

    fn known(&self, object: &JsObject, key: &PropertyKey, epoch: u64) -> Option<Property> {
        let watched = self.watched.borrow();
        let watched = watched.get(&object.addr())?;
        let now = (watched.epoch == epoch).then(|| watched.properties.get(key)).flatten();
        now.or_else(|| watched.fixed.get(key)).cloned()
    }

    /// Whether the host's object has a key that the guest's has not, if that is known.
    fn is_added(&self, object: &JsObject, key: &PropertyKey, epoch: u64) -> Option<bool> {
        let watched = self.watched.borrow();
        let watched = watched.get(&object.addr()).filter(|watched| watched.epoch == epoch)?;
        watched.added.as_ref().map(|added| added.contains(key))
    }

    fn remember(&self, object: &JsObject, epoch: u64, note: impl FnOnce(&mut Watched)) {
        if let Some(watched) = self.watched.borrow_mut().get_mut(&object.addr()) {
            if watched.epoch != epoch {
                watched.forget();
                watched.epoch = epoch;
            }
            note(watched);
        }
    }
}

impl Watched {
    fn forget(&mut self) {
        self.properties.clear();
        self.added = None;
    }
}

/// Leaves for the host to look at the pair of an intrinsic: no code but our own runs there.
fn look<R>(
    object: &JsObject,
    engine: &mut Context,
    body: impl for<'a, 'scope> FnOnce(Visit<'a, 'scope>) -> Result<R, Thrown<'scope>>,
) -> JsResult<R> {
    let environment = Environment::current();
    gate::leave_quietly(environment, engine, |scope, context| {
        let target = environment.exports.view(scope, object).ok_or(Thrown::Terminated)?;
        body(Visit { environment, scope, context, target })
    })
}

/// Whether an object is an intrinsic of the main context.
pub(crate) fn is_intrinsic(object: &JsObject) -> bool {
    Environment::current().intrinsics.watched.borrow().contains_key(&object.addr())
}

/// What an intrinsic has as a data property of the host's object, where no code may run.
pub(crate) fn hosts_value(object: &JsObject, key: &PropertyKey) -> Option<JsValue> {
    let environment = Environment::current();
    gate::peek(environment, |scope, context| {
        let target = environment.exports.view(scope, object)?;
        let key = key_to_host(environment, scope, key).ok()?;
        let answer = environment.host().describe_intrinsic(scope, target, key).ok()?;
        let descriptor = descriptor_from_host(environment, scope, answer, context).ok()?;
        descriptor.value().cloned()
    })?
}

/// `Error.prepareStackTrace` of the host, but for the one that Node puts there.
pub(crate) fn hosts_stack_hook() -> Option<JsValue> {
    let environment = Environment::current();
    gate::peek(environment, |scope, context| {
        let hook = environment.host().stack_hook(scope).ok()?;
        to_guest(environment, scope, hook, context).ok()
    })?
}

/// Leaves for the host to change the pair of an intrinsic.
fn change<R>(
    object: &JsObject,
    engine: &mut Context,
    body: impl for<'a, 'scope> FnOnce(Visit<'a, 'scope>) -> Result<R, Thrown<'scope>>,
) -> JsResult<R> {
    let result = look(object, engine, body);
    Environment::current().gate.advance();
    result
}

/// The property of the host's object.
fn property(object: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<Property> {
    let intrinsics = &Environment::current().intrinsics;
    let epoch = Environment::current().gate.epoch();
    if let Some(known) = intrinsics.known(object, key, epoch) {
        return Ok(known);
    }
    let built_in = (intrinsics.methods(object).__get_own_property__)(object, key, &mut engine.into())?;
    if built_in.is_none() && !has_added(object, key, epoch, engine)? {
        return Ok(Property::Absent);
    }
    let property = look(object, engine, |visit| {
        let key = visit.key(key)?;
        let answer = visit.environment.host().describe_intrinsic(visit.scope, visit.target, key)?;
        match visit.scope.type_of(answer) {
            HostType::Undefined => Ok(Property::Absent),
            HostType::Number => Ok(built_in_with(built_in.as_ref(), visit.scope.to_integer(answer))),
            _ => {
                let descriptor = descriptor_from_host(visit.environment, visit.scope, answer, visit.context)?;
                Ok(match &built_in {
                    Some(built_in) => unless_same(descriptor, built_in),
                    None => Property::Changed(descriptor),
                })
            }
        }
    })?;
    let is_fixed = match &property {
        Property::Absent => false,
        Property::BuiltIn => built_in.as_ref().is_some_and(is_fixed),
        Property::Changed(descriptor) => is_fixed(descriptor),
    };
    intrinsics.remember(object, epoch, |watched| {
        let properties = if is_fixed { &mut watched.fixed } else { &mut watched.properties };
        properties.insert(key.clone(), property.clone());
    });
    Ok(property)
}

/// A property that still has its built-in value, and these attributes.
fn built_in_with(built_in: Option<&PropertyDescriptor>, attributes: i32) -> Property {
    let Some(built_in) = built_in else { return Property::Absent };
    let mut builder = attributes_from_host(attributes);
    if let Some(value) = built_in.value() {
        builder = builder.value(value.clone());
    } else {
        builder = builder.maybe_get(built_in.get().cloned()).maybe_set(built_in.set().cloned());
    }
    unless_same(builder.build(), built_in)
}

fn unless_same(descriptor: PropertyDescriptor, built_in: &PropertyDescriptor) -> Property {
    let is_same = has_same_value(&descriptor, built_in)
        && descriptor.writable() == built_in.writable()
        && descriptor.enumerable() == built_in.enumerable()
        && descriptor.configurable() == built_in.configurable();
    if is_same { Property::BuiltIn } else { Property::Changed(descriptor) }
}

fn is_fixed(descriptor: &PropertyDescriptor) -> bool {
    descriptor.configurable() == Some(false) && descriptor.writable() != Some(true)
}

fn has_added(object: &JsObject, key: &PropertyKey, epoch: u64, engine: &mut Context) -> JsResult<bool> {
    let intrinsics = &Environment::current().intrinsics;
    if let Some(is_added) = intrinsics.is_added(object, key, epoch) {
        return Ok(is_added);
    }
    let added: HashSet<_, FxBuildHasher> = look(object, engine, |visit| {
        let keys = visit.environment.host().added_keys(visit.scope, visit.target)?;
        if visit.scope.type_of(keys) == HostType::Undefined {
            return Ok(HashSet::default());
        }
        visit.scope.elements(keys).into_iter().map(|key| key_to_guest(visit.environment, visit.scope, key)).collect()
    })?;
    let is_added = added.contains(key);
    intrinsics.remember(object, epoch, |watched| watched.added = Some(added));
    Ok(is_added)
}

fn get_own_property(
    object: &JsObject,
    key: &PropertyKey,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<PropertyDescriptor>> {
    match property(object, key, engine)? {
        Property::Absent => Ok(None),
        Property::BuiltIn => {
            let methods = Environment::current().intrinsics.methods(object);
            (methods.__get_own_property__)(object, key, engine)
        }
        Property::Changed(descriptor) => Ok(Some(descriptor)),
    }
}

fn define_own_property(
    object: &JsObject,
    key: &PropertyKey,
    descriptor: PropertyDescriptor,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    let methods = Environment::current().intrinsics.methods(object);
    let built_in = (methods.__get_own_property__)(object, key, engine)?;
    let is_put_back = built_in.is_some_and(|built_in| has_same_value(&descriptor, &built_in));
    change(object, engine, |visit| {
        let descriptor = descriptor_to_host(visit.environment, visit.scope, &descriptor, visit.context)?;
        let key = visit.key(key)?;
        visit.environment.host().define_on_intrinsic(visit.scope, visit.target, key, descriptor, is_put_back)
    })
}

fn has_same_value(descriptor: &PropertyDescriptor, other: &PropertyDescriptor) -> bool {
    descriptor.value() == other.value() && descriptor.get() == other.get() && descriptor.set() == other.set()
}

fn delete(object: &JsObject, key: &PropertyKey, engine: &mut InternalMethodPropertyContext<'_>) -> JsResult<bool> {
    change(object, engine, |visit| visit.environment.host().delete(visit.scope, visit.target, visit.key(key)?))
}

fn own_property_keys(object: &JsObject, engine: &mut Context) -> JsResult<Vec<PropertyKey>> {
    look(object, engine, |visit| {
        let keys = visit.environment.host().own_keys(visit.scope, visit.target)?;
        visit.scope.elements(keys).into_iter().map(|key| key_to_guest(visit.environment, visit.scope, key)).collect()
    })
}

fn set_prototype_of(object: &JsObject, prototype: JsPrototype, engine: &mut Context) -> JsResult<bool> {
    let host_prototype = prototype.clone().map_or_else(JsValue::null, JsValue::from);
    let done = change(object, engine, |visit| {
        let prototype = visit.to_host(&host_prototype)?;
        visit.environment.host().set_prototype_of(visit.scope, visit.target, prototype)
    })?;
    if done {
        object.set_prototype(prototype);
    }
    Ok(done)
}

fn is_extensible(object: &JsObject, engine: &mut Context) -> JsResult<bool> {
    look(object, engine, |visit| visit.environment.host().is_extensible(visit.scope, visit.target))
}

fn prevent_extensions(object: &JsObject, engine: &mut Context) -> JsResult<bool> {
    change(object, engine, |visit| visit.environment.host().prevent_extensions(visit.scope, visit.target))
}

fn call(object: &JsObject, argument_count: usize, engine: &mut InternalMethodCallContext<'_>) -> JsResult<CallValue> {
    let methods = Environment::current().intrinsics.methods(object);
    (methods.__call__)(object, argument_count, engine)
}

fn construct(
    object: &JsObject,
    argument_count: usize,
    engine: &mut InternalMethodCallContext<'_>,
) -> JsResult<CallValue> {
    let methods = Environment::current().intrinsics.methods(object);
    (methods.__construct__)(object, argument_count, engine)
}
