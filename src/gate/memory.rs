//! The budget of memory: what the guests of a thread may have.
//!
//! The allocator counts, and calls [`over_limit`] when a limit is passed. The first limit is the budget: the engine
//! looks at its interrupt cell soon after, collects, and ends the run if that was of no use ([`Memory::is_exhausted`]).
//! The second is for native functions that do not look: the run is *parked* in the allocator, left there for ever. It
//! can be neither continued nor unwound from there, so its context is broken.

use std::{
    cell::Cell,
    time::{Duration, Instant},
};

use crate::{allocator::Count, environment::Environment};

/// The budget of a thread.
pub(crate) struct Memory {
    count: &'static Count,
    /// In bytes; 0 is no limit.
    budget: Cell<usize>,
    second_limit: Cell<usize>,
    /// When a collection was last of no use, and what was taken then.
    useless: Cell<Option<(Instant, usize)>>,
    /// When the host's collector was last asked for help, and gave none.
    asked_host: Cell<Option<Instant>>,
    /// A run was ended, and what it had may be the host's to drop.
    wants_room: Cell<bool>,
}

/// The part of the budget that a collection must free. An entry may take as much even where more than the budget is
/// taken, for whoever cleans up must be able to.
const MARGIN: usize = 16;

/// How soon V8 is asked again, and the engine without cause: the host would stand still.
const AGAIN: Duration = Duration::from_secs(1);

impl Default for Memory {
    fn default() -> Self {
        Self {
            count: Count::current(),
            budget: Cell::default(),
            second_limit: Cell::default(),
            useless: Cell::default(),
            asked_host: Cell::default(),
            wants_room: Cell::default(),
        }
    }
}

impl Memory {
    /// The bytes that the thread has allocated and not freed.
    pub(crate) fn bytes(&self) -> usize {
        self.count.bytes()
    }

    pub(crate) fn set_budget(&self, bytes: usize) {
        self.budget.set(bytes);
    }

    /// What the guest that runs may still allocate in one piece.
    pub(crate) fn left(&self) -> usize {
        match self.budget.get() {
            0 => usize::MAX,
            _ => self.second_limit.get().saturating_sub(self.count.bytes()),
        }
    }

    /// Sets the limits for an entry; whether it is to be looked at from the start.
    pub(super) fn arm(&self) -> bool {
        let budget = self.budget.get();
        if budget == 0 {
            return false;
        }
        let bytes = self.count.bytes();
        self.count.set_limit(budget.max(bytes + budget / MARGIN));
        self.second_limit.set((2 * budget).max(bytes + budget));
        bytes > 2 * budget
    }

    /// Lifts the limits: no guest runs.
    pub(super) fn disarm(&self) {
        self.count.set_limit(usize::MAX);
    }

    fn has_room(&self) -> bool {
        let budget = self.budget.get();
        budget == 0 || self.count.bytes() <= budget - budget / MARGIN
    }

    /// Whether a run must end, where the engine looks at its interrupt cell. Collects, if the budget is used up.
    pub(super) fn is_exhausted(&self, collect_host: impl FnOnce()) -> bool {
        let budget = self.budget.get();
        if budget == 0 || self.count.bytes() <= budget {
            return false;
        }
        if self.may_be_of_use() {
            boa_gc::force_collect();
            if !self.has_room() && self.may_ask_host() {
                collect_host();
                boa_gc::force_collect();
                self.note_help_of_host();
            }
            self.note_collection();
        }
        self.arm();
        let is_exhausted = !self.has_room();
        self.wants_room.set(is_exhausted);
        is_exhausted
    }

    /// Whether the host may have dropped something since more than the budget was taken.
    pub(crate) fn wants_room(&self) -> bool {
        !self.has_room() && (self.wants_room.replace(false) || self.may_ask_host())
    }

    /// Whether something may have become garbage since a collection found little.
    fn may_be_of_use(&self) -> bool {
        self.useless.get().is_none_or(|(last, bytes)| {
            last.elapsed() > AGAIN || self.count.bytes() > bytes + self.budget.get() / (2 * MARGIN)
        })
    }

    fn may_ask_host(&self) -> bool {
        self.asked_host.get().is_none_or(|last| last.elapsed() > AGAIN)
    }

    /// Notes when the host's collector was of no help.
    pub(crate) fn note_help_of_host(&self) {
        self.asked_host.set((!self.has_room()).then(Instant::now));
    }

    /// Notes whether a collection was of any use.
    pub(crate) fn note_collection(&self) {
        self.useless.set((!self.has_room()).then(|| (Instant::now(), self.count.bytes())));
    }
}

/// Called by the allocator before it gives out more than the limit.
#[cold]
pub(crate) fn over_limit(size: usize) {
    let Some(environment) = Environment::try_current() else { return Count::current().set_limit(usize::MAX) };
    let gate = &environment.gate;
    let second_limit = gate.memory.second_limit.get();
    gate.request_look();
    if gate.memory.count.bytes() + size <= second_limit {
        // The run goes on to where the engine looks.
        gate.memory.count.set_limit(second_limit);
    } else if !boa_gc::is_busy() {
        gate.park();
    }
    // Otherwise the collector must finish what it does, and the next allocation is soon.
}
