//! How a promise of the host ended, without waiting for a microtask. V8 tells it; Node-API does not.

use std::{ffi::c_void, sync::OnceLock};

use super::{
    isolate::symbol,
    scope::{HostValue, Scope},
};

/// A settled promise of the host.
pub(crate) enum Settled<'scope> {
    Fulfilled(HostValue<'scope>),
    Rejected(HostValue<'scope>),
}

type State = unsafe extern "C" fn(*mut c_void) -> i32;
type Outcome = unsafe extern "C" fn(*mut c_void) -> *mut c_void;

static FUNCTIONS: OnceLock<Option<(State, Outcome)>> = OnceLock::new();

fn find() -> Option<(State, Outcome)> {
    let state = symbol(c"_ZN2v87Promise5StateEv")?;
    let outcome = symbol(c"_ZN2v87Promise6ResultEv")?;
    // SAFETY: these are the signatures of V8's public C++ interface under the Itanium ABI, where a method without
    // parameters is a function of its object, an enumeration is an integer, and a `v8::Local` is a pointer.
    unsafe {
        Some((std::mem::transmute::<*mut c_void, State>(state), std::mem::transmute::<*mut c_void, Outcome>(outcome)))
    }
}

/// How a promise ended. `None` for one that is pending, for what is no promise, and where V8 cannot be asked.
pub(crate) fn settled<'scope>(scope: &Scope<'scope>, promise: HostValue<'scope>) -> Option<Settled<'scope>> {
    const FULFILLED: i32 = 1;
    const REJECTED: i32 = 2;
    let (state, outcome) = (*FUNCTIONS.get_or_init(find))?;
    if !scope.is_promise(promise) {
        return None;
    }
    let handle = promise.0.cast::<c_void>();
    // SAFETY: a handle of Node-API is the address of V8's handle, which is what V8's methods take as their object and
    // give as a result; it is one of a promise, and the result is asked of a settled one only.
    unsafe {
        match state(handle) {
            FULFILLED => Some(Settled::Fulfilled(HostValue::new(outcome(handle).cast()))),
            REJECTED => Some(Settled::Rejected(HostValue::new(outcome(handle).cast()))),
            _ => None,
        }
    }
}
