//! Host value → guest value.

use boa_engine::{JsBigInt, JsValue};

use super::{Few, bytes, guest_view, nature::Nature};
use crate::{
    engine::GuestContext,
    environment::Environment,
    node::{HostType, HostValue, Scope, Thrown},
};

/// Crosses a value into `context`. Fails only where host code was interrupted.
pub(crate) fn to_guest<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    value: HostValue<'scope>,
    context: &GuestContext,
) -> Result<JsValue, Thrown<'scope>> {
    Ok(match scope.type_of(value) {
        HostType::Undefined => JsValue::undefined(),
        HostType::Null => JsValue::null(),
        HostType::Boolean => scope.to_boolean(value).into(),
        HostType::Number => number(scope.to_number(value)),
        HostType::String => scope.to_string(value).into(),
        HostType::Symbol => environment.symbols.to_guest(environment, scope, value)?.into(),
        HostType::BigInt => JsBigInt::into(scope.to_bigint(value)),
        HostType::Object => object(environment, scope, value, context)?,
    })
}

/// Crosses several values into `guests`.
#[inline]
pub(crate) fn values_to_guest<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    values: &[HostValue<'scope>],
    context: &GuestContext,
    guests: &mut Few<JsValue>,
) -> Result<(), Thrown<'scope>> {
    for value in values {
        guests.push(to_guest(environment, scope, *value, context)?);
    }
    Ok(())
}

/// The engine computes faster with integers where a number is one.
fn number(value: f64) -> JsValue {
    let integer = value as i32;
    if f64::from(integer).to_bits() == value.to_bits() { JsValue::from(integer) } else { JsValue::from(value) }
}

fn object<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    value: HostValue<'scope>,
    context: &GuestContext,
) -> Result<JsValue, Thrown<'scope>> {
    let id = environment.host().identify(scope, value, context.is_main())?;
    if id < 0
        && let Some((guest, owner)) = environment.exports.guest(environment, scope, (-id - 1) as u32)
    {
        link(environment, scope, &owner, context)?;
        return Ok(guest.into());
    }
    if id > 0 {
        let id = (id - 1) as u32;
        if environment.imports.hold(id, context.id())
            && let Some(record) = context.record(scope)
        {
            environment.host().hold(scope, record, value, id)?;
        }
        if let Some(guest) = environment.imports.guest(id) {
            return Ok(guest.into());
        }
        return import(environment, scope, value, context, id);
    }
    let id = environment.imports.reserve();
    let guest = import(environment, scope, value, context, id).inspect_err(|_| environment.imports.give_back(id))?;
    if let Some(record) = context.record(scope) {
        environment.host().keep(scope, record, value, id)?;
    }
    Ok(guest)
}

/// A guest object goes into another context as it is, and may lead to everything of the one it is from: from now on
/// the two keep each other.
fn link<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    owner: &GuestContext,
    context: &GuestContext,
) -> Result<(), Thrown<'scope>> {
    if owner.id() == context.id() || !context.is_new_link(owner.id()) {
        return Ok(());
    }
    match (context.record(scope), owner.record(scope)) {
        (Some(record), Some(owner)) => environment.host().link(scope, record, owner),
        _ => Ok(()),
    }
}

/// Makes the guest view of a host object.
fn import<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    value: HostValue<'scope>,
    context: &GuestContext,
    id: u32,
) -> Result<JsValue, Thrown<'scope>> {
    let nature = match Nature::from_host(environment.host().classify(scope, value)?) {
        Nature::Function if is_constructor(environment, scope, value)? => Nature::Constructor,
        nature => nature,
    };
    let generation = environment.imports.next_generation(id);
    let guest = match bytes::import(environment, scope, value, nature, (id, generation), context)? {
        Some(guest) => guest,
        None => guest_view::make(id, generation, nature),
    };
    environment.imports.insert(scope, id, generation, &guest, value, context.id());
    Ok(guest.into())
}

fn is_constructor<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    function: HostValue<'scope>,
) -> Result<bool, Thrown<'scope>> {
    match scope.is_constructor(function) {
        Some(is_constructor) => Ok(is_constructor),
        None => environment.host().is_constructor(scope, function),
    }
}
