//! The functions of the binding: the only names that `lib/` can see. Their arguments are positional
//! and validated; what they throw is ready for the caller.

mod callback;
mod context;
mod diagnostics;
mod function;
mod module;
mod outcome;
mod picture;
mod room;
mod script;
mod traps;

use napi_derive::napi;

use crate::{
    environment::Environment,
    membrane::HostFunctions,
    node::{Callback, Catcher, HostValue, Scope, Thrown, install, register},
};

/// The traps of host views. Calls across the border nest, and each has its arguments on the stack: there are few.
const TRAPS: &[(&str, Callback)] = &[
    ("get", traps::get),
    ("set", traps::set),
    ("has", traps::has),
    ("deleteProperty", traps::delete),
    ("getOwnPropertyDescriptor", traps::describe),
    ("defineProperty", traps::define),
    ("ownKeys", traps::own_keys),
    ("getPrototypeOf", traps::get_prototype_of),
    ("setPrototypeOf", traps::set_prototype_of),
    ("isExtensible", traps::is_extensible),
    ("preventExtensions", traps::prevent_extensions),
    ("apply", traps::apply),
    ("applyNone", traps::apply_none),
    ("applyOne", traps::apply_one),
    ("applyTwo", traps::apply_two),
    ("construct", traps::construct),
];

/// Every other function of the binding.
const FUNCTIONS: &[(&str, Callback)] = &[
    ("initialize", initialize),
    ("leaveThrowing", leave_throwing),
    ("makeContext", context::make),
    ("contextGlobal", context::global),
    ("compileScript", script::compile),
    ("runScript", script::run),
    ("dropScript", script::drop_script),
    ("runJob", context::run_job),
    ("runJobCallback", context::run_job_callback),
    ("compileFunction", function::compile),
    ("compileModule", module::compile),
    ("makeSyntheticModule", module::make_synthetic),
    ("moduleRequests", module::requests),
    ("answerRequests", module::answer_requests),
    ("linkModule", module::link),
    ("evaluateModule", module::run),
    ("moduleStatus", module::status),
    ("moduleError", module::error),
    ("moduleNamespace", module::namespace),
    ("setModuleExport", module::set_export),
    ("hasTopLevelAwait", module::has_top_level_await),
    ("storeRefusal", traps::store_refusal),
    ("pairIntrinsic", context::pair_intrinsic),
    ("pairGlobal", context::pair_global),
    ("watchIntrinsic", context::watch_intrinsic),
    ("guestError", context::guest_error),
    ("guestPath", context::guest_path),
    ("intrinsics", room::intrinsics),
    ("makeError", room::make_error),
    ("makeData", room::make_data),
    ("cleanUp", context::clean_up),
    ("picture", picture::picture),
    ("kind", picture::kind),
    ("remaining", picture::remaining),
    ("counters", diagnostics::counters),
    ("guestBytes", diagnostics::guest_bytes),
    ("collect", diagnostics::collect),
    ("collectWhenIdle", diagnostics::collect_when_idle),
    ("doNothing", diagnostics::do_nothing),
];

/// Called by Node in each environment that loads the addon.
#[napi(module_exports)]
pub(crate) fn register_binding(exports: napi::bindgen_prelude::Object, env: napi::Env) -> napi::Result<()> {
    install(&env, &exports, |environment, scope, exports| {
        for (name, callback) in TRAPS {
            register::<4>(scope, environment, exports, name, *callback);
        }
        for (name, callback) in FUNCTIONS {
            register::<12>(scope, environment, exports, name, *callback);
        }
    });
    Ok(())
}

/// `initialize(functions, wellKnownSymbols, isMainThread, namesOfNatives, natives, made, memoryBudget,
/// hasImportAssertions)`: takes the functions of `lib/membrane`.
fn initialize<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    environment.set_host(HostFunctions::new(scope, arguments[0]).ok_or(Thrown::Terminated)?);
    environment.gate.set_worker(!scope.to_boolean(arguments[2]));
    environment.gate.memory.set_budget(scope.to_number(arguments[6]) as usize);
    environment.has_import_assertions.set(scope.to_boolean(arguments[7]));
    environment.natives.set_host(scope, arguments[3], arguments[4], arguments[5]);
    environment.symbols.pair_well_known(scope, &scope.elements(arguments[1]));
    for (id, symbol) in scope.elements(arguments[1]).into_iter().enumerate() {
        environment.host().pair_symbol(scope, symbol, id as i32)?;
    }
    Ok(scope.undefined())
}

/// `leaveThrowing(call, throwLater)`: from now on scripts throw and catch in place of the binding; see [`Catcher`].
fn leave_throwing<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    environment.set_catcher(Catcher::new(scope, arguments[0], arguments[1]));
    Ok(scope.undefined())
}
