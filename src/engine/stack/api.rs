//! What a realm's `Error` has for stacks: `captureStackTrace`, `stackTraceLimit`, and the `CallSite`
//! objects that `Error.prepareStackTrace` gets.

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    Trace,
    builtins::error::Error,
    js_string,
    object::{FunctionObjectBuilder, builtins::JsArray},
    property::PropertyDescriptor,
    realm::Realm,
};

use super::Site;

/// The data of a call site.
#[derive(Trace, Finalize, JsData)]
struct CallSite(#[unsafe_ignore_trace] Site);

/// The prototype of the call sites of a realm.
#[derive(Trace, Finalize, JsData)]
struct CallSitePrototype(JsObject);

/// Gives the `Error` of a realm what V8's has.
pub(crate) fn install(realm: &Realm) {
    let error = realm.intrinsics().constructors().error();
    let constructor = error.constructor();
    let capture = FunctionObjectBuilder::new(realm, NativeFunction::from_fn_ptr(capture_stack_trace))
        .name(js_string!("captureStackTrace"))
        .length(2)
        .build();
    let attributes = PropertyDescriptor::builder().writable(true).configurable(true);
    constructor.insert_property(js_string!("captureStackTrace"), attributes.clone().enumerable(false).value(capture));
    constructor.insert_property(js_string!("stackTraceLimit"), attributes.enumerable(true).value(10));
    // An error has its own.
    error.prototype().borrow_mut().properties_mut().remove(&js_string!("stack").into());
}

fn function(engine: &Context, name: &str, length: usize, body: NativeFunction) -> JsObject {
    FunctionObjectBuilder::new(engine.realm(), body).name(JsString::from(name)).length(length).build().into()
}

/// `Error.captureStackTrace(object, below)`
fn capture_stack_trace(_: &JsValue, arguments: &[JsValue], engine: &mut Context) -> JsResult<JsValue> {
    let Some(object) = arguments.get_or_undefined(0).as_object() else {
        return Err(JsNativeError::typ().with_message("invalid_argument").into());
    };
    let below = arguments.get_or_undefined(1).as_callable();
    let backtrace = engine.backtrace(below.as_ref());
    if object.is::<Error>() && object.is_extensible(engine)? {
        Error::replace_stack(&object, backtrace, engine);
        return Ok(JsValue::undefined());
    }
    let stack = super::make(&object, &backtrace, engine)?;
    let descriptor = PropertyDescriptor::builder().value(stack).writable(true).enumerable(false).configurable(true);
    object.define_property_or_throw(js_string!("stack"), descriptor.build(), engine)?;
    Ok(JsValue::undefined())
}

/// An array of call sites, the newest first.
pub(super) fn call_sites(sites: Vec<Site>, engine: &mut Context) -> JsValue {
    let prototype = prototype(engine);
    let sites: Vec<JsValue> =
        sites.into_iter().map(|site| JsObject::from_proto_and_data(prototype.clone(), CallSite(site)).into()).collect();
    JsArray::from_iter(sites, engine).into()
}

fn prototype(engine: &mut Context) -> JsObject {
    if let Some(known) = engine.realm().host_defined().get::<CallSitePrototype>() {
        return known.0.clone();
    }
    let prototype = JsObject::with_object_proto(engine.intrinsics());
    let class = FunctionObjectBuilder::new(engine.realm(), NativeFunction::from_fn_ptr(refuse))
        .name(js_string!("CallSite"))
        .constructor(true)
        .build();
    let fixed = PropertyDescriptor::builder().value(prototype.clone()).writable(false).enumerable(false);
    // The class and the prototype are new and ordinary.
    let _ = class.define_property_or_throw(js_string!("prototype"), fixed.configurable(false).build(), engine);
    define_method(&prototype, "constructor", class.into(), engine);
    for (name, read) in METHODS {
        let body = NativeFunction::from_copy_closure(move |this, _, _| {
            let object = this.as_object();
            let site = object.as_ref().and_then(JsObject::downcast_ref::<CallSite>).ok_or_else(|| misplaced(name))?;
            Ok(read(&site.0))
        });
        let method = function(engine, name, 0, body);
        define_method(&prototype, name, method, engine);
    }
    engine.realm().host_defined_mut().insert(CallSitePrototype(prototype.clone()));
    prototype
}

fn define_method(prototype: &JsObject, name: &str, method: JsObject, engine: &mut Context) {
    let descriptor = PropertyDescriptor::builder().value(method).writable(true).enumerable(false).configurable(true);
    // The prototype is new and ordinary.
    let _ = prototype.define_property_or_throw(JsString::from(name), descriptor.build(), engine);
}

fn refuse(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(JsNativeError::error().with_message("Not supported").into())
}

fn misplaced(name: &str) -> JsError {
    JsNativeError::typ().with_message(format!("CallSite method {name} expects CallSite as receiver")).into()
}

type Read = fn(&Site) -> JsValue;

fn text(value: Option<&String>) -> JsValue {
    value.map_or_else(JsValue::null, |text| JsString::from(text.as_str()).into())
}

fn number(value: Option<i32>) -> JsValue {
    value.map_or_else(JsValue::null, JsValue::from)
}

/// The file of a frame; code of `eval` has none.
fn file(site: &Site) -> JsValue {
    if site.eval_origin.is_some() || site.is_native { JsValue::undefined() } else { text(site.file.as_ref()) }
}

const METHODS: [(&str, Read); 22] = [
    ("getColumnNumber", |site| number(site.column)),
    ("getEnclosingColumnNumber", |site| number(site.column)),
    ("getEnclosingLineNumber", |site| number(site.line)),
    ("getEvalOrigin", |site| site.eval_origin.as_ref().map_or_else(JsValue::undefined, |origin| text(Some(origin)))),
    ("getFileName", |site| file(site)),
    ("getFunction", |_| JsValue::undefined()),
    ("getFunctionName", |site| text(site.function_name.as_ref())),
    ("getLineNumber", |site| number(site.line)),
    ("getMethodName", |site| text(site.method_name.as_ref())),
    ("getPosition", |_| JsValue::from(0)),
    ("getPromiseIndex", |site| site.promise_index.map_or_else(JsValue::null, JsValue::from)),
    ("getScriptNameOrSourceURL", |site| site.file.as_ref().map_or_else(|| file(site), |file| text(Some(file)))),
    ("getScriptHash", |_| js_string!().into()),
    ("getThis", |_| JsValue::undefined()),
    ("getTypeName", |site| text(site.type_name.as_ref())),
    ("isAsync", |site| site.is_async.into()),
    ("isConstructor", |site| site.is_constructor.into()),
    ("isEval", |site| site.eval_origin.is_some().into()),
    ("isNative", |_| false.into()),
    ("isPromiseAll", |site| (site.promise_index.is_some() && site.function_name.as_deref() == Some("all")).into()),
    ("isToplevel", |site| site.is_toplevel().into()),
    ("toString", |site| JsString::from(site.to_string().as_str()).into()),
];
