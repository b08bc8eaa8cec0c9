//! Stores that the sandbox has not got yet: a loop over a global variable does not leave for the host at each turn.

use boa_engine::{
    JsObject, JsValue,
    property::{PropertyDescriptor, PropertyKey},
};

use super::{ContextifiedGlobal, variable};
use crate::{
    engine::GuestContext,
    environment::Environment,
    membrane::{key_to_host, to_host},
    node::{Scope, Thrown},
};

/// Stores a name that is known to be plain, for [`flush`] to write; false if it is not.
pub(super) fn store_unwritten(global: &JsObject, key: &PropertyKey, value: &JsValue) -> bool {
    let environment = Environment::current();
    let Some(data) = global.downcast_ref::<ContextifiedGlobal>() else { return false };
    let mut cache = data.cache.borrow_mut();
    if !cache.is_of_this_epoch() {
        return false;
    }
    let Some(known) = cache.names.get_mut(key).filter(|known| known.is_plain) else { return false };
    known.value = Some(value.clone());
    if !std::mem::replace(&mut known.is_unwritten, true) {
        let unwritten = Unwritten { global: global.clone(), key: key.clone(), value: None };
        environment.unwritten.borrow_mut().push(unwritten);
    }
    true
}

/// Writes to the sandboxes, and to plain properties of other objects, what guest code has stored since it last left
/// for the host. An interruption leaves the rest for the next time.
pub(crate) fn flush<'scope>(environment: &Environment, scope: &Scope<'scope>, context: &GuestContext) {
    environment.plain_properties.flush(environment, scope, context);
    while let Some(mut unwritten) = environment.next_unwritten() {
        if write(environment, scope, &mut unwritten).is_err() {
            environment.unwritten.borrow_mut().push(unwritten);
            return;
        }
    }
}

/// A name whose value the sandbox has not got yet.
pub(crate) struct Unwritten {
    global: JsObject,
    key: PropertyKey,
    /// Only after an interruption: until then the cache has the newest value.
    value: Option<JsValue>,
}

fn write<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    unwritten: &mut Unwritten,
) -> Result<(), Thrown<'scope>> {
    let Unwritten { global, key, value: carried } = unwritten;
    let Some(data) = global.downcast_ref::<ContextifiedGlobal>() else { return Ok(()) };
    if carried.is_none() {
        *carried = data.cache.borrow().names.get(key).and_then(|known| known.value.clone());
    }
    let Some(value) = carried.clone() else { return Ok(()) };
    let Some(owner) = environment.context(data.context) else { return Ok(()) };
    let Some(sandbox) = owner.sandbox(scope) else { return Ok(()) };
    let host_key = key_to_host(environment, scope, key)?;
    let host_value = to_host(environment, scope, &value, &owner)?;
    environment.host().write(scope, sandbox, host_key, host_value)?;
    shadow(&data.inner, key, value);
    if let Some(known) = data.cache.borrow_mut().names.get_mut(key) {
        known.is_unwritten = false;
    }
    Ok(())
}

/// Leaves a copy of a stored value on the inner global.
fn shadow(inner: &JsObject, key: &PropertyKey, value: JsValue) {
    let own = inner.borrow().properties().get(key);
    let descriptor = match own {
        Some(own) if own.is_data_descriptor() => PropertyDescriptor::builder()
            .value(value)
            .writable(own.expect_writable())
            .enumerable(own.expect_enumerable())
            .configurable(own.expect_configurable())
            .build(),
        _ => variable(value, true),
    };
    inner.insert_property(key.clone(), descriptor);
}
