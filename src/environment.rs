//! The state of one Node environment (a thread with its own V8 isolate): everything but the watchdog is here.

use std::{
    any::Any,
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
    sync::atomic::{AtomicBool, Ordering},
};

use napi::sys;
use rustc_hash::FxHashMap;

use crate::{
    engine::{GuestContext, Scripts, Shared, Unwritten},
    gate::Gate,
    membrane::{Exports, HostFunctions, Imports, Intrinsics, Natives, PlainProperties, SharedBuffers, Symbols},
    node::{Catcher, Scope, Thrown, with_scope},
    pace::Pace,
};

/// Whether any thread has a catcher: the option that asks for one is that of the process.
static HAS_CATCHERS: AtomicBool = AtomicBool::new(false);

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
    pub(crate) plain_properties: PlainProperties,
    pub(crate) scripts: Scripts,
    /// Names whose value the sandbox has not got yet.
    pub(crate) unwritten: RefCell<Vec<Unwritten>>,
    host: OnceCell<HostFunctions>,
    catcher: OnceCell<Catcher>,
    shared: OnceCell<Shared>,
    contexts: RefCell<FxHashMap<u32, Rc<GuestContext>>>,
    next_context: Cell<u32>,
    /// The engine's collector was left in the middle of its work: nothing of the engine can be used any more.
    is_broken: Cell<bool>,
    /// The host's engine is of the time in which attributes of imports were assertions.
    pub(crate) has_import_assertions: Cell<bool>,
    pub(crate) pace: Pace,
}

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
            plain_properties: PlainProperties::default(),
            scripts: Scripts::default(),
            unwritten: RefCell::default(),
            host: OnceCell::new(),
            catcher: OnceCell::new(),
            shared: OnceCell::new(),
            contexts: RefCell::default(),
            next_context: Cell::new(1),
            is_broken: Cell::new(false),
            has_import_assertions: Cell::new(false),
            pace: Pace::default(),
        }));
        CURRENT.set(Some(environment));
        environment.start_pace();
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

    pub(crate) fn set_catcher(&self, catcher: Catcher) {
        let _ = self.catcher.set(catcher);
        HAS_CATCHERS.store(true, Ordering::Relaxed);
    }

    /// What throws and catches for native code of this thread, if scripts must.
    pub(crate) fn catcher() -> Option<&'static Catcher> {
        HAS_CATCHERS.load(Ordering::Relaxed).then(Self::current)?.catcher.get()
    }

    pub(crate) fn shared(&self) -> &Shared {
        self.shared.get_or_init(Shared::new)
    }

    #[inline]
    pub(crate) fn has_unwritten(&self) -> bool {
        self.plain_properties.has_unwritten() || !self.unwritten.borrow().is_empty()
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

    pub(crate) fn context_count(&self) -> usize {
        self.contexts.borrow().len()
    }

    /// Drops the contexts whose contextified object V8 has collected; whether there were any.
    pub(crate) fn drop_unreachable_contexts(&self, scope: &Scope<'_>) -> bool {
        let unreachable: Vec<_> = {
            let contexts = self.contexts.borrow();
            contexts.values().filter(|context| context.is_unreachable(scope)).map(|context| context.id()).collect()
        };
        for id in &unreachable {
            let context = self.contexts.borrow_mut().remove(id);
            drop(context);
        }
        !unreachable.is_empty()
    }

    /// The error for a fault of the engine: the host goes on, the context does not.
    pub(crate) fn fault<'scope>(&self, scope: &Scope<'scope>, panic: &(dyn Any + Send)) -> Thrown<'scope> {
        let Some(host) = self.host.get() else { return Thrown::Terminated };
        let text = panic
            .downcast_ref::<&str>()
            .map(ToString::to_string)
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "unknown panic".to_owned());
        Thrown::Value(host.engine_fault(scope, &text))
    }

    /// Drops everything of the guest while the thread still has its heap: a destructor of a
    /// thread-local that did it would run after the collector's own (docs/architecture.md, "Teardown").
    pub(crate) fn tear_down(&'static self) {
        self.stop_pace();
        with_scope(self, |_| {
            self.unwritten.borrow_mut().clear();
            self.symbols.clear();
            self.natives.clear();
            self.intrinsics.clear();
            self.shared_buffers.clear();
            self.plain_properties.clear();
            self.scripts.clear();
            self.exports.clear();
            self.imports.clear();
            self.contexts.borrow_mut().clear();
            if !self.is_broken() {
                boa_gc::force_collect();
            }
        });
        self.gate.drop_stacks();
        CURRENT.set(None);
    }
}
