//! V8's own functions, found at run time: the node binary exports them. Where one is missing, what
//! needs it is left out: a deadline then stops guest code only.

use std::{
    ffi::{CStr, c_void},
    sync::OnceLock,
};

type OfIsolate = unsafe extern "C" fn(*mut c_void);
type GetCurrent = unsafe extern "C" fn() -> *mut c_void;
type SetStackLimit = unsafe extern "C" fn(*mut c_void, usize);

/// The functions, by their C++ names.
struct Functions {
    current: GetCurrent,
    terminate: OfIsolate,
    cancel: OfIsolate,
    set_stack_limit: SetStackLimit,
    collect: OfIsolate,
}

static FUNCTIONS: OnceLock<Option<Functions>> = OnceLock::new();

fn functions() -> Option<&'static Functions> {
    FUNCTIONS.get_or_init(find).as_ref()
}

fn find() -> Option<Functions> {
    let current = symbol(c"_ZN2v87Isolate10GetCurrentEv")?;
    let terminate = symbol(c"_ZN2v87Isolate18TerminateExecutionEv")?;
    let cancel = symbol(c"_ZN2v87Isolate24CancelTerminateExecutionEv")?;
    let set_stack_limit = symbol(c"_ZN2v87Isolate13SetStackLimitEm")?;
    let collect = symbol(c"_ZN2v87Isolate21LowMemoryNotificationEv")?;
    // SAFETY: these are the signatures of V8's public C++ interface under the Itanium ABI, where a
    // method without parameters is a function of its object.
    unsafe {
        Some(Functions {
            current: std::mem::transmute::<*mut c_void, GetCurrent>(current),
            terminate: std::mem::transmute::<*mut c_void, OfIsolate>(terminate),
            cancel: std::mem::transmute::<*mut c_void, OfIsolate>(cancel),
            collect: std::mem::transmute::<*mut c_void, OfIsolate>(collect),
            set_stack_limit: std::mem::transmute::<*mut c_void, SetStackLimit>(set_stack_limit),
        })
    }
}

/// A symbol of the node binary.
pub(super) fn symbol(name: &CStr) -> Option<*mut c_void> {
    // SAFETY: a lookup in what is already loaded.
    let address = unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) };
    (!address.is_null()).then_some(address)
}

/// The V8 of a thread.
#[derive(Clone, Copy)]
pub(crate) struct Isolate(*mut c_void);

// SAFETY: `terminate` may be called from any thread; the others are called on the isolate's own.
unsafe impl Send for Isolate {}
// SAFETY: see above.
unsafe impl Sync for Isolate {}

impl Isolate {
    /// The isolate of this thread.
    pub(crate) fn current() -> Option<Self> {
        let functions = functions()?;
        // SAFETY: reads V8's thread-local.
        let isolate = unsafe { (functions.current)() };
        (!isolate.is_null()).then_some(Self(isolate))
    }

    /// Has V8 unwind whatever JavaScript runs, as soon as it looks. From any thread; the isolate must be alive.
    pub(crate) fn terminate(self) {
        if let Some(functions) = functions() {
            // SAFETY: the caller holds the lock of an entry, which ends before its isolate does.
            unsafe { (functions.terminate)(self.0) };
        }
    }

    /// Takes back a termination that has not ended what it was meant for, or that has.
    pub(crate) fn cancel_termination(self) {
        if let Some(functions) = functions() {
            // SAFETY: called on the isolate's own thread.
            unsafe { (functions.cancel)(self.0) };
        }
    }

    /// Has V8 collect all that it can.
    pub(crate) fn collect(self) {
        if let Some(functions) = functions() {
            // SAFETY: called on the isolate's own thread, where no collection runs.
            unsafe { (functions.collect)(self.0) };
        }
    }

    /// Sets the lowest address of the stack that V8 may use.
    pub(crate) fn set_stack_limit(self, lowest: usize) {
        if let Some(functions) = functions() {
            // SAFETY: called on the isolate's own thread; the address is inside its stack.
            unsafe { (functions.set_stack_limit)(self.0, lowest) };
        }
    }
}
