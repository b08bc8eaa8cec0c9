//! Declarations of variables, and the loops whose heads may have them.

use super::{
    Complaint, Reading,
    expression::{Expression, Shape},
    head::{Head, HeadKind},
    reader::{Reader, is},
    scope::Declares,
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
    pub(super) fn variable_statement(&mut self) -> Reading<()> {
        self.declarations(false)?;
        self.expect_semicolon()
    }

    pub(super) fn is_in_or_of(&self) -> bool {
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

    pub(super) fn for_statement(&mut self) -> Reading<()> {
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
                return self.for_each_of(&found, false);
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

    fn for_each_of(&mut self, found: &Declarations, is_await: bool) -> Reading<()> {
        let is_of = is(&self.current, "of");
        let name = match (is_of, is_await) {
            (true, true) => "for-await-of",
            (true, false) => "for-of",
            (false, _) => "for-in",
        };
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

    pub(super) fn for_each_rest(&mut self, is_of: bool) -> Reading<()> {
        if is_of || is(&self.current, "of") {
            self.accepting_in(true, Self::assignment)?;
        } else {
            self.expression()?;
        }
        self.expect(")")?;
        self.loop_body()
    }

    /// The head of a loop without a declaration; whether `in` or `of` follows, which is read.
    pub(super) fn for_without_declaration(&mut self, starts_with_let: bool) -> Reading<bool> {
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

    pub(super) fn for_target(&mut self, expression: &Expression, start: usize) -> Reading<()> {
        if expression.shape == Shape::Pattern && !expression.is_parenthesized {
            return self.validate_pattern();
        }
        self.validate_expression()?;
        if self.is_reference(expression) {
            return Ok(());
        }
        self.refuse_reference(expression, start, "Invalid left-hand side in for-loop", false)
    }

    pub(super) fn for_await(&mut self) -> Reading<()> {
        self.expect("(")?;
        let starts_with_let = self.is("let");
        if self.is("const") || self.is("var") || starts_with_let && self.is_let_declaration() {
            let found = self.declarations(true)?;
            self.expect("of")?;
            return self.for_each_of(&found, true);
        }
        let start = self.next.start;
        self.with_head(Head::expression(), |reader| {
            let expression = reader.left_hand_side()?;
            reader.for_target(&expression, start)
        })?;
        self.expect("of")?;
        self.for_each_rest(true)
    }
}
