//! Expressions.

use super::{
    Complaint, Reading,
    head::{Head, HeadKind},
    reader::{Reader, is, is_eval_or_arguments},
    scanner::Kind,
};

/// What an expression is, as far as the grammar asks.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Name(String),
    Property {
        is_private: bool,
    },
    /// An object or array literal.
    Pattern,
    Assignment,
    Call,
    String,
    /// `()`, which only a `=>` can follow.
    EmptyParentheses,
    SuperCall,
    Other,
}

#[derive(Clone)]
pub(super) struct Expression {
    pub(super) shape: Shape,
    pub(super) start: usize,
    pub(super) is_parenthesized: bool,
}

impl Expression {
    pub(super) fn new(shape: Shape, start: usize) -> Self {
        Self { shape, start, is_parenthesized: false }
    }

    pub(super) fn is_name(&self) -> bool {
        matches!(self.shape, Shape::Name(_))
    }

    fn is_pattern(&self) -> bool {
        self.shape == Shape::Pattern
    }
}

const ASSIGNMENTS: [&str; 16] =
    ["=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??="];

/// How strongly each binary operator binds; `??` and `?:` stand outside.
fn precedence(text: &str) -> u8 {
    match text {
        "||" => 4,
        "&&" => 5,
        "|" => 6,
        "^" => 7,
        "&" => 8,
        "==" | "!=" | "===" | "!==" => 9,
        "<" | ">" | "<=" | ">=" | "instanceof" | "in" => 10,
        "<<" | ">>" | ">>>" => 11,
        "+" | "-" => 12,
        "*" | "/" | "%" => 13,
        "**" => 14,
        _ => 0,
    }
}

impl Reader<'_> {
    /// A whole expression, as a statement has it.
    pub(super) fn expression(&mut self) -> Reading<Expression> {
        self.accepting_in(true, |reader| {
            let read = reader.with_head(Head::expression(), |reader| {
                let expression = reader.comma_expression()?;
                reader.validate_expression()?;
                Ok(expression)
            })?;
            Ok(read.0)
        })
    }

    /// An expression without commas that is nothing else.
    pub(super) fn assignment(&mut self) -> Reading<Expression> {
        let read = self.with_head(Head::expression(), |reader| {
            let expression = reader.assignment_or_pattern()?;
            reader.validate_expression()?;
            Ok(expression)
        })?;
        Ok(read.0)
    }

    pub(super) fn accepting_in<R>(&mut self, accepts: bool, body: impl FnOnce(&mut Self) -> Reading<R>) -> Reading<R> {
        let outer = std::mem::replace(&mut self.accepts_in, accepts);
        let result = body(self);
        self.accepts_in = outer;
        result
    }

    pub(super) fn comma_expression(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        let mut only = None;
        loop {
            if self.is("...") {
                return self.rest_of_parameters(start);
            }
            let at = self.next.start;
            let expression = self.element(|reader| {
                let expression = reader.assignment_or_pattern()?;
                reader.classify_arrow_parameter(&expression, at)?;
                Ok(expression)
            })?;
            let is_first = only.is_none();
            only = Some(if is_first { expression } else { Expression::new(Shape::Other, start) });
            if !self.check(",") {
                break;
            }
            only = Some(Expression::new(Shape::Other, start));
            if self.is(")") && is(&self.ahead(), "=>") {
                break;
            }
        }
        Ok(only.unwrap_or_else(|| Expression::new(Shape::Other, start)))
    }

    /// `...rest`, after which only `) =>` can come.
    fn rest_of_parameters(&mut self, start: usize) -> Reading<Expression> {
        let ellipsis = self.at_next("Unexpected token '...'");
        self.advance();
        let at = self.next.start;
        let pattern = self.binding_pattern()?;
        self.classify_arrow_parameter(&pattern, at)?;
        self.head().is_simple = false;
        if self.is("=") {
            return Err(self.at_current("Rest parameter may not have a default initializer"));
        }
        if self.is(",") {
            return Err(self.at_current("Rest parameter must be last formal parameter"));
        }
        if !self.is(")") || !is(&self.ahead(), "=>") {
            return Err(ellipsis);
        }
        Ok(Expression::new(Shape::Other, start))
    }

    pub(super) fn classify_arrow_parameter(&mut self, parameter: &Expression, start: usize) -> Reading<()> {
        let is_target = parameter.is_name() || parameter.is_pattern() || parameter.shape == Shape::Assignment;
        if parameter.is_parenthesized || !is_target {
            let complaint = self.since(start, "Invalid destructuring assignment target");
            return self.record_declaration_error(complaint);
        }
        match &parameter.shape {
            Shape::Name(name) => self.classify_parameter(name, start),
            _ => {
                self.head().is_simple = false;
                Ok(())
            }
        }
    }

    pub(super) fn assignment_or_pattern(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        if self.is("yield") && self.function().is_generator {
            return self.yield_expression();
        }
        self.arrow = None;
        let expression = self.conditional()?;
        if self.is("=>") {
            return self.arrow_function(&expression, start);
        }
        let operator = self.next.text.clone();
        if self.next.kind != Kind::Punctuator || !ASSIGNMENTS.contains(&operator.as_str()) {
            if expression.shape == Shape::EmptyParentheses {
                return Err(self.unexpected(&self.current));
            }
            return Ok(expression);
        }
        if self.is_reference(&expression) {
            if expression.is_parenthesized {
                let complaint = self.since(start, "Invalid destructuring assignment target");
                self.record_declaration_error(complaint)?;
            }
            if !expression.is_name() {
                let complaint = self.since(start, "Illegal property in declaration context");
                self.record_declaration_error(complaint)?;
            }
        } else if expression.is_pattern() && operator == "=" {
            if expression.is_parenthesized {
                return Err(self.since(start, "Invalid left-hand side in assignment"));
            }
            self.validate_pattern()?;
        } else {
            let is_logical = matches!(operator.as_str(), "&&=" | "||=" | "??=");
            self.refuse_reference(&expression, start, "Invalid left-hand side in assignment", is_logical)?;
        }
        self.advance();
        self.assignment()?;
        if operator != "=" {
            let complaint = self.since(start, "Invalid destructuring assignment target");
            self.record_pattern_error(complaint)?;
            return Ok(Expression::new(Shape::Other, start));
        }
        Ok(Expression::new(Shape::Assignment, start))
    }

    /// Whether something can be assigned to an expression.
    pub(super) fn is_reference(&self, expression: &Expression) -> bool {
        match &expression.shape {
            Shape::Name(name) => !self.is_strict || !is_eval_or_arguments(name),
            Shape::Property { .. } => true,
            _ => false,
        }
    }

    /// Nothing can be assigned to this, but a call may fail when it runs.
    pub(super) fn refuse_reference(
        &mut self,
        expression: &Expression,
        start: usize,
        message: &str,
        early: bool,
    ) -> Reading<()> {
        match expression.shape {
            Shape::Name(_) => Err(self.since(start, "Unexpected eval or arguments in strict mode")),
            Shape::Call if !early => {
                let complaint = self.since(start, "Invalid destructuring assignment target");
                self.record_pattern_error(complaint)
            }
            _ => Err(self.since(start, message)),
        }
    }

    fn yield_expression(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        let complaint = self.at_next("Yield expression not allowed in formal parameter");
        if self.heads.iter().any(|head| head.kind == HeadKind::Parameters) && self.is_in_parameters() {
            return Err(complaint);
        }
        self.record_parameter_error(&complaint);
        self.advance();
        if !self.next.after_newline {
            let delegates = self.check("*");
            let ends = self.ends_statement() || ["]", ")", ":", ",", "in"].iter().any(|text| self.is(text));
            if delegates || !ends {
                self.assignment_or_pattern()?;
            }
        }
        Ok(Expression::new(Shape::Other, start))
    }

    fn conditional(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        let expression = self.logical()?;
        if !self.check("?") {
            return Ok(expression);
        }
        self.accepting_in(true, |reader| reader.assignment())?;
        self.expect(":")?;
        self.assignment()?;
        Ok(Expression::new(Shape::Other, start))
    }

    fn logical(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        let mut expression = self.binary(6)?;
        if self.is("&&") || self.is("||") {
            return self.binary_continuation(expression, 4);
        }
        while self.check("??") {
            self.binary(6)?;
            expression = Expression::new(Shape::Other, start);
        }
        Ok(expression)
    }

    fn next_precedence(&self) -> u8 {
        match self.next.kind {
            Kind::Word if self.is("in") && !self.accepts_in => 0,
            Kind::Word | Kind::Punctuator => precedence(&self.next.text),
            _ => 0,
        }
    }

    fn binary(&mut self, lowest: u8) -> Reading<Expression> {
        if self.next.kind == Kind::PrivateName {
            let start = self.next.start;
            self.property_name_after_dot()?;
            if !self.is("in") || self.next_precedence() < lowest {
                return Err(self.at_current(format!("Unexpected identifier '{}'", self.current.text)));
            }
            return self.binary_continuation(Expression::new(Shape::Other, start), lowest);
        }
        let expression = self.unary()?;
        if self.next_precedence() >= lowest { self.binary_continuation(expression, lowest) } else { Ok(expression) }
    }

    fn binary_continuation(&mut self, expression: Expression, lowest: u8) -> Reading<Expression> {
        let start = expression.start;
        let mut result = expression;
        let mut level = self.next_precedence();
        while level >= lowest.max(1) {
            while self.next_precedence() == level {
                self.advance();
                self.binary(if level == 14 { level } else { level + 1 })?;
                result = Expression::new(Shape::Other, start);
            }
            level -= 1;
        }
        Ok(result)
    }

    fn unary(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        let operator = self.next.text.clone();
        if self.is("++") || self.is("--") {
            self.advance();
            let at = self.next.start;
            let expression = self.unary()?;
            if !self.is_reference(&expression) {
                let message = "Invalid left-hand side expression in prefix operation";
                self.refuse_reference(&expression, at, message, false)?;
            }
            return Ok(Expression::new(Shape::Other, start));
        }
        if ["!", "~", "+", "-", "delete", "typeof", "void"].iter().any(|text| self.is(text)) {
            self.advance();
            let expression = self.unary()?;
            if operator == "delete" {
                if expression.is_name() && self.is_strict {
                    return Err(self.at_current("Delete of an unqualified identifier in strict mode."));
                }
                if expression.shape == (Shape::Property { is_private: true }) {
                    return Err(self.at_current("Private fields can not be deleted"));
                }
            }
            return self.no_power(start);
        }
        if self.is("await") && self.function().is_async {
            let complaint = self.at_next("Illegal await-expression in formal parameters of async function");
            if self.is_in_parameters() {
                return Err(complaint);
            }
            self.record_parameter_error(&complaint);
            self.advance();
            self.unary()?;
            return self.no_power(start);
        }
        self.postfix()
    }

    fn no_power(&mut self, start: usize) -> Reading<Expression> {
        if self.is("**") {
            let message = "Unary operator used immediately before exponentiation expression. Parenthesis must be used to \
                           disambiguate operator precedence";
            return Err(Complaint::new(message, start, self.next.end));
        }
        Ok(Expression::new(Shape::Other, start))
    }

    fn postfix(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        let expression = self.left_hand_side()?;
        if !(self.is("++") || self.is("--")) || self.next.after_newline {
            return Ok(expression);
        }
        if !self.is_reference(&expression) {
            let message = "Invalid left-hand side expression in postfix operation";
            self.refuse_reference(&expression, start, message, false)?;
        }
        self.advance();
        Ok(Expression::new(Shape::Other, start))
    }
}
