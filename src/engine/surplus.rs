//! What the engine has and Node 20 has not: programs test for such things and then rely on the rest.

use boa_engine::{Context, JsObject, JsResult, JsString, JsSymbol, js_string, property::PropertyKey};

/// Paths from the global object; the last name is deleted.
const SURPLUS: [&[&str]; 27] = [
    &["Iterator"],
    &["TypedArray"],
    &["Object", "groupBy"],
    &["Map", "groupBy"],
    &["Promise", "try"],
    &["Promise", "withResolvers"],
    &["Map", "prototype", "getOrInsert"],
    &["Map", "prototype", "getOrInsertComputed"],
    &["WeakMap", "prototype", "getOrInsert"],
    &["WeakMap", "prototype", "getOrInsertComputed"],
    &["Set", "prototype", "difference"],
    &["Set", "prototype", "intersection"],
    &["Set", "prototype", "isDisjointFrom"],
    &["Set", "prototype", "isSubsetOf"],
    &["Set", "prototype", "isSupersetOf"],
    &["Set", "prototype", "symmetricDifference"],
    &["Set", "prototype", "union"],
    &["Symbol", "asyncDispose"],
    &["Symbol", "dispose"],
    &["RegExp", "escape"],
    &["RegExp", "prototype", "lastIndex"],
    &["JSON", "isRawJSON"],
    &["JSON", "rawJSON"],
    &["ArrayBuffer", "prototype", "transfer"],
    &["ArrayBuffer", "prototype", "transferToFixedLength"],
    &["ArrayBuffer", "prototype", "detached"],
    &["Array", "fromAsync"],
];

/// The methods of iterator helpers, on the prototype of all iterators.
const ITERATOR_HELPERS: [&str; 12] = [
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

/// The classes of typed arrays: each has its own species in the engine, where V8 has one for all.
const TYPED_ARRAYS: [&str; 11] = [
    "Int8Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "Int16Array",
    "Uint16Array",
    "Int32Array",
    "Uint32Array",
    "Float32Array",
    "Float64Array",
    "BigInt64Array",
    "BigUint64Array",
];

/// Deletes it from the built-ins of a new context.
pub(super) fn remove(global: &JsObject, engine: &mut Context) -> JsResult<()> {
    let iterator = match global.get(js_string!("Iterator"), engine)?.as_object() {
        Some(class) => class.get(js_string!("prototype"), engine)?.as_object(),
        None => None,
    };
    for name in ITERATOR_HELPERS {
        delete(iterator.clone(), JsString::from(name).into(), engine)?;
    }
    delete(iterator, JsSymbol::to_string_tag().into(), engine)?;
    for path in SURPLUS {
        let Some((last, owners)) = path.split_last() else { continue };
        let mut owner = Some(global.clone());
        for name in owners {
            owner = match owner {
                Some(object) => object.get(JsString::from(*name), engine)?.as_object(),
                None => None,
            };
        }
        delete(owner, JsString::from(*last).into(), engine)?;
    }
    for name in TYPED_ARRAYS {
        let class = global.get(JsString::from(name), engine)?.as_object();
        delete(class, JsSymbol::species().into(), engine)?;
    }
    Ok(())
}

fn delete(owner: Option<JsObject>, key: PropertyKey, engine: &mut Context) -> JsResult<()> {
    if let Some(owner) = owner {
        owner.__delete__(&key, &mut engine.into())?;
    }
    Ok(())
}
