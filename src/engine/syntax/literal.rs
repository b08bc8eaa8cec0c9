//! Literals of arrays, objects, templates and regular expressions.

use super::{
    Complaint, Reading,
    expression::{Expression, Shape},
    function::FunctionKind,
    reader::{Reader, is, is_eval_or_arguments},
    regular_expression,
    scanner::{Kind, Token},
};

/// What a property is, which the token after its name decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PropertyKind {
    Unknown,
    Value,
    Shorthand,
    Assign,
    Method,
    Field,
    Getter,
    Setter,
    Spread,
}

/// The name of a property and what stood before it.
pub(super) struct Property {
    pub(super) kind: PropertyKind,
    pub(super) name: Option<String>,
    pub(super) is_computed: bool,
    pub(super) is_private: bool,
    pub(super) is_async: bool,
    pub(super) is_generator: bool,
}

impl Reader<'_> {
    /// An element of a literal that may be a pattern.
    pub(super) fn sub_pattern(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        self.element(|reader| {
            let result = reader.accepting_in(true, Self::assignment_or_pattern)?;
            if reader.is_reference(&result) {
                match &result.shape {
                    Shape::Name(name) => {
                        if result.is_parenthesized {
                            let complaint = reader.since(start, "Invalid destructuring assignment target");
                            reader.record_declaration_error(complaint)?;
                        }
                        reader.classify_parameter(name, start)?;
                    }
                    _ => {
                        let complaint = reader.since(start, "Illegal property in declaration context");
                        reader.record_declaration_error(complaint)?;
                        reader.validate_expression()?;
                    }
                }
            } else if result.is_parenthesized || !matches!(result.shape, Shape::Pattern | Shape::Assignment) {
                let complaint = reader.since(start, "Invalid destructuring assignment target");
                reader.record_pattern_error(complaint)?;
            }
            Ok(result)
        })
    }

    pub(super) fn array_literal(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        self.advance();
        while !self.check("]") {
            if self.check("...") {
                let at = self.current.start;
                let argument = self.sub_pattern()?;
                if argument.shape == Shape::Assignment {
                    let complaint = self.since(at, "Invalid destructuring assignment target");
                    self.record_pattern_error(complaint)?;
                }
                if self.is(",") {
                    let complaint = self.since(at, "Rest element must be last element");
                    self.record_pattern_error(complaint)?;
                }
            } else if !self.is(",") {
                self.sub_pattern()?;
            }
            if !self.is("]") {
                self.expect(",")?;
            }
        }
        Ok(Expression::new(Shape::Pattern, start))
    }

    pub(super) fn object_literal(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        self.advance();
        let mut has_proto = false;
        while !self.check("}") {
            self.object_property(&mut has_proto)?;
            if !self.is("}") {
                self.expect(",")?;
            }
        }
        Ok(Expression::new(Shape::Pattern, start))
    }

    fn object_property(&mut self, has_proto: &mut bool) -> Reading<()> {
        let first = self.next.clone();
        let property = self.property_name(false)?;
        match property.kind {
            PropertyKind::Spread => Ok(()),
            PropertyKind::Value => {
                if !property.is_computed && property.name.as_deref() == Some("__proto__") {
                    if *has_proto {
                        let message = "Duplicate __proto__ fields are not allowed in object literals";
                        self.record_expression_error(self.at_current(message));
                    }
                    *has_proto = true;
                }
                self.advance();
                self.sub_pattern().map(drop)
            }
            PropertyKind::Assign | PropertyKind::Shorthand => self.shorthand(&first),
            PropertyKind::Method | PropertyKind::Getter | PropertyKind::Setter => {
                let complaint = self.since(first.start, "Invalid destructuring assignment target");
                self.record_pattern_error(complaint)?;
                let kind = match property.kind {
                    PropertyKind::Getter => FunctionKind::Getter,
                    PropertyKind::Setter => FunctionKind::Setter,
                    _ => FunctionKind::Method,
                };
                self.function_literal(None, kind, property.is_async, property.is_generator)
            }
            PropertyKind::Field | PropertyKind::Unknown => Err(self.unexpected_next()),
        }
    }

    /// `{ name }` or `{ name = value }`
    fn shorthand(&mut self, first: &Token) -> Reading<()> {
        if !self.is_valid_name(first) {
            return Err(self.unexpected(&Token { start: self.current.start, end: self.current.end, ..first.clone() }));
        }
        let name = self.classified_name()?;
        self.name_in_head(&name)?;
        if self.is_strict && is_eval_or_arguments(&name) {
            let complaint = Complaint::new("Unexpected eval or arguments in strict mode", first.start, first.end);
            self.record_pattern_error(complaint)?;
        }
        if self.check("=") {
            self.accepting_in(true, Self::assignment)?;
            let complaint = self.since(first.start, "Invalid shorthand property initializer");
            self.record_expression_error(complaint);
        }
        Ok(())
    }

    /// A template, from its first part.
    pub(super) fn template(&mut self, is_tagged: bool) -> Reading<()> {
        loop {
            self.advance();
            if let Some(complaint) = self.current.bad_escape.clone().filter(|_| !is_tagged) {
                return Err(complaint);
            }
            if self.current.kind == Kind::TemplateTail {
                return Ok(());
            }
            let start = self.next.start;
            self.accepting_in(true, |reader| reader.with_plain_head(Self::comma_expression))?;
            if !self.is("}") {
                return Err(Complaint::new("Missing } in template expression", start, self.next.start));
            }
            let part = self.scanner.template_part(self.next.start);
            self.replace_next(part);
            if !matches!(self.next.kind, Kind::TemplateSpan | Kind::TemplateTail) {
                return Err(self.unexpected_next());
            }
        }
    }

    pub(super) fn regular_expression(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        let Some((token, pattern, flags)) = self.scanner.regular_expression(start) else {
            self.advance();
            return Err(self.at_current("Invalid regular expression: missing /"));
        };
        if !regular_expression::are_flags(&flags) {
            self.advance();
            return Err(self.at_current("Invalid regular expression flags"));
        }
        self.replace_next(token);
        self.advance();
        if let Some(message) = regular_expression::fault(&pattern, &flags) {
            let message = format!("Invalid regular expression: /{pattern}/{flags}: {message}");
            return Err(self.at_current(message));
        }
        Ok(Expression::new(Shape::Other, start))
    }

    /// A name or a pattern that is declared.
    pub(super) fn binding_pattern(&mut self) -> Reading<Expression> {
        let start = self.next.start;
        if super::reader::is_any_name(&self.next) {
            self.advance();
            let name = self.classified_name()?;
            if self.is_strict && is_eval_or_arguments(&name) {
                return Err(self.at_current("Unexpected eval or arguments in strict mode"));
            }
            self.name_in_head(&name)?;
            return Ok(Expression::new(Shape::Name(name), start));
        }
        if is(&self.next, "[") {
            return self.array_literal();
        }
        if is(&self.next, "{") {
            return self.object_literal();
        }
        Err(self.unexpected_next())
    }
}
