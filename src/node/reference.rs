//! Weak references to host objects.

use std::{cell::Cell, ptr};

use napi::sys;

use super::scope::{HostValue, Scope};

/// A weak reference: it finds its object while something of the host keeps it.
///
/// All references of the membrane are weak. What the guest holds of the host is kept by the table
/// of its context, on V8's side (docs/architecture.md, "Lifetimes").
pub(crate) struct Reference {
    raw: Cell<sys::napi_ref>,
    env: sys::napi_env,
}

impl Reference {
    pub(crate) fn weak(scope: &Scope<'_>, value: HostValue<'_>) -> Self {
        Self::with_count(scope, value, 0)
    }

    /// A strong reference, for the functions of `lib/` that live as long as the environment.
    pub(crate) fn strong(scope: &Scope<'_>, value: HostValue<'_>) -> Self {
        Self::with_count(scope, value, 1)
    }

    fn with_count(scope: &Scope<'_>, value: HostValue<'_>, count: u32) -> Self {
        let mut raw = ptr::null_mut();
        // SAFETY: a handle of this scope; references to objects, functions and symbols are allowed.
        unsafe { sys::napi_create_reference(scope.raw(), value.0, count, &mut raw) };
        Self { raw: Cell::new(raw), env: scope.raw() }
    }

    /// The object, unless V8 collected it.
    pub(crate) fn get<'scope>(&self, scope: &Scope<'scope>) -> Option<HostValue<'scope>> {
        let mut value = ptr::null_mut();
        // SAFETY: the reference was made in this environment and is deleted only on drop.
        unsafe { sys::napi_get_reference_value(scope.raw(), self.raw.get(), &mut value) };
        (!value.is_null()).then(|| HostValue::new(value))
    }

    /// Forgets the reference without a call: for the time after the environment is gone.
    pub(crate) fn abandon(&self) {
        self.raw.set(ptr::null_mut());
    }
}

impl Drop for Reference {
    fn drop(&mut self) {
        if !self.raw.get().is_null() {
            // SAFETY: made by `with_count` and not deleted before; references are dropped on their own thread.
            unsafe { sys::napi_delete_reference(self.env, self.raw.get()) };
        }
    }
}
