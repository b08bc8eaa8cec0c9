//! The contextified global: what Node's interceptors do, as internal methods.
//!
//! A name is looked for in the sandbox first (own and inherited), then in the *inner global*, an
//! ordinary object where the built-ins live. A write goes to the sandbox and leaves a shadow copy
//! on the inner global. `lib/membrane/sandbox.js` has the host's half of each algorithm.

mod cache;
mod methods;
mod names;
mod sandbox;
mod unwritten;

use boa_engine::{
    Context, Finalize, JsData, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue, NativeFunction, Trace,
    context::intrinsics::Intrinsics,
    js_string,
    object::{FunctionObjectBuilder, internal_methods::InternalObjectMethods},
    property::PropertyDescriptor,
};
use boa_gc::GcRefCell;

use self::cache::Cache;
pub(super) use self::{cache::forget, names::is_restricted};
pub(crate) use self::{
    names::refusal_of_global,
    unwritten::{Unwritten, flush},
};

/// The data of a contextified global.
#[derive(Trace, Finalize)]
pub(crate) struct ContextifiedGlobal {
    #[unsafe_ignore_trace]
    context: u32,
    inner: JsObject,
    cache: GcRefCell<Cache>,
}

impl JsData for ContextifiedGlobal {
    fn internal_methods(&self) -> &'static InternalObjectMethods {
        &methods::METHODS
    }
}

/// Makes the global of context `context`.
pub(super) fn make(context: u32, intrinsics: &Intrinsics) -> JsObject {
    let inner = JsObject::with_object_proto(intrinsics);
    JsObject::from_proto_and_data(None, ContextifiedGlobal { context, inner, cache: GcRefCell::default() })
}

/// Puts between a new global and `Object.prototype` what V8 makes of its template there: an object that has nothing
/// but a `constructor`, without a name where there is a sandbox. A global may get a tag of its own as well.
pub(super) fn complete(global: &JsObject, tag: Option<JsString>, engine: &mut Context) -> JsResult<()> {
    let (owner, name) = match inner_of(global) {
        Some(inner) => (inner, js_string!("")),
        None => (global.clone(), js_string!("Object")),
    };
    let constructor = FunctionObjectBuilder::new(engine.realm(), NativeFunction::from_fn_ptr(instantiate))
        .name(name)
        .constructor(true)
        .build();
    let prototype = JsObject::with_object_proto(engine.intrinsics());
    let property =
        |value: JsValue| PropertyDescriptor::builder().value(value).writable(true).enumerable(false).configurable(true);
    for name in [js_string!("arguments"), js_string!("caller")] {
        let fixed = property(JsValue::null()).writable(false).configurable(false);
        constructor.define_property_or_throw(name, fixed, engine)?;
    }
    let own = property(prototype.clone().into()).configurable(false);
    constructor.define_property_or_throw(js_string!("prototype"), own, engine)?;
    prototype.define_property_or_throw(js_string!("constructor"), property(constructor.into()), engine)?;
    owner.set_prototype(Some(prototype));
    if let Some(tag) = tag {
        owner.define_property_or_throw(JsSymbol::to_string_tag(), property(tag.into()), engine)?;
    }
    Ok(())
}

/// A plain object, as V8 makes of the template of its global; without `new` that is the global itself.
fn instantiate(new_target: &JsValue, _: &[JsValue], engine: &mut Context) -> JsResult<JsValue> {
    let Some(new_target) = new_target.as_object() else { return Ok(engine.global_object().into()) };
    let prototype = new_target.get(js_string!("prototype"), engine)?.as_object();
    let object = JsObject::with_object_proto(engine.intrinsics());
    if prototype.is_some() {
        object.set_prototype(prototype);
    }
    Ok(object.into())
}

/// The inner global of a contextified one.
pub(in crate::engine) fn inner_of(global: &JsObject) -> Option<JsObject> {
    global.downcast_ref::<ContextifiedGlobal>().map(|data| data.inner.clone())
}

fn inner(global: &JsObject) -> JsResult<JsObject> {
    inner_of(global).ok_or_else(|| JsNativeError::typ().with_message("Illegal invocation").into())
}

fn variable(value: JsValue, configurable: bool) -> PropertyDescriptor {
    PropertyDescriptor::builder().value(value).writable(true).enumerable(true).configurable(configurable).build()
}
