//! Classes and their private names.

use std::collections::HashMap;

use super::{
    Complaint, Reading,
    function::FunctionKind,
    head::Head,
    literal::{Property, PropertyKind},
    reader::{Reader, is, is_eval_or_arguments},
    scanner::{Kind, Token},
    scope::Scope,
};

/// The private names of a class.
#[derive(Default)]
pub(super) struct PrivateNames {
    /// What each is: an accessor lacks its other half, and only that may follow.
    declared: HashMap<String, (PropertyKind, bool)>,
    used: Vec<(String, usize)>,
}

fn unknown_name(name: &str, start: usize) -> Complaint {
    Complaint::new(format!("Private field '{name}' must be declared in an enclosing class"), start, start + 1)
}

impl Reader<'_> {
    /// Notes a private name; outside of every class there is none.
    pub(super) fn use_private_name(&mut self, name: &str, start: usize) -> Reading<()> {
        match self.private_names.last_mut() {
            Some(names) => names.used.push((name.to_owned(), start)),
            // The class around an `eval` is not known here.
            None if self.goal == super::Goal::Eval => {}
            None => return Err(unknown_name(name, start)),
        }
        Ok(())
    }

    /// A class from after its name; with the token of the name, and whether strict code reserves it.
    pub(super) fn class(&mut self, name: Option<(Token, bool)>) -> Reading<()> {
        if let Some((token, is_reserved)) = name {
            if is_reserved {
                return Err(Complaint::new("Unexpected strict mode reserved word", token.start, token.end));
            }
            if is_eval_or_arguments(&token.text) {
                return Err(Complaint::new("Unexpected eval or arguments in strict mode", token.start, token.end));
            }
        }
        let was_strict = std::mem::replace(&mut self.is_strict, true);
        let result = self.with_head(Head::expression(), Self::class_rest);
        self.is_strict = was_strict;
        result.map(drop)
    }

    fn class_rest(&mut self) -> Reading<()> {
        let mut is_derived = false;
        if self.check("extends") {
            is_derived = true;
            self.with_plain_head(Self::left_hand_side)?;
        }
        self.expect("{")?;
        self.private_names.push(PrivateNames::default());
        let mut has_constructor = false;
        while !self.is("}") {
            if self.check(";") {
                continue;
            }
            if self.is("static") && is(&self.ahead(), "{") {
                self.advance();
                self.static_block()?;
            } else {
                self.class_property(is_derived, &mut has_constructor)?;
            }
        }
        self.advance();
        let names = self.private_names.pop().unwrap_or_default();
        for (name, start) in names.used {
            if !names.declared.contains_key(&name) {
                self.use_private_name(&name, start)?;
            }
        }
        Ok(())
    }

    fn static_block(&mut self) -> Reading<()> {
        self.enter_function(FunctionKind::StaticBlock, false, false);
        self.scopes.push(Scope::function());
        let result = self.block();
        self.scopes.pop();
        self.functions.pop();
        result
    }

    fn class_property(&mut self, is_derived: bool, has_constructor: &mut bool) -> Reading<()> {
        let mut first = self.next.clone();
        let mut is_static = false;
        let property = if self.is("static") {
            self.advance();
            first = self.next.clone();
            let as_name = |kind| Property {
                kind,
                name: Some("static".to_owned()),
                is_computed: false,
                is_private: false,
                is_async: false,
                is_generator: false,
            };
            if self.is("(") {
                as_name(PropertyKind::Method)
            } else if self.is("=") || self.is(";") || self.is("}") {
                as_name(PropertyKind::Field)
            } else {
                is_static = true;
                self.property_name(true)?
            }
        } else {
            self.property_name(true)?
        };
        if property.is_private {
            self.declare_private_name(&property, is_static)?;
        }
        match property.kind {
            PropertyKind::Value | PropertyKind::Spread => {
                Err(Complaint { start: first.start, end: first.start, ..self.unexpected(&first) })
            }
            PropertyKind::Method | PropertyKind::Getter | PropertyKind::Setter => {
                let kind = self.method_kind(&property, is_static, is_derived, has_constructor)?;
                self.function_literal(None, kind, property.is_async, property.is_generator)
            }
            _ => self.field(&property, is_static),
        }
    }

    fn method_kind(
        &mut self,
        property: &Property,
        is_static: bool,
        is_derived: bool,
        has_constructor: &mut bool,
    ) -> Reading<FunctionKind> {
        let name = property.name.as_deref().filter(|_| !property.is_computed);
        if name == Some("#constructor") {
            return Err(self.at_current("Class constructor may not be a private method"));
        }
        if is_static && name == Some("prototype") {
            return Err(self.at_current("Classes may not have a static property named 'prototype'"));
        }
        let plain = match property.kind {
            PropertyKind::Getter => FunctionKind::Getter,
            PropertyKind::Setter => FunctionKind::Setter,
            _ => FunctionKind::Method,
        };
        if is_static || name != Some("constructor") {
            return Ok(plain);
        }
        if property.is_generator {
            return Err(self.at_current("Class constructor may not be a generator"));
        }
        if property.is_async {
            return Err(self.at_current("Class constructor may not be an async method"));
        }
        if plain != FunctionKind::Method {
            return Err(self.at_current("Class constructor may not be an accessor"));
        }
        if *has_constructor {
            return Err(self.at_current("A class may only have one constructor"));
        }
        *has_constructor = true;
        Ok(if is_derived { FunctionKind::DerivedConstructor } else { FunctionKind::BaseConstructor })
    }

    fn field(&mut self, property: &Property, is_static: bool) -> Reading<()> {
        match property.name.as_deref().filter(|_| !property.is_computed) {
            Some("prototype") if is_static => {
                return Err(self.at_current("Classes may not have a static property named 'prototype'"));
            }
            Some("constructor" | "#constructor") => {
                return Err(self.at_current("Classes may not have a field named 'constructor'"));
            }
            _ => {}
        }
        if self.check("=") {
            // What is static has `await` reserved, as its blocks have.
            let kind = if is_static { FunctionKind::StaticBlock } else { FunctionKind::Initializer };
            self.enter_function(kind, false, false);
            self.scopes.push(Scope::function());
            let value = self.accepting_in(true, Self::assignment);
            self.scopes.pop();
            self.functions.pop();
            value?;
        }
        self.expect_semicolon()
    }

    fn declare_private_name(&mut self, property: &Property, is_static: bool) -> Reading<()> {
        let name = property.name.clone().unwrap_or_default();
        let place = (self.current.start, self.current.end);
        let Some(names) = self.private_names.last_mut() else { return Ok(()) };
        let is_half = |kind| matches!(kind, PropertyKind::Getter | PropertyKind::Setter);
        match names.declared.get(&name) {
            Some((other, was_static))
                if is_half(*other) && is_half(property.kind) && *other != property.kind && *was_static == is_static =>
            {
                names.declared.insert(name, (PropertyKind::Field, is_static));
            }
            Some(_) => {
                let message = format!("Identifier '{name}' has already been declared");
                return Err(Complaint::new(message, place.0, place.1));
            }
            None => {
                names.declared.insert(name, (property.kind, is_static));
            }
        }
        Ok(())
    }

    /// `class C {}` as a statement; `class` was read.
    pub(super) fn class_declaration(&mut self) -> Reading<()> {
        let at = self.current.start;
        let token = self.next.clone();
        let is_reserved = super::reader::is_strict_reserved(&token);
        let name = self.identifier()?;
        self.class(Some((token, is_reserved)))?;
        debug_assert!(self.current.kind == Kind::Punctuator);
        self.declare(super::scope::Declares::Lexical, &name, at, at + 1)
    }
}
