//! `compileFunction`.

use boa_engine::{
    JsValue, Source,
    interner::Interner,
    parser::Parser,
};

use super::outcome::{context_of, enter, evaluate};
use crate::{
    environment::Environment,
    membrane::values_to_guest,
    node::{HostValue, Scope, Thrown},
};

/// `compileFunction(text, filename, lineOffset, columnOffset, context, extensions, headerLines, body, params)`: the
/// function.
///
/// The text is that of a function expression, which `lib/function-text.js` has built; with extensions it is that of a
/// function which takes them and gives the function. The body and the parameters must be such by themselves: what
/// closes the function early or is more than a name is refused.
pub(super) fn compile<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let [text, filename, line_offset, column_offset, context, extensions, header_lines, body, params, ..] = *arguments
    else {
        return Ok(scope.undefined());
    };
    let context = context_of(environment, scope, scope.to_integer(context) as u32)?;
    let body = scope.to_utf16(body);
    let params: Vec<_> = scope.elements(params).into_iter().map(|name| scope.to_utf16(name)).collect();
    let refused = enter(environment, scope, &context, |_| Ok(check(&params, &body).err()))?;
    if let Some(message) = refused {
        let record = context.record(scope).ok_or(Thrown::Terminated)?;
        let details = scope.array(&[scope.utf8(&message), filename]);
        return Err(Thrown::Value(environment.host().make_error(scope, record, "syntax", details)?));
    }
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

/// Checks that the body is one function body and that each parameter is one name.
fn check(params: &[Vec<u16>], body: &[u16]) -> Result<(), String> {
    for name in params {
        if !is_name(name) {
            return Err(format!("Unexpected token '{}'", String::from_utf16_lossy(name)));
        }
    }
    Parser::new(Source::from_utf16(body))
        .parse_function_body(&mut Interner::default(), false, false)
        .map(drop)
        .map_err(|error| error.to_string())
}

/// Node takes any single word for a parameter, reserved ones too.
fn is_name(text: &[u16]) -> bool {
    let text = String::from_utf16_lossy(text);
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_' || first == '$')
        && characters.all(|next| next.is_alphanumeric() || matches!(next, '_' | '$' | '\u{200c}' | '\u{200d}'))
}
