//! The state of one Node environment (a thread with its own V8 isolate): everything but the watchdog is here.

use std::{
    any::Any,
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use napi::sys;
use rustc_hash::FxHashMap;

use crate::{
    engine::{GuestContext, Scripts, Shared, Unwritten},
    gate::Gate,
    membrane::{Exports, HostFunctions, Imports, Intrinsics, Natives, SharedBuffers, Symbols, balance},
    node::{HostValue, Scope, with_scope},
};

thread_local! {
    static CURRENT: Cell<Option<&'static Environment>> = const { Cell::new(None) };
}

/// See the module. Created when the addon is loaded, leaked, emptied by [`Environment::tear_down`].
pub(crate) struct Environment {
    raw: sys::napi_env,
    pub(crate) gate: Gate,
    pub(crate) exports: Exports,
    pub(crate) imports: Imports,
    pub(crate) symbols: Symbols,
    pub(crate) natives: Natives,
    pub(crate) intrinsics: Intrinsics,
    pub(crate) shared_buffers: SharedBuffers,
    pub(crate) scripts: Scripts,
    /// Names whose value the sandbox has not got yet.
    pub(crate) unwritten: RefCell<Vec<Unwritten>>,
    host: OnceCell<HostFunctions>,
    shared: OnceCell<Shared>,
    contexts: RefCell<FxHashMap<u32, Rc<GuestContext>>>,
    next_context: Cell<u32>,
    /// The engine's collector was left in the middle of its work: nothing of the engine can be used any more.
    is_broken: Cell<bool>,
    /// The number of live contexts at which dead ones are looked for next.
    sweep_contexts_at: Cell<usize>,
    /// The number of exports and imports at which the heaps are balanced next.
    balance_at: Cell<usize>,
}

/// How many contexts may be alive before the first search for dead ones.
const FIRST_SWEEP: usize = 32;

/// How many exports and imports there may be before the heaps are balanced for the first time.
const FIRST_BALANCE: usize = 8192;

impl Environment {
    /// Makes the environment of this thread.
    pub(crate) fn install(raw: sys::napi_env) -> &'static Self {
        let environment: &'static Self = Box::leak(Box::new(Self {
            raw,
            gate: Gate::default(),
            exports: Exports::default(),
            imports: Imports::default(),
            symbols: Symbols::default(),
            natives: Natives::default(),
            intrinsics: Intrinsics::default(),
            shared_buffers: SharedBuffers::default(),
            scripts: Scripts::default(),
            unwritten: RefCell::default(),
            host: OnceCell::new(),
            shared: OnceCell::new(),
            contexts: RefCell::default(),
            next_context: Cell::new(1),
            is_broken: Cell::new(false),
            sweep_contexts_at: Cell::new(FIRST_SWEEP),
            balance_at: Cell::new(FIRST_BALANCE),
        }));
        CURRENT.set(Some(environment));
        environment
    }

    /// The environment of this thread. Guest code runs only on threads that have one.
    pub(crate) fn current() -> &'static Self {
        CURRENT.get().expect("guest code runs on the thread of a Node environment")
    }

    /// The environment of this thread, if it has one.
    pub(crate) fn try_current() -> Option<&'static Self> {
        CURRENT.get()
    }

    /// Whether guest code runs on this thread.
    pub(crate) fn is_entered_here() -> bool {
        CURRENT.get().is_some_and(|environment| environment.gate.is_entered())
    }

    pub(crate) fn raw(&self) -> sys::napi_env {
        self.raw
    }

    /// Takes the functions that `lib/membrane` gives the binding.
    pub(crate) fn set_host(&self, host: HostFunctions) {
        // A second load of the JavaScript part in one environment keeps the first functions.
        let _ = self.host.set(host);
    }

    pub(crate) fn host(&self) -> &HostFunctions {
        self.host.get().expect("lib/native.js hands the host functions over before anything else")
    }

    pub(crate) fn shared(&self) -> &Shared {
        self.shared.get_or_init(Shared::new)
    }

    pub(crate) fn has_unwritten(&self) -> bool {
        !self.unwritten.borrow().is_empty()
    }

    pub(crate) fn next_unwritten(&self) -> Option<Unwritten> {
        self.unwritten.borrow_mut().pop()
    }

    pub(crate) fn next_context_id(&self) -> u32 {
        let id = self.next_context.get();
        self.next_context.set(id + 1);
        id
    }

    pub(crate) fn add_context(&self, context: Rc<GuestContext>) {
        self.contexts.borrow_mut().insert(context.id(), context);
    }

    pub(crate) fn context(&self, id: u32) -> Option<Rc<GuestContext>> {
        self.contexts.borrow().get(&id).cloned()
    }

    /// Forgets what the contexts compiled of a source.
    pub(crate) fn forget_script(&self, source: u32) {
        for context in self.contexts.borrow().values() {
            context.forget_script(source);
        }
    }

    pub(crate) fn all_contexts(&self) -> Vec<Rc<GuestContext>> {
        self.contexts.borrow().values().cloned().collect()
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken.get()
    }

    /// After a run that was left where it stood: if that was in the collector, all contexts are broken.
    pub(crate) fn break_if_collector_is_stuck(&self) {
        self.is_broken.set(self.is_broken.get() || boa_gc::is_busy());
    }

    /// Before the host enters the guest: where the guests have more than their budget, frees what the host has dropped
    /// since that was found.
    pub(crate) fn make_room(&self, scope: &Scope<'_>) {
        if self.gate.is_entered() || self.is_broken() || !self.gate.memory.wants_room() {
            return;
        }
        // First what only the host holds is left to it, for V8 to collect.
        balance(self, scope);
        if let Some(isolate) = self.gate.isolate() {
            isolate.collect();
        }
        self.sweep_contexts(scope);
        balance(self, scope);
        self.gate.memory.note_collection();
        self.gate.memory.note_help_of_host();
    }

    /// Balances the two heaps when the entries of the membrane have doubled since the last time.
    pub(crate) fn balance_if_many(&self, scope: &Scope<'_>) {
        let entries = self.exports.count() + self.imports.count();
        if entries >= self.balance_at.get() && !self.gate.is_entered() && !self.is_broken() {
            balance(self, scope);
            let left = self.exports.count() + self.imports.count();
            self.balance_at.set((left * 2).max(FIRST_BALANCE));
        }
    }

    pub(crate) fn context_count(&self) -> usize {
        self.contexts.borrow().len()
    }

    /// Drops the contexts whose contextified object V8 has collected, when their number has doubled.
    ///
    /// Node runs finalizers in the event loop only; a loop that makes contexts would never free one.
    pub(crate) fn sweep_contexts_if_many(&self, scope: &Scope<'_>) {
        if self.context_count() >= self.sweep_contexts_at.get() {
            self.sweep_contexts(scope);
            self.sweep_contexts_at.set((self.context_count() * 2).max(FIRST_SWEEP));
        }
    }

    pub(crate) fn sweep_contexts(&self, scope: &Scope<'_>) {
        if self.is_broken() {
            return;
        }
        let dead: Vec<_> = self
            .contexts
            .borrow()
            .values()
            .filter(|context| context.is_unreachable(scope))
            .map(|context| context.id())
            .collect();
        if dead.is_empty() {
            return;
        }
        self.exports.sweep(scope);
        for id in &dead {
            let context = self.contexts.borrow_mut().remove(id);
            if let Some(context) = context {
                scope.adjust_external_memory(-context.external_bytes());
            }
        }
        boa_gc::force_collect();
        self.imports.release_dead(self, scope);
    }

    /// The error for a fault of the engine: the host goes on, the context does not.
    pub(crate) fn fault<'scope>(&self, scope: &Scope<'scope>, panic: &(dyn Any + Send)) -> HostValue<'scope> {
        let text = panic
            .downcast_ref::<&str>()
            .map(ToString::to_string)
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "unknown panic".to_owned());
        self.host().engine_fault(scope, &text)
    }

    /// Drops everything of the guest while the thread still has its heap: a destructor of a
    /// thread-local that did it would run after the collector's own (docs/architecture.md, "Teardown").
    pub(crate) fn tear_down(&self) {
        with_scope(self.raw, |_| {
            self.unwritten.borrow_mut().clear();
            self.symbols.clear();
            self.natives.clear();
            self.intrinsics.clear();
            self.shared_buffers.clear();
            self.scripts.clear();
            self.exports.clear();
            self.imports.clear();
            self.contexts.borrow_mut().clear();
            if !self.is_broken() {
                boa_gc::force_collect();
            }
        });
        CURRENT.set(None);
    }
}
