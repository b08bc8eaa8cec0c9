//! The memory of V8's array buffers, held by V8's own reference count.
//!
//! Node-API gives a pointer into a buffer and no hold on it: the memory may be transferred, or
//! freed with its buffer, while the guest still works on it. V8's C++ interface gives the hold, and
//! the node binary exports it. Where a function is missing, no memory is shared.

use std::{
    ffi::c_void,
    mem::MaybeUninit,
    ptr::NonNull,
    sync::{Arc, OnceLock},
};

use boa_engine::builtins::array_buffer::ForeignBlock;

use super::{
    isolate::symbol,
    scope::{HostValue, Scope},
};

/// `std::shared_ptr<v8::BackingStore>`: the object and its count.
///
/// C++ returns it through memory, because it has a destructor; a structure of this size is returned
/// in the same way by the C interface of every platform.
#[repr(C)]
struct SharedPointer {
    object: *mut c_void,
    count: *mut c_void,
    unused: MaybeUninit<[usize; 2]>,
}

type GetBackingStore = unsafe extern "C" fn(*mut c_void) -> SharedPointer;
type OfStore<R> = unsafe extern "C" fn(*mut c_void) -> R;

/// The functions, by their C++ names.
struct Functions {
    of_buffer: GetBackingStore,
    of_shared: GetBackingStore,
    data: OfStore<*mut c_void>,
    byte_length: OfStore<usize>,
    is_resizable: OfStore<bool>,
    release: OfStore<()>,
}

static FUNCTIONS: OnceLock<Option<Functions>> = OnceLock::new();

fn find() -> Option<Functions> {
    let of_buffer = symbol(c"_ZN2v811ArrayBuffer15GetBackingStoreEv")?;
    let of_shared = symbol(c"_ZN2v817SharedArrayBuffer15GetBackingStoreEv")?;
    let data = symbol(c"_ZNK2v812BackingStore4DataEv")?;
    let byte_length = symbol(c"_ZNK2v812BackingStore10ByteLengthEv")?;
    let is_resizable = symbol(c"_ZNK2v812BackingStore27IsResizableByUserJavaScriptEv")?;
    let release = symbol(c"_ZNSt16_Sp_counted_baseILN9__gnu_cxx12_Lock_policyE2EE10_M_releaseEv")?;
    // SAFETY: these are the signatures of V8's public C++ interface, and of libstdc++'s count, under
    // the Itanium ABI, where a method without parameters is a function of its object.
    unsafe {
        Some(Functions {
            of_buffer: std::mem::transmute::<*mut c_void, GetBackingStore>(of_buffer),
            of_shared: std::mem::transmute::<*mut c_void, GetBackingStore>(of_shared),
            data: std::mem::transmute::<*mut c_void, OfStore<*mut c_void>>(data),
            byte_length: std::mem::transmute::<*mut c_void, OfStore<usize>>(byte_length),
            is_resizable: std::mem::transmute::<*mut c_void, OfStore<bool>>(is_resizable),
            release: std::mem::transmute::<*mut c_void, OfStore<()>>(release),
        })
    }
}

/// The kinds of buffers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum BufferKind {
    Unshared,
    Shared,
}

/// One count of a backing store of V8.
pub(crate) struct BackingStore {
    object: NonNull<c_void>,
    count: *mut c_void,
    functions: &'static Functions,
}

// SAFETY: V8 lets a backing store be held and released by any thread.
unsafe impl Send for BackingStore {}
// SAFETY: nothing of it changes.
unsafe impl Sync for BackingStore {}

impl BackingStore {
    /// The memory of a buffer of the host that is of this kind. `None` where V8 cannot be asked, and
    /// for memory that may be taken away: that of resizable buffers. That of WebAssembly may grow, but
    /// never shrinks, and stays where it is while it is held.
    pub(crate) fn of(scope: &Scope<'_>, buffer: HostValue<'_>, kind: BufferKind) -> Option<Self> {
        let functions = FUNCTIONS.get_or_init(find).as_ref()?;
        let _ = scope;
        let handle = buffer.0.cast::<c_void>();
        // SAFETY: a handle of Node-API is the address of V8's handle, which is what V8's methods take
        // as their object; the caller knows the kind of the buffer.
        let pointer = unsafe {
            match kind {
                BufferKind::Unshared => (functions.of_buffer)(handle),
                BufferKind::Shared => (functions.of_shared)(handle),
            }
        };
        let _ = pointer.unused;
        let store = Self { object: NonNull::new(pointer.object)?, count: pointer.count, functions };
        // SAFETY: the store is held.
        let is_resizable = unsafe { (functions.is_resizable)(store.object.as_ptr()) };
        (!is_resizable).then_some(store)
    }

    /// Whether V8 can be asked at all.
    pub(crate) fn is_available() -> bool {
        FUNCTIONS.get_or_init(find).is_some()
    }

    /// Copies bytes to the beginning of the memory, as far as it has room.
    pub(crate) fn fill(&self, bytes: &[u8]) {
        // SAFETY: the store is held, and has as many bytes as it says; the source is the engine's.
        unsafe {
            let data = (self.functions.data)(self.object.as_ptr()).cast::<u8>();
            let length = (self.functions.byte_length)(self.object.as_ptr()).min(bytes.len());
            if length > 0 {
                std::ptr::copy_nonoverlapping(bytes.as_ptr(), data, length);
            }
        }
    }

    /// The memory for the engine. `None` if it is not aligned as the engine needs it.
    pub(crate) fn into_block(self) -> Option<ForeignBlock> {
        const ALIGNMENT: usize = 8;
        // SAFETY: the store is held.
        let (data, length) = unsafe {
            ((self.functions.data)(self.object.as_ptr()), (self.functions.byte_length)(self.object.as_ptr()))
        };
        let start = match NonNull::new(data.cast::<u8>()) {
            Some(start) if length > 0 => start,
            _ => NonNull::<u64>::dangling().cast(),
        };
        if start.as_ptr().addr() % ALIGNMENT != 0 {
            return None;
        }
        // SAFETY: the memory is there as long as the store, which the block holds; nobody makes Rust
        // references to it but the engine.
        Some(unsafe { ForeignBlock::new(start, length, Arc::new(self)) })
    }
}

impl Drop for BackingStore {
    fn drop(&mut self) {
        if !self.count.is_null() {
            // SAFETY: gives back the one count that `of` got.
            unsafe { (self.functions.release)(self.count) };
        }
    }
}
