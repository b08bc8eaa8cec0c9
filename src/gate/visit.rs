//! Visits: passes through the gate outward, from guest code to the host and back.
#![expect(unsafe_code, reason = "hops from the guest's stack to the one below it")]

use std::rc::Rc;

use boa_engine::{Context, JsError, JsResult};

use super::{
    stack::{Hop, StackLimit},
    termination::terminated,
};
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
    let result = cross(environment, engine, body);
    environment.gate.advance();
    if let Err(error) = &result {
        complete_stack(environment, error, engine);
    }
    result.map_err(|error| *error)
}

/// [`leave`] for a body that runs no code but our own: what was read from the host before still holds.
pub(crate) fn leave_quietly<R>(
    environment: &Environment,
    engine: &mut Context,
    body: impl for<'scope> FnOnce(&Scope<'scope>, &Rc<GuestContext>) -> Result<R, Thrown<'scope>>,
) -> JsResult<R> {
    cross(environment, engine, body).map_err(|error| *error)
}

/// Runs `body` on the host's stack. An error is large, and what returns passes through many hands.
fn cross<R>(
    environment: &Environment,
    engine: &mut Context,
    body: impl for<'scope> FnOnce(&Scope<'scope>, &Rc<GuestContext>) -> Result<R, Thrown<'scope>>,
) -> Result<R, Box<JsError>> {
    let entry = environment.gate.innermost.get().expect("guest code runs inside an entry");
    let context = entry.context;
    // An inner entry of the same context goes on with this borrow; see `enter`.
    let outer = context.lend_engine(engine);
    // SAFETY: set when the coroutine started, and the coroutine runs: we are on its stack.
    let hop = unsafe { &*entry.hop.get() };
    let mut visit = SameThread(Some(|| {
        // The engine knows nothing of the end of the host's stack, and does nothing deep there.
        let _limit = StackLimit::set(&environment.gate, 0);
        environment.gate.make_room();
        with_scope(environment, |scope| {
            if environment.has_unwritten() {
                flush(environment, scope, context);
            }
            let result = body(scope, context).map_err(|thrown| Box::new(error_of(environment, scope, thrown, context)));
            if !environment.shared_buffers.is_empty() {
                environment.shared_buffers.follow_host(scope);
            }
            result
        })
    }));
    let result = visit.run_below(hop);
    context.lend_engine(outer);
    // Whatever the host made of it: a run that was shot at ends here.
    if environment.gate.is_interrupted() { Err(Box::new(terminated())) } else { result }
}

/// What the host threw, as the guest catches it.
#[cold]
fn error_of<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    thrown: Thrown<'scope>,
    context: &GuestContext,
) -> JsError {
    match thrown {
        Thrown::Value(value) => {
            to_guest(environment, scope, value, context).map_or_else(|_| terminated(), JsError::from_opaque)
        }
        Thrown::Terminated => terminated(),
    }
}

/// Runs `body` on the host's stack where the engine cannot be lent: it may run no code. `None` outside of an entry.
pub(crate) fn peek<R>(
    environment: &Environment,
    body: impl for<'scope> FnOnce(&Scope<'scope>, &GuestContext) -> R,
) -> Option<R> {
    let entry = environment.gate.innermost.get()?;
    // SAFETY: see `cross`.
    let hop = unsafe { &*entry.hop.get() };
    let mut look = SameThread(Some(|| with_scope(environment, |scope| body(scope, entry.context))));
    Some(look.run_below(hop))
}

/// A closure for the stack below: another stack, but the same thread. It goes there as one pointer.
struct SameThread<F>(Option<F>);

// SAFETY: `run_below` runs the closure at once, on this thread.
unsafe impl<F> Send for SameThread<F> {}

impl<R, F: FnOnce() -> R> SameThread<F> {
    #[inline(always)]
    fn run_below(&mut self, hop: &Hop) -> R {
        hop.on_parent_stack(move || {
            let body = self.0.take();
            body.expect("is run once")()
        })
    }
}
