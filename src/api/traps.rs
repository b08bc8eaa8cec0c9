//! The traps of host views: one function for each internal method, called by `lib/membrane/views.js`
//! with the identifier of the view.

use std::rc::Rc;

use boa_engine::{
    JsError, JsNativeError, JsObject, JsResult, JsValue,
    builtins::{
        array_buffer::{ArrayBuffer, SharedArrayBuffer},
        dataview::DataView,
        promise::Promise,
        typed_array::TypedArray,
    },
    module::ModuleNamespace,
    object::internal_methods::InternalMethodPropertyContext,
    property::PropertyKey,
};

use super::outcome::{enter, evaluate, usable};
use crate::{
    engine::{GuestContext, refusal_of_global},
    environment::Environment,
    membrane::{
        Few, descriptor_from_host, descriptor_to_host, key_to_guest, key_to_host, to_guest, to_host, values_to_guest,
        view_of,
    },
    node::{HostValue, Scope, Thrown},
};

type Answer<'scope> = Result<HostValue<'scope>, Thrown<'scope>>;

/// The guest object of a view and the context that it is used in.
pub(super) fn target<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    id: HostValue<'scope>,
) -> Result<(JsObject, Rc<GuestContext>), Thrown<'scope>> {
    let (guest, context) =
        environment.exports.guest(environment, scope, scope.to_integer(id) as u32).ok_or(Thrown::Terminated)?;
    Ok((guest, usable(environment, scope, context)?))
}

/// `get(view, key, receiver)`; a missing receiver is the view itself.
pub(super) fn get<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let key = key_to_guest(environment, scope, arguments[1])?;
    if scope.is_undefined(arguments[2])
        && let Some(value) = known_value(&object, &key)
    {
        // Nothing of the guest runs, so there is nothing to enter for.
        return to_host(environment, scope, &value, &context);
    }
    let receiver = receiver(environment, scope, arguments[2], &object, &context)?;
    evaluate(environment, scope, &context, |engine| {
        let engine = &mut InternalMethodPropertyContext::new(engine);
        start(&object, &receiver, &key, engine)?.__get__(&key, receiver, engine)
    })
}

/// The value of a property that is read without running code.
fn known_value(object: &JsObject, key: &PropertyKey) -> Option<JsValue> {
    match (object.downcast_ref::<ModuleNamespace>(), key) {
        (Some(namespace), PropertyKey::String(name)) => namespace.value_of(name),
        (Some(_), _) => None,
        (None, _) => object.data_value(key),
    }
}

/// `set(view, key, value, receiver)`; a missing receiver is the view itself.
pub(super) fn set<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let key = key_to_guest(environment, scope, arguments[1])?;
    let value = to_guest(environment, scope, arguments[2], &context)?;
    if scope.is_undefined(arguments[3]) && object.set_data_value(&key, &value) {
        return Ok(scope.boolean(true));
    }
    let receiver = receiver(environment, scope, arguments[3], &object, &context)?;
    let done = enter(environment, scope, &context, |engine| {
        let engine = &mut InternalMethodPropertyContext::new(engine);
        start(&object, &receiver, &key, engine)?.__set__(key, value, receiver, engine)
    })?;
    Ok(scope.boolean(done))
}

/// `storeRefusal(view, key)`: why the global of a sandbox did not take a property; undefined for other objects.
pub(super) fn store_refusal<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let key = key_to_guest(environment, scope, arguments[1])?;
    let message = enter(environment, scope, &context, |engine| Ok(refusal_of_global(&object, &key, engine)))?;
    Ok(message.map_or_else(|| scope.undefined(), |message| scope.utf8(&message)))
}

fn receiver<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    receiver: HostValue<'scope>,
    object: &JsObject,
    context: &GuestContext,
) -> Result<JsValue, Thrown<'scope>> {
    if scope.is_undefined(receiver) {
        return Ok(object.clone().into());
    }
    to_guest(environment, scope, receiver, context)
}

/// Where a property is looked for first. A twin goes up to the view of its prototype; what it asks there may be
/// a property of its guest object.
fn start(
    object: &JsObject,
    receiver: &JsValue,
    key: &PropertyKey,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<JsObject> {
    if let Some(receiver) = receiver.as_object().filter(has_twin)
        && receiver.__get_own_property__(key, engine)?.is_some()
    {
        return Ok(receiver);
    }
    Ok(object.clone())
}

/// Whether an object of the guest has a twin and yet its properties.
fn has_twin(object: &JsObject) -> bool {
    let has_brand = object.is::<Promise>()
        || object.is::<TypedArray>()
        || object.is::<ArrayBuffer>()
        || object.is::<SharedArrayBuffer>()
        || object.is::<DataView>();
    has_brand && view_of(object).is_none()
}

/// `has(view, key)`
pub(super) fn has<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let key = key_to_guest(environment, scope, arguments[1])?;
    let has = enter(environment, scope, &context, |engine| object.has_property(key, engine))?;
    Ok(scope.boolean(has))
}

/// `deleteProperty(view, key)`
pub(super) fn delete<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let key = key_to_guest(environment, scope, arguments[1])?;
    let deleted = enter(environment, scope, &context, |engine| {
        object.__delete__(&key, &mut InternalMethodPropertyContext::new(engine))
    })?;
    Ok(scope.boolean(deleted))
}

/// `getOwnPropertyDescriptor(view, key)`: undefined or `[flags, value or getter, setter]`.
pub(super) fn describe<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let key = key_to_guest(environment, scope, arguments[1])?;
    let descriptor = enter(environment, scope, &context, |engine| {
        object.__get_own_property__(&key, &mut InternalMethodPropertyContext::new(engine))
    })?;
    match descriptor {
        Some(descriptor) => descriptor_to_host(environment, scope, &descriptor, &context),
        None => Ok(scope.undefined()),
    }
}

/// `defineProperty(view, key, [flags, value or getter, setter])`
pub(super) fn define<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let key = key_to_guest(environment, scope, arguments[1])?;
    let descriptor = descriptor_from_host(environment, scope, arguments[2], &context)?;
    let defined = enter(environment, scope, &context, |engine| {
        object.__define_own_property__(&key, descriptor, &mut InternalMethodPropertyContext::new(engine))
    })?;
    Ok(scope.boolean(defined))
}

/// `ownKeys(view)`
pub(super) fn own_keys<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let keys = enter(environment, scope, &context, |engine| object.__own_property_keys__(engine))?;
    let keys: Vec<_> = keys.iter().map(|key| key_to_host(environment, scope, key)).collect::<Result<_, _>>()?;
    Ok(scope.array(&keys))
}

/// `getPrototypeOf(view)`
pub(super) fn get_prototype_of<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    evaluate(environment, scope, &context, |engine| {
        Ok(object.__get_prototype_of__(engine)?.map_or_else(JsValue::null, JsValue::from))
    })
}

/// `setPrototypeOf(view, prototype)`
pub(super) fn set_prototype_of<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let prototype = to_guest(environment, scope, arguments[1], &context)?;
    let done =
        enter(environment, scope, &context, |engine| object.__set_prototype_of__(prototype.as_object(), engine))?;
    Ok(scope.boolean(done))
}

/// `isExtensible(view)`
pub(super) fn is_extensible<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let is_extensible = enter(environment, scope, &context, |engine| object.__is_extensible__(engine))?;
    Ok(scope.boolean(is_extensible))
}

/// `preventExtensions(view)`
pub(super) fn prevent_extensions<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let done = enter(environment, scope, &context, |engine| object.__prevent_extensions__(engine))?;
    Ok(scope.boolean(done))
}

/// `apply(view, this, arguments)`
pub(super) fn apply<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    call(environment, scope, arguments, &scope.elements(arguments[2]))
}

/// `applyNone(view, this)`
pub(super) fn apply_none<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    call(environment, scope, arguments, &[])
}

/// `applyOne(view, this, argument)`
pub(super) fn apply_one<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    call(environment, scope, arguments, &arguments[2..3])
}

/// `applyTwo(view, this, first, second)`
pub(super) fn apply_two<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    call(environment, scope, arguments, &arguments[2..4])
}

/// Calls the function `arguments[0]` with `arguments[1]` as its receiver. Inlined: calls across the border nest.
#[inline(always)]
fn call<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
    values: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let this = to_guest(environment, scope, arguments[1], &context)?;
    let mut guests = Few::new();
    values_to_guest(environment, scope, values, &context, &mut guests)?;
    evaluate(environment, scope, &context, |engine| object.call(&this, &guests, engine))
}

/// `construct(view, arguments, newTarget)`; a missing `newTarget` is the view itself.
pub(super) fn construct<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Answer<'scope> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let mut guests = Few::new();
    values_to_guest(environment, scope, &scope.elements(arguments[1]), &context, &mut guests)?;
    let new_target = receiver(environment, scope, arguments[2], &object, &context)?;
    evaluate(environment, scope, &context, |engine| {
        let new_target = new_target.as_object().ok_or_else(not_a_constructor)?;
        object.construct(&guests, Some(&new_target), engine).map(JsValue::from)
    })
}

fn not_a_constructor() -> JsError {
    JsNativeError::typ().with_message("new.target is not a constructor").into()
}
