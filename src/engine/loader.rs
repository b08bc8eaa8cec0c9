//! Modules for the engine. Nothing is read from a disk: what a guest imports is the host's to say.

use std::{cell::RefCell, rc::Rc};

use boa_engine::{
    Context, JsNativeError, JsResult, Module,
    module::{ModuleLoader, ModuleRequest, Referrer},
};

/// See the module.
pub(super) struct Loader;

impl ModuleLoader for Loader {
    async fn load_imported_module(
        self: Rc<Self>,
        _referrer: Referrer,
        _request: ModuleRequest,
        _context: &RefCell<&mut Context>,
    ) -> JsResult<Module> {
        Err(JsNativeError::typ().with_message("A dynamic import callback was not specified.").into())
    }
}
