//! How a run is ended from outside, and what an end takes back of it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};

use boa_engine::{
    JsError,
    error::{EngineError, RuntimeLimitError},
};

use super::{
    Gate, Limits,
    visit::peek,
    watchdog::{self, Cause, GO_ON, LOOK, STOP, Shot},
};
use crate::{
    environment::Environment,
    node::{Scope, with_scope},
};

/// How often a long run in a worker asks whether its environment still runs.
const LOOK_DISTANCE: Duration = Duration::from_millis(10);

impl Gate {
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
    pub(super) fn request_look(&self) {
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

    /// Loads what an entry with these limits may be shot by.
    #[inline(always)]
    pub(super) fn arm(&self, limits: Limits) -> Option<Arc<Shot>> {
        let looks = self.is_worker.get() && self.innermost.get().is_none();
        let is_armed = limits.timeout.is_some() || limits.break_on_sigint || looks;
        is_armed.then(|| self.load(limits, looks))
    }

    fn load(&self, limits: Limits, looks: bool) -> Arc<Shot> {
        let shot = Shot::new(self.interrupt.clone(), self.isolate());
        if let Some(timeout) = limits.timeout {
            watchdog::fire_after(&shot, timeout);
        }
        if looks {
            watchdog::look_every(&shot, LOOK_DISTANCE);
        }
        shot
    }

    /// Unloads it; if it has fired, takes back what it did to this thread.
    #[inline(always)]
    pub(super) fn disarm(&self, environment: &Environment, shot: Option<&Arc<Shot>>) -> Option<Cause> {
        self.unload(environment, shot?)
    }

    fn unload(&self, environment: &Environment, shot: &Shot) -> Option<Cause> {
        let cause = shot.finish();
        if cause.is_some() {
            self.interrupt.store(GO_ON, Ordering::Release);
            self.cancel_termination(environment);
            self.fire_again_if_outer_was_shot();
        } else {
            self.end_look();
        }
        cause
    }

    /// Takes back what a shot did to V8, for good or to let the host's code go on for a moment. The end of a worker
    /// comes to V8 in the same way, and stays.
    pub(crate) fn cancel_termination(&self, environment: &Environment) {
        let Some(isolate) = self.isolate() else { return };
        isolate.cancel_termination();
        if self.is_worker.get() {
            with_scope(environment, |scope| self.is_worker_ending(scope));
        }
    }

    /// Whether this is a worker that is being ended. V8 is told so again: whoever catches a termination in native code,
    /// as Node-API does, has used it up, and the code around would go on.
    pub(crate) fn is_worker_ending(&self, scope: &Scope<'_>) -> bool {
        let is_ending = self.is_worker.get() && scope.is_terminating();
        if is_ending && let Some(isolate) = self.isolate() {
            isolate.terminate();
        }
        is_ending
    }

    /// Ends such a moment.
    pub(crate) fn resume_termination(&self) {
        self.fire_again_if_outer_was_shot();
    }

    /// An outer entry may have been shot while the inner one was; its shot must go on.
    pub(super) fn fire_again_if_outer_was_shot(&self) {
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
}

/// Whether the environment is being torn down: a worker that is being terminated refuses every call
/// that may run JavaScript. From guest code, wherever the engine looks at its interrupt cell.
pub(crate) fn is_terminating(environment: &Environment) -> bool {
    peek(environment, |scope, _| scope.is_terminating()).unwrap_or(false)
}

/// The error that unwinds guest code without a chance to catch it.
pub(crate) fn terminated() -> JsError {
    EngineError::RuntimeLimit(RuntimeLimitError::Interrupted).into()
}
