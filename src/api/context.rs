//! Contexts.

use boa_engine::{JsValue, property::PropertyKey};

use super::outcome::{context_of, enter, evaluate};
use crate::{
    engine::{ContextSettings, GuestContext},
    environment::Environment,
    membrane::{key_to_guest, to_host},
    node::{HostType, HostValue, Scope, Thrown},
};

/// `makeContext(record, sandbox or undefined, isMain, hasOwnQueue, allowsStrings, tag or undefined)`: the identifier
/// of a new context.
pub(super) fn make<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let [record, sandbox, is_main, has_own_queue, allows_strings, tag, ..] = *arguments else {
        return Ok(scope.undefined());
    };
    environment.sweep_contexts_if_many(scope);
    let is_contextified = scope.type_of(sandbox) == HostType::Object;
    let settings = ContextSettings {
        is_contextified,
        is_main: scope.to_boolean(is_main),
        has_own_queue: scope.to_boolean(has_own_queue),
        allows_strings: scope.to_boolean(allows_strings),
        tag: (scope.type_of(tag) == HostType::String).then(|| scope.to_string(tag)),
    };
    let sandbox = if is_contextified { sandbox } else { record };
    let context = GuestContext::make(environment, scope, record, sandbox, settings)
        .map_err(|error| Thrown::Value(environment.host().engine_fault(scope, &error.to_string())))?;
    Ok(scope.number(f64::from(context.id())))
}

/// `contextGlobal(context)`: the view of a context's global object.
pub(super) fn global<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let context = context_of(environment, scope, scope.to_integer(arguments[0]) as u32)?;
    to_host(environment, scope, &context.global(), &context)
}

/// `runJob(context)`: runs the oldest job of a context.
pub(super) fn run_job<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let context = context_of(environment, scope, scope.to_integer(arguments[0]) as u32)?;
    enter(environment, scope, &context, |engine| context.run_scheduled_job(engine))?;
    Ok(scope.undefined())
}

/// `runJobCallback()`: what `runInAsyncContext` of `lib/membrane/jobs.js` calls in the right async context.
pub(super) fn run_job_callback<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    _: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let Some(context) = environment.gate.running() else { return Ok(scope.undefined()) };
    enter(environment, scope, &context, |engine| {
        environment.shared().run_pending_callback(engine);
        Ok(())
    })?;
    Ok(scope.undefined())
}

/// `guestPath(context, keys)`: whether the inner global has an object at a path of keys; see `pairIntrinsic`.
pub(super) fn guest_path<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let context = context_of(environment, scope, scope.to_integer(arguments[0]) as u32)?;
    let keys = path(environment, scope, arguments[1])?;
    evaluate(environment, scope, &context, |engine| {
        let mut current: JsValue = context.inner_global().map_or_else(|| context.global(), JsValue::from);
        for key in keys {
            let Some(object) = current.as_object() else { return Ok(JsValue::undefined()) };
            current = object.get(key, engine)?;
        }
        Ok(current)
    })
}

/// `guestError(context)`: the intrinsic `Error`, whatever the global of that name is.
pub(super) fn guest_error<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let context = context_of(environment, scope, scope.to_integer(arguments[0]) as u32)?;
    evaluate(environment, scope, &context, |engine| Ok(engine.intrinsics().constructors().error().constructor().into()))
}

/// `pairIntrinsic(context, host object, keys)`: makes a host object and the guest object at a path one and the same.
pub(super) fn pair_intrinsic<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let [context, host, keys, part, ..] = *arguments else { return Ok(scope.undefined()) };
    let context = context_of(environment, scope, scope.to_integer(context) as u32)?;
    let keys = path(environment, scope, keys)?;
    let part = scope.to_integer(part);
    let guest = enter(environment, scope, &context, |engine| {
        let mut current: JsValue = context.inner_global().map_or_else(|| context.global(), JsValue::from);
        if part == GLOBAL {
            return Ok(context.global().as_object());
        }
        let last = keys.len().saturating_sub(1);
        for (index, key) in keys.into_iter().enumerate() {
            let Some(object) = current.as_object() else { return Ok(None) };
            if index < last || part == 0 {
                current = object.get(key, engine)?;
                continue;
            }
            // 1: the prototype of the object at the path; 2 and 3: the getter and the setter of its last key.
            let own = object.__get_own_property__(&key, &mut engine.into())?;
            current = match part {
                2 => own.and_then(|own| own.get().cloned()).unwrap_or_default(),
                3 => own.and_then(|own| own.set().cloned()).unwrap_or_default(),
                _ => object.get(key, engine)?,
            };
        }
        if part == 1 {
            return Ok(current.as_object().and_then(|object| object.prototype()));
        }
        Ok(current.as_object())
    })?;
    let Some(guest) = guest else { return Ok(scope.integer(-1)) };
    if environment.exports.view(scope, &guest).is_some() {
        return Ok(scope.integer(-1));
    }
    let id = environment.exports.reserve(scope);
    environment.exports.insert(scope, id, guest, host, context.id());
    Ok(scope.integer(id as i32))
}

/// The part that is the global object itself.
const GLOBAL: i32 = 4;

fn path<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    keys: HostValue<'scope>,
) -> Result<Vec<PropertyKey>, Thrown<'scope>> {
    scope.elements(keys).into_iter().map(|key| key_to_guest(environment, scope, key)).collect()
}
