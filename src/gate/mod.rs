//! The gate: the one function through which the host enters the guest ([`enter`]) and the one
//! through which the guest calls the host ([`leave`]).
//!
//! Guest code runs on a stack of its own, because the engine recurses deeper than V8's stack
//! allows; V8 runs on the stack that it knows, or it throws a RangeError at once. So `enter`
//! starts a coroutine and `leave` hops back to the stack below it. Entries nest: an inner one
//! ends before the outer goes on.
//!
//! V8's termination runs no `finally`: all state of a crossing is here and is restored here.
#![expect(unsafe_code, reason = "hands a borrowed context from one stack to another")]

use std::{
    any::Any,
    cell::{Cell, RefCell},
    panic::{AssertUnwindSafe, catch_unwind},
    ptr,
    rc::Rc,
};

use boa_engine::{Context, JsError, JsResult, error::{EngineError, RuntimeLimitError}};
use corosensei::{Coroutine, CoroutineResult, Yielder, stack::DefaultStack};

use crate::{
    engine::GuestContext,
    environment::Environment,
    membrane::to_guest,
    node::{Scope, Thrown, with_scope},
};

/// The address space of a guest stack. It is committed as it is used.
const STACK_SIZE: usize = 256 << 20;

/// How many unused stacks a thread keeps.
const POOLED_STACKS: usize = 8;

/// The gate of an environment.
#[derive(Default)]
pub(crate) struct Gate {
    innermost: Cell<Option<&'static Entry>>,
    stacks: RefCell<Vec<DefaultStack>>,
    epoch: Cell<u64>,
}

/// One pass through the gate inward, while it lasts.
struct Entry {
    context: Rc<GuestContext>,
    yielder: Cell<*const Yielder<(), ()>>,
}

impl Gate {
    /// Advances at each crossing: what was read from the host holds while it stands.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch.get()
    }

    pub(crate) fn advance(&self) {
        self.epoch.set(self.epoch.get() + 1);
    }

    pub(crate) fn is_entered(&self) -> bool {
        self.innermost.get().is_some()
    }

    /// The context whose code runs.
    pub(crate) fn running(&self) -> Option<Rc<GuestContext>> {
        self.innermost.get().map(|entry| entry.context.clone())
    }
}

/// Runs `body` with the engine context of `context`, on a guest stack.
///
/// A panic of the engine breaks the context and is given back as `Err`.
pub(crate) fn enter<R>(
    environment: &Environment,
    context: &Rc<GuestContext>,
    body: impl FnOnce(&mut Context) -> R,
) -> Result<R, Box<dyn Any + Send>> {
    let gate = &environment.gate;
    let stack = gate.stacks.borrow_mut().pop();
    let stack = stack.map_or_else(|| DefaultStack::new(STACK_SIZE), Ok).expect("address space for a guest stack");
    let entry = Entry { context: context.clone(), yielder: Cell::new(ptr::null()) };
    gate.advance();

    let run = |yielder: &Yielder<(), ()>, ()| {
        entry.yielder.set(yielder);
        catch_unwind(AssertUnwindSafe(|| {
            // SAFETY: the context is not entered, or its outer entry is suspended in `leave`, which
            // lent us its exclusive borrow by this pointer and does not use it before we return.
            let engine = unsafe { &mut *context.engine() };
            body(engine)
        }))
    };
    // SAFETY: the coroutine is resumed to its end below, in this frame: what it borrows outlives it.
    let mut coroutine = unsafe { Coroutine::<(), (), _, _>::with_stack_unchecked(stack, run) };
    // SAFETY: `innermost` is put back before `entry` goes out of scope.
    let outer = gate.innermost.replace(Some(unsafe { &*ptr::from_ref(&entry) }));
    let result = coroutine.resume(());
    gate.innermost.set(outer);

    let CoroutineResult::Return(result) = result else {
        unreachable!("guest code has no way to suspend its stack");
    };
    let mut stacks = gate.stacks.borrow_mut();
    if stacks.len() < POOLED_STACKS {
        stacks.push(coroutine.into_stack());
    }
    if result.is_err() {
        context.set_broken();
    }
    result
}

/// Runs `body` on the host's stack, from guest code that runs with `engine`.
///
/// What the host throws comes back as an error of the guest, with its identity.
pub(crate) fn leave<R>(
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
        with_scope(environment.raw(), |scope| {
            body(scope, context).map_err(|thrown| match thrown {
                Thrown::Value(value) => match to_guest(environment, scope, value, context) {
                    Ok(value) => JsError::from_opaque(value),
                    Err(_) => terminated(),
                },
                Thrown::Terminated => terminated(),
            })
        })
    });
    let result = yielder.on_parent_stack(move || visit.run());
    context.lend_engine(outer);
    environment.gate.advance();
    result
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

/// The error that unwinds guest code without a chance to catch it.
pub(crate) fn terminated() -> JsError {
    EngineError::RuntimeLimit(RuntimeLimitError::LoopIteration).into()
}
