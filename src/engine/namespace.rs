//! `Intl`, `console` and `WebAssembly`: objects of the guest whose properties are V8's, and come when they are first
//! asked for; see `lib/membrane/room.js`.

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsString, Trace, js_string,
    object::internal_methods::{InternalObjectMethods, ORDINARY_INTERNAL_METHODS},
    property::PropertyDescriptor,
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

/// An ordinary method, of an object that gets its properties first.
macro_rules! filled {
    ($method:ident $(, $argument:ident)*) => {
        |object, $($argument,)* context| {
            fill(object, context)?;
            (ORDINARY_INTERNAL_METHODS.$method)(object, $($argument,)* context)
        }
    };
}

/// The methods of a namespace without properties.
static EMPTY: InternalObjectMethods = InternalObjectMethods {
    __prevent_extensions__: filled!(__prevent_extensions__),
    __get_own_property__: filled!(__get_own_property__, key),
    __define_own_property__: filled!(__define_own_property__, key, descriptor),
    __has_property__: filled!(__has_property__, key),
    __get__: filled!(__get__, key, receiver),
    __try_get__: filled!(__try_get__, key, receiver),
    __set__: filled!(__set__, key, value, receiver),
    __delete__: filled!(__delete__, key),
    __own_property_keys__: filled!(__own_property_keys__),
    cacheable: false,
    ..ORDINARY_INTERNAL_METHODS
};
