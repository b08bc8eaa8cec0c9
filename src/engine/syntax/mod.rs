//! What V8 says of a text that does not parse.
//!
//! The engine alone judges whether a text is a program. One that it refused is read a second time
//! here, the way V8's parser goes through it, for the words and the place of V8's complaint: nothing
//! is built, and a reading that finds no fault leaves the engine's own words.

mod class;
mod declaration;
mod expression;
mod function;
mod head;
mod jump;
mod literal;
mod member;
mod module;
mod number;
mod primary;
mod property;
mod reader;
mod regular_expression;
mod scanner;
mod scope;
mod statement;
mod text;

use reader::Reader;

/// What is wrong, and from where to where, in UTF-16 units of the text.
#[derive(Clone, Debug)]
pub(crate) struct Complaint {
    pub(crate) message: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Complaint {
    pub(super) fn new(message: impl Into<String>, start: usize, end: usize) -> Self {
        Self { message: message.into(), start, end }
    }
}

type Reading<T> = Result<T, Complaint>;

/// What a text is to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Goal {
    Script,
    /// The text of an `eval`, which may be inside of a method.
    Eval,
    Module,
    /// The body of a function.
    FunctionBody,
    /// A whole function, as `new Function` puts it together: in parentheses, and the one after its
    /// parameters must be at this place.
    Function {
        parameters_end: usize,
    },
}

/// V8's complaint of a text, if there is one.
pub(crate) fn complaint(text: &[u16], goal: Goal) -> Option<Complaint> {
    let mut reader = Reader::new(text, goal);
    let complaint = reader.read().err();
    complaint.filter(|_| !reader.is_too_deep)
}

/// V8's message for the arguments of `RegExp`.
pub(crate) fn regular_expression_fault(pattern: &str, flags: &str) -> Option<String> {
    if !regular_expression::are_flags(flags) {
        return Some(format!("Invalid flags supplied to RegExp constructor '{flags}'"));
    }
    let fault = regular_expression::fault(pattern, flags)?;
    Some(format!("Invalid regular expression: /{pattern}/{flags}: {fault}"))
}

/// The line and the columns of a complaint, from 0, and the text of the line.
pub(crate) struct Place<'a> {
    pub(crate) line: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: &'a [u16],
}

impl Complaint {
    /// Where a text has the complaint.
    pub(crate) fn place<'a>(&self, text: &'a [u16]) -> Place<'a> {
        let mut line = 0;
        let mut line_start = 0;
        let mut index = 0;
        while index < self.start.min(text.len()) {
            let is_pair = text[index] == 0x0d && text.get(index + 1) == Some(&0x0a);
            if matches!(text[index], 0x0a | 0x0d | 0x2028 | 0x2029) {
                index += usize::from(is_pair);
                line += 1;
                line_start = index + 1;
            }
            index += 1;
        }
        let rest = text.get(line_start..).unwrap_or_default();
        let length = rest.iter().position(|unit| matches!(unit, 0x0a | 0x0d | 0x2028 | 0x2029)).unwrap_or(rest.len());
        Place {
            line,
            start: self.start - line_start.min(self.start),
            end: self.end - line_start.min(self.end),
            text: &rest[..length],
        }
    }
}
