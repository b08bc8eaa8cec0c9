//! Stacks of guests.
#![expect(unsafe_code, reason = "lends a body to another stack")]

use std::mem;

use boa_engine::parser::native_stack::Limit;
use corosensei::{
    Coroutine, CoroutineResult, Yielder,
    stack::{DefaultStack, Stack},
};

use super::{Gate, overflow::Guarded};

/// The address space of a guest stack. It is committed as it is used.
const STACK_SIZE: usize = 256 << 20;

/// What the engine leaves of a guest stack for the Rust code that it calls: the membrane, and unwinding.
const STACK_RESERVE: usize = 256 << 10;

/// How many unused stacks a thread keeps.
const POOLED_STACKS: usize = 8;

/// What hops from a guest stack to the one below.
pub(super) type Hop = Yielder<Task, ()>;

/// What is run on a guest stack.
type Body<'a> = dyn FnMut(&Hop) + 'a;

/// A body on its way to the stack.
pub(super) struct Task(*mut Body<'static>);

/// What becomes of a coroutine whose stack has overflowed; any other waits for the next task.
#[derive(Clone, Copy)]
pub(super) struct Overflowed;

/// How a run on a guest stack ended.
pub(super) enum Exit {
    /// It returned or was left for ever, which the body knows.
    Suspended,
    Overflowed,
}

/// A guest stack. The coroutine on it runs one body after the other: to start one for each entry costs more.
pub(super) struct GuestStack {
    coroutine: Coroutine<Task, (), Overflowed>,
    guarded: Guarded,
    lowest: usize,
}

impl GuestStack {
    #[cold]
    fn make() -> Box<Self> {
        Box::new(Self::on(DefaultStack::new(STACK_SIZE).expect("address space for a guest stack")))
    }

    fn on(stack: DefaultStack) -> Self {
        let lowest = stack.limit().get();
        let coroutine = Coroutine::with_stack(stack, |hop: &Hop, mut task: Task| -> Overflowed {
            loop {
                // SAFETY: `run` waits until the body has returned, or is left for ever.
                unsafe { (*task.0)(hop) };
                task = hop.suspend(());
            }
        });
        Self { guarded: Guarded::new(coroutine.trap_handler(), lowest), coroutine, lowest }
    }

    /// Runs `body` on the stack.
    #[inline]
    pub(super) fn run(&mut self, body: &mut Body<'_>) -> Exit {
        // SAFETY: only the lifetime changes. The coroutine has forgotten the task before this returns, or is never
        // resumed in it.
        let task = Task(unsafe { mem::transmute::<&mut Body<'_>, *mut Body<'static>>(body) });
        match self.coroutine.resume(task) {
            CoroutineResult::Yield(()) => Exit::Suspended,
            CoroutineResult::Return(Overflowed) => Exit::Overflowed,
        }
    }

    pub(super) fn guarded(&self) -> Guarded {
        self.guarded
    }

    /// The lowest address that the engine may use.
    pub(super) fn limit(&self) -> usize {
        self.lowest + STACK_RESERVE
    }
}

impl Drop for GuestStack {
    fn drop(&mut self) {
        // SAFETY: nobody goes on with what is on the stack: nothing, or a run that was left for ever, and leaks.
        unsafe { self.coroutine.force_reset() };
    }
}

impl Gate {
    /// A stack for an entry.
    #[inline(always)]
    pub(super) fn take_stack(&self) -> Box<GuestStack> {
        self.stacks.borrow_mut().pop().unwrap_or_else(GuestStack::make)
    }

    /// Keeps a stack, which waits, for the next entry.
    #[inline(always)]
    pub(super) fn pool(&self, stack: Box<GuestStack>) {
        let mut stacks = self.stacks.borrow_mut();
        if stacks.len() < POOLED_STACKS {
            stacks.push(stack);
        }
    }

    /// Gives the stacks back that nobody uses.
    pub(crate) fn drop_stacks(&self) {
        self.stacks.take();
    }
}

/// Where the engine takes the current stack to end, until this is dropped.
pub(super) struct StackLimit {
    limit: Limit,
    before: usize,
}

impl StackLimit {
    #[inline]
    pub(super) fn set(gate: &Gate, lowest: usize) -> Self {
        let limit = gate.limit;
        Self { limit, before: limit.set(lowest) }
    }
}

impl Drop for StackLimit {
    fn drop(&mut self) {
        self.limit.set(self.before);
    }
}
