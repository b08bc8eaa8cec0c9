//! Expressions as V8 shows them in messages: names and literals, the rest as `(intermediate value)`.

use boa_engine::{
    ast::{
        Expression,
        expression::{
            Optional, OptionalOperationKind,
            access::{PropertyAccess, PropertyAccessField},
            literal::{Literal, LiteralKind, TemplateElement},
            operator::{Unary, assign::AssignTarget, unary::UnaryOp},
        },
    },
    interner::{Interner, Sym},
};

pub(super) fn text(interner: &Interner, symbol: Sym) -> String {
    interner.resolve_expect(symbol).to_string()
}

/// The expression, which always shows as something; of an optional chain V8 shows only parts.
pub(super) fn print(expression: &Expression, interner: &Interner) -> String {
    shown(expression, interner).unwrap_or_else(|| "(intermediate value)".to_owned())
}

fn shown(expression: &Expression, interner: &Interner) -> Option<String> {
    Some(match expression {
        Expression::Identifier(name) => text(interner, name.sym()),
        Expression::This(_) => "this".to_owned(),
        Expression::Literal(literal) => match literal.kind() {
            LiteralKind::String(symbol) => format!("\"{}\"", text(interner, *symbol)),
            LiteralKind::Num(number) => boa_engine::JsValue::from(*number).display().to_string(),
            LiteralKind::Int(number) => number.to_string(),
            LiteralKind::BigInt(number) => number.to_string(),
            LiteralKind::Bool(value) => value.to_string(),
            LiteralKind::Null => "null".to_owned(),
            LiteralKind::Undefined => "undefined".to_owned(),
        },
        Expression::RegExpLiteral(literal) => {
            format!("/{}/{}", text(interner, literal.pattern()), text(interner, literal.flags()))
        }
        Expression::Parenthesized(inner) => return shown(inner.expression(), interner),
        Expression::PropertyAccess(access) => property(access, interner),
        Expression::Call(call) => format!("{}(...)", print(call.function(), interner)),
        Expression::ArrayLiteral(array) => {
            let elements = array
                .as_ref()
                .iter()
                .map(|element| element.as_ref().map_or_else(String::new, |element| print(element, interner)));
            format!("[{}]", elements.collect::<Vec<_>>().join(","))
        }
        Expression::ObjectLiteral(object) => {
            format!("{{{}}}", "(intermediate value)".repeat(object.properties().len()))
        }
        Expression::Spread(spread) => format!("(...{})", print(spread.target(), interner)),
        Expression::Assign(assign) => match assign.lhs() {
            AssignTarget::Identifier(name) => text(interner, name.sym()),
            AssignTarget::Access(access) => property(access, interner),
            AssignTarget::Pattern(_) => return None,
        },
        Expression::TemplateLiteral(template) => match template.elements() {
            [TemplateElement::String(symbol)] => format!("\"{}\"", text(interner, *symbol)),
            _ => return None,
        },
        // A negative number is a literal.
        Expression::Unary(unary) if is_negative_number(unary) => format!("-{}", print(unary.target(), interner)),
        Expression::Unary(unary) => {
            let space = if matches!(unary.op(), UnaryOp::Delete | UnaryOp::TypeOf | UnaryOp::Void) { " " } else { "" };
            format!("({}{space}{})", unary.op(), print(unary.target(), interner))
        }
        Expression::Binary(binary) => {
            format!("({} {} {})", print(binary.lhs(), interner), binary.op(), print(binary.rhs(), interner))
        }
        _ => return None,
    })
}

fn is_negative_number(unary: &Unary) -> bool {
    let is_number = |literal: &Literal| matches!(literal.kind(), LiteralKind::Num(_) | LiteralKind::Int(_));
    unary.op() == UnaryOp::Minus
        && matches!(unary.target().flatten(), Expression::Literal(literal) if is_number(literal))
}

/// The first links of an optional chain.
pub(super) fn print_optional(chain: &Optional, length: usize, interner: &Interner) -> String {
    let mut shown = print(chain.target(), interner);
    for link in &chain.chain()[..length] {
        let dots = if link.shorted() { "?." } else { "" };
        shown = match link.kind() {
            OptionalOperationKind::SimplePropertyAccess { field: PropertyAccessField::Const(name) } => {
                let dots = if link.shorted() { "?." } else { "." };
                format!("{shown}{dots}{}", text(interner, name.sym()))
            }
            OptionalOperationKind::SimplePropertyAccess { field: PropertyAccessField::Expr(key) } => {
                format!("{shown}{dots}[{}]", print(key, interner))
            }
            OptionalOperationKind::PrivatePropertyAccess { field } => {
                format!("{shown}{dots}.#{}", text(interner, field.description()))
            }
            OptionalOperationKind::Call { .. } => format!("{shown}{dots}(...)"),
        };
    }
    shown
}

fn property(access: &PropertyAccess, interner: &Interner) -> String {
    match access {
        PropertyAccess::Simple(access) => match access.field() {
            PropertyAccessField::Const(name) => {
                format!("{}.{}", print(access.target(), interner), text(interner, name.sym()))
            }
            PropertyAccessField::Expr(key) => {
                let target = print(access.target(), interner);
                match key.as_ref() {
                    Expression::Literal(literal) if matches!(literal.kind(), LiteralKind::String(_)) => {
                        let LiteralKind::String(name) = literal.kind() else { return target };
                        format!("{target}.{}", text(interner, *name))
                    }
                    key => format!("{target}[{}]", print(key, interner)),
                }
            }
        },
        PropertyAccess::Private(access) => {
            format!("{}.#{}", print(access.target(), interner), text(interner, access.field().description()))
        }
        PropertyAccess::Super(access) => match access.field() {
            PropertyAccessField::Const(name) => format!("(intermediate value).{}", text(interner, name.sym())),
            PropertyAccessField::Expr(key) => format!("(intermediate value)[{}]", print(key, interner)),
        },
    }
}
