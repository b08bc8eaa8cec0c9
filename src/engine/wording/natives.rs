//! The messages of native functions.

use boa_engine::{JsObject, JsValue};

use crate::engine::global::inner_of;

/// V8's message for that of a native function of this name.
pub(super) fn message(
    message: &str,
    name: &str,
    this: &JsValue,
    arguments: &[JsValue],
    is_construct: bool,
) -> Option<String> {
    let text = |index: usize| arguments.get(index).map_or_else(|| "undefined".to_owned(), JsValue::to_message_text);
    let lower = message.to_ascii_lowercase();
    let says = |part: &str| lower.contains(part);
    if !is_construct && (says("without `new`") || says("without new") || says("newtarget cannot be undefined")) {
        return Some(match name {
            "Promise" => "Promise constructor cannot be invoked without 'new'".to_owned(),
            _ => format!("Constructor {name} requires 'new'"),
        });
    }
    let answer = match name {
        _ if says("incompatible receiver") || says("is not a date") || says("called with invalid value") => {
            receiver(&lower, message, name, this)?
        }
        _ if says("this is not a promise") => {
            format!("Method Promise.prototype.{name} called on incompatible receiver {}", this.to_message_text())
        }
        "from" if arguments.first().is_some_and(JsValue::is_null_or_undefined) => format!(
            "{} is not iterable (cannot read property Symbol(Symbol.iterator))",
            arguments[0].to_typed_message_text()
        ),
        "setPrototypeOf" if says("null or undefined") => "Object.setPrototypeOf called on null or undefined".to_owned(),
        "Proxy" if says("undefined new target") => "Constructor Proxy requires 'new'".to_owned(),
        "next" | "return" | "throw" if says("non generator") => {
            format!("Method [Generator].prototype.{name} called on incompatible receiver {}", this.to_message_text())
        }
        "toString" if message == "not a function" => {
            "Function.prototype.toString requires that 'this' be a Function".to_owned()
        }
        "fromCodePoint" => format!("Invalid code point {}", message.split('`').nth(1)?),
        "toPrecision" if says("precision") => "toPrecision() argument must be between 1 and 100".to_owned(),
        "apply" if !this.is_callable() && says("callable") => format!(
            "Function.prototype.apply was called on {}, which is {} {} and not a function",
            text(0),
            if arguments.first().is_some_and(JsValue::is_object) { "an" } else { "a" },
            arguments.first().map_or("undefined", JsValue::type_of)
        ),
        _ if name.ends_with("Array") && says("unaligned") => {
            let size = element_size(name);
            format!("byte length of {name} should be a multiple of {size}")
        }
        _ if name.ends_with("Array") && says("outside of its buffer") => {
            format!("Invalid typed array length: {}", text(2))
        }
        "defineProperty" | "defineProperties" if says("cannot redefine property: ") => {
            let key = message.rsplit(": ").next().unwrap_or_default();
            match arguments.first().and_then(JsValue::as_object) {
                Some(object) if !has_own(&object, key) && inner_of(&object).is_none() => {
                    format!("Cannot define property {key}, object is not extensible")
                }
                _ => format!("Cannot redefine property: {key}"),
            }
        }
        "Promise" if says("executor is not callable") => format!("Promise resolver {} is not a function", text(0)),
        "Proxy" if says("non-object") => "Cannot create proxy with a non-object as target or handler".to_owned(),
        "WeakRef" if says("expected target") => "WeakRef: invalid target".to_owned(),
        "FinalizationRegistry" if says("callable") => "FinalizationRegistry: cleanup must be callable".to_owned(),
        "DataView" if says("must be an arraybuffer") => {
            "First argument to DataView constructor must be an ArrayBuffer".to_owned()
        }
        "ArrayBuffer" | "SharedArrayBuffer" if says("index must be") => "Invalid array buffer length".to_owned(),
        _ if name.ends_with("Array") && says("index must be") => format!("Invalid typed array length: {}", text(0)),
        "set" if says("weakmap.set") => "Invalid value used as weak map key".to_owned(),
        "add" if says("weakset.add") => "Invalid value used in weak set".to_owned(),
        "reduce" | "reduceRight" if says("empty array") => "Reduce of empty array with no initial value".to_owned(),
        "sort" | "toSorted" if says("callable") || says("comparator") || says("compare") => {
            "The comparison function must be either a function or undefined".to_owned()
        }
        "from" if says("callable") || says("not a function") => format!("{} is not a function", text(1)),
        "repeat" => format!("Invalid count value: {}", text(0)),
        "toString" | "toLocaleString" if says("radix") => {
            "toString() radix argument must be between 2 and 36".to_owned()
        }
        "decodeURI" | "decodeURIComponent" | "encodeURI" | "encodeURIComponent" => "URI malformed".to_owned(),
        "BigInt" if message.starts_with("cannot convert ") && !says("string") && says("to a bigint") => {
            bigint(arguments)
        }
        "keyFor" => format!("{} is not a symbol", text(0)),
        "resolve" | "reject" if says("called on a non-object") => "PromiseResolve called on non-object".to_owned(),
        "all" | "allSettled" | "any" | "race" if says("called on a non-object") => {
            format!("Promise.{name} called on non-object")
        }
        "create" | "setPrototypeOf" if says("expected 'proto'") => {
            format!("Object prototype may only be an Object or null: {}", text(usize::from(name == "setPrototypeOf")))
        }
        "setPrototypeOf" if says("can't set prototype") && is_cyclic(arguments) => "Cyclic __proto__ value".to_owned(),
        "setPrototypeOf" if says("can't set prototype") => format!("{} is not extensible", text(0)),
        "defineProperty" | "defineProperties" if says("expected 'this'") => {
            format!("Object.{name} called on non-object")
        }
        "defineProperty" | "defineProperties" | "create" if says("from a non-object") => {
            format!("Property description must be an object: {}", text(2))
        }
        _ if says("getter must be callable") => format!("Getter must be a function: {}", accessor(arguments, "get")),
        _ if says("setter must be callable") => format!("Setter must be a function: {}", accessor(arguments, "set")),
        _ if says("cannot both specify accessors") => {
            let shown = arguments
                .iter()
                .rev()
                .find(|value| value.is_object())
                .map_or_else(String::new, JsValue::to_message_text);
            format!(
                "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, {shown}"
            )
        }
        "construct" if says("must be a constructor") => format!("{} is not a constructor", text(0)),
        _ if message == "target must be an object" => format!("Reflect.{name} called on non-object"),
        "load" | "store" | "add" | "sub" | "and" | "or" | "xor" | "exchange" | "compareExchange" | "notify"
        | "wait"
            if says("typed array") =>
        {
            format!("{} is not an integer typed array.", text(0))
        }
        "stringify" if says("cyclic object") => "Converting circular structure to JSON".to_owned(),
        _ if says("cannot convert null or undefined to object") && (this.is_null_or_undefined()) => {
            format!("String.prototype.{name} called on null or undefined")
        }
        _ if says("is not callable")
            || says("must be callable")
            || says("not a callable")
            || says("must be a function") =>
        {
            format!("{} is not a function", text(0))
        }
        _ => return None,
    };
    Some(answer)
}

/// A method that was called on what it is not of.
fn receiver(lower: &str, message: &str, name: &str, this: &JsValue) -> Option<String> {
    if lower.contains("is not a date") {
        return Some("this is not a Date object.".to_owned());
    }
    let class = message.split(['`', ' ']).find(|word| word.contains(".prototype."))?;
    let class = class.split('.').next()?;
    Some(format!("Method {class}.prototype.{name} called on incompatible receiver {}", this.to_message_text()))
}

fn element_size(name: &str) -> usize {
    match name.trim_end_matches("Array").trim_start_matches(|letter: char| !letter.is_ascii_digit()) {
        "16" => 2,
        "32" => 4,
        "64" => 8,
        _ => 1,
    }
}

fn has_own(object: &JsObject, key: &str) -> bool {
    object.borrow().properties().get(&boa_engine::JsString::from(key).into()).is_some()
}

/// Whether the first argument is in the chain of the second.
fn is_cyclic(arguments: &[JsValue]) -> bool {
    let object = arguments.first().and_then(JsValue::as_object);
    let mut link = arguments.get(1).and_then(JsValue::as_object);
    while let (Some(object), Some(current)) = (&object, link) {
        if JsObject::equals(object, &current) {
            return true;
        }
        link = current.prototype();
    }
    false
}

fn accessor(arguments: &[JsValue], name: &str) -> String {
    let descriptor = arguments.iter().rev().find_map(JsValue::as_object);
    let key = boa_engine::JsString::from(name).into();
    descriptor
        .and_then(|descriptor| descriptor.borrow().properties().get(&key))
        .and_then(|property| property.value().map(JsValue::to_message_text))
        .unwrap_or_default()
}

fn bigint(arguments: &[JsValue]) -> String {
    let value = arguments.first().cloned().unwrap_or_default();
    if value.is_number() {
        return format!(
            "The number {} cannot be converted to a BigInt because it is not an integer",
            value.to_message_text()
        );
    }
    format!("Cannot convert {} to a BigInt", value.to_message_text())
}
