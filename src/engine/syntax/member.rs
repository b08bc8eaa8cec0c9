//! Properties, calls and templates behind an expression.

use super::{
    Complaint, Reading,
    expression::{Expression, Shape},
    head::{Head, HeadKind},
    reader::{Reader, is},
    scanner::Kind,
};

impl Reader<'_> {
    pub(super) fn follows_property(&self) -> bool {
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
                if let Some((_, start, end)) = head.names.iter().find(|(name, ..)| name == "await") {
                    let message = "'await' is not a valid identifier name in an async function";
                    return Err(Complaint::new(message, *start, *end));
                }
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
    pub(super) fn property(&mut self, start: usize) -> Reading<Expression> {
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

    pub(super) fn member(&mut self) -> Reading<Expression> {
        let mut result = self.primary()?;
        while self.follows_property() {
            result = self.property(result.start)?;
        }
        Ok(result)
    }
}
