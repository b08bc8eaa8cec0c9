//! Expressions.

use super::{
    Complaint, Reading,
    function::FunctionKind,
    head::{Head, HeadKind},
    reader::{Reader, is, is_any_name, is_eval_or_arguments, is_strict_reserved},
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
        if self.heads.iter().any(|head| head.kind == HeadKind::Parameters) && self.is_in_parameters() {
            return Err(self.at_next("Yield expression not allowed in formal parameter"));
        }
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
            if self.is_in_parameters() {
                return Err(self.at_next("Illegal await-expression in formal parameters of async function"));
            }
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

    fn follows_property(&self) -> bool {
        self.is(".") || self.is("[") || matches!(self.next.kind, Kind::TemplateSpan | Kind::TemplateTail)
    }

    pub(super) fn left_hand_side(&mut self) -> Reading<Expression> {
        let mut result = self.member()?;
        let start = result.start;
        if self.is("(") && result.is_name() && is(&self.current, "async") && !self.next.after_newline {
            let mut head = Head::new(HeadKind::MaybeArrow);
            head.is_async = true;
            let ((), head) = self.with_head(head, |reader| {
                reader.arguments(true)?;
                if reader.is("=>") { Ok(()) } else { reader.validate_expression() }
            })?;
            if self.is("=>") {
                self.arrow = Some(head);
                return Ok(Expression { is_parenthesized: true, ..Expression::new(Shape::Other, start) });
            }
            result = Expression::new(Shape::Call, start);
        }
        let mut is_chain = false;
        let mut is_optional = false;
        loop {
            if self.is("?.") {
                if is_optional {
                    return Err(self.at_current("Unexpected token '?.'"));
                }
                self.advance();
                (is_chain, is_optional) = (true, true);
                if !self.is("(") && !self.is("?.") && !self.follows_property() {
                    let is_private = self.property_name_after_dot()?;
                    result = Expression::new(Shape::Property { is_private }, start);
                    is_optional = false;
                }
                continue;
            }
            if self.is("(") {
                let is_super = result.shape == Shape::SuperCall;
                self.arguments(false)?;
                result = Expression::new(if is_super { Shape::Other } else { Shape::Call }, start);
            } else if self.is(".") && is_optional {
                return Err(self.unexpected_next());
            } else if self.follows_property() {
                if is_chain && !self.is(".") && !self.is("[") {
                    return Err(self.at_next("Invalid tagged template on optional chain"));
                }
                result = self.property(start)?;
            } else {
                break;
            }
            is_optional = false;
        }
        if is_chain {
            result.shape = match result.shape {
                Shape::Property { is_private: true } => result.shape,
                _ => Shape::Other,
            };
            if result.shape != Shape::Other {
                // `delete a?.#b` is refused as the property that it is, an assignment as the chain.
                result.shape = if is(&self.next, "=") { Shape::Other } else { result.shape };
            }
        }
        Ok(result)
    }

    /// `.name`, `[key]` or a template.
    fn property(&mut self, start: usize) -> Reading<Expression> {
        if self.check("[") {
            self.accepting_in(true, |reader| reader.with_plain_head(Self::comma_expression))?;
            self.expect("]")?;
            return Ok(Expression::new(Shape::Property { is_private: false }, start));
        }
        if self.check(".") {
            let is_private = self.property_name_after_dot()?;
            return Ok(Expression::new(Shape::Property { is_private }, start));
        }
        self.template(true)?;
        Ok(Expression::new(Shape::Other, start))
    }

    /// An expression inside of another, whose names are no parameters.
    pub(super) fn with_plain_head(
        &mut self,
        body: impl FnOnce(&mut Self) -> Reading<Expression>,
    ) -> Reading<Expression> {
        let read = self.with_head(Head::expression(), |reader| {
            let expression = body(reader)?;
            reader.validate_expression()?;
            Ok(expression)
        })?;
        Ok(read.0)
    }

    /// The name after a dot; whether it is a private one.
    pub(super) fn property_name_after_dot(&mut self) -> Reading<bool> {
        let at = self.current.start;
        self.advance();
        match self.current.kind {
            Kind::PrivateName => {
                let name = self.current.text.clone();
                self.use_private_name(&name, at)?;
                Ok(true)
            }
            Kind::Name | Kind::Word | Kind::EscapedWord => Ok(false),
            _ => Err(self.unexpected(&self.current)),
        }
    }

    pub(super) fn arguments(&mut self, may_be_parameters: bool) -> Reading<()> {
        self.expect("(")?;
        while !self.is(")") {
            let is_spread = self.check("...");
            let start = self.next.start;
            self.accepting_in(true, |reader| {
                reader.element(|reader| {
                    let argument = reader.assignment_or_pattern()?;
                    if may_be_parameters {
                        reader.classify_arrow_parameter(&argument, start)?;
                        reader.head().is_simple &= !is_spread;
                    }
                    Ok(())
                })
            })?;
            if !self.check(",") {
                break;
            }
        }
        if !self.check(")") {
            return Err(self.at_current("missing ) after argument list"));
        }
        Ok(())
    }

    fn member(&mut self) -> Reading<Expression> {
        let mut result = self.primary()?;
        while self.follows_property() {
            result = self.property(result.start)?;
        }
        Ok(result)
    }

    fn new_expression(&mut self) -> Reading<Expression> {
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
    fn contextual(&mut self, word: &str, full: &str, start: usize) -> Reading<()> {
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

    fn super_expression(&mut self) -> Reading<Expression> {
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

    fn import_expression(&mut self) -> Reading<Expression> {
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

    fn primary(&mut self) -> Reading<Expression> {
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

    fn name_expression(&mut self) -> Reading<Expression> {
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

    fn parentheses(&mut self) -> Reading<Expression> {
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

    fn is_in_parameters(&self) -> bool {
        self.function().is_reading_parameters
    }

    /// What a complaint of an arrow's parameters is about.
    pub(super) fn malformed_parameters(&self, start: usize) -> Complaint {
        self.since(start, "Malformed arrow function parameter list")
    }
}
