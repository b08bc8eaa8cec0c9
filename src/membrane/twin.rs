//! Twins: real host objects that stand for guest objects whose brand a Proxy would lose.

use boa_engine::{
    JsObject, JsString, JsValue, builtins::promise::PromiseState, js_string, object::builtins::JsPromise,
    property::PropertyKey,
};

use super::to_host;
use crate::{
    engine::{GuestContext, look_at_stack},
    environment::Environment,
    gate::{self, Limits},
    node::{HostType, HostValue, Scope, Thrown},
};

/// Makes the host view or twin of a guest object that stays the guest's. `None` if the host has nothing like it.
pub(super) fn export<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    nature: i32,
    details: HostValue<'scope>,
    context: &GuestContext,
) -> Result<Option<HostValue<'scope>>, Thrown<'scope>> {
    if let Some(view) = environment.exports.view(scope, object) {
        // It crossed while what its view is made of did.
        return Ok(Some(view));
    }
    let record = context.record(scope).ok_or(Thrown::Terminated)?;
    let id = environment.exports.reserve(scope);
    let view = environment.host().make_view(scope, record, id, nature, details);
    match view {
        Ok(view) if scope.type_of(view) == HostType::Object => {
            environment.exports.insert(environment, scope, id, object.clone(), view, context.id());
            Ok(Some(view))
        }
        Ok(_) => {
            environment.exports.give_back(id);
            Ok(None)
        }
        Err(thrown) => {
            environment.exports.give_back(id);
            Err(thrown)
        }
    }
}

/// What `lib/membrane/views.js` makes the twin of a promise as.
const PROMISE: i32 = 6;

/// The twin of a promise, settled if the promise is.
pub(super) fn promise<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    context: &GuestContext,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let twin = unsettled(environment, scope, object, context)?;
    settle(environment, scope, object, context)?;
    Ok(twin)
}

fn unsettled<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    context: &GuestContext,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let details = prototype(environment, scope, object, context)?;
    export(environment, scope, object, PROMISE, details, context)?.ok_or(Thrown::Terminated)
}

/// Tells the twin of a promise, if there is one, how the promise ended.
pub(crate) fn settle<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    context: &GuestContext,
) -> Result<(), Thrown<'scope>> {
    let Some(twin) = environment.exports.view(scope, object) else { return Ok(()) };
    let state = JsPromise::from_object(object.clone()).map(|promise| promise.state());
    let (fulfilled, value) = match state {
        Ok(PromiseState::Fulfilled(value)) => (true, value),
        Ok(PromiseState::Rejected(reason)) => (false, reason),
        _ => return Ok(()),
    };
    let value = to_host(environment, scope, &value, context)?;
    environment.host().settle_promise(scope, twin, fulfilled, value)
}

/// Rejects the twin of a promise that nobody handles: this is how `process` hears of it.
pub(crate) fn reject_bare<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    reason: &JsValue,
    context: &GuestContext,
) -> Result<(), Thrown<'scope>> {
    let twin = unsettled(environment, scope, object, context)?;
    let reason = to_host(environment, scope, reason, context)?;
    environment.host().reject_promise(scope, twin, reason)
}

/// What `lib/membrane/twins.js` needs to make the twin of an error: the view of its prototype and its class.
pub(super) fn error<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    context: &GuestContext,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    make_stack(environment, object, context);
    Ok(scope.array(&[prototype(environment, scope, object, context)?, scope.string(&class_of(object))]))
}

/// Has the stack of an error made, if nobody has looked at it yet.
fn make_stack(environment: &Environment, object: &JsObject, context: &GuestContext) {
    let stack = object.borrow().properties().get(&js_string!("stack").into());
    if stack.is_some_and(|stack| stack.value().is_none())
        && let Some(context) = environment.context(context.id())
    {
        // A fault of the engine is told to whoever enters the context next.
        let _ = gate::enter(environment, &context, Limits::default(), |engine| look_at_stack(object, engine));
    }
}

/// The view of an object's prototype, which everything but the slot of its twin goes up to.
pub(super) fn prototype<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    context: &GuestContext,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let prototype = object.prototype().map_or_else(JsValue::null, JsValue::from);
    to_host(environment, scope, &prototype, context)
}

/// The built-in class of an error: what its nearest built-in prototype is called, whatever a guest calls it.
fn class_of(object: &JsObject) -> JsString {
    let mut prototype = object.prototype();
    let key = PropertyKey::from(js_string!("name"));
    while let Some(current) = prototype {
        let name = current.borrow().properties().get(&key).and_then(|name| name.value().and_then(JsValue::as_string));
        if let Some(name) = name {
            return name;
        }
        prototype = current.prototype();
    }
    js_string!("Error")
}
