//! Statements.

use super::{
    Complaint, Reading,
    expression::{Expression, Shape},
    function::FunctionKind,
    head::{Head, HeadKind},
    reader::{Reader, is, is_any_name, is_eval_or_arguments, is_strict_reserved},
    scanner::Kind,
    scope::{Declares, Scope},
};

/// What the declarations of a loop's head were.
struct Declarations {
    count: usize,
    start: usize,
    end: usize,
    is_lexical: bool,
    first_is_name: bool,
    initializer: Option<(usize, usize)>,
}

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

    fn is_let_declaration(&mut self) -> bool {
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

    fn parenthesized(&mut self) -> Reading<()> {
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

    fn loop_body(&mut self) -> Reading<()> {
        self.change_function(|function| function.loops += 1);
        let result = self.statement(false);
        self.change_function(|function| function.loops -= 1);
        result
    }

    fn change_function(&mut self, change: impl FnOnce(&mut super::function::Function)) {
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

    /// The label of a `break` or `continue`.
    fn target(&mut self) -> Reading<Option<String>> {
        if self.next.after_newline || self.ends_statement() { Ok(None) } else { self.identifier().map(Some) }
    }

    fn continue_statement(&mut self) -> Reading<()> {
        self.advance();
        let label = self.target()?;
        let known = label.as_ref().map(|label| self.function().labels.iter().find(|known| known.0 == *label));
        let message = match (&label, known) {
            (Some(_), Some(Some((_, true)))) => None,
            (Some(label), Some(Some(_))) => {
                Some(format!("Illegal continue statement: '{label}' does not denote an iteration statement"))
            }
            (Some(label), _) => Some(format!("Undefined label '{label}'")),
            (None, _) if self.function().loops > 0 => None,
            (None, _) => Some("Illegal continue statement: no surrounding iteration statement".to_owned()),
        };
        match message {
            Some(message) => Err(self.at_current(message)),
            None => self.expect_semicolon(),
        }
    }

    fn break_statement(&mut self) -> Reading<()> {
        self.advance();
        let label = self.target()?;
        match label {
            Some(label) if !self.function().labels.iter().any(|known| known.0 == label) => {
                return Err(self.at_current(format!("Undefined label '{label}'")));
            }
            None if self.function().loops + self.function().switches == 0 => {
                return Err(self.at_current("Illegal break statement"));
            }
            _ => {}
        }
        self.expect_semicolon()
    }

    fn return_statement(&mut self) -> Reading<()> {
        self.advance();
        if matches!(self.function().kind, FunctionKind::Script | FunctionKind::Eval | FunctionKind::StaticBlock) {
            return Err(self.at_current("Illegal return statement"));
        }
        if !self.next.after_newline && !self.ends_statement() {
            self.expression()?;
        }
        self.expect_semicolon()
    }

    fn try_statement(&mut self) -> Reading<()> {
        self.advance();
        self.in_scope(Self::block)?;
        if !self.is("catch") && !self.is("finally") {
            return Err(self.at_current("Missing catch or finally after try"));
        }
        if self.check("catch") {
            self.in_scope(Self::catch_clause)?;
        }
        if self.check("finally") {
            self.in_scope(Self::block)?;
        }
        Ok(())
    }

    fn catch_clause(&mut self) -> Reading<()> {
        let mut names = Vec::new();
        if self.check("(") {
            if is_any_name(&self.next) {
                let name = self.identifier()?;
                if self.is_strict && is_eval_or_arguments(&name) {
                    return Err(self.at_current("Unexpected eval or arguments in strict mode"));
                }
                names.push(name);
            } else {
                let head = Head::new(HeadKind::Declaration(Declares::Lexical));
                self.with_head(head, Self::binding_pattern)?;
            }
            self.expect(")")?;
        }
        self.in_scope(|reader| {
            if let Some(scope) = reader.scopes.last_mut() {
                scope.caught.extend(names);
            }
            reader.block()
        })
    }

    fn switch_statement(&mut self) -> Reading<()> {
        self.advance();
        self.parenthesized()?;
        self.expect("{")?;
        self.change_function(|function| function.switches += 1);
        let result = self.in_scope(|reader| {
            let mut has_default = false;
            while !reader.is("}") {
                if reader.check("case") {
                    reader.expression()?;
                } else {
                    reader.expect("default")?;
                    if has_default {
                        return Err(reader.at_current("More than one default clause in switch statement"));
                    }
                    has_default = true;
                }
                reader.expect(":")?;
                while !["case", "default", "}"].iter().any(|text| reader.is(text)) {
                    reader.statement_list_item()?;
                }
            }
            reader.expect("}")
        });
        self.change_function(|function| function.switches -= 1);
        result
    }

    fn variable_statement(&mut self) -> Reading<()> {
        self.declarations(false)?;
        self.expect_semicolon()
    }

    fn is_in_or_of(&self) -> bool {
        self.is("in") || self.is("of")
    }

    fn declarations(&mut self, in_for: bool) -> Reading<Declarations> {
        self.advance();
        let is_const = is(&self.current, "const");
        let is_lexical = is_const || is(&self.current, "let");
        let declares = if is_lexical { Declares::Lexical } else { Declares::Var };
        let start = self.next.start;
        let mut found =
            Declarations { count: 0, start, end: start, is_lexical, first_is_name: true, initializer: None };
        let head = Head::new(HeadKind::Declaration(declares));
        self.with_head(head, |reader| {
            loop {
                let at = reader.next.start;
                let pattern = reader.binding_pattern()?;
                let name = reader.current.start;
                if reader.check("=") {
                    reader.accepting_in(!in_for, Self::assignment)?;
                    let place = (if pattern.is_name() { at } else { name }, reader.current.end);
                    found.initializer.get_or_insert(place);
                } else if (is_const || !pattern.is_name()) && !(in_for && reader.is_in_or_of()) {
                    let what = if pattern.is_name() { "const" } else { "destructuring" };
                    return Err(reader.since(at, format!("Missing initializer in {what} declaration")));
                }
                found.first_is_name &= found.count > 0 || pattern.is_name();
                found.count += 1;
                if !reader.check(",") {
                    break;
                }
            }
            Ok(())
        })?;
        found.end = self.current.end;
        Ok(found)
    }

    fn for_statement(&mut self) -> Reading<()> {
        self.advance();
        if self.function().is_async && self.check("await") {
            return self.for_await();
        }
        self.expect("(")?;
        let starts_with_let = self.is("let");
        if self.is("const") || self.is("var") || starts_with_let && self.is_let_declaration() {
            let found = self.declarations(true)?;
            if self.is_in_or_of() {
                self.advance();
                return self.for_each_of(&found);
            }
        } else if !self.is(";") && self.for_without_declaration(starts_with_let)? {
            return self.for_each_rest(false);
        }
        self.expect(";")?;
        if !self.is(";") {
            self.expression()?;
        }
        self.expect(";")?;
        if !self.is(")") {
            self.expression()?;
        }
        self.expect(")")?;
        self.loop_body()
    }

    fn for_each_of(&mut self, found: &Declarations) -> Reading<()> {
        let is_of = is(&self.current, "of");
        let name = if is_of { "for-of" } else { "for-in" };
        if found.count != 1 {
            let message = format!("Invalid left-hand side in {name} loop: Must have a single binding.");
            return Err(Complaint::new(message, found.start, found.end));
        }
        if let Some((start, end)) = found.initializer
            && (self.is_strict || is_of || found.is_lexical || !found.first_is_name)
        {
            let message = format!("{name} loop variable declaration may not have an initializer.");
            return Err(Complaint::new(message, start, end));
        }
        self.for_each_rest(is_of)
    }

    fn for_each_rest(&mut self, is_of: bool) -> Reading<()> {
        if is_of || is(&self.current, "of") {
            self.accepting_in(true, Self::assignment)?;
        } else {
            self.expression()?;
        }
        self.expect(")")?;
        self.loop_body()
    }

    /// The head of a loop without a declaration; whether `in` or `of` follows, which is read.
    fn for_without_declaration(&mut self, starts_with_let: bool) -> Reading<bool> {
        let first = self.next.clone();
        let read = self.with_head(Head::expression(), |reader| {
            let expression = reader.accepting_in(false, Self::comma_expression)?;
            let is_async = is(&reader.current, "async") && expression.is_name();
            if !reader.is_in_or_of() {
                reader.validate_expression()?;
                return Ok(false);
            }
            let is_of = reader.is("of");
            if is_of && (starts_with_let || is_async) {
                let word = if starts_with_let { "let" } else { "async" };
                let message = format!("The left-hand side of a for-of loop may not be '{word}'.");
                return Err(Complaint::new(message, first.start, first.end));
            }
            reader.for_target(&expression, first.start)?;
            reader.advance();
            Ok(true)
        })?;
        Ok(read.0)
    }

    fn for_target(&mut self, expression: &Expression, start: usize) -> Reading<()> {
        if expression.shape == Shape::Pattern && !expression.is_parenthesized {
            return self.validate_pattern();
        }
        self.validate_expression()?;
        if self.is_reference(expression) {
            return Ok(());
        }
        self.refuse_reference(expression, start, "Invalid left-hand side in for-loop", false)
    }

    fn for_await(&mut self) -> Reading<()> {
        self.expect("(")?;
        let starts_with_let = self.is("let");
        if self.is("const") || self.is("var") || starts_with_let && self.is_let_declaration() {
            let found = self.declarations(true)?;
            self.expect("of")?;
            return self.for_each_of(&found);
        }
        let start = self.next.start;
        self.with_head(Head::expression(), |reader| {
            let expression = reader.left_hand_side()?;
            reader.for_target(&expression, start)
        })?;
        self.expect("of")?;
        self.for_each_rest(true)
    }

    fn functions_scope_is_last(&self) -> bool {
        self.scopes.last().is_some_and(Scope::is_function)
    }
}
