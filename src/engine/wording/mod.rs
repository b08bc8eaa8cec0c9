//! The messages of the errors that the engine throws, in V8's words.
//!
//! Most differ in words only. What V8 takes from the source (`o.f is not a function`) is looked up
//! there, where the error was thrown; see `source`.

mod natives;
mod phrases;
mod print;
mod source;

use boa_engine::{
    ast::{Position, SourceText},
    context::ErrorSite,
    vm::SourcePath,
};

pub(crate) use self::source::Calls;
use self::source::Role;
use crate::environment::Environment;

/// V8's message for one of the engine's.
pub(super) fn message(message: &str, site: ErrorSite<'_>) -> Option<String> {
    match site {
        ErrorSite::Native { name, this, arguments, is_construct } => {
            natives::Call { name, this, arguments, is_construct }.message(message)
        }
        ErrorSite::Code { path, source, position } => in_code(message, &Place { path, source, position }),
    }
    .or_else(|| general(message))
}

/// What is said alike wherever it happens.
fn general(message: &str) -> Option<String> {
    let text = match message {
        "cannot convert 'null' or 'undefined' to object" => "Cannot convert undefined or null to object",
        "can't convert symbol to string" => "Cannot convert a Symbol value to a string",
        "argument must not be a symbol" | "cannot convert a Symbol to a number" => {
            "Cannot convert a Symbol value to a number"
        }
        "cannot mix BigInt and other types, use explicit conversions" => {
            "Cannot mix BigInt and other types, use explicit conversions"
        }
        "argument must not be a bigint" => "Cannot convert a BigInt value to a number",
        "Generator should not be executing" => "Generator is already running",
        "cannot serialize bigint to JSON" => "Do not know how to serialize a BigInt",
        "invalid array length" => "Invalid array length",
        "right-hand side of 'instanceof' is not callable" => "Right-hand side of 'instanceof' is not callable",
        _ if message.starts_with("right-hand side of 'instanceof' should be") => {
            "Right-hand side of 'instanceof' is not an object"
        }
        _ if message.starts_with("cannot mutate an immutable binding") => "Assignment to constant variable.",
        "cannot convert object to primitive value" => "Cannot convert object to primitive value",
        "import options must be an object or undefined" => "The second argument to import() must be an object",
        "the 'with' option must be an object" if has_import_assertions() => "The 'assert' option must be an object",
        "the 'with' option must be an object" => "The 'with' option must be an object",
        "import attribute value must be a string" if has_import_assertions() => {
            "Import assertion value must be a string"
        }
        "import attribute value must be a string" => "Import attribute value must be a string",
        "bad length for array" => "Invalid array length",
        "BigInt division by zero" => "Division by zero",
        "BigInt negative exponent" => "undefined must be positive",
        "cannot freeze object" => "Cannot freeze",
        "cannot seal object" => "Cannot seal",
        _ => return quoted(message),
    };
    Some(text.to_owned())
}

fn has_import_assertions() -> bool {
    Environment::current().has_import_assertions.get()
}

/// What names something between backquotes.
fn quoted(message: &str) -> Option<String> {
    let name = message.split('`').nth(1);
    let name = name.or_else(|| message.split('\'').nth(1))?;
    if message.starts_with("cannot assign to uninitialized binding")
        || message.starts_with("cannot get uninitialized import")
    {
        return Some(format!("Cannot access '{name}' before initialization"));
    }
    if message.starts_with("cannot assign to uninitialized") {
        return Some(format!("{name} is not defined"));
    }
    if message.starts_with("cannot convert string '") {
        return Some(format!("Cannot convert {name} to a BigInt"));
    }
    None
}

/// Where code was when an error was thrown.
struct Place<'a> {
    path: &'a SourcePath,
    source: Option<&'a SourceText>,
    position: Option<Position>,
}

impl Place<'_> {
    /// The text of what has a role at the place.
    fn text(&self, role: Role) -> Option<String> {
        let position = self.position?;
        if let SourcePath::Path(path) = self.path
            && let Some(source) = Environment::current().scripts.by_path(path)
        {
            return source.calls().text(position, role);
        }
        let text = self.source?.get_code_points_from_pos(Default::default());
        Calls::of(text).text(position, role)
    }
}

fn in_code(message: &str, place: &Place<'_>) -> Option<String> {
    match message {
        "not a callable function" => Some(match place.text(Role::IteratedCall) {
            Some(call) => format!("{call} is not iterable"),
            None => format!("{} is not a function", place.text(Role::Callee)?),
        }),
        "not a constructor" => Some(format!("{} is not a constructor", place.text(Role::Constructor)?)),
        "private property was defined without a setter" => {
            Some(format!("'{}' was defined without a setter", place.text(Role::PrivateName)?))
        }
        "private property was defined without a getter" => {
            Some(format!("'{}' was defined without a getter", place.text(Role::PrivateName)?))
        }
        _ if message.starts_with("Cannot read private member ") => {
            Some(format!("Receiver must be {}", place.text(Role::MethodOwner)?))
        }
        "access of uninitialized binding" => {
            Some(format!("Cannot access '{}' before initialization", place.text(Role::Name)?))
        }
        "Cannot destructure 'null' value" => destructured(place, "null"),
        "Cannot destructure 'undefined' value" => destructured(place, "undefined"),
        _ if message.ends_with(" is not iterable (cannot read property Symbol(Symbol.iterator))") => {
            let nothing = ["null", "undefined"]
                .into_iter()
                .find(|value| message.trim_start_matches("object ").starts_with(value));
            match (place.text(Role::SpreadArgument), nothing) {
                (Some(argument), Some(value)) => {
                    return Some(format!("{argument} is not iterable (cannot read property {value})"));
                }
                (Some(_), None) => {
                    return Some("Spread syntax requires ...iterable[Symbol.iterator] to be a function".to_owned());
                }
                (None, _) => {}
            }
            if let Some(iterable) = place.text(Role::Iterable) {
                return Some(format!("{iterable} is not iterable"));
            }
            let owner = place.text(Role::IterableProperty)?;
            match nothing {
                Some(value) => Some(not_destructured(&owner, "Symbol(Symbol.iterator)", value)),
                None if owner.is_empty() => None,
                None => Some(format!("{owner} is not iterable (cannot read property Symbol(Symbol.iterator))")),
            }
        }
        _ if message.ends_with(" is not async iterable") => {
            Some(format!("{} is not async iterable", place.text(Role::Iterable)?))
        }
        _ => None,
    }
}

fn destructured(place: &Place<'_>, value: &str) -> Option<String> {
    let name = place.text(Role::Property);
    if let Some(name) = &name
        && place.text(Role::Plain).is_some()
    {
        return Some(format!("Cannot read properties of {value} (reading '{name}')"));
    }
    let owner = place.text(Role::Destructured).unwrap_or_default();
    match name {
        Some(name) => Some(not_destructured(&owner, &name, value)),
        None if owner.is_empty() => Some(format!("Cannot destructure '{}' as it is {value}.", typed(value))),
        None => Some(format!("Cannot destructure '{owner}' as it is {value}.")),
    }
}

/// `owner` is the text of what is taken apart, if it has one.
fn not_destructured(owner: &str, name: &str, value: &str) -> String {
    let owner = if owner.is_empty() { typed(value) } else { owner };
    format!("Cannot destructure property '{name}' of '{owner}' as it is {value}.")
}

/// `null` or `undefined` with its type, where that says more.
fn typed(value: &str) -> &str {
    if value == "null" { "object null" } else { value }
}
