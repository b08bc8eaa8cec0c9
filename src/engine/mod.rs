//! The engine floor: contexts of the guest, what they run, and what the engine asks of its host.

mod arrow;
mod async_context;
mod builtins;
mod context;
mod global;
mod hooks;
mod jobs;
mod json_error;
mod loader;
mod locale;
mod namespace;
mod refusal;
mod script;
mod stack;
mod syntax;
mod wording;

pub(crate) use context::{ContextSettings, GuestContext};
pub(crate) use global::{Unwritten, flush};
pub(crate) use hooks::Shared;
pub(crate) use refusal::Refusal;
pub(crate) use script::{ScriptSource, Scripts};
pub(crate) use stack::{HostStack, Site, look_at_stack};
