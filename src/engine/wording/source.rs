//! What stands in a source where an error was thrown: what was called, iterated, taken apart.
//!
//! V8 reads a function again to word such an error; here it is the whole source, once, for the first
//! error that needs it.

use std::ops::ControlFlow;

use boa_engine::{
    Source,
    ast::{
        Expression, Position, Spanned,
        declaration::Variable,
        expression::{
            Call, Identifier, New,
            access::{PrivatePropertyAccess, PropertyAccess, PropertyAccessField},
            literal::ArrayLiteral,
            operator::{Assign, assign::AssignTarget},
        },
        pattern::{ArrayPattern, ObjectPattern, ObjectPatternElement, Pattern},
        property::PropertyName,
        scope::Scope,
        statement::ForOfLoop,
        visitor::{VisitWith, Visitor},
    },
    interner::Interner,
    parser::Parser,
};
use rustc_hash::FxHashMap;

use super::print::{print, text};

/// What something in a source is to an error.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Callee,
    Constructor,
    Name,
    PrivateName,
    Iterable,
    SpreadArgument,
    /// The first property of a pattern.
    Property,
    ArrayPattern,
    /// The value that a pattern takes apart.
    Destructured,
}

/// The texts of a source by their places.
#[derive(Default)]
pub(crate) struct Calls(FxHashMap<(u32, u32, Role), String>);

impl Calls {
    pub(crate) fn of(text: &[u16]) -> Self {
        let mut interner = Interner::default();
        let mut calls = Self::default();
        if let Ok(script) = Parser::new(Source::from_utf16(text)).parse_script(&Scope::new_global(), &mut interner) {
            let mut collector = Collector { calls: &mut calls, interner: &interner };
            // A collector never breaks off.
            let _ = collector.visit_script(&script);
        }
        calls
    }

    pub(super) fn text(&self, position: Position, role: Role) -> Option<String> {
        self.0.get(&(position.line_number(), position.column_number(), role)).cloned()
    }
}

struct Collector<'a> {
    calls: &'a mut Calls,
    interner: &'a Interner,
}

impl Collector<'_> {
    fn note(&mut self, position: Position, role: Role, text: String) {
        self.calls.0.entry((position.line_number(), position.column_number(), role)).or_insert(text);
    }

    fn note_expression(&mut self, position: Position, role: Role, expression: &Expression) {
        self.note(position, role, print(expression, self.interner));
    }

    /// A pattern and what it takes apart.
    fn note_pattern(&mut self, pattern: &Pattern, value: Option<&Expression>) {
        match (pattern, value) {
            (Pattern::Array(_), Some(value)) => self.note_expression(value.span().start(), Role::Iterable, value),
            (Pattern::Object(pattern), Some(value)) => {
                let position = first_property(pattern).map_or(pattern.span().start(), |name| name.0);
                self.note_expression(position, Role::Destructured, value);
            }
            _ => {}
        }
    }
}

/// The first property of a pattern, if it has a plain name, and where it is.
fn first_property(pattern: &ObjectPattern) -> Option<(Position, Option<Identifier>)> {
    let name = match pattern.bindings().first()? {
        ObjectPatternElement::SingleName { name, .. }
        | ObjectPatternElement::AssignmentPropertyAccess { name, .. }
        | ObjectPatternElement::Pattern { name, .. } => name,
        _ => return None,
    };
    Some(match name {
        PropertyName::Literal(name) => (name.span().start(), Some(*name)),
        PropertyName::Computed(name) => (name.span().start(), None),
    })
}

/// Where the compiler says that a call is.
fn call_position(callee: &Expression) -> Position {
    match callee {
        Expression::Identifier(name) => name.span().start(),
        Expression::PropertyAccess(PropertyAccess::Simple(access))
            if matches!(access.field(), PropertyAccessField::Const(_)) =>
        {
            access.field().span().start()
        }
        Expression::PropertyAccess(PropertyAccess::Super(access))
            if matches!(access.field(), PropertyAccessField::Const(_)) =>
        {
            access.field().span().start()
        }
        callee => callee.span().end(),
    }
}

impl<'ast> Visitor<'ast> for Collector<'_> {
    type BreakTy = ();

    fn visit_call(&mut self, call: &'ast Call) -> ControlFlow<()> {
        self.note_expression(call_position(call.function()), Role::Callee, call.function());
        for argument in call.args() {
            if let Expression::Spread(spread) = argument {
                self.note_expression(spread.target().span().start(), Role::SpreadArgument, spread.target());
            }
        }
        call.visit_with(self)
    }

    fn visit_new(&mut self, new: &'ast New) -> ControlFlow<()> {
        self.note_expression(new.call().span().start(), Role::Constructor, new.constructor());
        for part in std::iter::once(new.constructor()).chain(new.arguments()) {
            self.visit_expression(part)?;
        }
        ControlFlow::Continue(())
    }

    fn visit_identifier(&mut self, name: &'ast Identifier) -> ControlFlow<()> {
        self.note(name.span().start(), Role::Name, text(self.interner, name.sym()));
        ControlFlow::Continue(())
    }

    fn visit_private_property_access(&mut self, access: &'ast PrivatePropertyAccess) -> ControlFlow<()> {
        let name = access.field();
        let shown = format!("#{}", text(self.interner, name.description()));
        self.note(name.span().start(), Role::PrivateName, shown.clone());
        // An assignment is where its operator is.
        self.note(name.span().end(), Role::PrivateName, shown);
        access.visit_with(self)
    }

    fn visit_array_literal(&mut self, array: &'ast ArrayLiteral) -> ControlFlow<()> {
        for element in array.as_ref().iter().flatten() {
            if let Expression::Spread(spread) = element {
                self.note_expression(spread.target().span().start(), Role::Iterable, spread.target());
            }
        }
        array.visit_with(self)
    }

    fn visit_for_of_loop(&mut self, node: &'ast ForOfLoop) -> ControlFlow<()> {
        self.note_expression(node.iterable().span().start(), Role::Iterable, node.iterable());
        node.visit_with(self)
    }

    fn visit_variable(&mut self, variable: &'ast Variable) -> ControlFlow<()> {
        if let boa_engine::ast::declaration::Binding::Pattern(pattern) = variable.binding() {
            self.note_pattern(pattern, variable.init());
        }
        variable.visit_with(self)
    }

    fn visit_assign(&mut self, assign: &'ast Assign) -> ControlFlow<()> {
        if let AssignTarget::Pattern(pattern) = assign.lhs() {
            self.note_pattern(pattern, Some(assign.rhs()));
        }
        assign.visit_with(self)
    }

    fn visit_array_pattern(&mut self, pattern: &'ast ArrayPattern) -> ControlFlow<()> {
        self.note(pattern.span().start(), Role::ArrayPattern, String::new());
        pattern.visit_with(self)
    }

    fn visit_object_pattern(&mut self, pattern: &'ast ObjectPattern) -> ControlFlow<()> {
        if let Some((position, Some(name))) = first_property(pattern) {
            self.note(position, Role::Property, text(self.interner, name.sym()));
        }
        pattern.visit_with(self)
    }
}
