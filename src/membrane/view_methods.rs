//! The internal methods of guest views.
//!
//! Each is the internal method of ECMA-262 §10.5 with the host's `Reflect` behind it, so the host checks its own
//! invariants; there is no handler that guest code could reach.

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsSymbol, JsValue,
    object::{
        JsPrototype,
        internal_methods::{
            BuiltinTag, CallValue, InternalMethodCallContext, InternalMethodPropertyContext, InternalObjectMethods,
            ORDINARY_INTERNAL_METHODS,
        },
    },
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    Few, descriptor_from_host, descriptor_to_host,
    guest_view::{GuestView, Visit, builtin_tag, visit},
    key_to_guest,
    nature::Nature,
    plain, reactions,
    receive::receive,
};
use crate::node::{HostType, HostValue, Thrown};

pub(super) static OBJECT: InternalObjectMethods = InternalObjectMethods {
    __get_prototype_of__: get_prototype_of,
    __set_prototype_of__: set_prototype_of,
    __is_extensible__: is_extensible,
    __prevent_extensions__: prevent_extensions,
    __get_own_property__: get_own_property,
    __define_own_property__: define_own_property,
    __has_property__: has_property,
    __get__: get,
    __try_get__: try_get,
    __set__: set,
    __delete__: delete,
    __own_property_keys__: own_property_keys,
    builtin_tag,
    receive: Some(receive),
    cacheable: false,
    ..ORDINARY_INTERNAL_METHODS
};

pub(super) static FUNCTION: InternalObjectMethods = InternalObjectMethods { __call__: call, ..OBJECT };

pub(super) static CONSTRUCTOR: InternalObjectMethods = InternalObjectMethods { __construct__: construct, ..FUNCTION };

/// For objects whose slots are here: the engine's natives work on them.
pub(super) static WITH_SLOTS: InternalObjectMethods = InternalObjectMethods { receive: None, ..OBJECT };

fn get_prototype_of(view: &JsObject, context: &mut Context) -> JsResult<JsPrototype> {
    let prototype = visit(view, context, |visit| {
        let prototype = visit.environment.host().get_prototype_of(visit.scope, visit.target)?;
        visit.to_guest(prototype)
    })?;
    Ok(prototype.as_object())
}

fn set_prototype_of(view: &JsObject, prototype: JsPrototype, context: &mut Context) -> JsResult<bool> {
    let prototype = prototype.map_or_else(JsValue::null, JsValue::from);
    visit(view, context, |visit| {
        let prototype = visit.to_host(&prototype)?;
        visit.environment.host().set_prototype_of(visit.scope, visit.target, prototype)
    })
}

fn is_extensible(view: &JsObject, context: &mut Context) -> JsResult<bool> {
    visit(view, context, |visit| visit.environment.host().is_extensible(visit.scope, visit.target))
}

fn prevent_extensions(view: &JsObject, context: &mut Context) -> JsResult<bool> {
    visit(view, context, |visit| visit.environment.host().prevent_extensions(visit.scope, visit.target))
}

fn get_own_property(
    view: &JsObject,
    key: &PropertyKey,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<PropertyDescriptor>> {
    visit(view, context, |visit| {
        let descriptor = visit.environment.host().describe(visit.scope, visit.target, visit.key(key)?)?;
        if visit.scope.type_of(descriptor) == HostType::Undefined {
            return Ok(None);
        }
        descriptor_from_host(visit.environment, visit.scope, descriptor, visit.context).map(Some)
    })
}

fn define_own_property(
    view: &JsObject,
    key: &PropertyKey,
    descriptor: PropertyDescriptor,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    visit(view, context, |visit| {
        let descriptor = descriptor_to_host(visit.environment, visit.scope, &descriptor, visit.context)?;
        visit.environment.host().define(visit.scope, visit.target, visit.key(key)?, descriptor)
    })
}

fn has_property(view: &JsObject, key: &PropertyKey, context: &mut InternalMethodPropertyContext<'_>) -> JsResult<bool> {
    visit(view, context, |visit| visit.environment.host().has(visit.scope, visit.target, visit.key(key)?))
}

fn get(
    view: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<JsValue> {
    if is_iterator(key) && is_unshared_buffer(view) {
        return Err(JsNativeError::typ()
            .with_message("a buffer that is resizable or detached cannot be viewed by another engine")
            .into());
    }
    if !is_same(view, &receiver) {
        return visit(view, context, |visit| {
            let (key, receiver) = (visit.key(key)?, visit.to_host(&receiver)?);
            visit.to_guest(visit.environment.host().get(visit.scope, visit.target, key, receiver)?)
        });
    }
    let is_species = matches!(key, PropertyKey::Symbol(symbol) if *symbol == JsSymbol::species());
    plain::get(view, key, context, |context| {
        visit(view, context, |visit| {
            let value = visit.scope.get(visit.target, visit.key(key)?)?;
            if is_species && is_array_class(&visit, value)? {
                return Ok(JsValue::undefined());
            }
            visit.to_guest(value)
        })
    })
}

/// Whether what a view gives as the constructor of its species is the view, of an `Array` of the host. The
/// specification takes the `Array` of another realm for the one of its own where an array is made of an array.
fn is_array_class<'scope>(visit: &Visit<'_, 'scope>, species: HostValue<'scope>) -> Result<bool, Thrown<'scope>> {
    if !visit.scope.same(species, visit.target) {
        return Ok(false);
    }
    let prototype = visit.scope.get(visit.target, visit.scope.utf8("prototype"))?;
    let nature = visit.environment.host().classify(visit.scope, prototype)?;
    Ok(Nature::from_host(nature) == Nature::Object(Some(BuiltinTag::Array)))
}

/// Whether a view stands for a buffer whose memory is not shared. The constructor of a typed array would take it
/// for something to iterate, and make an empty array of it.
fn is_unshared_buffer(view: &JsObject) -> bool {
    view.downcast_ref::<GuestView>()
        .is_some_and(|view| matches!(view.nature, Nature::ArrayBuffer | Nature::SharedArrayBuffer))
}

fn is_iterator(key: &PropertyKey) -> bool {
    matches!(key, PropertyKey::Symbol(symbol) if *symbol == JsSymbol::iterator())
}

/// `[[HasProperty]]` and `[[Get]]`, for what stands on the prototype chain of a global object.
fn try_get(
    view: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<JsValue>> {
    if has_property(view, key, context)? { get(view, key, receiver, context).map(Some) } else { Ok(None) }
}

fn set(
    view: &JsObject,
    key: PropertyKey,
    value: JsValue,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    if !is_same(view, &receiver) {
        return visit(view, context, |visit| {
            let (key, value) = (visit.key(&key)?, visit.to_host(&value)?);
            visit.environment.host().set(visit.scope, visit.target, key, value, visit.to_host(&receiver)?)
        });
    }
    plain::set(view, &key, &value, context, |context| {
        visit(view, context, |visit| {
            let (host_key, host_value) = (visit.key(&key)?, visit.to_host(&value)?);
            visit.environment.host().set(visit.scope, visit.target, host_key, host_value, visit.target)
        })
    })
}

fn delete(view: &JsObject, key: &PropertyKey, context: &mut InternalMethodPropertyContext<'_>) -> JsResult<bool> {
    visit(view, context, |visit| visit.environment.host().delete(visit.scope, visit.target, visit.key(key)?))
}

fn own_property_keys(view: &JsObject, context: &mut Context) -> JsResult<Vec<PropertyKey>> {
    visit(view, context, |visit| {
        let keys = visit.environment.host().own_keys(visit.scope, visit.target)?;
        visit.scope.elements(keys).into_iter().map(|key| key_to_guest(visit.environment, visit.scope, key)).collect()
    })
}

fn call(view: &JsObject, argument_count: usize, context: &mut InternalMethodCallContext<'_>) -> JsResult<CallValue> {
    let mut arguments = Few::new();
    let this = context.pop_call(argument_count, &mut arguments);
    if let Some(result) = reactions::register(view, &this, &arguments, context.context())? {
        return Ok(context.complete(result));
    }
    let result = visit(view, context, |visit| {
        let this = visit.to_host(&this)?;
        let mut hosts = Few::new();
        visit.values_to_host(&arguments, &mut hosts)?;
        let result = visit.scope.call(visit.target, this, &hosts)?;
        visit.to_guest(result)
    })?;
    Ok(context.complete(result))
}

fn construct(
    view: &JsObject,
    argument_count: usize,
    context: &mut InternalMethodCallContext<'_>,
) -> JsResult<CallValue> {
    let mut arguments = Few::new();
    let new_target = context.pop_construct(argument_count, &mut arguments);
    let result = visit(view, context, |visit| {
        let mut hosts = Few::new();
        visit.values_to_host(&arguments, &mut hosts)?;
        let new_target = visit.to_host(&new_target)?;
        let result = visit.environment.host().construct(visit.scope, visit.target, &hosts, new_target)?;
        visit.to_guest(result)
    })?;
    Ok(context.complete(result))
}

fn is_same(view: &JsObject, receiver: &JsValue) -> bool {
    receiver.as_object().is_some_and(|receiver| JsObject::equals(view, &receiver))
}
