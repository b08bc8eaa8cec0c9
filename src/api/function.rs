//! `compileFunction`.

use boa_engine::JsValue;

use super::outcome::{context_of, evaluate};
use crate::{
    environment::Environment,
    membrane::values_to_guest,
    node::{HostValue, Scope, Thrown},
};

/// `compileFunction(text, filename, lineOffset, columnOffset, context, extensions, headerLines)`: the function.
///
/// The text is that of a function expression, which `lib/function-text.js` has built and whose body it has checked; with
/// extensions it is that of a function which takes them and gives the function.
pub(super) fn compile<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let [text, filename, line_offset, column_offset, context, extensions, header_lines, ..] = *arguments else {
        return Ok(scope.undefined());
    };
    let context = context_of(environment, scope, scope.to_integer(context) as u32)?;
    let source = environment.scripts.add(
        scope.to_utf16(text),
        scope.to_rust_string(filename),
        scope.to_integer(line_offset),
        scope.to_integer(column_offset),
        scope.to_integer(header_lines),
    );
    let extensions = scope.elements(extensions);
    let extensions = values_to_guest(environment, scope, &extensions, &context)?;
    evaluate(environment, scope, &context, |engine| {
        let script = source.compile(engine)?;
        let function = script.evaluate(engine)?;
        if extensions.is_empty() {
            return Ok(function);
        }
        match function.as_callable() {
            Some(outer) => outer.call(&JsValue::undefined(), &extensions, engine),
            None => Ok(function),
        }
    })
}
