//! What is left of the stack that V8 runs on.

use std::{cell::Cell, mem::MaybeUninit, ptr};

thread_local! {
    static LOWEST: Cell<usize> = const { Cell::new(0) };
}

/// The lowest address of this thread's stack.
fn lowest() -> usize {
    let known = LOWEST.get();
    if known != 0 {
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
    LOWEST.set(address.addr());
    address.addr()
}

/// The bytes between here and the end of the stack, for code that runs on the thread's own stack.
pub(crate) fn stack_left() -> usize {
    let here = 0u8;
    ptr::from_ref(&here).addr().saturating_sub(lowest())
}
