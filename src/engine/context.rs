//! One context of the guest: an engine context of its own, with its global and its queue.
#![expect(unsafe_code, reason = "an engine context is borrowed from several stacks in turn")]

use std::{
    cell::{Cell, RefCell},
    collections::{HashSet, VecDeque},
    rc::Rc,
};

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsString, JsValue, Module, Script, Trace,
    builtins::promise::PromiseState, job::Job, optimizer::OptimizerOptions,
};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{
    global, jobs, namespace,
    script::{Compiled, ScriptSource},
};
use crate::{
    environment::Environment,
    node::{HostValue, Reference, Scope},
};

/// What a context is made with.
pub(crate) struct ContextSettings {
    /// Whether a sandbox stands before the global, or the global is an ordinary one.
    pub(crate) is_contextified: bool,
    pub(crate) is_main: bool,
    pub(crate) has_own_queue: bool,
    pub(crate) allows_strings: bool,
    /// The tag of a global whose sandbox is an instance of a class.
    pub(crate) tag: Option<JsString>,
}

/// See the module.
pub(crate) struct GuestContext {
    id: u32,
    settings: ContextSettings,
    /// The engine context, and who may use it now: the gate swaps in the borrow of a suspended run.
    engine: Cell<*mut Context>,
    owned: *mut Context,
    /// The record in `lib/`: it holds the sandbox and the table, and only the sandbox leads to it.
    record: Reference,
    sandbox: Reference,
    /// Jobs that wait for a microtask of the host each.
    scheduled_jobs: RefCell<VecDeque<Job>>,
    /// Jobs of a context with a queue of its own.
    own_jobs: RefCell<VecDeque<Job>>,
    is_draining: Cell<bool>,
    is_cleanup_scheduled: Cell<bool>,
    /// The scripts compiled for this context, by the identifier of their source.
    scripts: RefCell<FxHashMap<u32, Script>>,
    /// What scripts have declared by `let`, `const` and `class`.
    lexical_names: RefCell<HashSet<JsString, FxBuildHasher>>,
    /// The contexts whose objects were exchanged with this one.
    links: RefCell<HashSet<u32, FxBuildHasher>>,
    is_broken: Cell<bool>,
}

/// What a realm knows of its owner.
#[derive(Trace, Finalize, JsData)]
pub(crate) struct RealmOwner {
    #[unsafe_ignore_trace]
    pub(crate) id: u32,
}

impl GuestContext {
    /// Makes a context and registers it.
    pub(crate) fn make(
        environment: &Environment,
        scope: &Scope<'_>,
        record: HostValue<'_>,
        sandbox: HostValue<'_>,
        settings: ContextSettings,
    ) -> JsResult<Rc<Self>> {
        let id = environment.next_context_id();
        let shared = environment.shared();
        let mut engine = shared.hooks.making(settings.is_contextified.then_some(id), || {
            Context::builder()
                .host_hooks(shared.hooks.clone())
                .job_executor(shared.jobs.clone())
                .module_loader(shared.loader.clone())
                .can_block(true)
                .build()
        })?;
        // What is never run has no effect but for its value: that of `1; if (false) 2` is undefined.
        engine.set_optimizer_options(OptimizerOptions::OPTIMIZE_ALL - OptimizerOptions::DEAD_CODE_ELIMINATION);
        environment.natives.learn(&mut engine)?;
        engine.realm().host_defined_mut().insert(RealmOwner { id });
        let global = engine.global_object();
        let inner = global::inner_of(&global).unwrap_or_else(|| global.clone());
        if !settings.is_main {
            namespace::install(&inner, &mut engine)?;
        }
        shared.builtins.arrange_global(&inner);
        global::complete(&global, settings.tag.clone(), &mut engine)?;
        let engine = Box::into_raw(Box::new(engine));
        let context = Rc::new(Self {
            id,
            settings,
            engine: Cell::new(engine),
            owned: engine,
            record: Reference::weak(scope, record),
            sandbox: Reference::weak(scope, sandbox),
            scheduled_jobs: RefCell::default(),
            own_jobs: RefCell::default(),
            is_draining: Cell::new(false),
            is_cleanup_scheduled: Cell::new(false),
            scripts: RefCell::default(),
            lexical_names: RefCell::default(),
            links: RefCell::default(),
            is_broken: Cell::new(false),
        });
        // SAFETY: nobody else has the engine context yet.
        let limits = unsafe { &mut *engine }.runtime_limits_mut();
        // The value stack is limited by the recursion that fills it; an interrupted run leaves values on it.
        limits.set_stack_size_limit(usize::MAX);
        limits.set_recursion_limit(10_000);
        // SAFETY: as above.
        unsafe { &mut *engine }.set_interrupt(environment.gate.interrupt());
        environment.add_context(context.clone());
        Ok(context)
    }

    pub(crate) fn id(&self) -> u32 {
        self.id
    }

    pub(crate) fn is_main(&self) -> bool {
        self.settings.is_main
    }

    pub(crate) fn has_own_queue(&self) -> bool {
        self.settings.has_own_queue
    }

    pub(crate) fn allows_strings(&self) -> bool {
        self.settings.allows_strings
    }

    /// Whether callbacks of finalization registries are to be called and nobody has been told yet.
    pub(crate) fn needs_cleanup(&self) -> bool {
        // SAFETY: the context is not entered, or its entry is suspended; see the gate.
        let has_lost_targets = unsafe { &*self.engine.get() }.has_lost_targets();
        has_lost_targets && !self.is_cleanup_scheduled.replace(true)
    }

    pub(crate) fn end_scheduled_cleanup(&self) {
        self.is_cleanup_scheduled.set(false);
    }

    /// The engine context, for the gate.
    pub(crate) fn engine(&self) -> *mut Context {
        self.engine.get()
    }

    /// Lets inner entries go on with the borrow of a run that is about to be suspended; gives what was there before.
    pub(crate) fn lend_engine(&self, engine: *mut Context) -> *mut Context {
        self.engine.replace(engine)
    }

    /// The record in `lib/`. It is alive while the context is entered, for the caller holds the sandbox.
    pub(crate) fn record<'scope>(&self, scope: &Scope<'scope>) -> Option<HostValue<'scope>> {
        self.record.get(scope)
    }

    pub(crate) fn sandbox<'scope>(&self, scope: &Scope<'scope>) -> Option<HostValue<'scope>> {
        self.sandbox.get(scope)
    }

    pub(crate) fn is_unreachable(&self, scope: &Scope<'_>) -> bool {
        self.record.get(scope).is_none()
    }

    /// Notes that this context has an object of another; false if it was noted before.
    pub(crate) fn is_new_link(&self, other: u32) -> bool {
        self.links.borrow_mut().insert(other)
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken.get()
    }

    pub(crate) fn set_broken(&self) {
        self.is_broken.set(true);
    }

    pub(crate) fn push_job(&self, job: Job, is_scheduled: bool) {
        let queue = if is_scheduled { &self.scheduled_jobs } else { &self.own_jobs };
        queue.borrow_mut().push_back(job);
    }

    /// Runs the oldest job that waits for the host; inside an entry of this context.
    pub(crate) fn run_scheduled_job(&self, engine: &mut Context) -> JsResult<()> {
        let job = self.scheduled_jobs.borrow_mut().pop_front();
        job.map_or(Ok(()), |job| jobs::run_one(job, engine))
    }

    /// Runs its own queue to the end; inside an entry of this context. A run inside of a job leaves
    /// the queue to the run around it.
    pub(crate) fn drain_own_jobs(&self, engine: &mut Context) -> JsResult<()> {
        if self.is_draining.replace(true) {
            return Ok(());
        }
        let mut result = Ok(());
        while result.is_ok() {
            let Some(job) = self.own_jobs.borrow_mut().pop_front() else { break };
            result = jobs::run_one(job, engine);
        }
        if result.is_err() {
            // What ends a job ends its queue, as in V8.
            self.own_jobs.borrow_mut().clear();
        }
        self.is_draining.set(false);
        result
    }

    /// Runs a script; inside an entry of this context. `importer` answers its `import()`.
    pub(crate) fn run_script(
        &self,
        source: &Rc<ScriptSource>,
        importer: Option<JsObject>,
        engine: &mut Context,
    ) -> JsResult<JsValue> {
        source.refuse_names(&self.lexical_names.borrow(), engine)?;
        let compiled = self.scripts.borrow().get(&source.id).cloned();
        let script = match compiled {
            Some(script) => script,
            None => {
                let script = source.compile(None, engine)?;
                self.scripts.borrow_mut().insert(source.id, script.clone());
                script
            }
        };
        self.lexical_names.borrow_mut().extend(source.lexical_names());
        let script = match importer {
            // It leads back to the host's script, so only what a run makes may keep it, and not what is kept for the
            // next run.
            Some(importer) => {
                let instance = script.instantiate(engine)?;
                instance.host_defined_mut().insert(Compiled::new(source, Some(importer)));
                instance
            }
            None => script,
        };
        let result = script.evaluate(engine);
        engine.clear_kept_objects();
        result
    }

    /// Evaluates a module; inside an entry of this context. The promise, or undefined if it is fulfilled already.
    pub(crate) fn evaluate_module(&self, module: &Module, engine: &mut Context) -> JsResult<JsValue> {
        let promise = module.evaluate(engine)?;
        if self.has_own_queue() {
            self.drain_own_jobs(engine)?;
        }
        engine.clear_kept_objects();
        Ok(match promise.state() {
            PromiseState::Fulfilled(_) => JsValue::undefined(),
            _ => promise.into(),
        })
    }

    /// Forgets what was compiled of a source.
    pub(crate) fn forget_script(&self, source: u32) {
        self.scripts.borrow_mut().remove(&source);
    }

    /// The global object; inside or outside an entry.
    pub(crate) fn global(&self) -> JsValue {
        // SAFETY: reads one field; the run that lent the pointer is suspended.
        let engine = unsafe { &*self.engine.get() };
        engine.global_object().into()
    }

    /// Lets go of what the global has read; outside of any entry, when all that it was given is written.
    pub(crate) fn forget_read(&self) {
        if let Some(global) = self.global().as_object() {
            global::forget(&global);
        }
    }

    /// The object behind a contextified global, where the built-ins live.
    pub(crate) fn inner_global(&self) -> Option<JsObject> {
        global::inner_of(&self.global().as_object()?)
    }
}

impl Drop for GuestContext {
    fn drop(&mut self) {
        self.scheduled_jobs.borrow_mut().clear();
        self.own_jobs.borrow_mut().clear();
        self.scripts.borrow_mut().clear();
        // SAFETY: made by `Box::into_raw` in `make`; a context is dropped only when no entry holds it.
        drop(unsafe { Box::from_raw(self.owned) });
    }
}
