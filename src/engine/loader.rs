//! What a guest imports is the host's to say; nothing is read from a disk.
//!
//! Each code that the host gave a callback for has an *importer*: a function of `lib/importer.js`, of which
//! whatever was compiled from the code keeps the view. `import()` calls it at once and is answered when the
//! host pleases.

use std::{cell::RefCell, rc::Rc};

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, Module,
    builtins::promise::ResolvingFunctions,
    module::{ImportAttribute, ModuleLoader, ModuleRequest, Referrer},
    object::builtins::JsPromise,
};

use super::{context::RealmOwner, module::ModuleData, script::Compiled};
use crate::{environment::Environment, gate, membrane::to_host};

/// The loader of every context of a thread.
pub(super) struct Loader;

impl ModuleLoader for Loader {
    async fn load_imported_module(
        self: Rc<Self>,
        _referrer: Referrer,
        _request: ModuleRequest,
        _context: &RefCell<&mut Context>,
    ) -> JsResult<Module> {
        // Static imports are answered before a module is linked, and `import()` by [`import`].
        Err(JsNativeError::typ().with_message("no module is loaded here").into())
    }

    fn init_import_meta(self: Rc<Self>, meta: &JsObject, module: &Module, engine: &mut Context) -> JsResult<()> {
        let initializer = module.host_defined().get::<ModuleData>().and_then(|data| data.meta_initializer.clone());
        match initializer {
            Some(initializer) => initializer.call(&JsValue::undefined(), &[meta.clone().into()], engine).map(drop),
            None => Ok(()),
        }
    }
}

/// Asks the importer of the code that an `import()` stands in.
pub(super) fn import(
    referrer: &Referrer,
    specifier: &JsString,
    attributes: &[ImportAttribute],
    promise: &ResolvingFunctions,
    engine: &mut Context,
) -> JsResult<()> {
    let mut arguments: Vec<JsValue> = vec![specifier.clone().into(), promise.resolve.clone().into()];
    for attribute in attributes {
        arguments.push(attribute.key().clone().into());
        arguments.push(attribute.value().clone().into());
    }
    let importer = match referrer {
        Referrer::Script(script) => script.host_defined().get::<Compiled>().and_then(Compiled::importer),
        Referrer::Module(module) => module.host_defined().get::<Compiled>().and_then(Compiled::importer),
        Referrer::Realm(_) => None,
    };
    if let Some(importer) = importer {
        return importer.call(&JsValue::undefined(), &arguments, engine).map(drop);
    }
    let environment = Environment::current();
    let owner = match referrer {
        Referrer::Realm(realm) => realm.host_defined().get::<RealmOwner>().map(|owner| owner.id),
        _ => None,
    };
    let owner = owner.and_then(|id| environment.context(id));
    let asked = gate::leave(environment, engine, |scope, context| {
        // Where no code of the host's stands around it, the callback is that of the context.
        let record = owner.and_then(|owner| owner.record(scope)).unwrap_or_else(|| scope.undefined());
        let arguments = arguments
            .iter()
            .map(|argument| to_host(environment, scope, argument, context))
            .collect::<Result<Vec<_>, _>>()?;
        environment.host().import_without_importer(scope, record, &arguments)
    });
    let Err(refused) = asked else { return Ok(()) };
    // Node rejects a promise of its own, which that of the `import()` follows.
    let rejected = JsPromise::reject(JsError::from_opaque(refused.into_opaque(engine)?), engine)?;
    promise.resolve.call(&JsValue::undefined(), &[rejected.into()], engine).map(drop)
}
