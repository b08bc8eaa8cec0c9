//! Typed arrays of the host in the guest: the elements are here, over the same memory, and every other property is
//! the host's.

use boa_engine::{
    JsData, JsObject, JsResult, JsValue,
    builtins::typed_array::TypedArray,
    object::internal_methods::{InternalMethodPropertyContext, InternalObjectMethods},
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    guest_view::not_a_view,
    view_methods::{WITH_SLOTS, define_own_property, delete, get, get_own_property, has_property, set, try_get},
};

pub(super) static METHODS: InternalObjectMethods = InternalObjectMethods {
    __get_own_property__: get_own_element,
    __define_own_property__: define_own_element,
    __has_property__: has_element,
    __get__: get_element,
    __try_get__: try_get_element,
    __set__: set_element,
    __delete__: delete_element,
    ..WITH_SLOTS
};

/// The methods that the engine gives a typed array.
fn elements(view: &JsObject) -> JsResult<&'static InternalObjectMethods> {
    view.downcast_ref::<TypedArray>().map(|array| array.internal_methods()).ok_or_else(not_a_view)
}

fn get_own_element(
    view: &JsObject,
    key: &PropertyKey,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<PropertyDescriptor>> {
    match key {
        PropertyKey::Index(_) => (elements(view)?.__get_own_property__)(view, key, context),
        _ => get_own_property(view, key, context),
    }
}

fn define_own_element(
    view: &JsObject,
    key: &PropertyKey,
    descriptor: PropertyDescriptor,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    match key {
        PropertyKey::Index(_) => (elements(view)?.__define_own_property__)(view, key, descriptor, context),
        _ => define_own_property(view, key, descriptor, context),
    }
}

fn has_element(view: &JsObject, key: &PropertyKey, context: &mut InternalMethodPropertyContext<'_>) -> JsResult<bool> {
    match key {
        PropertyKey::Index(_) => (elements(view)?.__has_property__)(view, key, context),
        _ => has_property(view, key, context),
    }
}

fn get_element(
    view: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<JsValue> {
    match key {
        PropertyKey::Index(_) => (elements(view)?.__get__)(view, key, receiver, context),
        _ => get(view, key, receiver, context),
    }
}

fn try_get_element(
    view: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<JsValue>> {
    match key {
        PropertyKey::Index(_) => (elements(view)?.__try_get__)(view, key, receiver, context),
        _ => try_get(view, key, receiver, context),
    }
}

fn set_element(
    view: &JsObject,
    key: PropertyKey,
    value: JsValue,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    match key {
        PropertyKey::Index(_) => (elements(view)?.__set__)(view, key, value, receiver, context),
        _ => set(view, key, value, receiver, context),
    }
}

fn delete_element(
    view: &JsObject,
    key: &PropertyKey,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    match key {
        PropertyKey::Index(_) => (elements(view)?.__delete__)(view, key, context),
        _ => delete(view, key, context),
    }
}
