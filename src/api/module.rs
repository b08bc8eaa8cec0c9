//! Modules. A module is named by the export of its record, which `lib/` holds as a handle.

use std::rc::Rc;

use boa_engine::{JsNativeError, JsValue, Module, module::ModuleRequest};

use super::{
    callback::callback,
    outcome::{self, context_of, enter, evaluate, refused},
    script::limits,
    traps::target,
};
use crate::{
    engine::{self, GuestContext, ModuleRecord, Refusal},
    environment::Environment,
    membrane::{to_guest, to_host},
    node::{HostValue, Scope, Thrown},
};

type Answer<'scope> = Result<HostValue<'scope>, Thrown<'scope>>;

/// `compileModule(text, identifier, lineOffset, columnOffset, context, importer or undefined, metaInitializer or
/// undefined)`: the handle of a module.
pub(super) fn compile<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let [text, identifier, line_offset, column_offset, context, importer, meta_initializer, ..] = *arguments else {
        return Ok(scope.undefined());
    };
    let context = context_of(environment, scope, scope.to_integer(context) as u32)?;
    let source = environment.scripts.add(
        scope.to_utf16(text),
        scope.to_rust_string(identifier),
        scope.to_integer(line_offset),
        scope.to_integer(column_offset),
        0,
    );
    let importer = callback(environment, scope, importer, &context)?;
    let meta_initializer = callback(environment, scope, meta_initializer, &context)?;
    let parsed = enter(environment, scope, &context, |engine| {
        match ModuleRecord::parse(&source, importer, meta_initializer, engine) {
            Ok(record) => Ok(Ok(record)),
            Err(error) => Refusal::of_module(&source, error).map(Err),
        }
    })?;
    match parsed {
        Ok(record) => to_host(environment, scope, &record.into(), &context),
        Err(refusal) => Err(refused(environment, scope, &context, &refusal)),
    }
}

/// `makeSyntheticModule(names, steps, context)`: the handle of a module whose exports the host sets.
pub(super) fn make_synthetic<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let [names, steps, context, ..] = *arguments else { return Ok(scope.undefined()) };
    let context = context_of(environment, scope, scope.to_integer(context) as u32)?;
    let names: Vec<_> = scope.elements(names).into_iter().map(|name| scope.to_string(name)).collect();
    let Some(steps) = callback(environment, scope, steps, &context)? else { return Ok(scope.undefined()) };
    evaluate(environment, scope, &context, |engine| Ok(ModuleRecord::synthetic(&names, steps, engine).into()))
}

/// `moduleRequests(module)`: of each request `[specifier, key, value, ...]`.
pub(super) fn requests<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (module, _) = module_of(environment, scope, arguments[0])?;
    let requests: Vec<_> = module.requests().iter().map(|request| request_to_host(scope, request)).collect();
    Ok(scope.array(&requests))
}

fn request_to_host<'scope>(scope: &Scope<'scope>, request: &ModuleRequest) -> HostValue<'scope> {
    let mut parts = vec![scope.string(request.specifier())];
    for attribute in request.attributes() {
        parts.push(scope.string(attribute.key()));
        parts.push(scope.string(attribute.value()));
    }
    scope.array(&parts)
}

/// `answerRequests(module, modules)`: gives a module one for each of its requests.
pub(super) fn answer_requests<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (module, _) = module_of(environment, scope, arguments[0])?;
    for (request, answer) in module.requests().into_iter().zip(scope.elements(arguments[1])) {
        let (answer, _) = module_of(environment, scope, answer)?;
        module.answer_request(request, answer);
    }
    Ok(scope.undefined())
}

/// `linkModule(module)`: links a module, all requests of its graph being answered.
pub(super) fn link<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (module, context) = module_of(environment, scope, arguments[0])?;
    enter(environment, scope, &context, |engine| engine::link_module(&module, engine))?;
    Ok(scope.undefined())
}

/// `evaluateModule(module, timeout, breakOnSigint)`: the promise of its evaluation, or undefined if it is fulfilled.
pub(super) fn run<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let [module, timeout, break_on_sigint, ..] = *arguments else { return Ok(scope.undefined()) };
    let (module, context) = module_of(environment, scope, module)?;
    let limits = limits(scope, timeout, break_on_sigint);
    let promise =
        outcome::run(environment, scope, &context, limits, false, |engine| context.evaluate_module(&module, engine))?;
    to_host(environment, scope, &promise, &context)
}

/// `moduleStatus(module)`: how far it has got.
pub(super) fn status<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (module, _) = module_of(environment, scope, arguments[0])?;
    Ok(scope.integer(engine::status_number(&module)))
}

/// `moduleError(module)`: what its evaluation threw, in an array; undefined if it threw nothing.
pub(super) fn error<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (module, context) = module_of(environment, scope, arguments[0])?;
    let error = enter(environment, scope, &context, |engine| Ok(engine::evaluation_error(&module, engine)))?;
    match error {
        Some(error) => Ok(scope.array(&[to_host(environment, scope, &error, &context)?])),
        None => Ok(scope.undefined()),
    }
}

/// `moduleNamespace(module)`: its namespace object.
pub(super) fn namespace<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (module, context) = module_of(environment, scope, arguments[0])?;
    evaluate(environment, scope, &context, |engine| Ok(module.namespace(engine).into()))
}

/// `setModuleExport(module, name, value)`: sets an export of a synthetic module.
pub(super) fn set_export<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let [module, name, value, ..] = *arguments else { return Ok(scope.undefined()) };
    let (module, context) = module_of(environment, scope, module)?;
    let name = scope.to_string(name);
    let value = to_guest(environment, scope, value, &context)?;
    evaluate(environment, scope, &context, |_| {
        let synthetic = module.as_synthetic().ok_or_else(|| JsNativeError::typ().with_message("not synthetic"))?;
        synthetic.set_export(&name, value)?;
        Ok(JsValue::undefined())
    })
}

/// `hasTopLevelAwait(module)`
pub(super) fn has_top_level_await<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (module, _) = module_of(environment, scope, arguments[0])?;
    Ok(scope.boolean(module.has_top_level_await()))
}

/// The module of a handle, and its context.
fn module_of<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    id: HostValue<'scope>,
) -> Result<(Module, Rc<GuestContext>), Thrown<'scope>> {
    let (record, context) = target(environment, scope, id)?;
    Ok((ModuleRecord::of(&record).ok_or(Thrown::Terminated)?, context))
}
