//! How a run in the guest becomes what the host sees.

use std::rc::Rc;

use boa_engine::{Context, JsError, JsResult, JsValue};

use crate::{
    engine::{GuestContext, Refusal},
    environment::Environment,
    gate::{self, Cause, Ended, Limits},
    membrane::to_host,
    node::{HostValue, Scope, Thrown},
};

/// How guest code ended.
pub(super) enum Ending<R> {
    Value(R),
    /// It threw this.
    Thrown(JsValue),
    /// It was unwound by a limit or an interruption.
    Unwound(Box<JsError>),
}

/// The context of an identifier that `lib/` passed.
pub(super) fn context_of<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    id: u32,
) -> Result<Rc<GuestContext>, Thrown<'scope>> {
    environment
        .context(id)
        .map_or_else(|| Err(broken(environment, scope)), |context| usable(environment, scope, context))
}

/// A context, unless it is broken.
pub(super) fn usable<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    context: Rc<GuestContext>,
) -> Result<Rc<GuestContext>, Thrown<'scope>> {
    if context.is_broken() || environment.is_broken() {
        return Err(broken(environment, scope));
    }
    // Its handle keeps the record, and so the sandbox and the table, until the binding returns: V8 may find
    // that nobody needs them any more while the guest runs.
    let _ = context.record(scope);
    Ok(context)
}

#[cold]
fn broken<'scope>(environment: &Environment, scope: &Scope<'scope>) -> Thrown<'scope> {
    Thrown::Value(environment.host().engine_fault(scope, "the context is broken by an earlier fault"))
}

/// Enters a context and turns what it throws into what the host catches.
pub(super) fn enter<'scope, R>(
    environment: &Environment,
    scope: &Scope<'scope>,
    context: &Rc<GuestContext>,
    body: impl FnOnce(&mut Context) -> JsResult<R>,
) -> Result<R, Thrown<'scope>> {
    run(environment, scope, context, Limits::default(), false, body)
}

/// Enters a context for a run that a deadline or a signal may end, and that may show where in the source an error was
/// thrown.
pub(super) fn run<'scope, R>(
    environment: &Environment,
    scope: &Scope<'scope>,
    context: &Rc<GuestContext>,
    limits: Limits,
    displays_errors: bool,
    body: impl FnOnce(&mut Context) -> JsResult<R>,
) -> Result<R, Thrown<'scope>> {
    environment.make_room(scope);
    let mut arrow = None;
    let ending = gate::enter(environment, context, limits, |engine| match body(engine) {
        Ok(value) => Ending::Value(value),
        Err(error) => {
            arrow = displays_errors.then(|| arrow_of(environment, &error)).flatten();
            match error.into_opaque(engine) {
                Ok(value) => Ending::Thrown(value),
                Err(unwound) => Ending::Unwound(Box::new(unwound)),
            }
        }
    });
    let ending = ending.map_err(|ended| thrown_by(environment, scope, context, limits, ended))?;
    environment.keep_pace(scope);
    if context.needs_cleanup()
        && let Some(record) = context.record(scope)
    {
        environment.host().schedule_cleanup(scope, record)?;
    }
    match ending {
        Ending::Value(value) => Ok(value),
        Ending::Thrown(value) => {
            let value = to_host(environment, scope, &value, context)?;
            if let Some(arrow) = arrow {
                environment.host().decorate(scope, value, &arrow)?;
            }
            Err(Thrown::Value(value))
        }
        Ending::Unwound(error) => Err(unwound(environment, scope, context, &error)),
    }
}

/// What the host catches where a run ended before its code did. Not in `run`, whose frame is on the host's stack for as
/// long as the run lasts.
#[inline(never)]
fn thrown_by<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    context: &GuestContext,
    limits: Limits,
    ended: Ended,
) -> Thrown<'scope> {
    match ended {
        Ended::Fault(panic) => environment.fault(scope, &*panic),
        Ended::Shot(cause) => shot(environment, scope, context, limits, cause),
        Ended::Terminated => Thrown::Terminated,
        Ended::Exhausted => exhausted(environment, scope, context),
        Ended::Overflowed => Thrown::Value(environment.host().engine_fault(scope, "its stack overflowed")),
    }
}

/// The lines of the source where an error was thrown.
fn arrow_of(environment: &Environment, error: &JsError) -> Option<String> {
    if let Some(native) = error.as_native()
        && native.is_syntax()
        && let Some(lines) = environment.scripts.refused_lines(native.message())
    {
        return Some(lines);
    }
    let site = error.throw_site()?;
    environment.scripts.arrow(&site.path, site.position?)
}

/// The error for a text that was refused, of the realm of the context.
pub(super) fn refused<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    context: &Rc<GuestContext>,
    refusal: &Refusal,
) -> Thrown<'scope> {
    let error = if context.is_main() {
        environment.host().syntax_error(scope, &refusal.message)
    } else {
        evaluate(environment, scope, context, |engine| Ok(refusal.to_error(engine)))
    };
    let decorated = error.and_then(|error| {
        if let Some(arrow) = &refusal.arrow {
            environment.host().decorate(scope, error, arrow)?;
        }
        Ok(error)
    });
    decorated.map_or_else(|thrown| thrown, Thrown::Value)
}

/// The error of Node for a run that its own deadline or signal ended.
fn shot<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    context: &GuestContext,
    limits: Limits,
    cause: Cause,
) -> Thrown<'scope> {
    let kind = match cause {
        Cause::Deadline => "timeout",
        Cause::Signal => "interrupted",
    };
    let milliseconds = limits.timeout.map_or(0.0, |timeout| timeout.as_millis() as f64);
    own_error(environment, scope, context, kind, scope.number(milliseconds))
}

/// The error for a run whose guests have used up their memory.
fn exhausted<'scope>(environment: &Environment, scope: &Scope<'scope>, context: &GuestContext) -> Thrown<'scope> {
    own_error(environment, scope, context, "memory", scope.undefined())
}

fn unwound<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    context: &GuestContext,
    error: &JsError,
) -> Thrown<'scope> {
    let text = error.to_string();
    let kind = if text.contains("recursion") || text.contains("call stack") { "stack" } else { "limit" };
    own_error(environment, scope, context, kind, scope.utf8(&text))
}

/// An error that rvm makes itself for a run in a context; `kind` and `details` are those of lib/membrane/errors.js.
fn own_error<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    context: &GuestContext,
    kind: &str,
    details: HostValue<'scope>,
) -> Thrown<'scope> {
    let Some(record) = context.record(scope) else { return Thrown::Terminated };
    environment.host().make_error(scope, record, kind, details).map_or_else(|thrown| thrown, Thrown::Value)
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
