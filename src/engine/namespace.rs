//! `Intl`, `console` and `WebAssembly`: objects of the guest whose properties are V8's, and come when they are first
//! asked for; see `lib/membrane/room.js`.

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsString, JsValue, Trace, js_string,
    object::internal_methods::{InternalMethodPropertyContext, InternalObjectMethods, ORDINARY_INTERNAL_METHODS},
    property::{PropertyDescriptor, PropertyKey},
};

use crate::{
    environment::Environment,
    gate,
    membrane::{descriptor_from_host, key_to_guest},
};

/// A namespace that has no properties yet.
#[derive(Trace, Finalize)]
struct Namespace {
    #[unsafe_ignore_trace]
    name: &'static str,
}

impl JsData for Namespace {
    fn internal_methods(&self) -> &'static InternalObjectMethods {
        &EMPTY
    }
}

/// Puts the namespaces on the global object of a new context.
pub(super) fn install(global: &JsObject, engine: &mut Context) -> JsResult<()> {
    let prototype = engine.intrinsics().constructors().object().prototype();
    for name in ["Intl", "console", "WebAssembly"] {
        let prototype = match name {
            // As in V8: an object of its own that is empty.
            "console" => JsObject::with_object_proto(engine.intrinsics()),
            _ => prototype.clone(),
        };
        let namespace = JsObject::from_proto_and_data(prototype, Namespace { name });
        let descriptor =
            PropertyDescriptor::builder().value(namespace).writable(true).enumerable(false).configurable(true);
        global.define_property_or_throw(JsString::from(name), descriptor.build(), engine)?;
    }
    Ok(())
}

/// Gives a namespace its properties; it is an ordinary object from then on.
fn fill(object: &JsObject, engine: &mut Context) -> JsResult<()> {
    let Some(name) = object.downcast_ref::<Namespace>().map(|namespace| namespace.name) else { return Ok(()) };
    let environment = Environment::current();
    let properties = gate::leave(environment, engine, |scope, context| {
        let Some(record) = context.record(scope) else { return Ok(Vec::new()) };
        let parts = environment.host().namespace(scope, record, &js_string!(name))?;
        let mut properties = Vec::new();
        for property in scope.elements(parts).chunks_exact(2) {
            let key = key_to_guest(environment, scope, property[0])?;
            properties.push((key, descriptor_from_host(environment, scope, property[1], context)?));
        }
        Ok(properties)
    })?;
    object.set_internal_methods(&ORDINARY_INTERNAL_METHODS);
    for (key, descriptor) in properties {
        object.insert_property(key, descriptor);
    }
    Ok(())
}

/// The methods of a namespace without properties: they look for the properties first.
static EMPTY: InternalObjectMethods = InternalObjectMethods {
    __prevent_extensions__: prevent_extensions,
    __get_own_property__: get_own_property,
    __define_own_property__: define_own_property,
    __has_property__: has_property,
    __get__: get,
    __try_get__: try_get,
    __set__: set,
    __delete__: delete,
    __own_property_keys__: own_property_keys,
    cacheable: false,
    ..ORDINARY_INTERNAL_METHODS
};

fn prevent_extensions(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    fill(object, context)?;
    (ORDINARY_INTERNAL_METHODS.__prevent_extensions__)(object, context)
}

fn get_own_property(
    object: &JsObject,
    key: &PropertyKey,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<PropertyDescriptor>> {
    fill(object, context)?;
    (ORDINARY_INTERNAL_METHODS.__get_own_property__)(object, key, context)
}

fn define_own_property(
    object: &JsObject,
    key: &PropertyKey,
    descriptor: PropertyDescriptor,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    fill(object, context)?;
    (ORDINARY_INTERNAL_METHODS.__define_own_property__)(object, key, descriptor, context)
}

fn has_property(
    object: &JsObject,
    key: &PropertyKey,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    fill(object, context)?;
    (ORDINARY_INTERNAL_METHODS.__has_property__)(object, key, context)
}

fn get(
    object: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<JsValue> {
    fill(object, context)?;
    (ORDINARY_INTERNAL_METHODS.__get__)(object, key, receiver, context)
}

fn try_get(
    object: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<JsValue>> {
    fill(object, context)?;
    (ORDINARY_INTERNAL_METHODS.__try_get__)(object, key, receiver, context)
}

fn set(
    object: &JsObject,
    key: PropertyKey,
    value: JsValue,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    fill(object, context)?;
    (ORDINARY_INTERNAL_METHODS.__set__)(object, key, value, receiver, context)
}

fn delete(object: &JsObject, key: &PropertyKey, context: &mut InternalMethodPropertyContext<'_>) -> JsResult<bool> {
    fill(object, context)?;
    (ORDINARY_INTERNAL_METHODS.__delete__)(object, key, context)
}

fn own_property_keys(object: &JsObject, context: &mut Context) -> JsResult<Vec<PropertyKey>> {
    fill(object, context)?;
    (ORDINARY_INTERNAL_METHODS.__own_property_keys__)(object, context)
}
