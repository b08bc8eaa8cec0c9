//! The innermost expressions: names, literals, parentheses, and what begins with a word of its own.

use super::{
    Complaint, Reading,
    expression::{Expression, Shape},
    function::FunctionKind,
    head::{Head, HeadKind},
    reader::{Reader, is, is_any_name, is_strict_reserved},
    scanner::Kind,
};

impl Reader<'_> {
    pub(super) fn new_expression(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        self.advance();
        if self.check(".") {
            self.contextual("target", "new.target", start)?;
            let is_outside = matches!(self.receiver_kind(), FunctionKind::Script);
            if is_outside {
                return Err(self.at_current("new.target expression is not allowed here"));
            }
            return Ok(Expression::new(Shape::Other, start));
        }
        if self.is("import") && is(&self.ahead(), "(") {
            return Err(self.at_next("Cannot use new with import"));
        }
        let class = self.member()?;
        if class.shape == Shape::SuperCall {
            return Err(self.at_current("'super' keyword unexpected here"));
        }
        if self.is("(") {
            self.with_plain_head(|reader| {
                reader.arguments(false)?;
                Ok(Expression::new(Shape::Other, start))
            })?;
        } else if self.is("?.") {
            return Err(self.at_next("Invalid optional chain from new expression"));
        }
        Ok(Expression::new(Shape::Other, start))
    }

    /// `target` or `meta`, written without an escape.
    pub(super) fn contextual(&mut self, word: &str, full: &str, start: usize) -> Reading<()> {
        if !(self.next.kind == Kind::Name && self.next.text == word) {
            return Err(self.unexpected_next());
        }
        self.advance();
        if self.current.is_escaped {
            return Err(self.since(start, format!("'{full}' must not contain escaped characters")));
        }
        Ok(())
    }

    /// The kind of the nearest function that has a `this` of its own.
    pub(super) fn receiver_kind(&self) -> FunctionKind {
        let kinds = self.functions.iter().rev().map(|function| function.kind);
        kinds.into_iter().find(|kind| *kind != FunctionKind::Arrow).unwrap_or(FunctionKind::Script)
    }

    pub(super) fn super_expression(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        self.advance();
        let kind = self.receiver_kind();
        if kind.has_home() {
            if self.is(".") && self.ahead().kind == Kind::PrivateName {
                self.advance();
                self.advance();
                return Err(self.at_current("Unexpected private field"));
            }
            if self.is("?.") {
                self.advance();
                return Err(self.at_current("Invalid optional chain from super property"));
            }
            if self.is(".") || self.is("[") {
                return Ok(Expression::new(Shape::Other, start));
            }
            if self.is("(") && matches!(kind, FunctionKind::DerivedConstructor | FunctionKind::Eval) {
                return Ok(Expression::new(Shape::SuperCall, start));
            }
        }
        Err(self.at_current("'super' keyword unexpected here"))
    }

    pub(super) fn import_expression(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        self.advance();
        let is_module = self.goal == super::Goal::Module;
        if self.check(".") {
            self.contextual("meta", "import.meta", start)?;
            if !is_module {
                return Err(self.at_current("Cannot use 'import.meta' outside a module"));
            }
            return Ok(Expression::new(Shape::Other, start));
        }
        if !self.is("(") {
            if is_module {
                return Err(self.unexpected_next());
            }
            return Err(self.at_current("Cannot use import statement outside a module"));
        }
        self.advance();
        if self.is(")") {
            return Err(self.at_current("import() requires a specifier"));
        }
        self.accepting_in(true, |reader| reader.with_plain_head(Self::assignment_or_pattern))?;
        if self.check(",") && !self.is(")") {
            self.accepting_in(true, |reader| reader.with_plain_head(Self::assignment_or_pattern))?;
            self.check(",");
        }
        self.expect(")")?;
        Ok(Expression::new(Shape::Call, start))
    }

    pub(super) fn primary(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        if is_any_name(&self.next) {
            return self.name_expression();
        }
        match self.next.kind {
            Kind::Number | Kind::BigInt => {
                self.advance();
                return Ok(Expression::new(Shape::Other, start));
            }
            Kind::String => {
                self.advance();
                return Ok(Expression::new(Shape::String, start));
            }
            Kind::TemplateSpan | Kind::TemplateTail => {
                self.template(false)?;
                return Ok(Expression::new(Shape::Other, start));
            }
            Kind::Punctuator | Kind::Word => {}
            _ => return Err(self.unexpected_next()),
        }
        match self.next.text.as_str() {
            "this" | "null" | "true" | "false" => {
                self.advance();
                Ok(Expression::new(Shape::Other, start))
            }
            "new" => self.new_expression(),
            "/" | "/=" => self.regular_expression(),
            "function" => self.function_expression(false),
            "super" => self.super_expression(),
            "import" => self.import_expression(),
            "[" => self.array_literal(),
            "{" => self.object_literal(),
            "(" => self.parentheses(),
            "class" => {
                self.advance();
                let name = if is_any_name(&self.next) {
                    let is_reserved = is_strict_reserved(&self.next);
                    self.advance();
                    self.with_plain_head(|reader| {
                        reader.classified_name()?;
                        Ok(Expression::new(Shape::Other, start))
                    })?;
                    Some((self.current.clone(), is_reserved))
                } else {
                    None
                };
                self.class(name)?;
                Ok(Expression::new(Shape::Other, start))
            }
            _ => Err(self.unexpected_next()),
        }
    }

    pub(super) fn name_expression(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        self.advance();
        let mut is_async = false;
        if is(&self.current, "async") && !self.next.after_newline {
            if self.is("function") {
                return self.function_expression(true);
            }
            if is_any_name(&self.next) && is(&self.ahead(), "=>") {
                self.advance();
                is_async = true;
            }
        }
        let at = self.current.start;
        if self.is("=>") {
            let mut head = Head::new(HeadKind::MaybeArrow);
            head.is_async = is_async;
            let (name, head) = self.with_head(head, |reader| {
                if is_async && reader.current.text == "await" {
                    return Err(reader.unexpected(&reader.current));
                }
                let name = reader.classified_name()?;
                reader.name_in_head(&name)?;
                reader.classify_parameter(&name, at)?;
                Ok(name)
            })?;
            self.arrow = Some(head);
            return Ok(Expression::new(Shape::Name(name), start));
        }
        let name = self.classified_name()?;
        self.name_in_head(&name)?;
        Ok(Expression::new(Shape::Name(name), start))
    }

    pub(super) fn parentheses(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        self.advance();
        if self.check(")") {
            if !self.is("=>") {
                return Err(self.at_current("Unexpected token ')'"));
            }
            self.arrow = Some(Head::new(HeadKind::MaybeArrow));
            return Ok(Expression::new(Shape::EmptyParentheses, start));
        }
        let (expression, head) = self.with_head(Head::new(HeadKind::MaybeArrow), |reader| {
            let expression = reader.accepting_in(true, Self::comma_expression)?;
            reader.expect(")")?;
            if !reader.is("=>") {
                reader.validate_expression()?;
            }
            Ok(expression)
        })?;
        if self.is("=>") {
            self.arrow = Some(head);
        }
        Ok(Expression { is_parenthesized: true, start, ..expression })
    }

    pub(super) fn is_in_parameters(&self) -> bool {
        self.function().is_reading_parameters
    }

    /// What a complaint of an arrow's parameters is about.
    pub(super) fn malformed_parameters(&self, start: usize) -> Complaint {
        self.since(start, "Malformed arrow function parameter list")
    }
}
