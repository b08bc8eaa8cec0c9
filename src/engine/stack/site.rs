//! One frame of a stack, as V8 tells it.

use std::fmt::{self, Display, Formatter};

/// See the module.
#[derive(Clone, Default)]
pub(crate) struct Site {
    /// A frame of the host: V8's own words for it.
    pub(crate) text: Option<String>,
    pub(crate) function_name: Option<String>,
    pub(crate) type_name: Option<String>,
    pub(crate) method_name: Option<String>,
    pub(crate) file: Option<String>,
    pub(crate) line: Option<i32>,
    pub(crate) column: Option<i32>,
    /// `eval at f (file:1:2)`
    pub(crate) eval_origin: Option<String>,
    pub(crate) is_native: bool,
    pub(crate) is_constructor: bool,
    pub(crate) is_async: bool,
    /// Which element of `Promise.all` or its like is waited for.
    pub(crate) promise_index: Option<usize>,
}

impl Site {
    /// Whether the function was called on nothing or on the global object.
    pub(crate) fn is_toplevel(&self) -> bool {
        self.type_name.is_none()
    }

    /// `f.js:1:2`
    fn place(&self) -> String {
        if self.is_native {
            return "<anonymous>".to_owned();
        }
        let mut place = match (&self.eval_origin, self.file.as_deref()) {
            (Some(origin), None) => format!("{origin}, <anonymous>"),
            (_, None | Some("")) => "<anonymous>".to_owned(),
            (_, Some(file)) => file.to_owned(),
        };
        // V8 takes 0 for a line that it does not know.
        if let Some(line) = self.line.filter(|line| *line != 0) {
            place.push_str(&format!(":{line}"));
            if let Some(column) = self.column.filter(|column| *column != 0) {
                place.push_str(&format!(":{column}"));
            }
        }
        place
    }

    /// `K.f [as g]`
    fn method(&self, type_name: &str) -> String {
        let method = self.method_name.as_deref();
        match self.function_name.as_deref() {
            None => format!("{type_name}.{}", method.unwrap_or("<anonymous>")),
            Some(function) => {
                let mut text = String::new();
                if is_identifier(function) {
                    text.push_str(type_name);
                    text.push('.');
                }
                text.push_str(function);
                if let Some(method) = method
                    && !ends_with_name(function, method)
                {
                    text.push_str(&format!(" [as {method}]"));
                }
                text
            }
        }
    }
}

/// Whether a function is called so, also as `a.x`.
fn ends_with_name(function: &str, method: &str) -> bool {
    function.strip_suffix(method).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Whether a name is one word, and so not one that V8 made up.
fn is_identifier(name: &str) -> bool {
    let is_part = |unit: char| unit.is_alphanumeric() || matches!(unit, '$' | '_');
    name.chars().all(is_part) && !name.starts_with(|unit: char| unit.is_numeric())
}

impl Display for Site {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if let Some(text) = &self.text {
            return formatter.write_str(text);
        }
        if self.is_async {
            formatter.write_str("async ")?;
        }
        let name = match (&self.type_name, &self.function_name) {
            (_, Some(name)) if self.promise_index.is_some() => {
                let index = self.promise_index.unwrap_or_default();
                return write!(formatter, "Promise.{name} (index {index})");
            }
            (_, name) if self.is_constructor => format!("new {}", name.as_deref().unwrap_or("<anonymous>")),
            (Some(type_name), _) => self.method(type_name),
            (None, Some(name)) => name.clone(),
            (None, None) => return formatter.write_str(&self.place()),
        };
        write!(formatter, "{name} ({})", self.place())
    }
}
