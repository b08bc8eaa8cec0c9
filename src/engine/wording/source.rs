//! What stands in a source where an error was thrown: what was called, iterated, taken apart.
//!
//! V8 reads a function again to word such an error; here it is the whole source, once, for the first
//! error that needs it.

use std::ops::ControlFlow;

use boa_engine::{
    Source,
    ast::{
        Expression, Position, Spanned,
        declaration::{Binding, Variable},
        expression::{
            Call, Identifier, New, Optional, OptionalOperationKind, TaggedTemplate,
            access::{PrivatePropertyAccess, PropertyAccess, PropertyAccessField},
            literal::ArrayLiteral,
            operator::{Assign, assign::AssignTarget},
        },
        function::{ClassDeclaration, ClassElement, ClassElementName, ClassExpression, FormalParameter},
        pattern::{ArrayPattern, ObjectPattern, ObjectPatternElement, Pattern},
        property::PropertyName,
        scope::Scope,
        statement::{Catch, ForOfLoop, iteration::IterableLoopInitializer},
        visitor::{VisitWith, Visitor},
    },
    interner::{Interner, Sym},
    parser::Parser,
};
use rustc_hash::FxHashMap;

use super::print::{print, print_optional, text};

/// What something in a source is to an error.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Callee,
    Constructor,
    Name,
    PrivateName,
    /// What has the private method that is named.
    MethodOwner,
    Iterable,
    SpreadArgument,
    /// The first property of a pattern.
    Property,
    ArrayPattern,
    /// The value that a pattern takes apart.
    Destructured,
    /// A pattern whose value V8 takes for that of a plain property.
    Plain,
    /// The value in whose property an array pattern is.
    IterableProperty,
}

/// The texts of a source by their places.
#[derive(Default)]
pub(crate) struct Calls(FxHashMap<(u32, u32, Role), String>);

impl Calls {
    pub(crate) fn of(text: &[u16]) -> Self {
        let mut interner = Interner::default();
        let mut calls = Self::default();
        if let Ok(script) = Parser::new(Source::from_utf16(text)).parse_script(&Scope::new_global(), &mut interner) {
            let mut collector = Collector { calls: &mut calls, interner: &interner, classes: Vec::new() };
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
    /// The classes around, each with its name and its private methods.
    classes: Vec<(String, FxHashMap<Sym, bool>)>,
}

impl Collector<'_> {
    fn note(&mut self, position: Position, role: Role, text: String) {
        self.calls.0.entry((position.line_number(), position.column_number(), role)).or_insert(text);
    }

    fn note_expression(&mut self, position: Position, role: Role, expression: &Expression) {
        self.note(position, role, print(expression, self.interner));
    }

    /// A pattern and what it takes apart, as V8 shows that.
    fn note_pattern(&mut self, pattern: &Pattern, value: &str) {
        match pattern {
            Pattern::Array(pattern) => self.note(pattern.span().start(), Role::Iterable, value.to_owned()),
            Pattern::Object(pattern) => {
                self.note(start_of(pattern), Role::Destructured, value.to_owned());
                self.note_properties(pattern, Some(value));
            }
        }
    }

    /// The patterns in a pattern.
    fn note_properties(&mut self, pattern: &ObjectPattern, value: Option<&str>) {
        for element in pattern.bindings() {
            let ObjectPatternElement::Pattern { pattern, default_init, .. } = element else { continue };
            match (pattern, default_init) {
                (Pattern::Object(pattern), Some(default)) => {
                    self.note_expression(start_of(pattern), Role::Destructured, default);
                }
                (Pattern::Object(pattern), None) => self.note(start_of(pattern), Role::Plain, String::new()),
                (Pattern::Array(pattern), _) => {
                    let value = value.unwrap_or_default().to_owned();
                    self.note(pattern.span().start(), Role::IterableProperty, value);
                }
            }
        }
    }

    fn enter_class(&mut self, name: Option<Identifier>, elements: &[ClassElement]) {
        let name = name.map_or_else(|| "anonymous".to_owned(), |name| text(self.interner, name.sym()));
        let methods = elements.iter().filter_map(|element| match element {
            ClassElement::MethodDefinition(method) => match method.name() {
                ClassElementName::PrivateName(name) => Some((name.description(), method.is_static())),
                ClassElementName::PropertyName(_) => None,
            },
            _ => None,
        });
        self.classes.push((name, methods.collect()));
    }

    fn note_method_owner(&mut self, position: Position, name: Sym) {
        let owner = self.classes.iter().rev().find_map(|(class, methods)| Some((class, *methods.get(&name)?)));
        if let Some((class, is_static)) = owner {
            let owner = if is_static { format!("class {class}") } else { format!("an instance of class {class}") };
            self.note(position, Role::MethodOwner, owner);
        }
    }

    fn note_arguments(&mut self, arguments: &[Expression]) {
        for argument in arguments {
            if let Expression::Spread(spread) = argument {
                self.note_expression(spread.target().span().start(), Role::SpreadArgument, spread.target());
            }
        }
    }
}

/// Where the engine says that an object pattern is: at its first property.
fn start_of(pattern: &ObjectPattern) -> Position {
    first_property(pattern).map_or(pattern.span().start(), |name| name.0)
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
        self.note_arguments(call.args());
        call.visit_with(self)
    }

    fn visit_optional(&mut self, chain: &'ast Optional) -> ControlFlow<()> {
        let mut callee = call_position(chain.target());
        for (index, link) in chain.chain().iter().enumerate() {
            if let OptionalOperationKind::Call { args } = link.kind() {
                let shown = print_optional(chain, index, self.interner);
                self.note(callee, Role::Callee, shown);
                self.note_arguments(args);
            }
            callee = match link.kind() {
                OptionalOperationKind::SimplePropertyAccess { field: PropertyAccessField::Const(name) } => {
                    name.span().start()
                }
                _ => link.span().end(),
            };
        }
        chain.visit_with(self)
    }

    fn visit_tagged_template(&mut self, template: &'ast TaggedTemplate) -> ControlFlow<()> {
        // As the compiler says it: only a plain name is where it stands.
        let position = match template.tag() {
            Expression::Identifier(name) => name.span().start(),
            tag => tag.span().end(),
        };
        self.note_expression(position, Role::Callee, template.tag());
        template.visit_with(self)
    }

    fn visit_new(&mut self, new: &'ast New) -> ControlFlow<()> {
        self.note_expression(new.call().span().start(), Role::Constructor, new.constructor());
        self.note_arguments(new.arguments());
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
        self.note_method_owner(name.span().start(), name.description());
        let shown = format!("#{}", text(self.interner, name.description()));
        self.note(name.span().start(), Role::PrivateName, shown.clone());
        // An assignment is where its operator is.
        self.note(name.span().end(), Role::PrivateName, shown);
        access.visit_with(self)
    }

    fn visit_class_declaration(&mut self, class: &'ast ClassDeclaration) -> ControlFlow<()> {
        self.enter_class(Some(class.name()), class.elements());
        let flow = class.visit_with(self);
        self.classes.pop();
        flow
    }

    fn visit_class_expression(&mut self, class: &'ast ClassExpression) -> ControlFlow<()> {
        self.enter_class(class.name(), class.elements());
        let flow = class.visit_with(self);
        self.classes.pop();
        flow
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
        match node.initializer() {
            IterableLoopInitializer::Let(Binding::Pattern(pattern))
            | IterableLoopInitializer::Const(Binding::Pattern(pattern)) => self.note_pattern(pattern, ".for"),
            IterableLoopInitializer::Var(variable) => {
                if let Binding::Pattern(pattern) = variable.binding() {
                    self.note_pattern(pattern, ".for");
                }
            }
            _ => {}
        }
        node.visit_with(self)
    }

    fn visit_variable(&mut self, variable: &'ast Variable) -> ControlFlow<()> {
        if let Binding::Pattern(pattern) = variable.binding() {
            if let Some(value) = variable.init() {
                let shown = print(value, self.interner);
                self.note_pattern(pattern, &shown);
                if let Pattern::Array(_) = pattern {
                    self.note(value.span().start(), Role::Iterable, shown);
                }
            } else if let Pattern::Object(pattern) = pattern {
                self.note_properties(pattern, None);
            }
        }
        variable.visit_with(self)
    }

    fn visit_formal_parameter(&mut self, parameter: &'ast FormalParameter) -> ControlFlow<()> {
        if let Binding::Pattern(Pattern::Object(pattern)) = parameter.variable().binding()
            && parameter.variable().init().is_some()
        {
            // V8 shows each part of what it makes of a default value.
            self.note(start_of(pattern), Role::Destructured, "(intermediate value)".repeat(3));
        }
        parameter.visit_with(self)
    }

    fn visit_catch(&mut self, catch: &'ast Catch) -> ControlFlow<()> {
        if let Some(Binding::Pattern(Pattern::Object(pattern))) = catch.parameter() {
            self.note(start_of(pattern), Role::Destructured, ".catch".to_owned());
            self.note_properties(pattern, None);
        }
        catch.visit_with(self)
    }

    fn visit_assign(&mut self, assign: &'ast Assign) -> ControlFlow<()> {
        match assign.lhs() {
            AssignTarget::Pattern(Pattern::Object(pattern)) => {
                let shown = print(assign.rhs(), self.interner);
                self.note(start_of(pattern), Role::Destructured, shown.clone());
                self.note_properties(pattern, Some(&shown));
            }
            AssignTarget::Pattern(Pattern::Array(_)) => {
                self.note(assign.rhs().span().start(), Role::ArrayPattern, String::new());
            }
            _ => {}
        }
        assign.visit_with(self)
    }

    fn visit_array_pattern(&mut self, pattern: &'ast ArrayPattern) -> ControlFlow<()> {
        self.note(pattern.span().start(), Role::ArrayPattern, String::new());
        pattern.visit_with(self)
    }

    fn visit_object_pattern(&mut self, pattern: &'ast ObjectPattern) -> ControlFlow<()> {
        if let Some(ObjectPatternElement::SingleName { default_init: Some(_), .. }) = pattern.bindings().first() {
            self.note(start_of(pattern), Role::Plain, String::new());
        }
        if let Some((position, Some(name))) = first_property(pattern) {
            self.note(position, Role::Property, text(self.interner, name.sym()));
        }
        pattern.visit_with(self)
    }
}
