//! The allocator of everything that is written in Rust, of the engine above all: mimalloc, and a count of what each
//! thread has.
//!
//! mimalloc makes contexts and guest code a third faster than the system's allocator. A Node environment is a
//! thread and its guests allocate nowhere else, so the count of the thread is what its guests weigh.
#![expect(unsafe_code, reason = "an allocator is an unsafe trait")]

use std::{
    alloc::{GlobalAlloc, Layout},
    cell::Cell,
};

use mimalloc::MiMalloc;

thread_local! {
    /// Without a destructor, so that it may be used as long as the thread runs. Below zero in a thread that frees
    /// what others have allocated.
    static BYTES: Cell<isize> = const { Cell::new(0) };
}

/// The bytes that this thread has allocated and not freed.
pub(crate) fn bytes() -> usize {
    BYTES.get().max(0).unsigned_abs()
}

/// See the module.
pub(crate) struct CountingAllocator;

#[inline]
fn count(change: isize) {
    BYTES.set(BYTES.get().wrapping_add(change));
}

// SAFETY: every method is mimalloc's with the same arguments.
unsafe impl GlobalAlloc for CountingAllocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size().cast_signed());
        // SAFETY: the caller's promises.
        unsafe { MiMalloc.alloc(layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size().cast_signed());
        // SAFETY: the caller's promises.
        unsafe { MiMalloc.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(-layout.size().cast_signed());
        // SAFETY: the caller's promises.
        unsafe { MiMalloc.dealloc(block, layout) };
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size.cast_signed() - layout.size().cast_signed());
        // SAFETY: the caller's promises.
        unsafe { MiMalloc.realloc(block, layout, size) }
    }
}
