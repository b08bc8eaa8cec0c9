//! The membrane: how values cross, and the views that each side has of the other's objects.
//!
//! - A primitive crosses by copy.
//! - A guest object that crosses to the host becomes a *host view* ([`to_host`]): a Proxy, or a twin
//!   of the same brand, made in `lib/membrane`; its traps come back to `crate::api::traps`.
//! - A host object that crosses to the guest becomes a *guest view* ([`to_guest`]): an object of the
//!   engine with the internal methods of [`view_methods`].
//! - The same object always crosses to the same view, and a view that crosses back is unwrapped.

mod balance;
mod bytes;
mod data;
mod descriptor;
mod elements;
mod exports;
mod guest_view;
mod host;
mod imports;
mod intrinsics;
mod key;
mod moved;
mod natives;
mod nature;
mod plain;
mod reactions;
mod receive;
mod state;
mod symbols;
mod to_guest;
mod to_host;
mod twin;
mod view_methods;

use smallvec::SmallVec;

pub(crate) use balance::balance;
pub(crate) use bytes::SharedBuffers;
pub(crate) use data::{Data, error_of_class, own_error};
pub(crate) use descriptor::{descriptor_from_host, descriptor_to_host};
pub(crate) use exports::Exports;
pub(crate) use guest_view::view_of;
pub(crate) use host::HostFunctions;
pub(crate) use imports::Imports;
pub(crate) use intrinsics::{Intrinsics, hosts_stack_hook, hosts_value, is_intrinsic};
pub(crate) use key::{key_to_guest, key_to_host};
pub(crate) use natives::{Natives, hidden_prototype};
pub(crate) use plain::PlainProperties;
pub(crate) use state::keep_with_host;
pub(crate) use symbols::Symbols;
pub(crate) use to_guest::{to_guest, values_to_guest};
pub(crate) use to_host::{to_host, values_to_host};
pub(crate) use twin::{reject_bare, settle};

/// Values that cross together: a few need no allocation.
pub(crate) type Few<T> = SmallVec<[T; 4]>;
