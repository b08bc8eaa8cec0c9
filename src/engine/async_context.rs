//! Async context: a promise's handler runs in the context that it was registered in, not in that of
//! whoever settled the promise. Node keeps such contexts (AsyncLocalStorage, async hooks, domains) in
//! an async resource, so a handler remembers one, if anything is kept at all.

use std::cell::RefCell;

use boa_engine::{Context, Finalize, JsData, JsResult, JsValue, Trace, job::JobCallback, object::builtins::JsFunction};

use crate::{
    environment::Environment,
    gate,
    membrane::{to_guest, to_host},
    node::HostType,
};

/// The async resource that a handler runs in: a guest view of it.
#[derive(Trace, Finalize, JsData)]
pub(super) struct AsyncContext(JsValue);

/// A handler on its way through the host.
struct Pending {
    callback: JsFunction,
    this: JsValue,
    arguments: Vec<JsValue>,
    result: Option<JsResult<JsValue>>,
}

thread_local! {
    /// The handlers that wait for their async context to be entered, the innermost last. Empty
    /// whenever no guest runs, so its destructor has nothing of the engine to free.
    static PENDING: RefCell<Vec<Pending>> = const { RefCell::new(Vec::new()) };
}

/// The async context of the code that registers a handler, unless it is that of everything.
pub(super) fn capture(engine: &mut Context) -> Option<AsyncContext> {
    let environment = Environment::current();
    let resource = gate::leave(environment, engine, |scope, context| {
        let resource = environment.host().capture_async_context(scope)?;
        if scope.type_of(resource) == HostType::Undefined {
            return Ok(None);
        }
        to_guest(environment, scope, resource, context).map(Some)
    });
    resource.ok().flatten().map(AsyncContext)
}

/// Calls a handler in its async context.
pub(super) fn call(
    job: &JobCallback,
    this: &JsValue,
    arguments: &[JsValue],
    engine: &mut Context,
) -> JsResult<JsValue> {
    let resource = job.host_defined().downcast_ref::<AsyncContext>().map(|context| context.0.clone());
    let Some(resource) = resource else { return job.callback().call(this, arguments, engine) };
    let pending =
        Pending { callback: job.callback().clone(), this: this.clone(), arguments: arguments.to_vec(), result: None };
    PENDING.with_borrow_mut(|stack| stack.push(pending));
    let environment = Environment::current();
    let entered = gate::leave(environment, engine, |scope, context| {
        let resource = to_host(environment, scope, &resource, context)?;
        let result = environment.host().run_in_async_context(scope, resource);
        environment.gate.resume_termination();
        result
    });
    let pending = PENDING.with_borrow_mut(Vec::pop);
    entered?;
    pending.and_then(|pending| pending.result).unwrap_or_else(|| Err(gate::terminated()))
}

/// Runs the innermost handler that waits.
pub(super) fn run_pending(engine: &mut Context) {
    let next = PENDING.with_borrow(|stack| {
        stack.last().map(|pending| (pending.callback.clone(), pending.this.clone(), pending.arguments.clone()))
    });
    let Some((callback, this, arguments)) = next else { return };
    let result = callback.call(&this, &arguments, engine);
    PENDING.with_borrow_mut(|stack| {
        if let Some(pending) = stack.last_mut() {
            pending.result = Some(result);
        }
    });
}
