//! The watchdog: one thread of the process that shoots at entries whose deadline has passed.
//!
//! A shot belongs to its entry. The watchdog fires while it holds the shot's lock, and the gate takes
//! the lock to finish: a late shot can never hit the host.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU8, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use parking_lot::Mutex;

use crate::node::Isolate;

/// Values of the engine's interrupt cell.
pub(crate) const GO_ON: u8 = 0;
pub(crate) const STOP: u8 = 1;
pub(crate) const LOOK: u8 = 2;

/// Why an entry was shot at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cause {
    Deadline,
    Signal,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Armed,
    Fired(Cause),
    Done,
}

/// What the watchdog and an entry share.
pub(crate) struct Shot {
    state: Mutex<State>,
    /// The interrupt cell of the thread whose entry it is.
    interrupt: Arc<AtomicU8>,
    /// That thread's V8, to stop host functions that the guest called.
    isolate: Option<Isolate>,
}

impl Shot {
    pub(super) fn new(interrupt: Arc<AtomicU8>, isolate: Option<Isolate>) -> Arc<Self> {
        Arc::new(Self { state: Mutex::new(State::Armed), interrupt, isolate })
    }

    /// Fires, unless the entry has ended.
    pub(crate) fn fire(&self, cause: Cause) {
        let mut state = self.state.lock();
        if *state != State::Armed {
            return;
        }
        *state = State::Fired(cause);
        self.interrupt.store(STOP, Ordering::Release);
        if let Some(isolate) = self.isolate {
            isolate.terminate();
        }
    }

    /// Ends the entry's side; tells whether it was shot at.
    pub(super) fn finish(&self) -> Option<Cause> {
        let mut state = self.state.lock();
        match std::mem::replace(&mut *state, State::Done) {
            State::Fired(cause) => Some(cause),
            State::Armed | State::Done => None,
        }
    }

    pub(super) fn has_fired(&self) -> bool {
        matches!(*self.state.lock(), State::Fired(_))
    }

    /// Whether a look of a long run may be taken: the entry still runs.
    fn look(&self) -> bool {
        let state = self.state.lock();
        if *state == State::Armed {
            // A stop is stronger: it must not be overwritten.
            let _ = self.interrupt.compare_exchange(GO_ON, LOOK, Ordering::AcqRel, Ordering::Relaxed);
        }
        *state == State::Armed
    }
}

/// What the thread is asked for.
struct Order {
    due: Instant,
    shot: Arc<Shot>,
    /// Looks again and again at this distance instead of firing.
    looks: Option<Duration>,
}

static ORDERS: OnceLock<Sender<Order>> = OnceLock::new();

fn orders() -> &'static Sender<Order> {
    ORDERS.get_or_init(|| {
        let (sender, receiver) = unbounded();
        // The image must stay mapped: the thread lives as long as the process.
        napi::bindgen_prelude::retain_current_module_for_unload_safety();
        thread::Builder::new()
            .name("rvm watchdog".to_owned())
            .spawn(move || watch(&receiver))
            .expect("the system has a thread for the watchdog");
        sender
    })
}

/// Fires at an entry after `timeout`.
pub(super) fn fire_after(shot: &Arc<Shot>, timeout: Duration) {
    // The receiver lives in a thread that never ends.
    let _ = orders().send(Order { due: Instant::now() + timeout, shot: shot.clone(), looks: None });
}

/// Has an entry ask its host every `distance` whether it may go on.
pub(super) fn look_every(shot: &Arc<Shot>, distance: Duration) {
    let _ = orders().send(Order { due: Instant::now() + distance, shot: shot.clone(), looks: Some(distance) });
}

fn watch(orders: &Receiver<Order>) {
    let mut pending: BinaryHeap<Reverse<Timed>> = BinaryHeap::new();
    loop {
        let order = match pending.peek() {
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(Reverse(next)) => orders.recv_deadline(next.0.due),
        };
        match order {
            Ok(order) => pending.push(Reverse(Timed(order))),
            Err(RecvTimeoutError::Timeout) => {
                let Some(Reverse(Timed(order))) = pending.pop() else { continue };
                match order.looks {
                    None => order.shot.fire(Cause::Deadline),
                    Some(distance) => {
                        if order.shot.look() {
                            pending.push(Reverse(Timed(Order { due: order.due + distance, ..order })));
                        }
                    }
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// An order in the order of its time.
struct Timed(Order);

impl PartialEq for Timed {
    fn eq(&self, other: &Self) -> bool {
        self.0.due == other.0.due
    }
}

impl Eq for Timed {}

impl PartialOrd for Timed {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timed {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.due.cmp(&other.0.due)
    }
}
