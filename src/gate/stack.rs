//! Stacks of guests.

use boa_engine::parser::native_stack;
use corosensei::stack::DefaultStack;

use super::Gate;

/// The address space of a guest stack. It is committed as it is used.
const STACK_SIZE: usize = 256 << 20;

/// What the engine leaves of a guest stack for the Rust code that it calls: the membrane, and unwinding.
pub(super) const STACK_RESERVE: usize = 256 << 10;

/// How many unused stacks a thread keeps.
const POOLED_STACKS: usize = 8;

impl Gate {
    /// A stack for an entry.
    pub(super) fn take_stack(&self) -> DefaultStack {
        let pooled = self.stacks.borrow_mut().pop();
        pooled.map_or_else(|| DefaultStack::new(STACK_SIZE), Ok).expect("address space for a guest stack")
    }

    /// Keeps a stack for the next entry.
    pub(super) fn pool(&self, stack: DefaultStack) {
        let mut stacks = self.stacks.borrow_mut();
        if stacks.len() < POOLED_STACKS {
            stacks.push(stack);
        }
    }
}

/// Where the engine takes the current stack to end, until this is dropped.
pub(super) struct StackLimit {
    before: usize,
}

impl StackLimit {
    pub(super) fn set(lowest: usize) -> Self {
        Self { before: native_stack::set_limit(lowest) }
    }
}

impl Drop for StackLimit {
    fn drop(&mut self) {
        native_stack::set_limit(self.before);
    }
}
