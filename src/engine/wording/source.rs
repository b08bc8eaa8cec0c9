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
            Call, Identifier, New, Optional, OptionalOperationKind, TaggedTemplate, Yield,
            access::{PrivatePropertyAccess, PropertyAccess, PropertyAccessField},
            literal::ArrayLiteral,
            operator::{Assign, assign::AssignTarget},
        },
        function::{ClassDeclaration, ClassElement, ClassElementName, ClassExpression, FormalParameter},
        pattern::{ArrayPattern, ArrayPatternElement, ObjectPattern, ObjectPatternElement, Pattern},
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
    /// What is called for a value to iterate, and its return value.
    IteratedCall,
    Constructor,
    Name,
    PrivateName,
    /// What has the private method that is named.
    MethodOwner,
    Iterable,
    SpreadArgument,
    /// The first property of a pattern.
    Property,
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
                (Pattern::Array(_), Some(_)) => {}
                (Pattern::Array(pattern), None) => {
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

    /// The arguments of a call. Of spread ones V8 words the errors only if there is one, at the end.
    fn note_arguments(&mut self, arguments: &[Expression]) {
        let mut spread = arguments.iter().filter_map(|argument| match argument {
            Expression::Spread(spread) => Some(spread),
            _ => None,
        });
        if let (Some(only), None, Some(Expression::Spread(_))) = (spread.next(), spread.next(), arguments.last()) {
            self.note_expression(value_position(only.target()), Role::SpreadArgument, only.target());
        }
    }

    /// What is iterated.
    fn note_iterable(&mut self, iterable: &Expression) {
        let position = value_position(iterable);
        match iterable.flatten() {
            Expression::Call(call) => {
                self.note_iterated_call(iterable);
                self.note(position, Role::Iterable, call_or_value(call.function(), self.interner));
            }
            Expression::Optional(_) => {}
            iterable => self.note_expression(position, Role::Iterable, iterable),
        }
    }

    /// A call whose result is iterated, if it is one.
    fn note_iterated_call(&mut self, value: &Expression) {
        match value.flatten() {
            Expression::Call(call) => {
                let shown = call_or_value(call.function(), self.interner);
                self.note(call_position(call.function()), Role::IteratedCall, shown);
            }
            Expression::TaggedTemplate(template) => {
                let shown = call_or_value(template.tag(), self.interner);
                self.note(template.span().start(), Role::IteratedCall, shown);
            }
            _ => {}
        }
    }
}

/// What V8 says of a call whose value is to be iterated: it does not tell which of the two failed.
fn call_or_value(callee: &Expression, interner: &Interner) -> String {
    format!("{} is not a function or its return value", print(callee, interner))
}

/// Where the compiler says that the value of an expression comes from.
fn value_position(expression: &Expression) -> Position {
    match expression.flatten() {
        Expression::Call(call) => call_position(call.function()),
        Expression::PropertyAccess(PropertyAccess::Simple(access)) => match access.field() {
            PropertyAccessField::Const(name) if follows_call(access.target()) => {
                let name = name.span().start();
                Position::new(name.line_number(), (name.column_number() - 1).max(1))
            }
            PropertyAccessField::Const(name) => name.span().start(),
            PropertyAccessField::Expr(_) => access.target().span().end(),
        },
        Expression::Assign(assign) => assign.lhs().span().end(),
        Expression::TaggedTemplate(template) => template.span().start(),
        expression => expression_start(expression),
    }
}

fn follows_call(target: &Expression) -> bool {
    match target {
        Expression::Call(_) => true,
        Expression::PropertyAccess(PropertyAccess::Simple(access)) => follows_call(access.target()),
        _ => false,
    }
}

/// Where an expression begins: the span of a call is that of its arguments.
fn expression_start(expression: &Expression) -> Position {
    match expression {
        Expression::Call(call) => expression_start(call.function()),
        Expression::PropertyAccess(PropertyAccess::Simple(access)) => expression_start(access.target()),
        Expression::PropertyAccess(PropertyAccess::Private(access)) => expression_start(access.target()),
        Expression::Optional(chain) => expression_start(chain.target()),
        Expression::TaggedTemplate(template) => expression_start(template.tag()),
        Expression::Binary(binary) => expression_start(binary.lhs()),
        Expression::Conditional(conditional) => expression_start(conditional.condition()),
        Expression::Assign(assign) => match assign.lhs() {
            AssignTarget::Access(access) => access_start(access),
            target => target.span().start(),
        },
        expression => expression.span().start(),
    }
}

fn access_start(access: &PropertyAccess) -> Position {
    match access {
        PropertyAccess::Simple(access) => expression_start(access.target()),
        PropertyAccess::Private(access) => expression_start(access.target()),
        PropertyAccess::Super(access) => access.span().start(),
    }
}

/// Where the engine says that an object pattern is: at where its first property goes.
fn start_of(pattern: &ObjectPattern) -> Position {
    first_property(pattern).map_or(pattern.span().start(), |property| property.0)
}

/// Where the first property of a pattern goes, and its name, if that is plain.
fn first_property(pattern: &ObjectPattern) -> Option<(Position, Option<Identifier>)> {
    let (name, target) = match pattern.bindings().first()? {
        ObjectPatternElement::SingleName { name, ident, .. } => (name, ident.span().start()),
        ObjectPatternElement::AssignmentPropertyAccess { name, access, .. } => (name, access_start(access)),
        ObjectPatternElement::Pattern { name, pattern, .. } => (name, pattern.span().start()),
        _ => return None,
    };
    Some(match name {
        PropertyName::Literal(name) => (target, Some(*name)),
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
                let position = if link.shorted() { link.span().start() } else { callee };
                self.note(position, Role::Callee, shown);
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
        self.note_expression(template.span().start(), Role::Callee, template.tag());
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
                self.note_iterable(spread.target());
            }
        }
        array.visit_with(self)
    }

    fn visit_yield(&mut self, node: &'ast Yield) -> ControlFlow<()> {
        // V8 words a call in the code that it makes of the expression.
        if node.delegate()
            && let Some(Expression::Call(call)) = node.target()
        {
            let position = call_position(call.function());
            for role in [Role::IteratedCall, Role::Iterable] {
                self.note(position, role, "yield* (intermediate value)".to_owned());
            }
        }
        node.visit_with(self)
    }

    fn visit_for_of_loop(&mut self, node: &'ast ForOfLoop) -> ControlFlow<()> {
        self.note_iterable(node.iterable());
        match node.initializer() {
            IterableLoopInitializer::Pattern(Pattern::Object(pattern)) => {
                self.note(start_of(pattern), Role::Plain, String::new());
            }
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
                    self.note_iterated_call(value);
                    let is_plain =
                        !matches!(value, Expression::Call(_) | Expression::Optional(_) | Expression::Assign(_));
                    if is_plain {
                        self.note(expression_start(value), Role::Iterable, shown);
                    }
                }
            } else if let Pattern::Object(pattern) = pattern {
                self.note_properties(pattern, None);
            }
        }
        variable.visit_with(self)
    }

    fn visit_formal_parameter(&mut self, parameter: &'ast FormalParameter) -> ControlFlow<()> {
        let (binding, default) = (parameter.variable().binding(), parameter.variable().init());
        if let Binding::Pattern(Pattern::Object(pattern)) = binding {
            if default.is_some() {
                // V8 shows each part of what it makes of a default value.
                self.note(start_of(pattern), Role::Destructured, "(intermediate value)".repeat(3));
            } else {
                self.note_properties(pattern, None);
            }
        }
        // A default value is not what the pattern of a variable takes apart.
        if let Some(default) = default {
            self.visit_expression(default)?;
        }
        self.visit_binding(binding)
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
                self.note_iterated_call(assign.rhs());
            }
            _ => {}
        }
        assign.visit_with(self)
    }

    fn visit_array_pattern(&mut self, pattern: &'ast ArrayPattern) -> ControlFlow<()> {
        for element in pattern.bindings() {
            if let ArrayPatternElement::Pattern { pattern: Pattern::Object(pattern), default_init: None } = element {
                self.note(start_of(pattern), Role::Plain, String::new());
                self.note_properties(pattern, None);
            }
        }
        pattern.visit_with(self)
    }

    fn visit_object_pattern(&mut self, pattern: &'ast ObjectPattern) -> ControlFlow<()> {
        if let Some(
            ObjectPatternElement::SingleName { default_init: Some(_), .. }
            | ObjectPatternElement::AssignmentPropertyAccess { .. },
        ) = pattern.bindings().first()
        {
            self.note(start_of(pattern), Role::Plain, String::new());
        }
        if let Some((position, Some(name))) = first_property(pattern) {
            self.note(position, Role::Property, text(self.interner, name.sym()));
        }
        pattern.visit_with(self)
    }
}
