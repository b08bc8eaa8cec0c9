//! The entries that V8 calls: each is guarded, so that nothing unwinds into C++.

use std::{
    ffi::c_void,
    panic::{AssertUnwindSafe, catch_unwind},
    ptr,
};

use napi::{JsValue, sys};

use super::scope::{HostValue, Scope, Thrown, look_at_integers};
use crate::{
    environment::Environment,
    gate::{catch_overflows, silence_panics},
};

/// A function of the binding: its arguments are positional and validated by `lib/`.
pub(crate) type Callback =
    for<'scope> fn(&Environment, &Scope<'scope>, &[HostValue<'scope>]) -> Result<HostValue<'scope>, Thrown<'scope>>;

struct Registration {
    environment: &'static Environment,
    callback: Callback,
}

/// Puts a function of the binding on `exports`. It takes so many arguments at most; missing ones are undefined.
pub(crate) fn register<const ARGUMENTS: usize>(
    scope: &Scope<'_>,
    environment: &'static Environment,
    exports: HostValue<'_>,
    name: &str,
    callback: Callback,
) {
    // Lives as long as the environment, which is to say as long as the function can be called.
    let registration = Box::leak(Box::new(Registration { environment, callback }));
    let mut function = ptr::null_mut();
    // SAFETY: `entry` reads its data as the `Registration` that is passed here.
    unsafe {
        sys::napi_create_function(
            scope.raw(),
            name.as_ptr().cast(),
            name.len() as isize,
            Some(entry::<ARGUMENTS>),
            ptr::from_mut(registration).cast(),
            &mut function,
        );
    }
    let key = scope.utf8(name);
    // SAFETY: handles of this scope.
    unsafe { sys::napi_set_property(scope.raw(), exports.0, key.0, function) };
}

/// Makes the environment when Node loads the addon into a thread, and has it emptied when Node leaves.
pub(crate) fn install(
    env: &napi::Env,
    exports: &napi::bindgen_prelude::Object<'_>,
    fill: impl FnOnce(&'static Environment, &Scope<'_>, HostValue<'_>),
) {
    let scope = Scope::new(env.raw());
    look_at_integers(&scope);
    silence_panics();
    catch_overflows();
    let environment = Environment::install(env.raw());
    fill(environment, &scope, HostValue::new(exports.raw()));
    // SAFETY: `tear_down` reads its argument as the environment that is passed here.
    unsafe { sys::napi_add_env_cleanup_hook(env.raw(), Some(tear_down), ptr::from_ref(environment).cast_mut().cast()) };
}

unsafe extern "C" fn tear_down(environment: *mut c_void) {
    // SAFETY: `install` passed a leaked environment.
    let environment = unsafe { &*environment.cast::<Environment>() };
    let outcome = catch_unwind(AssertUnwindSafe(|| environment.tear_down()));
    debug_assert!(outcome.is_ok(), "teardown panicked");
}

extern "C" fn entry<const ARGUMENTS: usize>(raw: sys::napi_env, info: sys::napi_callback_info) -> sys::napi_value {
    let scope = Scope::new(raw);
    let mut count = ARGUMENTS;
    let mut arguments = [ptr::null_mut(); ARGUMENTS];
    let mut data: *mut c_void = ptr::null_mut();
    // SAFETY: the buffer holds as many arguments as `count` says; missing ones become undefined.
    unsafe { sys::napi_get_cb_info(raw, info, &mut count, arguments.as_mut_ptr(), ptr::null_mut(), &mut data) };
    // SAFETY: `register` leaked the registration and gave it as data.
    let registration = unsafe { &*data.cast::<Registration>() };
    // SAFETY: a `HostValue` is a handle and nothing else. A second array would cost stack at each level of nested calls.
    let arguments = unsafe { &*ptr::from_ref(&arguments).cast::<[HostValue<'_>; ARGUMENTS]>() };
    let outcome =
        catch_unwind(AssertUnwindSafe(|| (registration.callback)(registration.environment, &scope, arguments)));
    match outcome.unwrap_or_else(|panic| Err(registration.environment.fault(&scope, &*panic))) {
        Ok(value) => value.0,
        Err(Thrown::Value(value)) => {
            scope.throw(value);
            ptr::null_mut()
        }
        Err(Thrown::Terminated) => ptr::null_mut(),
    }
}
