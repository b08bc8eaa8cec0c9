//! Buffers of the host and the views on them.

use std::ptr;

use boa_engine::builtins::typed_array::TypedArrayKind;
use napi::sys;

use super::scope::{HostValue, Scope};

/// What a typed array or a `DataView` of the host views.
pub(crate) struct ViewOfBytes<'scope> {
    /// `None` for a `DataView`.
    pub(crate) kind: Option<TypedArrayKind>,
    pub(crate) buffer: HostValue<'scope>,
    pub(crate) offset: usize,
    /// In elements; those of a `DataView` are bytes.
    pub(crate) length: usize,
}

/// In the order of `napi_typedarray_type`.
const KINDS: [TypedArrayKind; 11] = [
    TypedArrayKind::Int8,
    TypedArrayKind::Uint8,
    TypedArrayKind::Uint8Clamped,
    TypedArrayKind::Int16,
    TypedArrayKind::Uint16,
    TypedArrayKind::Int32,
    TypedArrayKind::Uint32,
    TypedArrayKind::Float32,
    TypedArrayKind::Float64,
    TypedArrayKind::BigInt64,
    TypedArrayKind::BigUint64,
];

impl<'scope> Scope<'scope> {
    /// What a value views, if it is a typed array of a kind that the engine has.
    pub(crate) fn typed_array(&self, value: HostValue<'scope>) -> Option<ViewOfBytes<'scope>> {
        let (mut kind, mut length, mut offset) = (0, 0, 0);
        let mut buffer = ptr::null_mut();
        // SAFETY: a handle of this scope and places for the results.
        let status = unsafe {
            sys::napi_get_typedarray_info(
                self.raw(),
                value.0,
                &mut kind,
                &mut length,
                ptr::null_mut(),
                &mut buffer,
                &mut offset,
            )
        };
        let kind = KINDS.get(usize::try_from(kind).ok()?)?;
        (status == sys::Status::napi_ok && !buffer.is_null()).then(|| ViewOfBytes {
            kind: Some(*kind),
            buffer: HostValue::new(buffer),
            offset,
            length,
        })
    }

    /// What a value views, if it is a `DataView`.
    pub(crate) fn data_view(&self, value: HostValue<'scope>) -> Option<ViewOfBytes<'scope>> {
        let (mut length, mut offset) = (0, 0);
        let mut buffer = ptr::null_mut();
        // SAFETY: a handle of this scope and places for the results.
        let status = unsafe {
            sys::napi_get_dataview_info(self.raw(), value.0, &mut length, ptr::null_mut(), &mut buffer, &mut offset)
        };
        (status == sys::Status::napi_ok && !buffer.is_null()).then(|| ViewOfBytes {
            kind: None,
            buffer: HostValue::new(buffer),
            offset,
            length,
        })
    }

    /// Whether an `ArrayBuffer` was detached: its memory is another's now.
    pub(crate) fn is_detached(&self, buffer: HostValue<'scope>) -> bool {
        let mut detached = false;
        // SAFETY: a handle of this scope.
        unsafe { sys::napi_is_detached_arraybuffer(self.raw(), buffer.0, &mut detached) };
        detached
    }

    /// Whether a value is a function.
    pub(crate) fn is_function(&self, value: HostValue<'scope>) -> bool {
        let mut kind = 0;
        // SAFETY: a handle of this scope.
        unsafe { sys::napi_typeof(self.raw(), value.0, &mut kind) };
        kind == sys::ValueType::napi_function
    }

    /// An element of an array that `lib/` made.
    pub(crate) fn element(&self, array: HostValue<'scope>, index: u32) -> HostValue<'scope> {
        let mut value = ptr::null_mut();
        // SAFETY: a handle of this scope.
        unsafe { sys::napi_get_element(self.raw(), array.0, index, &mut value) };
        HostValue::new(value)
    }
}
