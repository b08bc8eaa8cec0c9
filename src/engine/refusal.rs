//! Why a text was refused, in V8's words.

use boa_engine::{
    Context, JsError, JsNativeError, JsResult, JsValue, builtins::error::Error, context::RefusedSource, parser,
    vm::source_url,
};

use super::{
    arrow::{Spot, UNNAMED, arrow},
    json_error,
    script::ScriptSource,
    syntax::{self, Complaint, Goal},
};

/// See the module.
pub(crate) struct Refusal {
    pub(crate) message: String,
    /// The lines before the stack; see `arrow`.
    pub(crate) arrow: Option<String>,
}

impl Refusal {
    /// Of a source that the engine refused for the reason given.
    pub(crate) fn of_source(source: &ScriptSource, text: &[u16], goal: Goal, reason: &parser::Error) -> Self {
        let Some(complaint) = syntax::complaint(text, goal) else {
            return Self { message: plain(&reason.to_string()).to_owned(), arrow: None };
        };
        Self::new(source, text, complaint)
    }

    /// Of a module that the engine refused with this error, unless that is of another kind.
    pub(crate) fn of_module(source: &ScriptSource, error: JsError) -> JsResult<Self> {
        match error.as_native() {
            Some(native) if native.is_syntax() => {}
            _ => return Err(error),
        }
        // Node puts no lines before the stacks of these.
        match syntax::complaint(&source.text, Goal::Module) {
            Some(complaint) => Ok(Self { message: complaint.message, arrow: None }),
            None => Err(error),
        }
    }

    pub(super) fn new(source: &ScriptSource, text: &[u16], complaint: Complaint) -> Self {
        let place = complaint.place(text);
        let arrow = arrow(&Spot {
            file: &source.filename,
            line: place.line as i32 + 1 + source.line_offset,
            text: place.text,
            start: place.start,
            end: place.end,
        });
        Self { message: complaint.message, arrow }
    }

    /// The error of the realm that runs, with the host's stack.
    pub(crate) fn to_error(&self, engine: &mut Context) -> JsValue {
        let error = JsNativeError::syntax().with_message(self.message.clone()).into_opaque(engine);
        Error::replace_stack(&error, engine.backtrace(None), engine);
        error.into()
    }
}

/// V8's message for a text that guest code wanted compiled or read, and the lines before the stack of an error that
/// nobody catches.
pub(super) fn of_guest(source: RefusedSource<'_>, reason: &str) -> Option<Refusal> {
    let (text, complaint) = match source {
        RefusedSource::Eval(text) => {
            let text = text.to_vec();
            // What may stand in a method was refused as well, if there is none around.
            let complaint = syntax::complaint(&text, Goal::Eval)
                .or_else(|| syntax::complaint(&text, Goal::Script))
                .or_else(|| misplaced_arguments(&text, reason))?;
            (text, complaint)
        }
        RefusedSource::Function { text, parameters_end } => {
            let text = text.to_vec();
            let complaint = syntax::complaint(&text, Goal::Function { parameters_end })?;
            (text, complaint)
        }
        RefusedSource::Json(text) => {
            let text = text.to_vec();
            let (message, position) = json_error::message(&text)?;
            (text, Complaint::new(message, position, position + 1))
        }
        RefusedSource::RegExp { pattern, flags } => {
            let message =
                syntax::regular_expression_fault(&pattern.to_std_string_lossy(), &flags.to_std_string_lossy())?;
            return Some(Refusal { message, arrow: None });
        }
    };
    let place = complaint.place(&text);
    let name = source_url(&text).map(|name| name.to_std_string_lossy());
    let arrow = arrow(&Spot {
        file: name.as_deref().unwrap_or(UNNAMED),
        line: place.line as i32 + 1,
        text: place.text,
        start: place.start,
        end: place.end,
    });
    Some(Refusal { message: complaint.message, arrow })
}

/// The name `arguments` in an `eval` that initializes a field, to which the reader is blind.
fn misplaced_arguments(text: &[u16], reason: &str) -> Option<Complaint> {
    if !reason.starts_with("'arguments' is not allowed") {
        return None;
    }
    let name: Vec<u16> = "arguments".encode_utf16().collect();
    let start = text.windows(name.len()).position(|window| window == name)?;
    Some(Complaint::new(plain(reason), start, start + name.len()))
}

/// The message of the engine without the position, which it tells in the text.
pub(super) fn plain(message: &str) -> &str {
    message.rfind(" at line ").map_or(message, |end| &message[..end])
}
