//! Module records.

use std::rc::Rc;

use boa_engine::{
    Context, Finalize, JsData, JsError, JsObject, JsResult, JsString, JsValue, Module, Source, Trace,
    builtins::error::Error,
    module::{ModuleStatus, SyntheticModuleInitializer},
};

use super::script::{Compiled, ScriptSource};

/// What stands for a module record where an object must: it is exported, so that the host's module keeps the record
/// and both collectors see it.
#[derive(Trace, Finalize, JsData)]
pub(crate) struct ModuleRecord {
    module: Module,
}

/// What a module record keeps of the host's module.
#[derive(Trace, Finalize, JsData)]
pub(super) struct ModuleData {
    /// The view of the function that fills `import.meta`.
    pub(super) meta_initializer: Option<JsObject>,
}

/// How far a module has got, as `lib/module.js` numbers it.
mod status {
    pub(super) const UNLINKED: i32 = 0;
    pub(super) const LINKING: i32 = 1;
    pub(super) const LINKED: i32 = 2;
    pub(super) const EVALUATING: i32 = 3;
    pub(super) const EVALUATED: i32 = 4;
    pub(super) const ERRORED: i32 = 5;
}

impl ModuleRecord {
    /// Parses the text of a module.
    pub(crate) fn parse(
        source: &Rc<ScriptSource>,
        importer: Option<JsObject>,
        meta_initializer: Option<JsObject>,
        engine: &mut Context,
    ) -> JsResult<JsObject> {
        let module = Module::parse(Source::from_utf16(&source.text).with_path(&source.path()), None, engine)?;
        module.host_defined_mut().insert(Compiled::new(source, importer));
        module.host_defined_mut().insert(ModuleData { meta_initializer });
        Ok(Self::hold(module))
    }

    /// Makes a module of exports that the host sets; `steps` is the view of the function that evaluates it.
    pub(crate) fn synthetic(names: &[JsString], steps: JsObject, engine: &mut Context) -> JsObject {
        let steps = SyntheticModuleInitializer::from_copy_closure_with_captures(
            |_, steps: &JsObject, engine| steps.call(&JsValue::undefined(), &[], engine).map(drop),
            steps,
        );
        Self::hold(Module::synthetic(names, steps, None, None, engine))
    }

    fn hold(module: Module) -> JsObject {
        JsObject::from_proto_and_data(None, Self { module })
    }

    /// The module that an object stands for.
    pub(crate) fn of(object: &JsObject) -> Option<Module> {
        object.downcast_ref::<Self>().map(|record| record.module.clone())
    }
}

/// Links a module. What does not fit is told as an error of the call that links.
pub(crate) fn link_module(module: &Module, engine: &mut Context) -> JsResult<()> {
    module.link(engine).map_err(|error| match error.into_opaque(engine) {
        Ok(value) => {
            if let Some(error) = value.as_object() {
                Error::replace_stack(&error, engine.backtrace(None), engine);
            }
            JsError::from_opaque(value)
        }
        Err(unwound) => unwound,
    })
}

/// See [`status`].
pub(crate) fn status_number(module: &Module) -> i32 {
    match module.status() {
        ModuleStatus::Unlinked => status::UNLINKED,
        ModuleStatus::Linking => status::LINKING,
        ModuleStatus::Linked => status::LINKED,
        ModuleStatus::Evaluating => status::EVALUATING,
        // What it still waits for runs by itself.
        ModuleStatus::EvaluatingAsync | ModuleStatus::Evaluated => status::EVALUATED,
        ModuleStatus::Errored(_) => status::ERRORED,
    }
}

/// What the evaluation of a module threw. `None` if it did not throw, or was interrupted.
pub(crate) fn evaluation_error(module: &Module, engine: &mut Context) -> Option<JsValue> {
    match module.status() {
        ModuleStatus::Errored(error) => error.into_opaque(engine).ok(),
        _ => None,
    }
}
