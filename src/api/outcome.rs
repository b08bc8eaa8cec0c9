//! How a run in the guest becomes what the host sees.

use std::{any::Any, rc::Rc};

use boa_engine::{Context, JsError, JsResult, JsValue};

use crate::{
    engine::GuestContext,
    environment::Environment,
    gate,
    membrane::to_host,
    node::{HostValue, Scope, Thrown},
};

/// How guest code ended.
pub(super) enum Ending<R> {
    Value(R),
    /// It threw this.
    Thrown(JsValue),
    /// It was unwound by a limit or an interruption.
    Unwound(JsError),
}

/// The context of an identifier that `lib/` passed.
pub(super) fn context_of<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    id: u32,
) -> Result<Rc<GuestContext>, Thrown<'scope>> {
    match environment.context(id) {
        Some(context) if !context.is_broken() => Ok(context),
        _ => Err(Thrown::Value(environment.host().engine_fault(scope, "the context is broken by an earlier fault"))),
    }
}

/// Enters a context and turns what it throws into what the host catches.
pub(super) fn enter<'scope, R>(
    environment: &Environment,
    scope: &Scope<'scope>,
    context: &Rc<GuestContext>,
    body: impl FnOnce(&mut Context) -> JsResult<R>,
) -> Result<R, Thrown<'scope>> {
    let ending = gate::enter(environment, context, |engine| match body(engine) {
        Ok(value) => Ending::Value(value),
        Err(error) => match error.into_opaque(engine) {
            Ok(value) => Ending::Thrown(value),
            Err(unwound) => Ending::Unwound(unwound),
        },
    });
    let ending = ending.map_err(|panic: Box<dyn Any + Send>| Thrown::Value(environment.fault(scope, &*panic)))?;
    environment.imports.release_dead(environment, scope);
    match ending {
        Ending::Value(value) => Ok(value),
        Ending::Thrown(value) => Err(Thrown::Value(to_host(environment, scope, &value, context)?)),
        Ending::Unwound(error) => Err(unwound(environment, scope, context, &error)),
    }
}

fn unwound<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    context: &GuestContext,
    error: &JsError,
) -> Thrown<'scope> {
    let Some(record) = context.record(scope) else { return Thrown::Terminated };
    let text = error.to_string();
    let kind = if text.contains("recursion") || text.contains("call stack") { "stack" } else { "limit" };
    match environment.host().make_error(scope, record, kind, scope.utf8(&text)) {
        Ok(error) => Thrown::Value(error),
        Err(thrown) => thrown,
    }
}

/// Enters a context for a value.
pub(super) fn evaluate<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    context: &Rc<GuestContext>,
    body: impl FnOnce(&mut Context) -> JsResult<JsValue>,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let value = enter(environment, scope, context, body)?;
    to_host(environment, scope, &value, context)
}
