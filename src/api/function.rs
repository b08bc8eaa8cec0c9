//! `compileFunction`.

use boa_engine::JsValue;

use super::{
    callback::callback,
    outcome::{context_of, enter, evaluate, refused},
};
use crate::{
    engine::{Refusal, ScriptSource},
    environment::Environment,
    membrane::{Few, values_to_guest},
    node::{HostValue, Scope, Thrown},
};

/// `compileFunction(text, filename, lineOffset, columnOffset, context, extensions, headerLines, body, params, importer
/// or undefined)`: the function.
///
/// The text is that of a function expression, which `lib/function-text.js` has built; with extensions it is that of a
/// function which takes them and gives the function. The body and the parameters must be such by themselves: what
/// closes the function early or is more than a name is refused.
pub(super) fn compile<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let [text, filename, line_offset, column_offset, context, extensions, header_lines, body, params, importer, ..] =
        *arguments
    else {
        return Ok(scope.undefined());
    };
    let context = context_of(environment, scope, scope.to_integer(context) as u32)?;
    let body = scope.to_utf16(body);
    let params: Vec<_> = scope.elements(params).into_iter().map(|name| scope.to_utf16(name)).collect();
    let source = environment.scripts.add(
        scope.to_utf16(text),
        scope.to_rust_string(filename),
        scope.to_integer(line_offset),
        scope.to_integer(column_offset),
        scope.to_integer(header_lines),
    );
    if let Err(refusal) = enter(environment, scope, &context, |_| Ok(check(&source, &params, &body)))? {
        return Err(refused(environment, scope, &context, &refusal));
    }
    let mut guests = Few::new();
    values_to_guest(environment, scope, &scope.elements(extensions), &context, &mut guests)?;
    let importer = callback(environment, scope, importer, &context)?;
    evaluate(environment, scope, &context, |engine| {
        let script = source.compile(importer, engine)?;
        let function = script.evaluate(engine)?;
        if guests.is_empty() {
            return Ok(function);
        }
        match function.as_callable() {
            Some(outer) => outer.call(&JsValue::undefined(), &guests, engine),
            None => Ok(function),
        }
    })
}

/// Checks that the body is one function body and that each parameter is one name.
fn check(source: &ScriptSource, params: &[Vec<u16>], body: &[u16]) -> Result<(), Refusal> {
    if let Some(name) = params.iter().find(|name| !is_name(name)) {
        let message = format!("Unexpected token '{}'", String::from_utf16_lossy(name));
        return Err(Refusal { message, arrow: None });
    }
    source.check_body(body)
}

/// Node takes any single word for a parameter, reserved ones too.
fn is_name(text: &[u16]) -> bool {
    let text = String::from_utf16_lossy(text);
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_' || first == '$')
        && characters.all(|next| next.is_alphanumeric() || matches!(next, '_' | '$' | '\u{200c}' | '\u{200d}'))
}
