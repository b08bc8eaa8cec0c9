//! The internal methods of a contextified global.

use std::collections::HashSet;

use boa_engine::{
    Context, JsObject, JsResult, JsValue,
    object::{
        JsPrototype,
        internal_methods::{InternalMethodPropertyContext, InternalObjectMethods, ORDINARY_INTERNAL_METHODS},
    },
    property::{PropertyDescriptor, PropertyKey},
};
use rustc_hash::FxBuildHasher;

use super::{
    inner, names,
    sandbox::{self, lookup, sandbox_has, store, visit},
};
use crate::{
    environment::Environment,
    membrane::{descriptor_from_host, descriptor_to_host, key_to_guest, key_to_host},
    node::HostType,
};

pub(super) static METHODS: InternalObjectMethods = InternalObjectMethods {
    __get_prototype_of__: get_prototype_of,
    __set_prototype_of__: set_prototype_of,
    __is_extensible__: is_extensible,
    __prevent_extensions__: prevent_extensions,
    __get_own_property__: get_own_property,
    __define_own_property__: define_own_property,
    __has_property__: has_property,
    __get__: get,
    __try_get__: try_get,
    __set__: set,
    __delete__: delete,
    __own_property_keys__: own_property_keys,
    global: Some(&names::NAMES),
    cacheable: false,
    read_epoch: Some(|| Environment::current().gate.epoch()),
    ..ORDINARY_INTERNAL_METHODS
};

fn get_prototype_of(global: &JsObject, engine: &mut Context) -> JsResult<JsPrototype> {
    inner(global)?.__get_prototype_of__(engine)
}

fn set_prototype_of(global: &JsObject, prototype: JsPrototype, engine: &mut Context) -> JsResult<bool> {
    inner(global)?.__set_prototype_of__(prototype, engine)
}

fn is_extensible(_: &JsObject, _: &mut Context) -> JsResult<bool> {
    Ok(true)
}

/// A global with interceptors cannot be made non-extensible in V8 either.
fn prevent_extensions(_: &JsObject, _: &mut Context) -> JsResult<bool> {
    Ok(false)
}

fn get_own_property(
    global: &JsObject,
    key: &PropertyKey,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<PropertyDescriptor>> {
    let own = visit(global, engine, |visit| {
        let key = key_to_host(visit.environment, visit.scope, key)?;
        let descriptor = visit.environment.host().describe_sandbox(visit.scope, visit.sandbox, key)?;
        if visit.scope.type_of(descriptor) == HostType::Undefined {
            return Ok(None);
        }
        descriptor_from_host(visit.environment, visit.scope, descriptor, visit.running).map(Some)
    })?;
    match own.flatten() {
        Some(descriptor) => Ok(Some(descriptor)),
        None => inner(global)?.__get_own_property__(key, engine),
    }
}

fn define_own_property(
    global: &JsObject,
    key: &PropertyKey,
    descriptor: PropertyDescriptor,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    let inner = inner(global)?;
    let current = get_own_property(global, key, engine)?;
    let own = inner.__get_own_property__(key, engine)?;
    if !own.is_some_and(|own| own.configurable() == Some(false) && own.writable() == Some(false)) {
        visit(global, engine, |visit| {
            let key = key_to_host(visit.environment, visit.scope, key)?;
            let descriptor = descriptor_to_host(visit.environment, visit.scope, &descriptor, visit.running)?;
            visit.environment.host().define_on_sandbox(visit.scope, visit.sandbox, key, descriptor)
        })?;
    }
    // V8 judges by what the guest saw before, and what passes replaces whatever the inner global has.
    let judge = JsObject::with_null_proto();
    if let Some(current) = current {
        judge.insert_property(key.clone(), current);
    }
    if !judge.__define_own_property__(key, descriptor, engine)? {
        return Ok(false);
    }
    if let Some(defined) = judge.__get_own_property__(key, engine)? {
        inner.insert_property(key.clone(), defined);
    }
    Ok(true)
}

/// What `in` asks. Inherited names of the sandbox are among them; nothing is read.
fn has_property(
    global: &JsObject,
    key: &PropertyKey,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    Ok(sandbox_has(global, key, engine)? || inner(global)?.__has_property__(key, engine)?)
}

fn try_get(
    global: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<JsValue>> {
    if let Some(found) = lookup(global, key, engine)? {
        return Ok(Some(found));
    }
    let inner = inner(global)?;
    match inner.own_data_value(key) {
        Some(value) => Ok(Some(value)),
        None => inner.__try_get__(key, receiver, engine),
    }
}

fn get(
    global: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<JsValue> {
    Ok(try_get(global, key, receiver, engine)?.unwrap_or_default())
}

fn set(
    global: &JsObject,
    key: PropertyKey,
    value: JsValue,
    receiver: JsValue,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    let receiver_object = receiver.as_object();
    if !receiver_object.as_ref().is_some_and(|receiver| JsObject::equals(receiver, global)) {
        let Some(receiver) = receiver_object else { return Ok(false) };
        return receiver.create_data_property(key, value, engine);
    }
    Ok(store(global, &key, &value, 0, engine)? != sandbox::REFUSED)
}

pub(super) fn delete(
    global: &JsObject,
    key: &PropertyKey,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    let deleted = visit(global, engine, |visit| {
        let key = key_to_host(visit.environment, visit.scope, key)?;
        visit.environment.host().delete_from_sandbox(visit.scope, visit.sandbox, key)
    })?;
    if deleted == Some(false) {
        return Ok(false);
    }
    inner(global)?.__delete__(key, engine)
}

/// Indices first, then the names of the sandbox, then those that only the inner global has, then symbols.
fn own_property_keys(global: &JsObject, engine: &mut Context) -> JsResult<Vec<PropertyKey>> {
    let mut keys: Vec<PropertyKey> = visit(global, engine, |visit| {
        let keys = visit.environment.host().sandbox_keys(visit.scope, visit.sandbox)?;
        visit.scope.elements(keys).into_iter().map(|key| key_to_guest(visit.environment, visit.scope, key)).collect()
    })?
    .unwrap_or_default();
    let known: HashSet<PropertyKey, FxBuildHasher> = keys.iter().cloned().collect();
    let of_inner = inner(global)?.__own_property_keys__(engine)?;
    keys.extend(of_inner.into_iter().filter(|key| !known.contains(key)));
    // The sort is stable: names and symbols stay in their order.
    keys.sort_by_key(|key| match key {
        PropertyKey::Index(index) => (0, index.get()),
        PropertyKey::String(_) => (1, 0),
        PropertyKey::Symbol(_) => (2, 0),
    });
    Ok(keys)
}
