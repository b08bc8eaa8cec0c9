//! The allocator of everything that is written in Rust, of the engine above all: mimalloc, and a count of what each
//! thread has.
//!
//! mimalloc makes contexts and guest code a third faster than the system's allocator. A Node environment is a
//! thread and its guests allocate nowhere else, so the count of the thread is what its guests weigh.
#![expect(unsafe_code, reason = "an allocator is an unsafe trait")]

use std::{
    alloc::{GlobalAlloc, Layout},
    cell::Cell,
    ptr,
};

use mimalloc::MiMalloc;

use crate::gate::over_limit;

/// What is counted of a thread.
pub(crate) struct Count {
    /// Below zero in a thread that frees what others have allocated.
    bytes: Cell<isize>,
    /// What the thread may have before the gate is told.
    limit: Cell<isize>,
}

thread_local! {
    /// Without a destructor, so that it may be used as long as the thread runs.
    static COUNT: Count = const { Count { bytes: Cell::new(0), limit: Cell::new(isize::MAX) } };
}

impl Count {
    /// The count of this thread. To be kept by who asks often: the address of a thread-local of a library is a call.
    pub(crate) fn current() -> &'static Self {
        // SAFETY: it has no destructor, so it lasts as long as the thread, which the reference cannot leave.
        COUNT.with(|count| unsafe { &*ptr::from_ref(count) })
    }

    /// The bytes that the thread has allocated and not freed.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.get().max(0).unsigned_abs()
    }

    /// Has the gate told when the thread has more bytes than this.
    pub(crate) fn set_limit(&self, bytes: usize) {
        self.limit.set(isize::try_from(bytes).unwrap_or(isize::MAX));
    }
}

/// The bytes that this thread has allocated and not freed.
pub(crate) fn bytes() -> usize {
    Count::current().bytes()
}

/// See the module.
pub(crate) struct CountingAllocator;

#[inline]
fn count(change: isize) {
    COUNT.with(|count| count.bytes.set(count.bytes.get().wrapping_add(change)));
}

/// Counts what is about to be allocated. It is not, and not counted, where the gate leaves the run.
#[inline]
fn request(size: usize) {
    COUNT.with(|count| {
        let bytes = count.bytes.get().wrapping_add(size.cast_signed());
        if bytes > count.limit.get() {
            over_limit(size);
            // What the gate freed is counted meanwhile.
            count.bytes.set(count.bytes.get().wrapping_add(size.cast_signed()));
        } else {
            count.bytes.set(bytes);
        }
    });
}

// SAFETY: every method is mimalloc's with the same arguments.
unsafe impl GlobalAlloc for CountingAllocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        request(layout.size());
        // SAFETY: the caller's promises.
        unsafe { MiMalloc.alloc(layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        request(layout.size());
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
        if size > layout.size() {
            request(size - layout.size());
        } else {
            count(size.cast_signed() - layout.size().cast_signed());
        }
        // SAFETY: the caller's promises.
        unsafe { MiMalloc.realloc(block, layout, size) }
    }
}
