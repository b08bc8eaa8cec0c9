//! Scripts.

use std::time::Duration;

use super::{
    callback::callback,
    outcome::{self, context_of, enter, refused},
};
use crate::{
    environment::Environment,
    gate::Limits,
    membrane::to_host,
    node::{HostValue, Scope, Thrown},
};

/// `compileScript(text, filename, lineOffset, columnOffset, context)`: the identifier of a script.
///
/// With a context the errors of the grammar are of its realm.
pub(super) fn compile<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let [text, filename, line_offset, column_offset, context, ..] = *arguments else { return Ok(scope.undefined()) };
    let source = environment.scripts.add(
        scope.to_utf16(text),
        scope.to_rust_string(filename),
        scope.to_integer(line_offset),
        scope.to_integer(column_offset),
        0,
    );
    let context = context_of(environment, scope, scope.to_integer(context) as u32)?;
    // On the guest stack, for the parser recurses.
    if let Err(refusal) = enter(environment, scope, &context, |_| Ok(source.check()))? {
        return Err(refused(environment, scope, &context, &refusal));
    }
    let id = source.id;
    environment.scripts.keep(source);
    Ok(scope.number(f64::from(id)))
}

/// `runScript(script, context, timeout, breakOnSigint, displayErrors, importer or undefined)`: the completion value.
pub(super) fn run<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let [script, context, timeout, break_on_sigint, display_errors, importer, ..] = *arguments else {
        return Ok(scope.undefined());
    };
    let context = context_of(environment, scope, scope.to_integer(context) as u32)?;
    let Some(source) = environment.scripts.get(scope.to_integer(script) as u32) else { return Ok(scope.undefined()) };
    let limits = limits(scope, timeout, break_on_sigint);
    let importer = callback(environment, scope, importer, &context)?;
    let displays_errors = scope.to_boolean(display_errors);
    let value = outcome::run(environment, scope, &context, limits, displays_errors, |engine| {
        let value = context.run_script(&source, importer, engine)?;
        if context.has_own_queue() {
            context.drain_own_jobs(engine)?;
        }
        Ok(value)
    })?;
    to_host(environment, scope, &value, &context)
}

/// What may end a run, as `lib/` passes it: without a timeout that is -1.
pub(super) fn limits<'scope>(
    scope: &Scope<'scope>,
    timeout: HostValue<'scope>,
    break_on_sigint: HostValue<'scope>,
) -> Limits {
    let milliseconds = scope.to_number(timeout);
    Limits {
        timeout: (milliseconds > 0.0).then(|| Duration::from_millis(milliseconds as u64)),
        break_on_sigint: scope.to_boolean(break_on_sigint),
    }
}

/// `dropScript(script)`: forgets a script that nobody can run any more.
pub(super) fn drop_script<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let id = scope.to_integer(arguments[0]) as u32;
    environment.scripts.remove(id);
    environment.forget_script(id);
    Ok(scope.undefined())
}
