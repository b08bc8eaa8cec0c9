//! Contexts.

use boa_engine::{JsValue, property::PropertyKey};

use super::{
    outcome::{context_of, enter, evaluate},
    traps,
};
use crate::{
    engine::{ContextSettings, GuestContext},
    environment::Environment,
    membrane::{hidden_prototype, key_to_guest, to_host},
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
    environment.keep_pace_of_contexts(scope);
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
    let ended = enter(environment, scope, &context, |engine| {
        environment.shared().run_pending_callback(engine);
        Ok(())
    });
    // A termination would cut short what Node does behind a handler, and the process with it; `async_context::call`
    // takes it up again.
    if let Err(Thrown::Terminated) = ended {
        environment.gate.cancel_termination(environment);
        return Ok(scope.undefined());
    }
    ended?;
    Ok(scope.undefined())
}

/// `cleanUp(context)`: calls the callbacks of finalization registries, until one throws; the others are called later.
pub(super) fn clean_up<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let context = context_of(environment, scope, scope.to_integer(arguments[0]) as u32)?;
    context.end_scheduled_cleanup();
    enter(environment, scope, &context, |engine| engine.clean_up_finalization_registries())?;
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

/// `pairIntrinsic(context, host object, keys, part)`: makes a host object and the guest object at a path of keys one
/// and the same; its export, or -1. The first key may be the name of a prototype that no global leads to.
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
        let mut current = context.inner_global().map_or_else(|| context.global(), JsValue::from);
        let last = keys.len().saturating_sub(1);
        for (index, key) in keys.into_iter().enumerate() {
            let Some(object) = current.as_object() else { return Ok(None) };
            let own = object.__get_own_property__(&key, &mut engine.into())?;
            current = match (part, own) {
                (GETTER, Some(own)) if index == last => own.get().cloned().unwrap_or_default(),
                (SETTER, Some(own)) if index == last => own.set().cloned().unwrap_or_default(),
                (_, None) if index == 0 => {
                    hidden_prototype(&key, engine).map_or_else(JsValue::undefined, JsValue::from)
                }
                _ => object.get(key, engine)?,
            };
        }
        Ok(current.as_object())
    })?;
    let Some(guest) = guest else { return Ok(scope.integer(-1)) };
    if environment.exports.view(scope, &guest).is_some() {
        return Ok(scope.integer(-1));
    }
    let id = environment.exports.reserve(scope);
    environment.exports.insert(environment, scope, id, guest, host, context.id());
    Ok(scope.integer(id as i32))
}

/// The parts of a property that can be paired, beside its value.
const GETTER: i32 = 1;
const SETTER: i32 = 2;

/// `pairGlobal(context, host object)`: makes a host object and the global object one and the same; its export.
pub(super) fn pair_global<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let context = context_of(environment, scope, scope.to_integer(arguments[0]) as u32)?;
    let Some(global) = context.global().as_object() else { return Ok(scope.undefined()) };
    let id = environment.exports.reserve(scope);
    environment.exports.insert(environment, scope, id, global, arguments[1], context.id());
    Ok(scope.integer(id as i32))
}

/// `watchIntrinsic(export)`: has the guest's object of a pair follow the host's from now on; the keys that it had.
pub(super) fn watch_intrinsic<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let keys = traps::own_keys(environment, scope, arguments)?;
    let (object, _) = traps::target(environment, scope, arguments[0])?;
    environment.intrinsics.watch(&object);
    Ok(keys)
}

fn path<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    keys: HostValue<'scope>,
) -> Result<Vec<PropertyKey>, Thrown<'scope>> {
    scope.elements(keys).into_iter().map(|key| key_to_guest(environment, scope, key)).collect()
}
