//! When the guest's heap is collected. Its collector and V8's do not know each other: the view that one side has of
//! an object is small, and what it keeps on the other side may be large; finalizers of Node wait for the event loop.
//!
//! - The engine collects when the bytes of the thread have doubled, in the middle of a run too (`boa_gc::watch_memory`).
//! - After an outermost entry the guest's heap is collected when there are twice as many guest views as after the last
//!   collection, and both heaps are balanced when exports and imports together have doubled.
//! - When V8 has collected, the exports and contexts that this has freed go.
//! - When nothing has run for a while, what has grown is collected once.
//!
//! V8 is told what the guests weigh, so that it collects in time.

use std::cell::Cell;

use crate::{allocator, environment::Environment, membrane::balance, node::Scope};

/// How many contexts may be alive before the first search for dead ones.
const FIRST_CONTEXTS: usize = 32;

/// How many guest views there may be before the first collection for their sake.
const FIRST_VIEWS: usize = 2048;

/// How many exports and imports there may be before the heaps are balanced for the first time.
const FIRST_ENTRIES: usize = 2048;

/// By how much the weight of the guests must change for V8 to be told, or for a collection when idle.
const NOTABLE_BYTES: usize = 1 << 20;

/// By how much it must change for anybody to look.
const SMALL_BYTES: usize = 64 << 10;

/// See the module.
pub(crate) struct Pace {
    sweep_contexts_at: Cell<usize>,
    collect_at: Cell<usize>,
    balance_at: Cell<usize>,
    /// What the guests weighed when somebody last looked.
    seen_bytes: Cell<usize>,
    /// What V8 knows of.
    reported_bytes: Cell<usize>,
    /// Set by V8 after each of its collections of everything.
    host_has_collected: Cell<bool>,
    /// Whether nothing has run since the last look.
    is_idle: Cell<bool>,
    /// What the guests weighed after the last collection when idle.
    idle_bytes: Cell<usize>,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            sweep_contexts_at: Cell::new(FIRST_CONTEXTS),
            collect_at: Cell::new(FIRST_VIEWS),
            balance_at: Cell::new(FIRST_ENTRIES),
            seen_bytes: Cell::new(0),
            reported_bytes: Cell::new(0),
            host_has_collected: Cell::new(false),
            is_idle: Cell::new(false),
            idle_bytes: Cell::new(0),
        }
    }
}

impl Environment {
    /// Begins to watch the memory of the thread; on it, once.
    pub(crate) fn start_pace(&'static self) {
        boa_gc::watch_memory(allocator::bytes);
        if let Some(isolate) = self.gate.isolate() {
            isolate.note_collections(&self.pace.host_has_collected);
        }
    }

    pub(crate) fn stop_pace(&'static self) {
        if let Some(isolate) = self.gate.isolate() {
            isolate.forget_collections(&self.pace.host_has_collected);
        }
    }

    /// To be called after each entry.
    pub(crate) fn keep_pace(&self, scope: &Scope<'_>) {
        self.imports.release_dead(self, scope);
        // What runs may hold anything.
        if self.gate.is_entered() || self.is_broken() {
            return;
        }
        let pace = &self.pace;
        pace.is_idle.set(false);
        if pace.host_has_collected.get() {
            self.follow_host_collection(scope);
        }
        if self.exports.count() + self.imports.count() >= pace.balance_at.get() {
            self.balance(scope);
        } else if self.imports.count() >= pace.collect_at.get() {
            self.collect_guest(scope);
        }
        // Most entries change little.
        let bytes = self.gate.memory.bytes();
        if bytes.abs_diff(pace.seen_bytes.get()) >= SMALL_BYTES {
            pace.seen_bytes.set(bytes);
            boa_gc::collect_if_due();
            self.report_bytes(scope);
        }
    }

    /// To be called before a context is made: a loop may make them without ever entering one.
    pub(crate) fn keep_pace_of_contexts(&self, scope: &Scope<'_>) {
        if self.pace.host_has_collected.get() {
            self.follow_host_collection(scope);
        } else if self.context_count() >= self.pace.sweep_contexts_at.get() {
            self.sweep_contexts(scope);
        }
        self.report_bytes(scope);
    }

    /// To be called now and then by a timer.
    pub(crate) fn collect_when_idle(&self, scope: &Scope<'_>) {
        let was_idle = self.pace.is_idle.replace(true);
        if was_idle
            && !self.gate.is_entered()
            && allocator::bytes().abs_diff(self.pace.idle_bytes.get()) > NOTABLE_BYTES
        {
            self.collect_all(scope);
            self.pace.idle_bytes.set(allocator::bytes());
        }
    }

    /// Drops what the host has dropped, and collects the guest's heap.
    pub(crate) fn collect_all(&self, scope: &Scope<'_>) {
        self.sweep_contexts(scope);
        self.balance(scope);
        self.report_bytes(scope);
    }

    /// Before the host enters the guest: where the guests have more than their budget, frees what the host has dropped
    /// since that was found.
    pub(crate) fn make_room(&self, scope: &Scope<'_>) {
        if !self.gate.is_entered() && !self.is_broken() && self.gate.memory.wants_room() {
            self.collect_both(scope);
        }
    }

    #[cold]
    fn collect_both(&self, scope: &Scope<'_>) {
        // First what only the host holds is left to it, for V8 to collect.
        self.balance(scope);
        if let Some(isolate) = self.gate.isolate() {
            isolate.collect();
        }
        self.follow_host_collection(scope);
        self.collect_all(scope);
        self.gate.memory.note_collection();
        self.gate.memory.note_help_of_host();
    }

    /// Drops what V8 has collected the host's half of.
    pub(crate) fn follow_host_collection(&self, scope: &Scope<'_>) {
        self.pace.host_has_collected.set(false);
        self.exports.sweep(scope);
        self.sweep_contexts(scope);
    }

    /// Drops the contexts whose contextified object V8 has collected.
    fn sweep_contexts(&self, scope: &Scope<'_>) {
        if self.drop_unreachable_contexts(scope) {
            self.exports.sweep(scope);
            self.collect_guest(scope);
        }
        self.pace.sweep_contexts_at.set((self.context_count() * 2).max(FIRST_CONTEXTS));
    }

    fn collect_guest(&self, scope: &Scope<'_>) {
        if !self.is_broken() {
            boa_gc::force_collect();
        }
        self.imports.release_dead(self, scope);
        self.pace.collect_at.set((self.imports.count() * 2).max(FIRST_VIEWS));
    }

    fn balance(&self, scope: &Scope<'_>) {
        balance(self, scope);
        let entries = self.exports.count() + self.imports.count();
        self.pace.balance_at.set((entries * 2).max(FIRST_ENTRIES));
        self.pace.collect_at.set((self.imports.count() * 2).max(FIRST_VIEWS));
    }

    /// Tells V8 what the guests weigh.
    fn report_bytes(&self, scope: &Scope<'_>) {
        let (bytes, reported) = (allocator::bytes(), self.pace.reported_bytes.get());
        if bytes.abs_diff(reported) >= NOTABLE_BYTES {
            self.pace.reported_bytes.set(bytes);
            scope.adjust_external_memory(bytes as i64 - reported as i64);
        }
    }
}
