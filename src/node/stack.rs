//! What is left of the stack that V8 runs on.

use std::{cell::Cell, mem::MaybeUninit, ptr};

use super::Isolate;

thread_local! {
    static BOUNDS: Cell<Option<(usize, usize)>> = const { Cell::new(None) };
}

/// The lowest and the highest address of this thread's stack.
fn bounds() -> (usize, usize) {
    if let Some(known) = BOUNDS.get() {
        return known;
    }
    let mut attributes = MaybeUninit::uninit();
    let mut address = ptr::null_mut();
    let mut size = 0;
    // SAFETY: `attributes` is initialised by the first call and destroyed by the last.
    unsafe {
        libc::pthread_getattr_np(libc::pthread_self(), attributes.as_mut_ptr());
        libc::pthread_attr_getstack(attributes.as_ptr(), &mut address, &mut size);
        libc::pthread_attr_destroy(attributes.as_mut_ptr());
    }
    let bounds = (address.addr(), address.addr() + size);
    BOUNDS.set(Some(bounds));
    bounds
}

/// V8's own limit, and what it leaves to the thread: a guest and a host function that call each other
/// need main stack for every level, and V8 stops them at a fifteenth of what Node reaches. While a guest
/// is entered V8 may use what the thread really has, less a reserve for native code.
pub(crate) struct StackRoom(Option<(Isolate, usize)>);

/// What V8 allows itself from the highest address of the main stack.
const V8_STACK: usize = 984 << 10;

/// What native code keeps below V8's lowest address; somewhat more than Node leaves it in a worker.
const RESERVE: usize = 256 << 10;

impl StackRoom {
    /// Makes room until it is dropped. Workers have all of theirs already.
    pub(crate) fn make(isolate: Option<Isolate>, is_worker: bool) -> Self {
        let Some(isolate) = isolate.filter(|_| !is_worker) else { return Self(None) };
        let (lowest, highest) = bounds();
        if highest - lowest <= V8_STACK + RESERVE {
            return Self(None);
        }
        isolate.set_stack_limit(lowest + RESERVE);
        Self(Some((isolate, highest - V8_STACK)))
    }
}

impl Drop for StackRoom {
    fn drop(&mut self) {
        if let Some((isolate, limit)) = self.0 {
            isolate.set_stack_limit(limit);
        }
    }
}
