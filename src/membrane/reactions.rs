//! Handlers that a guest with a queue of its own gives to a promise of the host.
//!
//! A job belongs to the owner of its handler. V8 would run the handler from the host's queue, for to V8 it is a
//! function of the host. So a promise of the guest follows the host's, and has the handler.

use boa_engine::{
    Context, JsObject, JsResult, JsValue,
    object::builtins::{JsFunction, JsPromise},
};

use super::{to_guest, to_host, view_of};
use crate::{
    environment::Environment,
    gate,
    node::{Settled, settled},
};

/// What the host knows of a promise when the guest gives it a handler.
enum State {
    Pending,
    Fulfilled(JsValue),
    Rejected(JsValue),
}

/// The numbers of `promiseMethod` in `lib/membrane/twins.js`.
const THEN: i32 = 1;
const CATCH: i32 = 2;

/// The call of a function of the host, if it is the `then` or `catch` of promises and gets a handler of a guest with a
/// queue of its own: what the call gives.
pub(super) fn register(
    function: &JsObject,
    this: &JsValue,
    arguments: &[JsValue],
    engine: &mut Context,
) -> JsResult<Option<JsValue>> {
    let [first, second] = [0, 1].map(|index| arguments.get(index).and_then(handler));
    if first.is_none() && second.is_none() {
        return Ok(None);
    }
    let environment = Environment::current();
    if !environment.gate.running().is_some_and(|context| context.has_own_queue()) {
        return Ok(None);
    }
    let (promise, resolvers) = JsPromise::new_pending(engine);
    let state = gate::leave(environment, engine, |scope, context| {
        let Some(id) = view_of(function) else { return Ok(None) };
        let Some(function) = environment.imports.host(scope, id) else { return Ok(None) };
        let method = environment.host().promise_method(scope, function)?;
        let this = to_host(environment, scope, this, context)?;
        if !matches!(method, THEN | CATCH) || !scope.is_promise(this) {
            return Ok(None);
        }
        let settled = settled(scope, this);
        let resolve = to_host(environment, scope, &resolvers.resolve.clone().into(), context)?;
        let reject = to_host(environment, scope, &resolvers.reject.clone().into(), context)?;
        // Also where the promise is settled: it is handled now.
        environment.host().follow_promise(scope, this, resolve, reject)?;
        let state = match settled {
            Some(Settled::Fulfilled(value)) => State::Fulfilled(to_guest(environment, scope, value, context)?),
            Some(Settled::Rejected(reason)) => State::Rejected(to_guest(environment, scope, reason, context)?),
            None => State::Pending,
        };
        Ok(Some((method, state)))
    })?;
    let Some((method, state)) = state else { return Ok(None) };
    match state {
        State::Pending => {}
        State::Fulfilled(value) => drop(resolvers.resolve.call(&JsValue::undefined(), &[value], engine)?),
        State::Rejected(reason) => drop(resolvers.reject.call(&JsValue::undefined(), &[reason], engine)?),
    }
    let (on_fulfilled, on_rejected) = if method == CATCH { (None, first) } else { (first, second) };
    promise.then(on_fulfilled, on_rejected, engine).map(|derived| Some(derived.into()))
}

/// A function of the guest.
fn handler(value: &JsValue) -> Option<JsFunction> {
    let function = value.as_object().filter(|object| view_of(object).is_none())?;
    JsFunction::from_object(function)
}
