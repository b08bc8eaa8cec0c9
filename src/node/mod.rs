//! The floor of Node-API: the only folder that calls it.
//!
//! Rules of the floor:
//! - Everything here runs on the stack that V8 knows, never on a guest stack (`crate::gate`).
//! - A handle ([`HostValue`]) lives as long as the [`Scope`] it was made in, and says so by its lifetime.
//! - Whatever runs host JavaScript gives [`Thrown`] when that throws; nothing is left pending in V8.
#![expect(unsafe_code, reason = "Node-API is a C interface")]

mod backing_store;
mod bytes;
mod catcher;
mod entry;
mod isolate;
mod promise;
mod reference;
mod scope;
mod stack;

pub(crate) use backing_store::{BackingStore, BufferKind};
pub(crate) use catcher::Catcher;
pub(crate) use entry::{Callback, install, register};
pub(crate) use isolate::Isolate;
pub(crate) use promise::{Settled, settled};
pub(crate) use reference::Reference;
pub(crate) use scope::{HostType, HostValue, Scope, Thrown, with_scope};
pub(crate) use stack::StackRoom;
