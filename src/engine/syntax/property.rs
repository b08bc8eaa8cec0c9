//! The names of properties, and what stands before them.

use super::{
    Reading,
    literal::{Property, PropertyKind},
    reader::Reader,
    scanner::{Kind, Token},
};

impl Reader<'_> {
    /// What a token says of the name before it.
    pub(super) fn kind_after_name(token: &Token) -> PropertyKind {
        if token.kind != Kind::Punctuator {
            return PropertyKind::Unknown;
        }
        match token.text.as_str() {
            ":" => PropertyKind::Value,
            "," | "}" => PropertyKind::Shorthand,
            "=" => PropertyKind::Assign,
            "(" => PropertyKind::Method,
            "*" | ";" => PropertyKind::Field,
            _ => PropertyKind::Unknown,
        }
    }

    /// The name of a property with what may stand before it.
    pub(super) fn property_name(&mut self, in_class: bool) -> Reading<Property> {
        let mut property = Property {
            kind: PropertyKind::Unknown,
            name: None,
            is_computed: false,
            is_private: false,
            is_async: false,
            is_generator: false,
        };
        if self.next.is_escaped && self.next.text == "async" {
            let after = self.ahead();
            if Self::kind_after_name(&after) == PropertyKind::Unknown && !after.after_newline {
                return Err(self.at_next("Keyword must not contain escaped characters"));
            }
        }
        if self.is("async") {
            self.advance();
            let kind = if self.is("*") { PropertyKind::Unknown } else { Self::kind_after_name(&self.next) };
            if kind != PropertyKind::Unknown || self.next.after_newline {
                return Ok(Property { kind, name: Some("async".to_owned()), ..property });
            }
            property.is_async = true;
            property.kind = PropertyKind::Method;
        }
        if self.check("*") {
            property.is_generator = true;
            property.kind = PropertyKind::Method;
        }
        if property.kind == PropertyKind::Unknown && (self.is("get") || self.is("set")) {
            self.advance();
            let word = self.current.text.clone();
            let kind = Self::kind_after_name(&self.next);
            if kind != PropertyKind::Unknown {
                return Ok(Property { kind, name: Some(word), ..property });
            }
            property.kind = if word == "get" { PropertyKind::Getter } else { PropertyKind::Setter };
        }
        match self.next.kind {
            Kind::PrivateName => {
                self.advance();
                property.is_private = true;
                property.name = Some(self.current.text.clone());
                if !in_class {
                    return Err(self.unexpected(&self.current));
                }
            }
            Kind::String => {
                self.advance();
                let text = &self.current.text;
                property.name = Some(text[1..text.len() - 1].to_owned());
            }
            Kind::Number | Kind::BigInt => self.advance(),
            Kind::Name | Kind::Word | Kind::EscapedWord => {
                self.advance();
                property.name = Some(self.current.text.clone());
            }
            Kind::Punctuator if self.is("[") => {
                self.advance();
                property.is_computed = true;
                self.accepting_in(true, Self::assignment)?;
                self.expect("]")?;
            }
            Kind::Punctuator if self.is("...") && property.kind == PropertyKind::Unknown && !in_class => {
                self.advance();
                let start = self.next.start;
                let expression = self.sub_pattern()?;
                property.kind = PropertyKind::Spread;
                if !self.is_reference(&expression) {
                    let message = "`...` must be followed by an identifier in declaration contexts";
                    self.record_declaration_error(self.since(start, message))?;
                    let message = "`...` must be followed by an assignable reference in assignment contexts";
                    self.record_pattern_error(self.since(start, message))?;
                }
                if !self.is("}") {
                    self.record_pattern_error(self.at_current("Rest element must be last element"))?;
                }
                return Ok(property);
            }
            _ => return Err(self.unexpected_next()),
        }
        if property.kind == PropertyKind::Unknown {
            property.kind = Self::kind_after_name(&self.next);
        }
        Ok(property)
    }
}
