//! Statements.

use super::{
    Complaint, Reading,
    expression::Shape,
    reader::{Reader, is, is_any_name, is_strict_reserved},
    scanner::Kind,
    scope::Scope,
};

impl Reader<'_> {
    /// Statements to the end of a text or a function, whose parameters are simple or not.
    pub(super) fn statements_with_directives(&mut self, end: Kind, simple_parameters: Option<bool>) -> Reading<()> {
        let ends = |reader: &Self| if end == Kind::End { reader.next.kind == Kind::End } else { reader.is("}") };
        while self.next.kind == Kind::String {
            let token = self.next.clone();
            let raw = self.scanner.text()[token.start..token.end].iter().copied();
            let text: String = char::decode_utf16(raw).flatten().collect();
            let is_directive = self.string_statement()?;
            if !is_directive {
                break;
            }
            if matches!(text.as_str(), "'use strict'" | "\"use strict\"") {
                self.is_strict = true;
                if simple_parameters == Some(false) {
                    let message = "Illegal 'use strict' directive in function with non-simple parameter list";
                    return Err(Complaint::new(message, token.start, token.end));
                }
            }
        }
        while !ends(self) {
            self.statement_list_item()?;
        }
        Ok(())
    }

    /// A statement that begins with a string; whether that is all of it.
    fn string_statement(&mut self) -> Reading<bool> {
        let expression = self.expression()?;
        self.expect_semicolon()?;
        Ok(expression.shape == Shape::String && !expression.is_parenthesized)
    }

    pub(super) fn statement_list_item(&mut self) -> Reading<()> {
        if self.check("function") {
            return self.function_declaration(false);
        }
        if self.check("class") {
            return self.class_declaration();
        }
        if self.is("var") || self.is("const") || self.is("let") && self.is_let_declaration() {
            return self.variable_statement();
        }
        if self.is("async") {
            let ahead = self.ahead();
            if is(&ahead, "function") && !ahead.after_newline {
                self.advance();
                self.advance();
                return self.function_declaration(true);
            }
        }
        self.statement(true)
    }

    pub(super) fn is_let_declaration(&mut self) -> bool {
        let ahead = self.ahead();
        let is_strict_word = is_strict_reserved(&ahead) && !matches!(ahead.text.as_str(), "let" | "static" | "yield");
        is(&ahead, "{") || is(&ahead, "[") || is_any_name(&ahead) && !(is_strict_word && self.is_strict)
    }

    pub(super) fn is_at_function_level(&self) -> bool {
        self.goal != super::Goal::Module && self.scopes.len() == 1
            || self.scopes.len() > 1 && self.functions_scope_is_last()
    }

    fn statement(&mut self, allows_function: bool) -> Reading<()> {
        match (self.next.kind, self.next.text.as_str()) {
            (Kind::Punctuator, "{") => self.in_scope(Self::block),
            (Kind::Punctuator, ";") => {
                self.advance();
                Ok(())
            }
            (Kind::Word, "if") => {
                self.advance();
                self.parenthesized()?;
                self.scoped_statement()?;
                if self.check("else") { self.scoped_statement() } else { Ok(()) }
            }
            (Kind::Word, "do") => {
                self.advance();
                self.loop_body()?;
                self.expect("while")?;
                self.parenthesized()?;
                self.check(";");
                Ok(())
            }
            (Kind::Word, "while") => {
                self.advance();
                self.parenthesized()?;
                self.loop_body()
            }
            (Kind::Word, "for") => self.in_scope(Self::for_statement),
            (Kind::Word, "continue") => self.continue_statement(),
            (Kind::Word, "break") => self.break_statement(),
            (Kind::Word, "return") => self.return_statement(),
            (Kind::Word, "throw") => {
                self.advance();
                if self.next.after_newline {
                    return Err(self.at_current("Illegal newline after throw"));
                }
                self.expression()?;
                self.expect_semicolon()
            }
            (Kind::Word, "try") => self.try_statement(),
            (Kind::Word, "with") => {
                self.advance();
                if self.is_strict {
                    return Err(self.at_current("Strict mode code may not include a with statement"));
                }
                self.parenthesized()?;
                self.statement(false)
            }
            (Kind::Word, "switch") => self.switch_statement(),
            (Kind::Word, "function") => {
                let message = if self.is_strict {
                    "In strict mode code, functions can only be declared at top level or inside a block."
                } else {
                    "In non-strict mode code, functions can only be declared at top level, inside a block, or as the \
                     body of an if statement."
                };
                Err(self.at_next(message))
            }
            (Kind::Word, "debugger") => {
                self.advance();
                self.expect_semicolon()
            }
            (Kind::Word, "var") => self.variable_statement(),
            (Kind::Name, "async") if !self.next.is_escaped => {
                let ahead = self.ahead();
                if is(&ahead, "function") && !ahead.after_newline {
                    let message = "Async functions can only be declared at the top level or inside a block.";
                    return Err(self.at_next(message));
                }
                self.expression_or_label(allows_function)
            }
            _ => self.expression_or_label(allows_function),
        }
    }

    pub(super) fn block(&mut self) -> Reading<()> {
        self.expect("{")?;
        while !self.is("}") {
            self.statement_list_item()?;
        }
        self.expect("}")
    }

    pub(super) fn parenthesized(&mut self) -> Reading<()> {
        self.expect("(")?;
        self.expression()?;
        self.expect(")")
    }

    /// The branch of an `if`, which may be a function in sloppy code.
    fn scoped_statement(&mut self) -> Reading<()> {
        if self.is_strict || !self.is("function") {
            return self.statement(false);
        }
        self.in_scope(Self::lone_function)
    }

    fn lone_function(&mut self) -> Reading<()> {
        self.advance();
        if self.check("*") {
            return Err(self.at_current("Generators can only be declared at the top level or inside a block."));
        }
        self.function_declaration(false)
    }

    pub(super) fn loop_body(&mut self) -> Reading<()> {
        self.change_function(|function| function.loops += 1);
        let result = self.statement(false);
        self.change_function(|function| function.loops -= 1);
        result
    }

    pub(super) fn change_function(&mut self, change: impl FnOnce(&mut super::function::Function)) {
        if let Some(function) = self.functions.last_mut() {
            change(function);
        }
    }

    fn expression_or_label(&mut self, allows_function: bool) -> Reading<()> {
        if self.is("class") {
            return Err(self.unexpected_next());
        }
        if self.is("let") {
            let ahead = self.ahead();
            let continues = is(&ahead, "{") || ahead.kind == Kind::Name;
            if is(&ahead, "[") || continues && !ahead.after_newline {
                return Err(self.at_next("Lexical declaration cannot appear in a single-statement context"));
            }
        }
        let starts_with_name = is_any_name(&self.next);
        let expression = self.expression()?;
        if let (true, true, Shape::Name(label)) = (starts_with_name, self.is(":"), &expression.shape) {
            return self.labelled(label, allows_function);
        }
        self.expect_semicolon()
    }

    fn labelled(&mut self, label: &str, allows_function: bool) -> Reading<()> {
        if self.function().labels.iter().any(|known| known.0 == label) {
            return Err(self.at_current(format!("Label '{label}' has already been declared")));
        }
        self.advance();
        if self.is("function") && !self.is_strict && allows_function {
            return self.lone_function();
        }
        let mut first = self.next.clone();
        // Labels in a row name the same statement.
        let mut position = first.end;
        while is_any_name(&first) {
            let colon = self.scanner.token_at(position);
            if !is(&colon, ":") {
                break;
            }
            first = self.scanner.token_at(colon.end);
            position = first.end;
        }
        let is_loop = ["for", "while", "do"].iter().any(|word| is(&first, word));
        self.change_function(|function| function.labels.push((label.to_owned(), is_loop)));
        let result = self.statement(allows_function);
        self.change_function(|function| drop(function.labels.pop()));
        result
    }

    fn functions_scope_is_last(&self) -> bool {
        self.scopes.last().is_some_and(Scope::is_function)
    }
}
