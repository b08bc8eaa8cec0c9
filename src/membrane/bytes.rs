//! Array buffers and the views on them: both sides have real ones over the same memory.
//!
//! The memory is V8's, held by its own count. A buffer of the guest moves into V8's memory at its first
//! crossing and stays the guest's; a buffer of the host becomes a buffer of the engine whose properties
//! are the host's. What may be taken away (resizable buffers) is not shared: it is a plain view, and its
//! bytes are read by crossing.

use std::{cell::RefCell, sync::atomic::Ordering};

use boa_engine::{
    JsObject, JsValue,
    builtins::{
        array_buffer::{ArrayBuffer, SharedArrayBuffer},
        dataview::DataView,
        typed_array::{TypedArray, TypedArrayKind},
    },
    object::WeakJsObject,
};

use super::{
    guest_view::{self, Slots},
    nature::Nature,
    to_guest, to_host, twin,
};
use crate::{
    engine::GuestContext,
    environment::Environment,
    node::{BackingStore, BufferKind, HostValue, Reference, Scope, Thrown},
};

/// What `lib/membrane/views.js` makes a view as; the numbers go on from those of `to_host`.
mod nature {
    pub(super) const ARRAY_BUFFER: i32 = 7;
    pub(super) const SHARED_ARRAY_BUFFER: i32 = 8;
    pub(super) const TYPED_ARRAY: i32 = 9;
    pub(super) const DATA_VIEW: i32 = 10;
}

/// Buffers over the same memory that the host may take away from both.
#[derive(Default)]
pub(crate) struct SharedBuffers {
    pairs: RefCell<Vec<(WeakJsObject, Reference)>>,
}

/// How many of them are looked at when the guest goes on. The memory of the others is held all the same.
const LOOKED_AT: usize = 16;

impl SharedBuffers {
    fn add(&self, scope: &Scope<'_>, guest: &JsObject, host: HostValue<'_>) {
        let mut pairs = self.pairs.borrow_mut();
        if pairs.len() >= LOOKED_AT && pairs.len().is_power_of_two() {
            pairs.retain(|(guest, host)| guest.upgrade().is_some() && host.get(scope).is_some());
        }
        pairs.push((guest.downgrade(), Reference::weak(scope, host)));
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.pairs.borrow().is_empty()
    }

    /// Detaches the guest's buffers that the host has detached. Called before the guest goes on.
    pub(crate) fn follow_host(&self, scope: &Scope<'_>) {
        let mut detached = Vec::new();
        {
            let mut pairs = self.pairs.borrow_mut();
            let first = pairs.len().saturating_sub(LOOKED_AT);
            for index in (first..pairs.len()).rev() {
                match pairs[index].1.get(scope) {
                    Some(host) if !scope.is_detached(host) => {}
                    Some(_) => detached.push(pairs.swap_remove(index).0),
                    // Nobody is left on the host who could take the memory away.
                    None => drop(pairs.swap_remove(index)),
                }
            }
        }
        for guest in detached.iter().filter_map(WeakJsObject::upgrade) {
            if let Some(mut buffer) = guest.downcast_mut::<ArrayBuffer>() {
                // Only a buffer with a key refuses, and scripts cannot make one.
                let _ = buffer.detach(&JsValue::undefined());
            }
        }
    }

    pub(crate) fn clear(&self) {
        self.pairs.borrow_mut().clear();
    }
}

/// The twin of a buffer or view of the guest. `None` if it is neither, or its memory cannot be shared.
pub(super) fn make_twin<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    context: &GuestContext,
) -> Result<Option<HostValue<'scope>>, Thrown<'scope>> {
    if !BackingStore::is_available() {
        return Ok(None);
    }
    if let Some((length, kind)) = length_of(object) {
        return buffer_twin(environment, scope, object, length, kind, context);
    }
    let Some((buffer, kind, offset, length)) = viewed(object) else { return Ok(None) };
    if length_of(&buffer).is_none() {
        return Ok(None);
    }
    let number = scope.integer(kind.map_or(0, number_of));
    let nature = if kind.is_some() { nature::TYPED_ARRAY } else { nature::DATA_VIEW };
    let buffer = to_host(environment, scope, &buffer.into(), context)?;
    let prototype = twin::prototype(environment, scope, object, context)?;
    let details = scope.array(&[prototype, number, buffer, scope.number(offset as f64), scope.number(length as f64)]);
    twin::export(environment, scope, object, nature, details, context)
}

fn buffer_twin<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    length: usize,
    kind: BufferKind,
    context: &GuestContext,
) -> Result<Option<HostValue<'scope>>, Thrown<'scope>> {
    let prototype = twin::prototype(environment, scope, object, context)?;
    let details = scope.array(&[prototype, scope.number(length as f64)]);
    let nature = if kind == BufferKind::Shared { nature::SHARED_ARRAY_BUFFER } else { nature::ARRAY_BUFFER };
    let Some(twin) = twin::export(environment, scope, object, nature, details, context)? else { return Ok(None) };
    let Some(store) = BackingStore::of(scope, twin, kind) else { return Ok(Some(twin)) };
    if let Some(mut buffer) = object.downcast_mut::<ArrayBuffer>() {
        store.fill(buffer.data().unwrap_or_default());
        if let Some(block) = store.into_block() {
            buffer.share(block);
        }
    } else if let Some(mut buffer) = object.downcast_mut::<SharedArrayBuffer>() {
        let bytes: Vec<u8> = buffer.bytes(Ordering::SeqCst).iter().map(|byte| byte.load(Ordering::Relaxed)).collect();
        store.fill(&bytes);
        if let Some(block) = store.into_block() {
            buffer.share(block);
        }
    }
    if kind == BufferKind::Unshared {
        environment.shared_buffers.add(scope, object, twin);
    }
    Ok(Some(twin))
}

/// The length and kind of a buffer whose length is fixed and whose memory is there.
fn length_of(object: &JsObject) -> Option<(usize, BufferKind)> {
    if let Some(buffer) = object.downcast_ref::<ArrayBuffer>() {
        return buffer.data().filter(|_| buffer.is_fixed_len()).map(|bytes| (bytes.len(), BufferKind::Unshared));
    }
    let buffer = object.downcast_ref::<SharedArrayBuffer>()?;
    buffer.is_fixed_len().then(|| (buffer.bytes(Ordering::SeqCst).len(), BufferKind::Shared))
}

type Viewed = (JsObject, Option<TypedArrayKind>, u64, u64);

/// The buffer, kind, offset and length of a typed array or `DataView`.
fn viewed(object: &JsObject) -> Option<Viewed> {
    if let Some(array) = object.downcast_ref::<TypedArray>() {
        return Some((array.buffer(), Some(array.kind()), array.byte_offset(), array.fixed_length()?));
    }
    let view = object.downcast_ref::<DataView>()?;
    Some((view.buffer(), None, view.byte_offset(), view.fixed_length()?))
}

/// The number of a kind in `lib/membrane/twins.js`.
fn number_of(kind: TypedArrayKind) -> i32 {
    match kind {
        TypedArrayKind::Int8 => 0,
        TypedArrayKind::Uint8 => 1,
        TypedArrayKind::Uint8Clamped => 2,
        TypedArrayKind::Int16 => 3,
        TypedArrayKind::Uint16 => 4,
        TypedArrayKind::Int32 => 5,
        TypedArrayKind::Uint32 => 6,
        TypedArrayKind::Float32 => 7,
        TypedArrayKind::Float64 => 8,
        TypedArrayKind::BigInt64 => 9,
        TypedArrayKind::BigUint64 => 10,
    }
}

/// The guest's object for a buffer or view of the host, over the same memory. `None` if that cannot be shared.
pub(super) fn import<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    value: HostValue<'scope>,
    nature: Nature,
    (id, generation): (u32, u32),
    context: &GuestContext,
) -> Result<Option<JsObject>, Thrown<'scope>> {
    let object = match nature {
        Nature::ArrayBuffer => shared_buffer(scope, value, BufferKind::Unshared),
        Nature::SharedArrayBuffer => shared_buffer(scope, value, BufferKind::Shared),
        Nature::TypedArray | Nature::DataView => view(environment, scope, value, nature, context)?,
        _ => None,
    };
    let Some(object) = object else { return Ok(None) };
    guest_view::show(&object, id, generation, None, Slots::Guest);
    if nature == Nature::ArrayBuffer {
        environment.shared_buffers.add(scope, &object, value);
    }
    Ok(Some(object))
}

fn shared_buffer(scope: &Scope<'_>, value: HostValue<'_>, kind: BufferKind) -> Option<JsObject> {
    if kind == BufferKind::Shared {
        let block = BackingStore::of(scope, value, kind)?.into_block()?;
        return Some(JsObject::from_proto_and_data(None, SharedArrayBuffer::from_foreign(block)));
    }
    if scope.is_detached(value) {
        return None;
    }
    let block = BackingStore::of(scope, value, kind)?.into_block()?;
    Some(JsObject::from_proto_and_data(None, ArrayBuffer::from_foreign(block)))
}

fn view<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    value: HostValue<'scope>,
    nature: Nature,
    context: &GuestContext,
) -> Result<Option<JsObject>, Thrown<'scope>> {
    let view = if nature == Nature::DataView { scope.data_view(value) } else { scope.typed_array(value) };
    let Some(view) = view else { return Ok(None) };
    let buffer = to_guest(environment, scope, view.buffer, context)?;
    let Some(buffer) = buffer.as_object().filter(|buffer| length_of(buffer).is_some()) else { return Ok(None) };
    let (offset, length) = (view.offset as u64, view.length as u64);
    Ok(match view.kind {
        Some(kind) => {
            TypedArray::over(&buffer, kind, offset, length).map(|array| JsObject::from_proto_and_data(None, array))
        }
        None => DataView::over(&buffer, offset, length).map(|view| JsObject::from_proto_and_data(None, view)),
    })
}
