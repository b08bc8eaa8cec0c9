//! Handles of host values, and what can be asked of them.

use std::{
    marker::PhantomData,
    ptr,
    sync::atomic::{AtomicBool, Ordering},
};

use boa_engine::{JsBigInt, JsString, string::JsStr};
use napi::sys;

use super::isolate::{self, HandleScope, key_of_latin1};
use crate::environment::Environment;

/// A host value, valid inside the scope it was made in.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct HostValue<'scope>(pub(super) sys::napi_value, PhantomData<&'scope ()>);

impl HostValue<'_> {
    pub(super) fn new(raw: sys::napi_value) -> Self {
        Self(raw, PhantomData)
    }
}

/// How host JavaScript ended when it did not return.
pub(crate) enum Thrown<'scope> {
    /// It threw this value.
    Value(HostValue<'scope>),
    /// V8 unwound it: a deadline of ours, or an environment that is being torn down.
    Terminated,
}

/// The kinds of host values that cross differently.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HostType {
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Symbol,
    BigInt,
    Object,
}

/// The right to call Node-API, and the scope of the handles it gives.
pub(crate) struct Scope<'scope> {
    raw: sys::napi_env,
    lifetime: PhantomData<&'scope ()>,
}

/// Runs `body` in a handle scope of its own: its handles die with it, also where a panic passes.
///
/// Not inlined, so that the scope takes room on the stack only while it is open: calls across the border nest.
#[inline(never)]
pub(crate) fn with_scope<R>(environment: &Environment, body: impl FnOnce(&Scope<'_>) -> R) -> R {
    let raw = environment.raw();
    let mut handles = HandleScope::new();
    let is_open = environment.gate.isolate().is_some_and(|isolate| handles.open(isolate));
    let _close = (!is_open).then(|| CloseHandleScope::open(raw));
    body(&Scope { raw, lifetime: PhantomData })
}

/// Node-API's handle scope, where V8 cannot be asked for one.
struct CloseHandleScope {
    raw: sys::napi_env,
    handle_scope: sys::napi_handle_scope,
}

impl CloseHandleScope {
    fn open(raw: sys::napi_env) -> Self {
        let mut handle_scope = ptr::null_mut();
        // SAFETY: `raw` is the environment of this thread (callers hold it from `Environment`).
        unsafe { sys::napi_open_handle_scope(raw, &mut handle_scope) };
        Self { raw, handle_scope }
    }
}

impl Drop for CloseHandleScope {
    fn drop(&mut self) {
        // SAFETY: opened by `open`; the body closed what it opened in between.
        unsafe { sys::napi_close_handle_scope(self.raw, self.handle_scope) };
    }
}

macro_rules! make {
    ($self:ident, $function:ident $(, $argument:expr)*) => {{
        let mut value = ptr::null_mut();
        // SAFETY: the environment is the one of this thread and `value` a place for the result.
        unsafe { sys::$function($self.raw $(, $argument)*, &mut value) };
        HostValue::new(value)
    }};
}

impl<'scope> Scope<'scope> {
    pub(super) fn new(raw: sys::napi_env) -> Self {
        Self { raw, lifetime: PhantomData }
    }

    pub(super) fn raw(&self) -> sys::napi_env {
        self.raw
    }

    pub(crate) fn undefined(&self) -> HostValue<'scope> {
        make!(self, napi_get_undefined)
    }

    pub(crate) fn null(&self) -> HostValue<'scope> {
        make!(self, napi_get_null)
    }

    pub(crate) fn boolean(&self, value: bool) -> HostValue<'scope> {
        make!(self, napi_get_boolean, value)
    }

    pub(crate) fn integer(&self, value: i32) -> HostValue<'scope> {
        make!(self, napi_create_int32, value)
    }

    pub(crate) fn number(&self, value: f64) -> HostValue<'scope> {
        make!(self, napi_create_double, value)
    }

    pub(crate) fn utf8(&self, text: &str) -> HostValue<'scope> {
        make!(self, napi_create_string_utf8, text.as_ptr().cast(), text.len() as isize)
    }

    pub(crate) fn string(&self, text: &JsString) -> HostValue<'scope> {
        let text = text.as_str();
        if let Some(latin1) = text.as_latin1() {
            make!(self, napi_create_string_latin1, latin1.as_ptr().cast(), latin1.len() as isize)
        } else {
            let units = text.to_vec();
            make!(self, napi_create_string_utf16, units.as_ptr(), units.len() as isize)
        }
    }

    /// A text that is used as a property key.
    pub(crate) fn key(&self, text: &JsString) -> HostValue<'scope> {
        match text.as_str().as_latin1().and_then(key_of_latin1) {
            // A handle of Node-API is the address of V8's.
            Some(key) => HostValue::new(key.cast()),
            None => self.string(text),
        }
    }

    pub(crate) fn bigint(&self, value: &JsBigInt) -> HostValue<'scope> {
        let hexadecimal = value.to_string_radix(16);
        let (negative, digits) = match hexadecimal.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, hexadecimal.as_str()),
        };
        let words: Vec<u64> = digits
            .as_bytes()
            .rchunks(16)
            .map(|word| {
                word.iter().fold(0, |sum, digit| sum << 4 | u64::from((*digit as char).to_digit(16).unwrap_or(0)))
            })
            .collect();
        make!(self, napi_create_bigint_words, i32::from(negative), words.len(), words.as_ptr())
    }

    pub(crate) fn array(&self, elements: &[HostValue<'scope>]) -> HostValue<'scope> {
        let array = make!(self, napi_create_array_with_length, elements.len());
        for (index, element) in elements.iter().enumerate() {
            // SAFETY: both handles are of this scope.
            unsafe { sys::napi_set_element(self.raw, array.0, index as u32, element.0) };
        }
        array
    }

    /// Whether a value is undefined, as one is that a refused call left out. Node-API would ask for all other types
    /// first.
    pub(crate) fn is_undefined(&self, value: HostValue<'scope>) -> bool {
        // SAFETY: a handle of Node-API is the address of V8's word for the value, and undefined is one object.
        value.0.is_null() || unsafe { *value.0.cast::<usize>() == *self.undefined().0.cast::<usize>() }
    }

    pub(crate) fn type_of(&self, value: HostValue<'scope>) -> HostType {
        if self.is_undefined(value) {
            return HostType::Undefined;
        }
        if small_integer(value).is_some() {
            return HostType::Number;
        }
        let mut kind = 0;
        // SAFETY: a handle of this scope.
        unsafe { sys::napi_typeof(self.raw, value.0, &mut kind) };
        match kind {
            sys::ValueType::napi_undefined => HostType::Undefined,
            sys::ValueType::napi_null => HostType::Null,
            sys::ValueType::napi_boolean => HostType::Boolean,
            sys::ValueType::napi_number => HostType::Number,
            sys::ValueType::napi_string => HostType::String,
            sys::ValueType::napi_symbol => HostType::Symbol,
            sys::ValueType::napi_bigint => HostType::BigInt,
            _ => HostType::Object,
        }
    }

    pub(crate) fn same(&self, left: HostValue<'scope>, right: HostValue<'scope>) -> bool {
        let mut same = false;
        // SAFETY: handles of this scope.
        unsafe { sys::napi_strict_equals(self.raw, left.0, right.0, &mut same) };
        same
    }

    /// The boolean of a boolean, false for anything else.
    pub(crate) fn to_boolean(&self, value: HostValue<'scope>) -> bool {
        let mut result = false;
        // SAFETY: a handle of this scope.
        unsafe { sys::napi_get_value_bool(self.raw, value.0, &mut result) };
        result
    }

    /// The number of a number, NaN for anything else.
    pub(crate) fn to_number(&self, value: HostValue<'scope>) -> f64 {
        if let Some(integer) = small_integer(value) {
            return integer.into();
        }
        let mut result = f64::NAN;
        // SAFETY: a handle of this scope.
        unsafe { sys::napi_get_value_double(self.raw, value.0, &mut result) };
        result
    }

    /// The integer of a small integer; what `lib/` passes as an identifier or a flag.
    pub(crate) fn to_integer(&self, value: HostValue<'scope>) -> i32 {
        if let Some(integer) = small_integer(value) {
            return integer;
        }
        let mut result = 0;
        // SAFETY: a handle of this scope.
        unsafe { sys::napi_get_value_int32(self.raw, value.0, &mut result) };
        result
    }

    /// The code units of a string, lone surrogates kept.
    pub(crate) fn to_utf16(&self, value: HostValue<'scope>) -> Vec<u16> {
        let mut length = 0;
        // SAFETY: without a buffer the call only measures.
        unsafe { sys::napi_get_value_string_utf16(self.raw, value.0, ptr::null_mut(), 0, &mut length) };
        let mut units = vec![0; length + 1];
        // SAFETY: the buffer has room for the text and the zero that Node-API adds.
        unsafe { sys::napi_get_value_string_utf16(self.raw, value.0, units.as_mut_ptr(), units.len(), &mut length) };
        units.truncate(length);
        units
    }

    pub(crate) fn to_string(&self, value: HostValue<'scope>) -> JsString {
        // One call reads a short one.
        let mut buffer = [0u16; SHORT];
        let mut length = 0;
        // SAFETY: the buffer is as long as the call is told.
        unsafe { sys::napi_get_value_string_utf16(self.raw, value.0, buffer.as_mut_ptr(), SHORT, &mut length) };
        if length < SHORT - 1 {
            return narrowest(&buffer[..length]);
        }
        narrowest(&self.to_utf16(value))
    }

    pub(crate) fn to_rust_string(&self, value: HostValue<'scope>) -> String {
        String::from_utf16_lossy(&self.to_utf16(value))
    }

    pub(crate) fn to_bigint(&self, value: HostValue<'scope>) -> JsBigInt {
        let mut negative = 0;
        let mut count = 0;
        // SAFETY: with neither a sign nor a buffer the call only counts the words.
        unsafe { sys::napi_get_value_bigint_words(self.raw, value.0, ptr::null_mut(), &mut count, ptr::null_mut()) };
        let mut words = vec![0u64; count.max(1)];
        // SAFETY: the buffer has room for `count` words.
        unsafe { sys::napi_get_value_bigint_words(self.raw, value.0, &mut negative, &mut count, words.as_mut_ptr()) };
        let digits: String = words.iter().rev().map(|word| format!("{word:016x}")).collect();
        let magnitude = JsBigInt::from_string_radix(&digits, 16).unwrap_or_else(JsBigInt::zero);
        if negative == 0 { magnitude } else { JsBigInt::neg(&magnitude) }
    }

    /// Whether an object can be called with `new`; `None` where only a script can tell.
    pub(crate) fn is_constructor(&self, object: HostValue<'scope>) -> Option<bool> {
        isolate::is_constructor(object.0.cast())
    }

    pub(crate) fn is_array(&self, value: HostValue<'scope>) -> bool {
        let mut is_array = false;
        // SAFETY: a handle of this scope.
        unsafe { sys::napi_is_array(self.raw, value.0, &mut is_array) };
        is_array
    }

    /// The elements of an array that `lib/` made.
    pub(crate) fn elements(&self, array: HostValue<'scope>) -> Vec<HostValue<'scope>> {
        let mut length = 0;
        // SAFETY: a handle of this scope.
        unsafe { sys::napi_get_array_length(self.raw, array.0, &mut length) };
        (0..length).map(|index| make!(self, napi_get_element, array.0, index)).collect()
    }

    /// `object[key]`, with the object as receiver.
    pub(crate) fn get(
        &self,
        object: HostValue<'scope>,
        key: HostValue<'scope>,
    ) -> Result<HostValue<'scope>, Thrown<'scope>> {
        let mut value = ptr::null_mut();
        // SAFETY: handles of this scope.
        let status = unsafe { sys::napi_get_property(self.raw, object.0, key.0, &mut value) };
        self.outcome(status, value)
    }

    /// Calls a function of the host.
    pub(crate) fn call(
        &self,
        function: HostValue<'scope>,
        this: HostValue<'scope>,
        arguments: &[HostValue<'scope>],
    ) -> Result<HostValue<'scope>, Thrown<'scope>> {
        match Environment::catcher() {
            Some(catcher) => catcher.call(self, function, this, arguments),
            None => self.call_directly(function, this, arguments),
        }
    }

    pub(super) fn call_directly(
        &self,
        function: HostValue<'scope>,
        this: HostValue<'scope>,
        arguments: &[HostValue<'scope>],
    ) -> Result<HostValue<'scope>, Thrown<'scope>> {
        let mut result = ptr::null_mut();
        // SAFETY: handles of this scope; `HostValue` is a handle and nothing else, so the slice is one of handles.
        let status = unsafe {
            sys::napi_call_function(
                self.raw,
                this.0,
                function.0,
                arguments.len(),
                arguments.as_ptr().cast(),
                &mut result,
            )
        };
        self.outcome(status, result)
    }

    pub(crate) fn is_promise(&self, value: HostValue<'scope>) -> bool {
        let mut is_promise = false;
        // SAFETY: a handle of this scope.
        unsafe { sys::napi_is_promise(self.raw, value.0, &mut is_promise) };
        is_promise
    }

    /// Whether the environment no longer runs JavaScript: a worker that is being terminated.
    pub(crate) fn is_terminating(&self) -> bool {
        let object = make!(self, napi_create_object);
        let key = self.utf8("");
        let mut has = false;
        // SAFETY: handles of this scope.
        let status = unsafe { sys::napi_has_own_property(self.raw, object.0, key.0, &mut has) };
        status != sys::Status::napi_ok
    }

    fn outcome(&self, status: sys::napi_status, value: sys::napi_value) -> Result<HostValue<'scope>, Thrown<'scope>> {
        if status == sys::Status::napi_ok {
            return Ok(HostValue::new(value));
        }
        let mut pending = false;
        // SAFETY: the environment of this thread.
        unsafe { sys::napi_is_exception_pending(self.raw, &mut pending) };
        let gate = &Environment::current().gate;
        if !pending {
            gate.is_worker_ending(self);
            return Err(Thrown::Terminated);
        }
        let mut exception = ptr::null_mut();
        // SAFETY: an exception is pending.
        unsafe { sys::napi_get_and_clear_last_exception(self.raw, &mut exception) };
        // A termination shows as a pending null, which nobody threw.
        if gate.is_interrupted() || gate.is_worker_ending(self) {
            return Err(Thrown::Terminated);
        }
        Err(Thrown::Value(HostValue::new(exception)))
    }

    /// Throws a value into the host code that called us; the callback must return at once.
    pub(super) fn throw(&self, value: HostValue<'scope>) {
        match Environment::catcher() {
            Some(catcher) => catcher.throw(self, value),
            // SAFETY: a handle of this scope.
            None => unsafe {
                sys::napi_throw(self.raw, value.0);
            },
        }
    }

    /// Tells V8 how much memory outside its heap a host object keeps.
    pub(crate) fn adjust_external_memory(&self, change: i64) {
        let mut total = 0;
        // SAFETY: the environment of this thread.
        unsafe { sys::napi_adjust_external_memory(self.raw, change, &mut total) };
    }
}

/// Whether V8 keeps small integers in the upper half of a word, as it does where pointers are not compressed.
static KEEPS_INTEGERS_IN_WORDS: AtomicBool = AtomicBool::new(false);

/// Finds out how V8 keeps small integers; before anything crosses.
pub(super) fn look_at_integers(scope: &Scope<'_>) {
    let looks_the_same = |integer: i32| word_of(scope.integer(integer)) == Some((integer as u32 as u64) << 32);
    let keeps = [0, 1, -1, i32::MAX, i32::MIN].into_iter().all(looks_the_same);
    KEEPS_INTEGERS_IN_WORDS.store(keeps, Ordering::Relaxed);
}

fn word_of(value: HostValue<'_>) -> Option<u64> {
    // SAFETY: a handle of Node-API is the address of V8's word for the value.
    (!value.0.is_null()).then(|| unsafe { *value.0.cast::<u64>() })
}

/// The value of a small integer, which Node-API would tell after several questions.
#[inline]
fn small_integer(value: HostValue<'_>) -> Option<i32> {
    if !KEEPS_INTEGERS_IN_WORDS.load(Ordering::Relaxed) {
        return None;
    }
    // The word of anything else is an address with its lowest bit set.
    word_of(value).filter(|word| word & 1 == 0).map(|word| (word >> 32) as i32)
}

/// A string in the engine's one-byte form where that can hold it: half the memory, and equal strings hash alike.
fn narrowest(units: &[u16]) -> JsString {
    if units.iter().fold(0, |all, unit| all | unit) >= 0x100 {
        return JsString::from(units);
    }
    if units.len() <= SHORT {
        let mut short = [0; SHORT];
        short.iter_mut().zip(units).for_each(|(byte, unit)| *byte = *unit as u8);
        return JsString::from(JsStr::latin1(&short[..units.len()]));
    }
    let bytes: Vec<u8> = units.iter().map(|unit| *unit as u8).collect();
    JsString::from(JsStr::latin1(&bytes))
}

/// Most strings that cross are not longer: they are read into buffers on the stack.
const SHORT: usize = 64;
