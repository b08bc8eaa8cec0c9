//! Entries: passes through the gate inward.
#![expect(unsafe_code, reason = "hands a borrowed context from one stack to another")]

use std::{
    any::Any,
    cell::{Cell, OnceCell},
    panic::{AssertUnwindSafe, catch_unwind},
    ptr,
    rc::Rc,
    sync::{Arc, atomic::Ordering},
    thread,
    time::Duration,
};

use boa_engine::Context;

use super::{
    overflow::Guarded,
    signal,
    stack::{Exit, Hop, StackLimit},
    watchdog::{Cause, GO_ON, Shot},
};
use crate::{
    engine::{GuestContext, HostStack, flush},
    environment::Environment,
    node::{Scope, with_scope},
};

/// One pass through the gate inward, while it lasts.
pub(super) struct Entry {
    pub(super) context: &'static Rc<GuestContext>,
    pub(super) hop: Cell<*const Hop>,
    pub(super) guarded: Guarded,
    /// Its memory is used up: it is being unwound.
    pub(super) is_exhausted: Cell<bool>,
    pub(super) shot: Option<Arc<Shot>>,
    pub(super) outer: Option<&'static Entry>,
    /// How many frames the engine context had before.
    pub(super) frames_below: usize,
    /// For the stacks of the errors that are made in this entry.
    pub(super) host_stack: OnceCell<Rc<HostStack>>,
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
    let mut stack = gate.take_stack();
    let entry = Entry {
        // SAFETY: as for `innermost` below: nobody has it when `enter` returns.
        context: unsafe { &*ptr::from_ref(context) },
        hop: Cell::new(ptr::null()),
        guarded: stack.guarded(),
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

    let mut body = Some(body);
    let mut result = None;
    let mut run = |hop: &Hop| {
        entry.hop.set(hop);
        result = body.take().map(|body| {
            catch_unwind(AssertUnwindSafe(|| {
                // SAFETY: the context is not entered, or its outer entry is suspended in `leave`, which
                // lent us its exclusive borrow by this pointer and does not use it before we return.
                let engine = unsafe { &mut *context.engine() };
                body(engine)
            }))
        });
    };
    // SAFETY: `innermost` is put back before `entry` goes out of scope.
    gate.innermost.set(Some(unsafe { &*ptr::from_ref(&entry) }));
    if gate.memory.arm() {
        gate.request_look();
    }
    let limit = StackLimit::set(gate, stack.limit());
    let exit = stack.run(&mut run);
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
        gate.memory.disarm();
        gate.room.take();
    }

    if result.is_some() {
        gate.pool(stack);
    }
    let cause = gate.disarm(environment, shot.as_ref());
    if entry.is_exhausted.get() {
        gate.interrupt.store(GO_ON, Ordering::Release);
        gate.fire_again_if_outer_was_shot();
    }
    if environment.has_unwritten() {
        aside(environment, |scope| flush(environment, scope, context));
    }
    conclude(environment, &entry, &exit, cause, result)
}

/// Not in `enter`, whose frame is on the host's stack for as long as the entry lasts.
#[inline(never)]
fn aside(environment: &Environment, body: impl FnOnce(&Scope<'_>)) {
    with_scope(environment, body);
}

/// What an entry has come to; not in `enter` either.
#[inline(never)]
fn conclude<R>(
    environment: &Environment,
    entry: &Entry,
    exit: &Exit,
    cause: Option<Cause>,
    result: Option<thread::Result<R>>,
) -> Result<R, Ended> {
    match result {
        Some(Ok(result)) => match cause {
            _ if entry.is_exhausted.get() => Err(Ended::Exhausted),
            Some(cause) => Err(Ended::Shot(cause)),
            None if environment.gate.is_interrupted() => Err(Ended::Terminated),
            None => Ok(result),
        },
        result => {
            entry.context.set_broken();
            environment.break_if_collector_is_stuck();
            Err(match (exit, result) {
                (_, Some(Err(panic))) => Ended::Fault(panic),
                (Exit::Suspended, _) => Ended::Exhausted,
                (Exit::Overflowed, _) => Ended::Overflowed,
            })
        }
    }
}
