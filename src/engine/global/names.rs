//! What the global environment does with names: `x`, `x = 1`, `var x` and `function x() {}` are not the same to the
//! interceptors as members of the global object.

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string,
    object::internal_methods::{GlobalMethods, InternalMethodPropertyContext},
    property::PropertyKey,
};

use super::{
    cache::is_absent,
    inner, inner_of,
    methods::delete,
    sandbox::{DECLARED, NOT_DEFINED, REFUSED, STORED, STRICT_NAME, lookup, sandbox_has_own, store},
    variable,
};

pub(super) static NAMES: GlobalMethods = GlobalMethods {
    get_name,
    holder: inner_of,
    set_name,
    has_name,
    delete_name,
    is_restricted: has_restricted,
    can_declare_var: |_, _, _| Ok(true),
    can_declare_function: |_, _, _| Ok(true),
    declare_var,
    declare_function,
    refused_set,
    refused_delete,
};

/// Inline caches remember what the inner global has, for as long as the sandbox is known not to have the name.
fn get_name(
    global: &JsObject,
    key: &PropertyKey,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<JsValue>> {
    let Some(value) = lookup(global, key, engine)? else {
        let inner = inner(global)?;
        let receiver = global.clone().into();
        return if is_absent(global, key) {
            inner.__try_get__(key, receiver, engine)
        } else {
            inner.__try_get__(key, receiver, &mut InternalMethodPropertyContext::new(engine))
        };
    };
    // To V8 the name `undefined` is a constant, whatever a sandbox says.
    let is_constant = !value.is_undefined() && *key == PropertyKey::from(js_string!("undefined"));
    Ok(Some(if is_constant { JsValue::undefined() } else { value }))
}

fn set_name(global: &JsObject, key: PropertyKey, value: JsValue, strict: bool, engine: &mut Context) -> JsResult<()> {
    let flags = if strict && !value.is_callable() { STRICT_NAME } else { 0 };
    let answer = store(global, &key, &value, flags, engine)?;
    match answer {
        NOT_DEFINED => Err(JsNativeError::reference().with_message(format!("{key} is not defined")).into()),
        REFUSED if strict => {
            let message = refusal(global, &key, "[object Object]", engine)?;
            Err(JsNativeError::typ().with_message(message).into())
        }
        _ => {
            debug_assert!((STORED..=REFUSED).contains(&answer));
            Ok(())
        }
    }
}

/// Why a store was refused: a fixed property of the inner global is told as V8 tells any other, one of the sandbox as
/// what its interceptor makes of it.
fn refusal(global: &JsObject, key: &PropertyKey, text: &str, engine: &mut Context) -> JsResult<String> {
    let own = inner(global)?.__get_own_property__(key, &mut engine.into())?;
    Ok(if own.is_some_and(|own| own.writable() == Some(false)) {
        format!("Cannot assign to read only property '{key}' of object '{text}'")
    } else {
        format!("Cannot redefine property: {key}")
    })
}

/// Why a store to a member was refused; nothing if the object is no contextified global.
pub(crate) fn refusal_of_global(object: &JsObject, key: &PropertyKey, engine: &mut Context) -> Option<String> {
    refusal(object, key, "[object global]", engine).ok()
}

fn refused_set(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> Option<JsError> {
    let message = refusal_of_global(global, key, engine)?;
    Some(JsNativeError::typ().with_message(message).into())
}

/// Strict code does not hear of what the sandbox keeps.
fn refused_delete(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> Option<JsError> {
    match sandbox_has_own(global, key, engine) {
        Ok(true) => None,
        Ok(false) => {
            let message = format!("Cannot delete property '{key}' of [object global]");
            Some(JsNativeError::typ().with_message(message).into())
        }
        Err(error) => Some(error),
    }
}

fn has_name(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<bool> {
    if lookup(global, key, engine)?.is_some() {
        return Ok(true);
    }
    inner(global)?.__has_property__(key, &mut engine.into())
}

fn delete_name(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<bool> {
    delete(global, key, &mut engine.into())
}

/// Whether no lexical declaration may take a name, in the context that runs.
pub(in crate::engine) fn is_restricted(name: &JsString, engine: &mut Context) -> JsResult<bool> {
    let global = engine.global_object();
    let owner = inner_of(&global).unwrap_or(global);
    restricts(&owner, &name.clone().into(), engine)
}

fn restricts(owner: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<bool> {
    let own = owner.__get_own_property__(key, &mut engine.into())?;
    Ok(own.is_some_and(|own| own.configurable() == Some(false)))
}

/// Only what the inner global fixes restricts a name; a property of the sandbox may be shadowed.
fn has_restricted(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<bool> {
    restricts(&inner(global)?, key, engine)
}

/// A variable puts nothing on the sandbox before it is assigned.
fn declare_var(global: &JsObject, key: PropertyKey, configurable: bool, engine: &mut Context) -> JsResult<()> {
    let inner = inner(global)?;
    if inner.__get_own_property__(&key, &mut engine.into())?.is_none() {
        inner.__define_own_property__(&key, variable(JsValue::undefined(), configurable), &mut engine.into())?;
    }
    Ok(())
}

/// A function is a `[[Set]]` to the sandbox, not a definition.
fn declare_function(
    global: &JsObject,
    key: PropertyKey,
    function: JsObject,
    configurable: bool,
    engine: &mut Context,
) -> JsResult<()> {
    let function = JsValue::from(function);
    // V8 looks first, which a getter or a Proxy sees.
    lookup(global, &key, engine)?;
    if store(global, &key, &function, DECLARED, engine)? == STORED {
        return Ok(());
    }
    let inner = inner(global)?;
    inner.__delete__(&key, &mut engine.into())?;
    inner.__define_own_property__(&key, variable(function, configurable), &mut engine.into())?;
    Ok(())
}
