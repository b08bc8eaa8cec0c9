//! What is known of the names of a sandbox while nothing else can change it.

use std::{borrow::Borrow, collections::HashMap};

use boa_engine::{Finalize, JsObject, JsValue, Trace, property::PropertyKey};
use rustc_hash::FxBuildHasher;

use super::ContextifiedGlobal;
use crate::environment::Environment;

/// What the sandbox answered in this epoch, and what is to be written to it before the host looks.
#[derive(Default, Trace, Finalize)]
pub(super) struct Cache {
    #[unsafe_ignore_trace]
    epoch: u64,
    pub(super) names: HashMap<Name, Known, FxBuildHasher>,
}

/// What is known of a name.
#[derive(Trace, Finalize)]
pub(super) struct Known {
    /// `None` for a name that the sandbox does not have.
    pub(super) value: Option<JsValue>,
    /// The sandbox has it as a writable data property of its own: a store runs no code, and nobody
    /// sees it before guest code leaves for the host.
    pub(super) is_plain: bool,
    /// The sandbox has not got the value yet; see [`super::flush`].
    pub(super) is_unwritten: bool,
}

/// A key of the cache: it holds nothing that the collector knows.
#[derive(PartialEq, Eq, Hash, Trace, Finalize)]
pub(super) struct Name(#[unsafe_ignore_trace] PropertyKey);

impl Borrow<PropertyKey> for Name {
    fn borrow(&self) -> &PropertyKey {
        &self.0
    }
}

impl Cache {
    pub(super) fn is_of_this_epoch(&self) -> bool {
        self.epoch == Environment::current().gate.epoch()
    }
}

/// Whether the sandbox is known not to have a name.
pub(super) fn is_absent(global: &JsObject, key: &PropertyKey) -> bool {
    global.downcast_ref::<ContextifiedGlobal>().is_some_and(|data| {
        let cache = data.cache.borrow();
        cache.is_of_this_epoch() && cache.names.get(key).is_some_and(|known| known.value.is_none())
    })
}

/// Lets go of what was read in an epoch that is over, which counts as held by the guest.
pub(in crate::engine) fn forget(global: &JsObject) {
    if let Some(data) = global.downcast_ref::<ContextifiedGlobal>() {
        data.cache.borrow_mut().names.clear();
    }
}

/// Notes what the sandbox has under a name, for this epoch.
pub(super) fn remember(global: &JsObject, key: &PropertyKey, value: Option<JsValue>, is_plain: bool) {
    let Some(data) = global.downcast_ref::<ContextifiedGlobal>() else { return };
    let mut cache = data.cache.borrow_mut();
    if !cache.is_of_this_epoch() {
        cache.names.clear();
        cache.epoch = Environment::current().gate.epoch();
    }
    cache.names.insert(Name(key.clone()), Known { value, is_plain, is_unwritten: false });
}
