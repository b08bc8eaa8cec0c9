//! What the engine has and Node 20 has not: programs test for such things and then rely on the rest.

use boa_engine::{JsObject, JsString, JsSymbol, property::PropertyKey};

/// Names of the global object.
const GLOBALS: [&str; 2] = ["Iterator", "TypedArray"];

/// The methods of iterator helpers, on the prototype of all iterators.
const ITERATOR_HELPERS: &[&str] = &[
    "constructor",
    "drop",
    "every",
    "filter",
    "find",
    "flatMap",
    "forEach",
    "map",
    "reduce",
    "some",
    "take",
    "toArray",
];

const SET_METHODS: &[&str] =
    &["difference", "intersection", "isDisjointFrom", "isSubsetOf", "isSupersetOf", "symmetricDifference", "union"];

/// The names of a class or object, and those of its prototype.
fn names(class: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match class {
        "Array" => (&["fromAsync"], &[]),
        "ArrayBuffer" => (&[], &["transfer", "transferToFixedLength", "detached"]),
        "Iterator" => (&[], ITERATOR_HELPERS),
        "JSON" => (&["isRawJSON", "rawJSON"], &[]),
        "Map" => (&["groupBy"], &["getOrInsert", "getOrInsertComputed"]),
        "Object" => (&["groupBy"], &[]),
        "Promise" => (&["try", "withResolvers"], &[]),
        "RegExp" => (&["escape"], &["lastIndex"]),
        "Set" => (&[], SET_METHODS),
        "Symbol" => (&["asyncDispose", "dispose"], &[]),
        "WeakMap" => (&[], &["getOrInsert", "getOrInsertComputed"]),
        _ => (&[], &[]),
    }
}

/// Deletes it from the global object of a new context.
pub(super) fn remove_globals(global: &JsObject) {
    delete(global, &GLOBALS);
}

/// Deletes it from the built-in objects of a class.
pub(super) fn remove(class: &str, objects: &[JsObject]) {
    let (own, of_prototype) = names(class);
    if let Some(object) = objects.first() {
        delete(object, own);
        // The classes of typed arrays have one species each in the engine, where V8 has one for all.
        if class.ends_with("Array") && !["Array", "TypedArray"].contains(&class) {
            delete_key(object, &JsSymbol::species().into());
        }
    }
    if let Some(prototype) = objects.get(1) {
        delete(prototype, of_prototype);
        if class == "Iterator" {
            delete_key(prototype, &JsSymbol::to_string_tag().into());
        }
    }
}

fn delete(object: &JsObject, names: &[&str]) {
    for name in names {
        delete_key(object, &JsString::from(*name).into());
    }
}

fn delete_key(object: &JsObject, key: &PropertyKey) {
    object.borrow_mut().properties_mut().remove(key);
}
