//! Expressions as V8 shows them in messages: names and literals, the rest as `(intermediate value)`.

use boa_engine::{
    ast::{
        Expression,
        expression::{
            access::{PropertyAccess, PropertyAccessField},
            literal::{LiteralKind, PropertyDefinition},
            operator::unary::UnaryOp,
        },
    },
    interner::{Interner, Sym},
};

pub(super) fn text(interner: &Interner, symbol: Sym) -> String {
    interner.resolve_expect(symbol).to_string()
}

/// The expression, which always shows as something.
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
        Expression::Optional(chain) => print(chain.target(), interner),
        Expression::Call(call) => format!("{}(...)", print(call.function(), interner)),
        Expression::New(new) => return shown(new.constructor(), interner),
        Expression::ArrayLiteral(array) => {
            let elements = array
                .as_ref()
                .iter()
                .map(|element| element.as_ref().map_or_else(String::new, |element| print(element, interner)));
            format!("[{}]", elements.collect::<Vec<_>>().join(","))
        }
        Expression::ObjectLiteral(object) => {
            let values: Vec<_> = object
                .properties()
                .iter()
                .map(|property| match property {
                    PropertyDefinition::IdentifierReference(name) => text(interner, name.sym()),
                    PropertyDefinition::Property(_, value) => print(value, interner),
                    _ => "(intermediate value)".to_owned(),
                })
                .collect();
            format!("{{{}}}", values.concat())
        }
        Expression::Spread(spread) => format!("(...{})", print(spread.target(), interner)),
        Expression::Unary(unary) => {
            let space = if matches!(unary.op(), UnaryOp::Delete | UnaryOp::TypeOf | UnaryOp::Void) { " " } else { "" };
            format!("({}{space}{})", unary.op(), print(unary.target(), interner))
        }
        Expression::Binary(binary) => {
            format!("({} {} {})", print(binary.lhs(), interner), binary.op(), print(binary.rhs(), interner))
        }
        Expression::Await(inner) => return shown(inner.target(), interner),
        _ => return None,
    })
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
