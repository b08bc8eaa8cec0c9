//! rvm: Node's `vm` module on the Boa engine.
//!
//! ```text
//! host JavaScript (V8)      index.js → lib/ validates like Node
//!         │                                    ▲
//!         ▼                                    │
//!   api       the functions of the binding: positional, validated arguments
//!         │                                    ▲
//!         ▼                                    │
//!   gate      the only door into the engine: guest stack, limits
//!         │                                    ▲
//!         ▼                                    │
//!   engine    contexts, scripts, jobs, the contextified global
//!         │                                    ▲
//!         ▼                                    │
//!   membrane  host value ⇄ guest value, identity kept
//! ```
//!
//! `node` is the floor under all of them: the only folder that calls Node-API.
//! docs/architecture.md tells why each part is as it is.

mod allocator;
mod api;
mod engine;
mod environment;
mod gate;
mod membrane;
mod node;
mod pace;

#[global_allocator]
static ALLOCATOR: allocator::CountingAllocator = allocator::CountingAllocator;
