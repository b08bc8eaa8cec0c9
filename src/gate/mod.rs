//! The gate: the one function through which the host enters the guest ([`enter`]) and the one
//! through which the guest calls the host ([`leave`]).
//!
//! Guest code runs on a stack of its own, because the engine recurses deeper than V8's stack
//! allows; V8 runs on the stack that it knows, or it throws a RangeError at once. So `enter`
//! starts a coroutine and `leave` hops back to the stack below it. Entries nest: an inner one
//! ends before the outer goes on.
//!
//! V8's termination runs no `finally`: all state of a crossing is here and is restored here.
#![expect(unsafe_code, reason = "leaves a run for ever")]

mod entry;
mod memory;
mod overflow;
mod panics;
mod signal;
mod stack;
mod termination;
mod visit;
mod watchdog;

use std::{
    cell::{Cell, OnceCell, RefCell},
    ptr,
    rc::Rc,
    sync::{Arc, atomic::AtomicU8},
};

use boa_engine::parser::native_stack::Limit;

pub(crate) use entry::{Ended, Limits, enter};
pub(crate) use memory::{Memory, over_limit};
pub(crate) use overflow::install as catch_overflows;
pub(crate) use panics::silence_panics;
pub(crate) use termination::{is_terminating, terminated};
pub(crate) use visit::{leave, leave_quietly, peek};
pub(crate) use watchdog::Cause;

use crate::{
    engine::{GuestContext, HostStack},
    node::{Isolate, StackRoom},
};
use entry::Entry;
use overflow::Guarded;
use stack::GuestStack;

/// The gate of an environment.
pub(crate) struct Gate {
    /// Where the engine takes the stack to end.
    limit: Limit,
    innermost: Cell<Option<&'static Entry>>,
    #[expect(clippy::vec_box, reason = "each entry takes one out and puts it back")]
    stacks: RefCell<Vec<Box<GuestStack>>>,
    epoch: Cell<u64>,
    /// The interrupt cell of every engine context of this thread.
    interrupt: Arc<AtomicU8>,
    isolate: OnceCell<Option<Isolate>>,
    is_worker: Cell<bool>,
    pub(crate) memory: Memory,
    /// Made when the guest first calls the host, and kept until the outermost entry ends.
    room: RefCell<Option<StackRoom>>,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            limit: Limit::of_thread(),
            innermost: Cell::default(),
            stacks: RefCell::default(),
            epoch: Cell::default(),
            interrupt: Arc::default(),
            isolate: OnceCell::default(),
            is_worker: Cell::default(),
            memory: Memory::default(),
            room: RefCell::default(),
        }
    }
}

impl Gate {
    /// Advances at each crossing: what was read from the host holds while it stands.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch.get()
    }

    pub(crate) fn advance(&self) {
        self.epoch.set(self.epoch.get() + 1);
    }

    /// The stack that the innermost guest runs on; for the handler of faults.
    fn innermost_stack(&self) -> Option<Guarded> {
        Some(self.innermost.get()?.guarded)
    }

    /// Leaves the innermost run for ever, where it can be neither continued nor unwound.
    fn park(&self) {
        let here = 0u8;
        let Some(entry) = self.innermost.get() else { return };
        if self.innermost_stack().is_some_and(|stack| stack.holds(ptr::from_ref(&here).addr())) {
            // SAFETY: see `cross`.
            let hop = unsafe { &*entry.hop.get() };
            hop.suspend(());
        }
    }

    pub(crate) fn set_worker(&self, is_worker: bool) {
        self.is_worker.set(is_worker);
    }

    pub(crate) fn isolate(&self) -> Option<Isolate> {
        *self.isolate.get_or_init(Isolate::current)
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
            && Rc::ptr_eq(entry.context, innermost.context)
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

    /// The context whose code runs.
    pub(crate) fn running(&self) -> Option<Rc<GuestContext>> {
        self.innermost.get().map(|entry| entry.context.clone())
    }
}
