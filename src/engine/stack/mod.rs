//! The `stack` of guest errors, in V8's form.
//!
//! The engine keeps the frames that an error was made on and asks for the text when somebody first
//! looks at it; see [`Capture`] for what lies below the guest's frames.

mod api;
mod capture;
mod host_error;
mod names;
mod site;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, builtins::error::Error, js_string,
    native_function::NativeFunctionPointer, object::FunctionObjectBuilder, property::PropertyKey, vm::Backtrace,
};

use crate::{
    environment::Environment,
    gate,
    membrane::{hosts_stack_hook, is_intrinsic, key_to_host, to_guest, to_host, view_of},
};

pub(super) use self::capture::{capture, limit};
pub(crate) use self::{api::install, capture::HostStack, host_error::complete_stack, site::Site};

/// The own `stack` of an error.
pub(super) fn make(error: &JsObject, backtrace: &Backtrace, engine: &mut Context) -> JsResult<JsValue> {
    let Some(sites) = capture::sites(backtrace, engine) else { return Ok(JsValue::undefined()) };
    let constructor = engine.intrinsics().constructors().error().constructor();
    if let Some(prepare) = hook(&constructor, engine)? {
        let sites = api::call_sites(sites, engine);
        return prepare.call(&constructor.into(), &[error.clone().into(), sites], engine);
    }
    let mut text = header(error, engine);
    for site in &sites {
        text.push_str("\n    at ");
        text.push_str(&site.to_string());
    }
    Ok(JsString::from(text.as_str()).into())
}

/// Has an error, whatever made it, begin its stack with the code that runs now.
pub(crate) fn restart_stack(error: &JsValue, engine: &mut Context) -> JsResult<()> {
    below_native(error, engine, |error, _, engine| {
        if let Some(object) = error.as_object() {
            let backtrace = engine.backtrace(None);
            Error::replace_stack(&object, backtrace, engine);
        }
        Ok(JsValue::undefined())
    })
}

/// Calls a native function of its own, which the backtrace that it takes leaves out.
fn below_native(this: &JsValue, engine: &mut Context, body: NativeFunctionPointer) -> JsResult<()> {
    let native = FunctionObjectBuilder::new(engine.realm(), NativeFunction::from_fn_ptr(body)).build();
    native.call(this, &[], engine).map(|_| ())
}

/// `Error.prepareStackTrace` of a realm or, as in Node, of the host if the realm has none.
fn hook(constructor: &JsObject, engine: &mut Context) -> JsResult<Option<JsObject>> {
    let own = if is_intrinsic(constructor) {
        None
    } else {
        constructor.get(js_string!("prepareStackTrace"), engine)?.as_callable()
    };
    Ok(own.or_else(|| hosts_stack_hook()?.as_callable()))
}

/// What `Error.prototype.toString` gives, without running any code.
fn header(error: &JsObject, engine: &mut Context) -> String {
    let mut text = |name| shown_property(error, &name, engine).map(|value| text_of(&value));
    let name = text(js_string!("name")).unwrap_or_else(|| "Error".to_owned());
    let message = text(js_string!("message")).unwrap_or_default();
    if message.is_empty() {
        name
    } else if name.is_empty() {
        message
    } else {
        format!("{name}: {message}")
    }
}

fn text_of(value: &JsValue) -> String {
    value.as_string().map_or_else(|| value.display().to_string(), |text| text.to_std_string_lossy())
}

/// A data property of an object or its chain, read without running any code.
fn data_property(object: &JsObject, name: &JsString) -> Option<JsValue> {
    let key = PropertyKey::from(name.clone());
    holder(object, &key)?.borrow().properties().get(&key)?.value().cloned()
}

/// The same where the chain leads to an object of the host.
fn shown_property(object: &JsObject, name: &JsString, engine: &mut Context) -> Option<JsValue> {
    let key = PropertyKey::from(name.clone());
    let holder = holder(object, &key)?;
    if view_of(&holder).is_none() {
        return data_property(&holder, name);
    }
    let environment = Environment::current();
    let found = gate::leave_quietly(environment, engine, |scope, context| {
        let object = to_host(environment, scope, &holder.into(), context)?;
        let key = key_to_host(environment, scope, &key)?;
        let value = environment.host().data_property(scope, object, key)?;
        to_guest(environment, scope, value, context)
    });
    // An interruption in between is that of the run, which ends of itself.
    found.ok().filter(|value| !value.is_undefined())
}

/// Where the search for a property ends: the object that has it, or a guest view, whose chain is the host's.
fn holder(object: &JsObject, key: &PropertyKey) -> Option<JsObject> {
    let mut current = Some(object.clone());
    while let Some(object) = current {
        if view_of(&object).is_some() || object.borrow().properties().get(key).is_some() {
            return Some(object);
        }
        current = object.prototype();
    }
    None
}

/// The own `stack` of an error that crosses: made now, if nobody has looked at it yet.
///
/// What the guest's `prepareStackTrace` throws is nobody's to catch here, and the stack is undefined then.
pub(crate) fn look_at_stack(error: &JsObject, engine: &mut Context) {
    if error.is::<Error>() {
        let _ = error.has_own_property(js_string!("stack"), engine);
    }
}
