//! The messages of native functions.

use boa_engine::{
    JsString, JsValue,
    module::ModuleNamespace,
    property::{PropertyDescriptor, PropertyKey},
};

use super::phrases;
use crate::engine::global::inner_of;

/// A native function and what it was called with.
pub(super) struct Call<'a> {
    pub(super) name: &'a str,
    pub(super) this: &'a JsValue,
    pub(super) arguments: &'a [JsValue],
    pub(super) is_construct: bool,
}

/// The methods of arrays that V8 names when there is no array; the others only fail to convert their receiver.
const ARRAY_METHODS: &[&str] = &[
    "concat",
    "every",
    "filter",
    "find",
    "findIndex",
    "findLast",
    "findLastIndex",
    "forEach",
    "indexOf",
    "map",
    "reduce",
    "reduceRight",
    "some",
];

/// What V8 requires of what it makes an array of.
const ITERATOR: &str = "that the property of the first argument, items[Symbol.iterator], when exists, be a function";

fn own(object: &JsValue, name: &str) -> Option<PropertyDescriptor> {
    object.as_object()?.borrow().properties().get(&PropertyKey::from(JsString::from(name)))
}

fn has_own(object: &JsValue, name: &str) -> bool {
    own(object, name).is_some()
}

/// Whether an array that could grow has a length that cannot.
fn has_fixed_length(array: &JsValue) -> bool {
    array.as_object().is_some_and(|object| object.extensible())
        && own(array, "length").is_some_and(|length| length.writable() == Some(false))
}

impl Call<'_> {
    /// V8's message for the engine's.
    pub(super) fn message(&self, message: &str) -> Option<String> {
        let lower = message.to_ascii_lowercase();
        self.message_of(message, &lower).or_else(|| {
            let phrase = phrases::find(self.name, &lower)?;
            Some(self.fill(phrase.text, message))
        })
    }

    /// What depends on more than the function and the phrase.
    fn message_of(&self, message: &str, lower: &str) -> Option<String> {
        let says = |part: &str| lower.contains(part);
        let name = self.name;
        if !self.is_construct && is_call_without_new(lower) {
            return Some(match name {
                "Promise" => "Promise constructor cannot be invoked without 'new'".to_owned(),
                _ => format!("Constructor {name} requires 'new'"),
            });
        }
        if self.this.is_null_or_undefined()
            && says("undefined")
            && says(" to object")
            && phrases::find(name, lower).is_none()
        {
            return self.called_on_nothing(lower);
        }
        Some(match name {
            _ if says("incompatible receiver")
                || says("called with invalid `this`")
                || says("called with invalid value") =>
            {
                return self.receiver(message);
            }
            "next" | "return" | "throw" if says("generator object") || says("async generator") => {
                let class = if says("async") { "AsyncGenerator" } else { "Generator" };
                format!(
                    "Method [{class}].prototype.{name} called on incompatible receiver {}",
                    self.this.to_message_text()
                )
            }
            "toJSON" if says("callable") || says("not a function") => "toISOString is not a function".to_owned(),
            "toString" if message.starts_with("Cannot perform 'IsArray' on a proxy") => {
                message.replace("IsArray", "Object.prototype.toString")
            }
            "from" if self.argument(0).is_null_or_undefined() => format!(
                "{} is not iterable (cannot read property Symbol(Symbol.iterator))",
                self.argument(0).to_typed_message_text()
            ),
            "from" if says("is not a function") && self.argument(1).is_undefined() => {
                let class = if has_own(self.this, "BYTES_PER_ELEMENT") { "%TypedArray%" } else { "%Array%" };
                format!("{class}.from requires {ITERATOR}")
            }
            _ if name.ends_with("Array") && self.is_construct && says("is not a function") => {
                format!("TypedArray's constructor requires {ITERATOR}")
            }
            "from" if says("callable") || says("not a function") => format!("{} is not a function", self.text(1)),
            "apply" if (!self.this.is_callable() && says("is not a function")) || says("must be a function") => {
                let kind = self.argument(0).type_of();
                format!(
                    "Function.prototype.apply was called on {}, which is {} {kind} and not a function",
                    self.text(0),
                    if kind == "object" { "an" } else { "a" },
                )
            }
            // V8 looks at the length first.
            "push" | "unshift" if message.starts_with("Cannot add property ") && has_fixed_length(self.this) => {
                "Cannot assign to read only property 'length' of object '[object Array]'".to_owned()
            }
            "push" if says("maximum safe integer") => format!(
                "Pushing {} elements on an array-like of length 9007199254740991 is disallowed, as the total surpasses \
                 2**53-1",
                self.arguments.len()
            ),
            "with" if says("invalid integer index") && self.this.to_message_text().ends_with("Array]") => {
                if self.this.to_message_text() == "[object Array]" {
                    format!("Invalid index : {}", self.text(0))
                } else {
                    "Invalid typed array index".to_owned()
                }
            }
            "BigInt" if says("cannot convert ") && self.argument(0).is_number() => {
                format!("The number {} cannot be converted to a BigInt because it is not an integer", self.text(0))
            }
            _ if name.ends_with("Array") && says("index must be") => {
                if self.argument(0).is_object() {
                    format!("Start offset {} is outside the bounds of the buffer", self.text(1))
                } else {
                    format!("Invalid typed array length: {}", self.text(0))
                }
            }
            "freeze"
                if says("cannot redefine property")
                    && !self.argument(0).as_object().is_some_and(|object| object.is::<ModuleNamespace>()) =>
            {
                "Cannot freeze array buffer views with elements".to_owned()
            }
            // A contextified global is not asked whether it is extensible.
            "defineProperty" | "defineProperties"
                if message.ends_with(", object is not extensible")
                    && self.argument(0).as_object().is_some_and(|object| inner_of(&object).is_some()) =>
            {
                let key =
                    message.strip_prefix("Cannot define property ")?.strip_suffix(", object is not extensible")?;
                format!("Cannot redefine property: {key}")
            }
            // What reads a date says less than what changes or prints it.
            _ if says("is not a date") && !name.starts_with("get") && name != "valueOf" => {
                format!("Method Date.prototype.{name} called on incompatible receiver {}", self.this.to_message_text())
            }
            _ if says("getter must be callable") => format!("Getter must be a function: {}", self.accessor("get")),
            _ if says("setter must be callable") => format!("Setter must be a function: {}", self.accessor("set")),
            _ if says("cannot both specify accessors") => format!(
                "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, {}",
                self.descriptor().map_or_else(String::new, |descriptor| descriptor.to_message_text())
            ),
            _ if is_about_callback(lower) && phrases::find(name, lower).is_none() => {
                format!("{} is not a function", self.text(0))
            }
            _ => return None,
        })
    }

    fn argument(&self, index: usize) -> JsValue {
        self.arguments.get(index).cloned().unwrap_or_default()
    }

    fn text(&self, index: usize) -> String {
        self.argument(index).to_message_text()
    }

    /// A phrase with what its gaps stand for.
    fn fill(&self, phrase: &str, message: &str) -> String {
        let mut text = phrase.to_owned();
        let gaps: [(&str, &dyn Fn() -> String); 9] = [
            ("{0}", &|| self.text(0)),
            ("{1}", &|| self.text(1)),
            ("{2}", &|| self.text(2)),
            ("{this}", &|| self.this.to_message_text()),
            ("{typed}", &|| self.argument(0).to_typed_message_text()),
            ("{name}", &|| self.name.to_owned()),
            ("{getter}", &|| self.name.trim_start_matches("get ").to_owned()),
            ("{size}", &|| element_size(self.name).to_string()),
            ("{quoted}", &|| message.split('`').nth(1).unwrap_or_default().to_owned()),
        ];
        for (gap, value) in gaps {
            if text.contains(gap) {
                text = text.replace(gap, &value());
            }
        }
        text
    }

    /// A method that was called on `null` or `undefined`.
    fn called_on_nothing(&self, lower: &str) -> Option<String> {
        let name = self.name;
        // What converts its receiver to an object says so with quotes, as opposed to what only refuses these two.
        let class = match name {
            _ if !lower.contains('\'') => "String",
            "toLocaleString" => "Object",
            _ if ARRAY_METHODS.contains(&name) => "Array",
            _ => return None,
        };
        Some(format!("{class}.prototype.{name} called on null or undefined"))
    }

    /// A method that was called on what it is not of.
    fn receiver(&self, message: &str) -> Option<String> {
        let class = message.split(['`', ' ']).find(|word| word.contains(".prototype."))?;
        let class = class.split('.').next()?;
        let (get, name) = match self.name.strip_prefix("get ") {
            Some(name) => ("get ", name),
            None => ("", self.name),
        };
        let receiver = self.this.to_message_text();
        Some(format!("Method {get}{class}.prototype.{name} called on incompatible receiver {receiver}"))
    }

    fn descriptor(&self) -> Option<&JsValue> {
        self.arguments.iter().rev().find(|value| value.is_object())
    }

    fn accessor(&self, name: &str) -> String {
        self.descriptor()
            .and_then(|descriptor| own(descriptor, name))
            .and_then(|property| property.value().map(JsValue::to_message_text))
            .unwrap_or_default()
    }
}

fn is_call_without_new(lower: &str) -> bool {
    ["without `new`", "without new", "new target", "newtarget cannot be undefined"]
        .iter()
        .any(|part| lower.contains(part))
}

fn is_about_callback(lower: &str) -> bool {
    ["is not callable", "must be callable", "not a callable", "non-callable", "must be a function", "invalid callback"]
        .iter()
        .any(|part| lower.contains(part))
}

fn element_size(name: &str) -> usize {
    match name.trim_end_matches("Array").trim_start_matches(|letter: char| !letter.is_ascii_digit()) {
        "16" => 2,
        "32" => 4,
        "64" => 8,
        _ => 1,
    }
}
