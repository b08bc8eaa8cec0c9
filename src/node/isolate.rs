//! V8's own functions, found at run time: the node binary exports them. Where one is missing, what
//! needs it is left out: a deadline then stops guest code only.

use std::{
    cell::Cell,
    ffi::{CStr, c_int, c_void},
    mem::MaybeUninit,
    sync::OnceLock,
};

type OfIsolate = unsafe extern "C" fn(*mut c_void);
type GetCurrent = unsafe extern "C" fn() -> *mut c_void;
type SetStackLimit = unsafe extern "C" fn(*mut c_void, usize);
type AfterCollection = extern "C" fn(*mut c_void, c_int, c_int, *mut c_void);
type AddAfterCollection = unsafe extern "C" fn(*mut c_void, AfterCollection, *mut c_void, c_int);
type RemoveAfterCollection = unsafe extern "C" fn(*mut c_void, AfterCollection, *mut c_void);
type NewFromOneByte = unsafe extern "C" fn(*mut c_void, *const u8, c_int, c_int) -> *mut c_void;
type OpenHandleScope = unsafe extern "C" fn(*mut HandleScope, *mut c_void);
type CloseHandleScope = unsafe extern "C" fn(*mut HandleScope);
type IsConstructor = unsafe extern "C" fn(*mut c_void) -> bool;

/// The functions, by their C++ names.
struct Functions {
    current: GetCurrent,
    terminate: OfIsolate,
    cancel: OfIsolate,
    set_stack_limit: SetStackLimit,
    collect: OfIsolate,
    add_after_collection: AddAfterCollection,
    remove_after_collection: RemoveAfterCollection,
    new_from_one_byte: NewFromOneByte,
    open_handle_scope: OpenHandleScope,
    close_handle_scope: CloseHandleScope,
    is_constructor: IsConstructor,
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
    let add_after_collection =
        symbol(c"_ZN2v87Isolate21AddGCEpilogueCallbackEPFvPS0_NS_6GCTypeENS_15GCCallbackFlagsEPvES4_S2_")?;
    let remove_after_collection =
        symbol(c"_ZN2v87Isolate24RemoveGCEpilogueCallbackEPFvPS0_NS_6GCTypeENS_15GCCallbackFlagsEPvES4_")?;
    let new_from_one_byte = symbol(c"_ZN2v86String14NewFromOneByteEPNS_7IsolateEPKhNS_13NewStringTypeEi")?;
    let open_handle_scope = symbol(c"_ZN2v811HandleScopeC1EPNS_7IsolateE")?;
    let close_handle_scope = symbol(c"_ZN2v811HandleScopeD1Ev")?;
    let is_constructor = symbol(c"_ZNK2v86Object13IsConstructorEv")?;
    // SAFETY: these are the signatures of V8's public C++ interface under the Itanium ABI, where a
    // method without parameters is a function of its object, and a handle is returned as the pointer in it.
    unsafe {
        Some(Functions {
            current: std::mem::transmute::<*mut c_void, GetCurrent>(current),
            terminate: std::mem::transmute::<*mut c_void, OfIsolate>(terminate),
            cancel: std::mem::transmute::<*mut c_void, OfIsolate>(cancel),
            collect: std::mem::transmute::<*mut c_void, OfIsolate>(collect),
            set_stack_limit: std::mem::transmute::<*mut c_void, SetStackLimit>(set_stack_limit),
            add_after_collection: std::mem::transmute::<*mut c_void, AddAfterCollection>(add_after_collection),
            remove_after_collection: std::mem::transmute::<*mut c_void, RemoveAfterCollection>(remove_after_collection),
            new_from_one_byte: std::mem::transmute::<*mut c_void, NewFromOneByte>(new_from_one_byte),
            open_handle_scope: std::mem::transmute::<*mut c_void, OpenHandleScope>(open_handle_scope),
            close_handle_scope: std::mem::transmute::<*mut c_void, CloseHandleScope>(close_handle_scope),
            is_constructor: std::mem::transmute::<*mut c_void, IsConstructor>(is_constructor),
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

/// Called by V8 after a collection, when nothing of V8 may be used.
extern "C" fn note_collection(_: *mut c_void, _: c_int, _: c_int, flag: *mut c_void) {
    // SAFETY: `note_collections` gave a flag that is never freed, on the thread of which V8 collects.
    unsafe { &*flag.cast::<Cell<bool>>() }.set(true);
}

/// Collections of V8's whole heap; the bit has moved by one place between versions.
const WHOLE_HEAP: c_int = 2 | 4;

impl Isolate {
    /// Sets a flag after every collection of V8's whole heap, until it is forgotten.
    pub(crate) fn note_collections(self, flag: &'static Cell<bool>) {
        if let Some(functions) = functions() {
            let flag = std::ptr::from_ref(flag).cast_mut().cast();
            // SAFETY: called on the isolate's own thread; `note_collection` takes the flag for what it is.
            unsafe { (functions.add_after_collection)(self.0, note_collection, flag, WHOLE_HEAP) };
        }
    }

    pub(crate) fn forget_collections(self, flag: &'static Cell<bool>) {
        if let Some(functions) = functions() {
            let flag = std::ptr::from_ref(flag).cast_mut().cast();
            // SAFETY: called on the isolate's own thread.
            unsafe { (functions.remove_after_collection)(self.0, note_collection, flag) };
        }
    }
}

/// V8's text for a property key of one-byte characters, as V8 itself keeps keys: a string that Node-API makes has
/// to be looked up among those at each use. A handle of the scope that is open.
pub(super) fn key_of_latin1(text: &[u8]) -> Option<*mut c_void> {
    const INTERNALIZED: c_int = 1;
    let functions = functions()?;
    let length = c_int::try_from(text.len()).ok()?;
    // SAFETY: on a thread that runs V8; the text is as long as V8 is told. What is too long gives an empty handle.
    let key = unsafe { (functions.new_from_one_byte)((functions.current)(), text.as_ptr(), INTERNALIZED, length) };
    (!key.is_null()).then_some(key)
}

/// Whether the object of a handle has `[[Construct]]`; `None` where V8 cannot be asked.
pub(super) fn is_constructor(object: *mut c_void) -> Option<bool> {
    // SAFETY: the caller has a handle of an object, which is the address of V8's.
    functions().map(|functions| unsafe { (functions.is_constructor)(object) })
}

/// V8's handle scope, on the stack. Node-API's own is on the heap and costs three times as much.
#[repr(C)]
pub(super) struct HandleScope {
    /// V8's three words, and one for what a later V8 may add.
    _words: MaybeUninit<[usize; 4]>,
    is_open: bool,
}

impl HandleScope {
    pub(super) const fn new() -> Self {
        Self { _words: MaybeUninit::uninit(), is_open: false }
    }

    /// Opens the scope until it is dropped; false where V8 cannot be asked.
    pub(super) fn open(&mut self, isolate: Isolate) -> bool {
        let Some(functions) = functions() else { return false };
        // SAFETY: on the thread of the isolate. V8 keeps no pointer to the scope, and it is closed by `drop`.
        unsafe { (functions.open_handle_scope)(self, isolate.0) };
        self.is_open = true;
        true
    }
}

impl Drop for HandleScope {
    fn drop(&mut self) {
        if let Some(functions) = functions().filter(|_| self.is_open) {
            // SAFETY: opened by `open`, and scopes that were opened later are closed.
            unsafe { (functions.close_handle_scope)(self) };
        }
    }
}
