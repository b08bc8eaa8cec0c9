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

mod memory;
mod overflow;
mod signal;
mod watchdog;

use std::{
    any::Any,
    cell::{Cell, OnceCell, RefCell},
    panic::{self, AssertUnwindSafe, catch_unwind},
    ptr,
    rc::Rc,
    sync::{
        Arc, Once,
        atomic::{AtomicU8, Ordering},
    },
    thread,
    time::Duration,
};

use boa_engine::{
    Context, JsError, JsResult,
    error::{EngineError, RuntimeLimitError},
    parser::native_stack,
};
use corosensei::{
    Coroutine, CoroutineResult, Yielder,
    stack::{DefaultStack, Stack},
};

pub(crate) use memory::{Memory, over_limit};
use overflow::Guarded;
pub(crate) use overflow::install as catch_overflows;
pub(crate) use watchdog::Cause;
use watchdog::{GO_ON, LOOK, STOP, Shot};

use crate::{
    engine::{GuestContext, HostStack, complete_stack, flush},
    environment::Environment,
    membrane::to_guest,
    node::{Isolate, Scope, StackRoom, Thrown, with_scope},
};

/// The address space of a guest stack. It is committed as it is used.
const STACK_SIZE: usize = 256 << 20;

/// What the engine leaves of a guest stack for the Rust code that it calls: the membrane, and unwinding.
const STACK_RESERVE: usize = 256 << 10;

/// How many unused stacks a thread keeps.
const POOLED_STACKS: usize = 8;

/// How often a long run in a worker asks whether its environment still runs.
const LOOK_DISTANCE: Duration = Duration::from_millis(10);

/// The gate of an environment.
#[derive(Default)]
pub(crate) struct Gate {
    innermost: Cell<Option<&'static Entry>>,
    stacks: RefCell<Vec<DefaultStack>>,
    epoch: Cell<u64>,
    /// The interrupt cell of every engine context of this thread.
    interrupt: Arc<AtomicU8>,
    isolate: OnceCell<Option<Isolate>>,
    is_worker: Cell<bool>,
    pub(crate) memory: Memory,
    /// The stacks of the open entries, the innermost last.
    guarded: RefCell<Vec<Guarded>>,
    /// Made when the guest first calls the host, and kept until the outermost entry ends.
    room: RefCell<Option<StackRoom>>,
}

/// One pass through the gate inward, while it lasts.
struct Entry {
    context: Rc<GuestContext>,
    yielder: Cell<*const Yielder<(), ()>>,
    /// Its memory is used up: it is being unwound.
    is_exhausted: Cell<bool>,
    shot: Option<Arc<Shot>>,
    outer: Option<&'static Entry>,
    /// How many frames the engine context had before.
    frames_below: usize,
    /// For the stacks of the errors that are made in this entry.
    host_stack: OnceCell<Rc<HostStack>>,
}

/// What may end a run from outside.
#[derive(Clone, Copy, Default)]
pub(crate) struct Limits {
    pub(crate) timeout: Option<Duration>,
    pub(crate) break_on_sigint: bool,
}

/// How an entry ended when its body did not.
pub(crate) enum Ended {
    /// The engine panicked; the context is broken.
    Fault(Box<dyn Any + Send>),
    /// Its own deadline passed or its own signal came.
    Shot(Cause),
    /// The run around it was shot at, or the environment is being torn down.
    Terminated,
    /// The memory of its guests is used up. The context is broken if the run could not be unwound.
    Exhausted,
    /// The engine overflowed its stack; the context is broken.
    Overflowed,
}

/// How the coroutine of an entry ended.
#[derive(Clone, Copy)]
pub(crate) enum Exit {
    Returned,
    Overflowed,
}

impl Gate {
    /// Advances at each crossing: what was read from the host holds while it stands.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch.get()
    }

    pub(crate) fn advance(&self) {
        self.epoch.set(self.epoch.get() + 1);
    }

    pub(crate) fn interrupt(&self) -> Arc<AtomicU8> {
        self.interrupt.clone()
    }

    /// Whether what runs is being unwound.
    pub(crate) fn is_interrupted(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed) == STOP
    }

    /// Ends a look; the run goes on unless the environment is being torn down.
    pub(crate) fn end_look(&self) {
        if self.interrupt.load(Ordering::Relaxed) != LOOK {
            return;
        }
        // A stop that came meanwhile stays.
        let _ = self.interrupt.compare_exchange(LOOK, GO_ON, Ordering::AcqRel, Ordering::Relaxed);
    }

    /// Has the engine call its hook `interrupted` soon.
    fn request_look(&self) {
        let _ = self.interrupt.compare_exchange(GO_ON, LOOK, Ordering::AcqRel, Ordering::Relaxed);
    }

    /// Ends the innermost run if the memory of its guests is used up. Where the engine looks at its interrupt cell.
    pub(crate) fn end_if_exhausted(&self, environment: &Environment) -> bool {
        let Some(entry) = self.innermost.get() else { return false };
        let is_exhausted = self.memory.is_exhausted(|| {
            peek(environment, |scope, _| {
                if let Some(isolate) = self.isolate() {
                    isolate.collect();
                }
                environment.follow_host_collection(scope);
            });
        });
        if is_exhausted {
            entry.is_exhausted.set(true);
            self.interrupt.store(STOP, Ordering::Release);
        }
        is_exhausted
    }

    /// The stack that the innermost guest runs on; for the handler of faults.
    fn innermost_stack(&self) -> Option<Guarded> {
        self.guarded.try_borrow().ok()?.last().copied()
    }

    /// Leaves the innermost run for ever, where it can be neither continued nor unwound.
    fn park(&self) {
        let here = 0u8;
        let Some(entry) = self.innermost.get() else { return };
        if self.innermost_stack().is_some_and(|stack| stack.holds(ptr::from_ref(&here).addr())) {
            // SAFETY: see `leave`.
            let yielder = unsafe { &*entry.yielder.get() };
            yielder.suspend(());
        }
    }

    pub(crate) fn set_worker(&self, is_worker: bool) {
        self.is_worker.set(is_worker);
    }

    pub(crate) fn isolate(&self) -> Option<Isolate> {
        *self.isolate.get_or_init(Isolate::current)
    }

    /// Loads what an entry with these limits may be shot by.
    fn arm(&self, limits: Limits) -> Option<Arc<Shot>> {
        let looks = self.is_worker.get() && self.innermost.get().is_none();
        if limits.timeout.is_none() && !limits.break_on_sigint && !looks {
            return None;
        }
        let shot = Shot::new(self.interrupt.clone(), self.isolate());
        if let Some(timeout) = limits.timeout {
            watchdog::fire_after(&shot, timeout);
        }
        if looks {
            watchdog::look_every(&shot, LOOK_DISTANCE);
        }
        Some(shot)
    }

    /// Unloads it; if it has fired, takes back what it did to this thread.
    fn disarm(&self, shot: Option<&Arc<Shot>>) -> Option<Cause> {
        let cause = shot?.finish();
        if cause.is_some() {
            self.interrupt.store(GO_ON, Ordering::Release);
            if let Some(isolate) = self.isolate() {
                isolate.cancel_termination();
            }
            self.fire_again_if_outer_was_shot();
        } else {
            self.end_look();
        }
        cause
    }

    /// Lets the host's code go on for a moment in a run that is being terminated.
    pub(crate) fn pause_termination(&self) {
        if let Some(isolate) = self.isolate() {
            isolate.cancel_termination();
        }
    }

    /// Ends the moment.
    pub(crate) fn resume_termination(&self) {
        self.fire_again_if_outer_was_shot();
    }

    /// An outer entry may have been shot while the inner one was; its shot must go on.
    fn fire_again_if_outer_was_shot(&self) {
        let mut outer = self.innermost.get();
        while let Some(entry) = outer {
            if entry.shot.as_ref().is_some_and(|shot| shot.has_fired()) {
                self.interrupt.store(STOP, Ordering::Release);
                if let Some(isolate) = self.isolate() {
                    isolate.terminate();
                }
                return;
            }
            outer = entry.outer;
        }
    }

    pub(crate) fn is_entered(&self) -> bool {
        self.innermost.get().is_some()
    }

    /// The newest entry and those around it into the same context: how many frames the engine had before each, and
    /// the host's stack below it.
    pub(crate) fn open_entries(&self) -> Vec<(usize, Rc<HostStack>)> {
        let mut entries = Vec::with_capacity(1);
        let innermost = self.innermost.get();
        let mut next = innermost;
        while let (Some(entry), Some(innermost)) = (next, innermost)
            && Rc::ptr_eq(&entry.context, &innermost.context)
        {
            entries.push((entry.frames_below, entry.host_stack.get_or_init(Rc::default).clone()));
            next = entry.outer;
        }
        entries
    }

    /// Gives V8 the rest of the stack that it runs on, while a guest is entered.
    fn make_room(&self) {
        if self.room.borrow().is_none() {
            *self.room.borrow_mut() = Some(StackRoom::make(self.isolate(), self.is_worker.get()));
        }
    }

    /// Keeps a stack for the next entry.
    fn pool(&self, stack: DefaultStack) {
        let mut stacks = self.stacks.borrow_mut();
        if stacks.len() < POOLED_STACKS {
            stacks.push(stack);
        }
    }

    /// The context whose code runs.
    pub(crate) fn running(&self) -> Option<Rc<GuestContext>> {
        self.innermost.get().map(|entry| entry.context.clone())
    }
}

/// Runs `body` with the engine context of `context`, on a guest stack.
///
/// A panic of the engine breaks the context.
pub(crate) fn enter<R>(
    environment: &Environment,
    context: &Rc<GuestContext>,
    limits: Limits,
    body: impl FnOnce(&mut Context) -> R,
) -> Result<R, Ended> {
    let gate = &environment.gate;
    let outer = gate.innermost.get();
    let shot = gate.arm(limits);
    let _signal = limits.break_on_sigint.then(|| shot.clone().map(signal::Watch::new));
    let stack = gate.stacks.borrow_mut().pop();
    let stack = stack.map_or_else(|| DefaultStack::new(STACK_SIZE), Ok).expect("address space for a guest stack");
    let entry = Entry {
        context: context.clone(),
        yielder: Cell::new(ptr::null()),
        is_exhausted: Cell::new(false),
        shot: shot.clone(),
        outer,
        // SAFETY: as in `run` below. The iterator knows its length.
        frames_below: unsafe { &*context.engine() }.stack_trace().size_hint().0,
        host_stack: OnceCell::new(),
    };
    gate.advance();
    if !environment.shared_buffers.is_empty() {
        aside(environment, |scope| environment.shared_buffers.follow_host(scope));
    }

    let lowest = stack.limit().get();
    let result = Cell::new(None);
    let run = |yielder: &Yielder<(), ()>, ()| {
        entry.yielder.set(yielder);
        result.set(Some(catch_unwind(AssertUnwindSafe(|| {
            // SAFETY: the context is not entered, or its outer entry is suspended in `leave`, which
            // lent us its exclusive borrow by this pointer and does not use it before we return.
            let engine = unsafe { &mut *context.engine() };
            body(engine)
        }))));
        Exit::Returned
    };
    // SAFETY: the coroutine is resumed to its end below, or left for ever, in this frame: what it borrows outlives it.
    let mut coroutine = unsafe { Coroutine::<(), (), _, _>::with_stack_unchecked(stack, run) };
    gate.guarded.borrow_mut().push(Guarded::new(coroutine.trap_handler(), lowest));
    // SAFETY: `innermost` is put back before `entry` goes out of scope.
    gate.innermost.set(Some(unsafe { &*ptr::from_ref(&entry) }));
    if gate.memory.arm() {
        gate.request_look();
    }
    let limit = StackLimit::set(lowest + STACK_RESERVE);
    let exit = coroutine.resume(());
    gate.guarded.borrow_mut().pop();
    drop(limit);
    if let Some(stack) = entry.host_stack.get()
        && Rc::strong_count(stack) > 1
        && !stack.is_resolved()
    {
        // Errors that outlive the entry still want to know who called.
        aside(environment, |scope| stack.resolve(environment, scope));
    }
    gate.innermost.set(outer);
    if outer.is_none() {
        Memory::disarm();
        gate.room.take();
    }

    if let CoroutineResult::Yield(()) = exit {
        // SAFETY: nobody goes on with what is on the stack; what it owns is leaked.
        unsafe { coroutine.force_reset() };
    }
    gate.pool(coroutine.into_stack());
    let cause = gate.disarm(shot.as_ref());
    if entry.is_exhausted.get() {
        gate.interrupt.store(GO_ON, Ordering::Release);
        gate.fire_again_if_outer_was_shot();
    }
    if environment.has_unwritten() {
        aside(environment, |scope| flush(environment, scope, context));
    }
    conclude(environment, &entry, exit, cause, result.take())
}

/// Not in `enter`, whose frame is on the host's stack for as long as the entry lasts.
#[inline(never)]
fn aside(environment: &Environment, body: impl FnOnce(&Scope<'_>)) {
    with_scope(environment.raw(), body);
}

/// What an entry has come to; not in `enter` either.
#[inline(never)]
fn conclude<R>(
    environment: &Environment,
    entry: &Entry,
    exit: CoroutineResult<(), Exit>,
    cause: Option<Cause>,
    result: Option<thread::Result<R>>,
) -> Result<R, Ended> {
    match (exit, result) {
        (CoroutineResult::Return(Exit::Returned), Some(Ok(result))) => match cause {
            _ if entry.is_exhausted.get() => Err(Ended::Exhausted),
            Some(cause) => Err(Ended::Shot(cause)),
            None if environment.gate.is_interrupted() => Err(Ended::Terminated),
            None => Ok(result),
        },
        (exit, result) => {
            entry.context.set_broken();
            environment.break_if_collector_is_stuck();
            Err(match (exit, result) {
                (CoroutineResult::Yield(()), _) => Ended::Exhausted,
                (_, Some(Err(panic))) => Ended::Fault(panic),
                _ => Ended::Overflowed,
            })
        }
    }
}

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
    // SAFETY: see `leave`.
    let yielder = unsafe { &*entry.yielder.get() };
    let look = SameThread(|| with_scope(environment.raw(), |scope| body(scope, &entry.context)));
    Some(yielder.on_parent_stack(move || look.run()))
}

/// Whether the environment is being torn down: a worker that is being terminated refuses every call
/// that may run JavaScript. From guest code, wherever the engine looks at its interrupt cell.
pub(crate) fn is_terminating(environment: &Environment) -> bool {
    peek(environment, |scope, _| scope.is_terminating()).unwrap_or(false)
}

/// Where the engine takes the current stack to end, until this is dropped.
struct StackLimit {
    before: usize,
}

impl StackLimit {
    fn set(lowest: usize) -> Self {
        Self { before: native_stack::set_limit(lowest) }
    }
}

impl Drop for StackLimit {
    fn drop(&mut self) {
        native_stack::set_limit(self.before);
    }
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

/// Keeps Rust from printing the panics of guest code: the gate turns each into an error of its run.
pub(crate) fn silence_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |information| {
            if !Environment::is_entered_here() {
                before(information);
            }
        }));
    });
}

/// The error that unwinds guest code without a chance to catch it.
pub(crate) fn terminated() -> JsError {
    EngineError::RuntimeLimit(RuntimeLimitError::Interrupted).into()
}
