//! Visits: passes through the gate outward, from guest code to the host and back.
#![expect(unsafe_code, reason = "hops from the guest's stack to the one below it")]

use std::rc::Rc;

use boa_engine::{Context, JsError, JsResult};

use super::{stack::StackLimit, termination::terminated};
use crate::{
    engine::{GuestContext, complete_stack, flush},
    environment::Environment,
    membrane::to_guest,
    node::{Scope, Thrown, with_scope},
};

/// Runs `body` on the host's stack, from guest code that runs with `engine`.
///
/// What the host throws comes back as an error of the guest, with its identity. What was read from
/// the host before holds no longer.
pub(crate) fn leave<R>(
    environment: &Environment,
    engine: &mut Context,
    body: impl for<'scope> FnOnce(&Scope<'scope>, &Rc<GuestContext>) -> Result<R, Thrown<'scope>>,
) -> JsResult<R> {
    let result = leave_quietly(environment, engine, body);
    environment.gate.advance();
    if let Err(error) = &result {
        complete_stack(environment, error, engine);
    }
    result
}

/// [`leave`] for a body that runs no code but our own: what was read from the host before still holds.
pub(crate) fn leave_quietly<R>(
    environment: &Environment,
    engine: &mut Context,
    body: impl for<'scope> FnOnce(&Scope<'scope>, &Rc<GuestContext>) -> Result<R, Thrown<'scope>>,
) -> JsResult<R> {
    let entry = environment.gate.innermost.get().expect("guest code runs inside an entry");
    let context = &entry.context;
    // An inner entry of the same context goes on with this borrow; see `enter`.
    let outer = context.lend_engine(engine);
    // SAFETY: set when the coroutine started, and the coroutine runs: we are on its stack.
    let yielder = unsafe { &*entry.yielder.get() };
    let visit = SameThread(|| {
        // The engine knows nothing of the end of the host's stack, and does nothing deep there.
        let _limit = StackLimit::set(0);
        environment.gate.make_room();
        with_scope(environment.raw(), |scope| {
            flush(environment, scope, context);
            let result = body(scope, context).map_err(|thrown| match thrown {
                Thrown::Value(value) => match to_guest(environment, scope, value, context) {
                    Ok(value) => JsError::from_opaque(value),
                    Err(_) => terminated(),
                },
                Thrown::Terminated => terminated(),
            });
            environment.shared_buffers.follow_host(scope);
            result
        })
    });
    let result = yielder.on_parent_stack(move || visit.run());
    context.lend_engine(outer);
    // Whatever the host made of it: a run that was shot at ends here.
    if environment.gate.is_interrupted() { Err(terminated()) } else { result }
}

/// Runs `body` on the host's stack where the engine cannot be lent: it may run no code. `None` outside of an entry.
pub(crate) fn peek<R>(
    environment: &Environment,
    body: impl for<'scope> FnOnce(&Scope<'scope>, &GuestContext) -> R,
) -> Option<R> {
    let entry = environment.gate.innermost.get()?;
    // SAFETY: see `leave_quietly`.
    let yielder = unsafe { &*entry.yielder.get() };
    let look = SameThread(|| with_scope(environment.raw(), |scope| body(scope, &entry.context)));
    Some(yielder.on_parent_stack(move || look.run()))
}

/// A closure for the stack below: another stack, but the same thread.
struct SameThread<F>(F);

// SAFETY: `on_parent_stack` runs the closure at once, on this thread.
unsafe impl<F> Send for SameThread<F> {}

impl<R, F: FnOnce() -> R> SameThread<F> {
    fn run(self) -> R {
        (self.0)()
    }
}
