//! The state of a reading, and the words of it.

use boa_engine::parser::native_stack;

use std::mem;

use super::{
    Complaint, Goal, Reading,
    class::PrivateNames,
    function::{Function, FunctionKind},
    head::Head,
    scanner::{Kind, Scanner, Token},
    scope::Scope,
};

pub(super) struct Reader<'a> {
    pub(super) scanner: Scanner<'a>,
    pub(super) goal: Goal,
    pub(super) current: Token,
    pub(super) next: Token,
    pub(super) is_strict: bool,
    pub(super) accepts_in: bool,
    pub(super) functions: Vec<Function>,
    pub(super) scopes: Vec<Scope>,
    pub(super) heads: Vec<Head>,
    pub(super) private_names: Vec<PrivateNames>,
    /// The parameters before a `=>` that comes next.
    pub(super) arrow: Option<Head>,
    /// Where the first function that is in no other ends.
    pub(super) outer_function_end: Option<usize>,
    /// The last octal literal or escape, which strict code refuses at its end.
    pub(super) octal: Option<Complaint>,
    /// What the declaration of an export declares.
    pub(super) exported: Option<Vec<String>>,
    /// The text nests deeper than the stack allows: what is complained of then means nothing.
    pub(super) is_too_deep: bool,
}

/// How much of the stack must be left to read on.
const STACK_RESERVE: usize = 1 << 20;

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a [u16], goal: Goal) -> Self {
        let mut scanner = Scanner::new(text, goal == Goal::Module);
        let next = scanner.token_at(0);
        let current = Token { kind: Kind::End, end: 0, ..next.clone() };
        let mut reader = Self {
            scanner,
            goal,
            is_too_deep: false,
            current,
            next,
            is_strict: goal == Goal::Module,
            accepts_in: true,
            functions: Vec::new(),
            scopes: vec![Scope::function()],
            heads: vec![Head::expression()],
            private_names: Vec::new(),
            arrow: None,
            outer_function_end: None,
            octal: None,
            exported: None,
        };
        let kind = match goal {
            Goal::FunctionBody => FunctionKind::Normal,
            Goal::Eval => FunctionKind::Eval,
            _ => FunctionKind::Script,
        };
        reader.functions.push(Function::new(kind, goal == Goal::Module, false));
        reader.note_octal();
        reader
    }

    pub(super) fn read(&mut self) -> Reading<()> {
        match self.goal {
            Goal::Module => self.module()?,
            Goal::Function { .. } => {
                self.expression()?;
                if self.next.kind != Kind::End {
                    return Err(self.unexpected_next());
                }
                if self.outer_function_end != Some(self.current.start) {
                    let end = &self.current;
                    return Err(Complaint::new("Single function literal required", end.start, end.end));
                }
            }
            _ => self.statements_with_directives(Kind::End, None)?,
        }
        self.check_octal(0)
    }

    // Words

    pub(super) fn advance(&mut self) {
        if native_stack::remaining() < STACK_RESERVE {
            self.is_too_deep = true;
            self.next = self.scanner.end();
        }
        let after = self.scanner.token_at(self.next.end);
        self.current = mem::replace(&mut self.next, after);
        self.note_octal();
    }

    /// Takes a token that was read in another way in the place of the next one.
    pub(super) fn replace_next(&mut self, token: Token) {
        self.next = token;
    }

    fn note_octal(&mut self) {
        if self.next.octal.is_some() {
            self.octal = self.next.octal.clone();
        }
    }

    /// The token after the next one.
    pub(super) fn ahead(&mut self) -> Token {
        self.scanner.token_at(self.next.end)
    }

    pub(super) fn is(&self, text: &str) -> bool {
        is(&self.next, text)
    }

    pub(super) fn check(&mut self, text: &str) -> bool {
        let found = self.is(text);
        if found {
            self.advance();
        }
        found
    }

    pub(super) fn expect(&mut self, text: &str) -> Reading<()> {
        if self.check(text) { Ok(()) } else { Err(self.unexpected_next()) }
    }

    /// What stands before the next token ends a statement, with or without a semicolon.
    pub(super) fn expect_semicolon(&mut self) -> Reading<()> {
        if self.check(";") || self.next.after_newline || self.ends_statement() {
            return Ok(());
        }
        if is(&self.current, "await") && !self.function().is_async {
            let message = "await is only valid in async functions and the top level bodies of modules";
            return Err(self.at_current(message));
        }
        Err(self.unexpected_next())
    }

    pub(super) fn ends_statement(&self) -> bool {
        self.next.kind == Kind::End || self.is(";") || self.is("}")
    }

    // Complaints

    pub(super) fn at_current(&self, message: impl Into<String>) -> Complaint {
        Complaint::new(message, self.current.start, self.current.end)
    }

    pub(super) fn at_next(&self, message: impl Into<String>) -> Complaint {
        Complaint::new(message, self.next.start, self.next.end)
    }

    /// From a place to the end of the current token.
    pub(super) fn since(&self, start: usize, message: impl Into<String>) -> Complaint {
        Complaint::new(message, start, self.current.end)
    }

    pub(super) fn unexpected_next(&mut self) -> Complaint {
        self.unexpected(&self.next)
    }

    pub(super) fn unexpected(&self, token: &Token) -> Complaint {
        let message = match token.kind {
            Kind::End => "Unexpected end of input".to_owned(),
            Kind::Number | Kind::BigInt => "Unexpected number".to_owned(),
            Kind::String => "Unexpected string".to_owned(),
            Kind::TemplateSpan | Kind::TemplateTail => "Unexpected template string".to_owned(),
            Kind::RegExp => "Unexpected regular expression".to_owned(),
            // Tokens of their own in V8.
            Kind::Name if matches!(token.text.as_str(), "async" | "get" | "set") => {
                format!("Unexpected token '{}'", token.text)
            }
            Kind::Name | Kind::PrivateName => format!("Unexpected identifier '{}'", token.text),
            Kind::EscapedWord => "Keyword must not contain escaped characters".to_owned(),
            Kind::Illegal => {
                let complaint = token.complaint.clone();
                return complaint
                    .unwrap_or_else(|| Complaint::new("Invalid or unexpected token", token.start, token.end));
            }
            Kind::Word if matches!(token.text.as_str(), "await" | "enum") => "Unexpected reserved word".to_owned(),
            Kind::Word if is_strict_reserved(token) && self.is_strict => {
                "Unexpected strict mode reserved word".to_owned()
            }
            Kind::Word if is_strict_reserved(token) => format!("Unexpected identifier '{}'", token.text),
            _ => format!("Unexpected token '{}'", token.text),
        };
        Complaint::new(message, token.start, token.end)
    }

    /// Strict code has no octal literals; its end is where V8 looks.
    pub(super) fn check_octal(&self, start: usize) -> Reading<()> {
        match &self.octal {
            Some(octal) if self.is_strict && start <= octal.start && octal.end <= self.current.end => {
                Err(octal.clone())
            }
            _ => Ok(()),
        }
    }

    // Names

    pub(super) fn is_valid_name(&self, token: &Token) -> bool {
        match token.text.as_str() {
            _ if token.kind == Kind::Name => true,
            _ if token.kind != Kind::Word => false,
            "await" => !self.is_await_reserved(),
            "yield" => !self.function().is_generator && !self.is_strict,
            _ => is_strict_reserved(token) && !self.is_strict,
        }
    }

    fn is_await_reserved(&self) -> bool {
        self.goal == Goal::Module || self.function().is_async || self.function().kind == FunctionKind::StaticBlock
    }

    /// A name that declares something and is no part of a pattern.
    pub(super) fn identifier(&mut self) -> Reading<String> {
        self.advance();
        if !self.is_valid_name(&self.current) {
            return Err(self.unexpected(&self.current));
        }
        Ok(self.current.text.clone())
    }

    /// The current token as a name in an expression or a pattern.
    pub(super) fn classified_name(&mut self) -> Reading<String> {
        let token = self.current.clone();
        if token.kind == Kind::Name {
            if token.text == "arguments" && self.bans_arguments() {
                let message = "'arguments' is not allowed in class field initializer or static initialization block";
                return Err(self.at_current(message));
            }
            return Ok(token.text);
        }
        if !self.is_valid_name(&token) {
            return Err(self.unexpected(&token));
        }
        let complaint = self.at_current("Unexpected strict mode reserved word");
        self.record_strict_error(complaint)?;
        Ok(token.text)
    }

    fn bans_arguments(&self) -> bool {
        let kinds = self.functions.iter().rev().map(|function| function.kind);
        kinds
            .into_iter()
            .find(|kind| *kind != FunctionKind::Arrow)
            .is_some_and(|kind| matches!(kind, FunctionKind::StaticBlock | FunctionKind::Initializer))
    }

    pub(super) fn function(&self) -> &Function {
        self.functions.last().expect("a text is in a function of its own")
    }
}

/// Whether a token is a punctuator or a word, written without an escape.
pub(super) fn is(token: &Token, text: &str) -> bool {
    matches!(token.kind, Kind::Punctuator | Kind::Word | Kind::Name) && !token.is_escaped && token.text == text
}

/// Whether only strict code reserves a word.
pub(super) fn is_strict_reserved(token: &Token) -> bool {
    const WORDS: [&str; 9] =
        ["let", "static", "yield", "implements", "interface", "package", "private", "protected", "public"];
    token.kind == Kind::Word && WORDS.contains(&token.text.as_str())
}

/// Whether a token can be a name in some grammar.
pub(super) fn is_any_name(token: &Token) -> bool {
    token.kind == Kind::Name || is_strict_reserved(token) || token.kind == Kind::Word && token.text == "await"
}

pub(super) fn is_eval_or_arguments(name: &str) -> bool {
    matches!(name, "eval" | "arguments")
}
