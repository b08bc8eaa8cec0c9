//! The microtask queues.
//!
//! In the default mode a guest job takes its place in the host's queue: one host microtask for one
//! guest job. With `microtaskMode: 'afterEvaluate'` a context drains its own queue inside the run.

use std::{
    cell::RefCell,
    pin::pin,
    rc::Rc,
    task::{self, Waker},
};

use boa_engine::{
    Context, JsResult,
    job::{Job, JobExecutor},
};

use super::context::RealmOwner;
use crate::{environment::Environment, gate, membrane::view_of};

/// The executor of every context of a thread.
pub(super) struct Jobs;

impl JobExecutor for Jobs {
    fn enqueue_job(self: Rc<Self>, job: Job, engine: &mut Context) {
        let environment = Environment::current();
        let (realm, handler) = match &job {
            Job::PromiseJob(job) => (job.realm(), job.handler()),
            Job::GenericJob(job) => (Some(job.realm()), None),
            // The loader answers at once, so one look at an import is enough; what waits for longer, the callbacks
            // of finalization registries, is not there yet (docs/compatibility.md).
            Job::AsyncJob(_) => return poll_once(job, engine),
            _ => return,
        };
        let realm = realm.unwrap_or_else(|| engine.realm());
        let owner = realm
            .host_defined()
            .get::<RealmOwner>()
            .and_then(|owner| environment.context(owner.id))
            .or_else(|| environment.gate.running());
        let Some(context) = owner else { return };
        // A job belongs to the owner of its handler: a function of the host runs from the host's queue.
        let is_hosts = !context.has_own_queue() || handler.is_some_and(|handler| view_of(handler).is_some());
        context.push_job(job, is_hosts);
        if is_hosts {
            // An interruption here ends the run; the job stays queued for the next one that is scheduled.
            let _ = gate::leave(environment, engine, |scope, _| {
                let Some(record) = context.record(scope) else { return Ok(()) };
                environment.host().schedule_job(scope, record)
            });
        }
    }

    fn run_jobs(self: Rc<Self>, _: &mut Context) -> JsResult<()> {
        // The gate decides when a job runs, never the engine.
        Ok(())
    }
}

fn poll_once(job: Job, engine: &mut Context) {
    if let Job::AsyncJob(job) = job {
        let engine = RefCell::new(engine);
        let future = pin!(job.call(&engine));
        let _ = future.poll(&mut task::Context::from_waker(Waker::noop()));
    }
}

/// Runs the oldest job of the running context.
pub(super) fn run_one(job: Job, engine: &mut Context) -> JsResult<()> {
    let result = match job {
        Job::PromiseJob(job) => job.call(engine).map(drop),
        Job::GenericJob(job) => job.call(engine).map(drop),
        _ => Ok(()),
    };
    engine.clear_kept_objects();
    result
}
