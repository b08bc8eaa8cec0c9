//! Typed arrays of the host in the guest: the elements are here, over the same memory, and every other property is
//! the host's.

use boa_engine::{
    JsData, JsObject, JsResult, builtins::typed_array::TypedArray, object::internal_methods::InternalObjectMethods,
    property::PropertyKey,
};

use super::{guest_view::not_a_view, view_methods::WITH_SLOTS};

/// The method of the elements for an index, and that of a view for every other key.
macro_rules! by_key {
    ($method:ident $(, $argument:ident)*) => {
        |view, key, $($argument,)* context| {
            let methods = if matches!(key, PropertyKey::Index(_)) { elements(view)? } else { &WITH_SLOTS };
            (methods.$method)(view, key, $($argument,)* context)
        }
    };
}

pub(super) static METHODS: InternalObjectMethods = InternalObjectMethods {
    __get_own_property__: by_key!(__get_own_property__),
    __define_own_property__: by_key!(__define_own_property__, descriptor),
    __has_property__: by_key!(__has_property__),
    __get__: by_key!(__get__, receiver),
    __try_get__: by_key!(__try_get__, receiver),
    __set__: by_key!(__set__, value, receiver),
    __delete__: by_key!(__delete__),
    ..WITH_SLOTS
};

/// The methods that the engine gives a typed array.
fn elements(view: &JsObject) -> JsResult<&'static InternalObjectMethods> {
    view.downcast_ref::<TypedArray>().map(|array| array.internal_methods()).ok_or_else(not_a_view)
}
