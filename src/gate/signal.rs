//! SIGINT while a run with `breakOnSigint` lasts: the signal stops the innermost such run.
//!
//! The handler only writes a byte to a pipe; a thread of the process reads it and fires.

use std::{
    mem::MaybeUninit,
    ptr,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicI32, Ordering},
    },
    thread,
};

use parking_lot::Mutex;

use super::watchdog::{Cause, Shot};

/// The runs that a signal may stop, the innermost last, and the handler that was there before.
struct Watched {
    shots: Vec<Arc<Shot>>,
    previous: Option<libc::sigaction>,
}

static WATCHED: Mutex<Watched> = Mutex::new(Watched { shots: Vec::new(), previous: None });
static PIPE: OnceLock<bool> = OnceLock::new();
static WRITE_END: AtomicI32 = AtomicI32::new(-1);

/// A run that SIGINT stops, until it is dropped.
pub(super) struct Watch {
    shot: Arc<Shot>,
}

impl Watch {
    pub(super) fn new(shot: Arc<Shot>) -> Self {
        start_reader();
        let mut watched = WATCHED.lock();
        if watched.shots.is_empty() {
            watched.previous = Some(install());
        }
        watched.shots.push(shot.clone());
        Self { shot }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut watched = WATCHED.lock();
        watched.shots.retain(|shot| !Arc::ptr_eq(shot, &self.shot));
        if watched.shots.is_empty()
            && let Some(previous) = watched.previous.take()
        {
            // SAFETY: gives back what `install` was given.
            unsafe { libc::sigaction(libc::SIGINT, &previous, ptr::null_mut()) };
        }
    }
}

fn install() -> libc::sigaction {
    let mut previous = MaybeUninit::uninit();
    // SAFETY: `handle` does nothing but write to a pipe, which a signal handler may do. All-zero is a
    // valid `sigaction` for the fields that are not set.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handle as *const () as usize;
        action.sa_flags = libc::SA_RESTART | libc::SA_ONSTACK;
        libc::sigaction(libc::SIGINT, &action, previous.as_mut_ptr());
        previous.assume_init()
    }
}

extern "C" fn handle(_: libc::c_int) {
    let byte = 0u8;
    // SAFETY: writing to a pipe is allowed in a signal handler; a full pipe has signals enough.
    unsafe { libc::write(WRITE_END.load(Ordering::Relaxed), ptr::from_ref(&byte).cast(), 1) };
}

fn start_reader() {
    PIPE.get_or_init(|| {
        let mut ends = [0; 2];
        // SAFETY: a place for two descriptors.
        unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) };
        let [read_end, write_end] = ends;
        WRITE_END.store(write_end, Ordering::Relaxed);
        napi::bindgen_prelude::retain_current_module_for_unload_safety();
        thread::Builder::new().name("rvm signals".to_owned()).spawn(move || read(read_end)).is_ok()
    });
}

fn read(read_end: libc::c_int) {
    let mut byte = 0u8;
    loop {
        // SAFETY: reads one byte into one byte.
        let count = unsafe { libc::read(read_end, ptr::from_mut(&mut byte).cast(), 1) };
        if count == 1
            && let Some(shot) = WATCHED.lock().shots.last()
        {
            shot.fire(Cause::Signal);
        }
    }
}
