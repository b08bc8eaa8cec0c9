//! Panics of the engine.

use std::{panic, sync::Once};

use crate::environment::Environment;

/// Keeps Rust from printing the panics of guest code: the gate turns each into an error of its run.
pub(crate) fn silence_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |information| {
            if !Environment::is_entered_here() {
                before(information);
            }
        }));
    });
}
