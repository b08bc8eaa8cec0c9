//! The stacks of the host's errors that are thrown through the guest.
//!
//! V8 captures the stack of its error and knows nothing of the guest's frames: in their place it shows
//! the functions of ours that entered the guest. They are put in when the error first reaches the guest.

use boa_engine::{Context, JsError, JsResult, JsValue};

use super::{below_native, capture};
use crate::{
    environment::Environment,
    gate,
    membrane::{to_host, view_of},
};

/// Completes the stack of what the host has just thrown into the running guest.
pub(crate) fn complete_stack(environment: &Environment, error: &JsError, engine: &mut Context) {
    let Some(view) =
        error.as_opaque().filter(|value| value.as_object().is_some_and(|object| view_of(&object).is_some()))
    else {
        return;
    };
    // An interruption in between is that of the run, which ends of itself.
    let lacks_frames = gate::leave_quietly(environment, engine, |scope, context| {
        environment.host().lacks_frames(scope, to_host(environment, scope, view, context)?)
    });
    if !matches!(lacks_frames, Ok(true)) {
        return;
    }
    let _ = below_native(view, engine, put_frames);
}

fn put_frames(error: &JsValue, _: &[JsValue], engine: &mut Context) -> JsResult<JsValue> {
    let environment = Environment::current();
    let backtrace = engine.backtrace(None);
    if let Some(sites) = capture::sites(&backtrace, engine) {
        gate::leave_quietly(environment, engine, |scope, context| {
            environment.host().put_frames(scope, to_host(environment, scope, error, context)?, &sites)
        })?;
    }
    Ok(JsValue::undefined())
}
