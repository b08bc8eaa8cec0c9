//! The engine floor: contexts of the guest, what they run, and what the engine asks of its host.

mod async_context;
mod context;
mod global;
mod hooks;
mod jobs;
mod loader;
mod room;
mod script;
mod stack;
mod surplus;

pub(crate) use context::{ContextSettings, GuestContext};
pub(crate) use global::{Unwritten, flush};
pub(crate) use hooks::Shared;
pub(crate) use script::Scripts;
pub(crate) use stack::{HostStack, Site, look_at_stack};
