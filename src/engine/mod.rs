//! The engine floor: contexts of the guest, what they run, and what the engine asks of its host.

mod arrow;
mod async_context;
mod builtins;
mod context;
mod global;
mod hooks;
mod jobs;
mod json_error;
mod lines;
mod loader;
mod locale;
mod module;
mod namespace;
mod refusal;
mod script;
mod stack;
mod syntax;
mod wording;

pub(crate) use context::{ContextSettings, GuestContext};
pub(crate) use global::{Unwritten, flush, refusal_of_global};
pub(crate) use hooks::Shared;
pub(crate) use module::{ModuleRecord, evaluation_error, link_module, status_number};
pub(crate) use refusal::Refusal;
pub(crate) use script::{ScriptSource, Scripts};
pub(crate) use stack::{HostStack, Site, complete_stack, look_at_stack, restart_stack};
