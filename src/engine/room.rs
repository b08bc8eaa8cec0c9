//! Globals that the host stands in for: `Intl`, `console` and `WebAssembly`, made when they are first read.

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction, object::FunctionObjectBuilder,
    property::PropertyDescriptor,
};

use crate::{environment::Environment, gate, membrane::to_guest};

const NAMES: [&str; 3] = ["Intl", "console", "WebAssembly"];

/// Puts the names on a global object: accessors that become data properties when they are read or written.
pub(super) fn install(global: &JsObject, engine: &mut Context) -> JsResult<()> {
    for name in NAMES {
        let name = JsString::from(name);
        let captures = (global.clone(), name.clone());
        let getter = NativeFunction::from_copy_closure_with_captures(
            |_, _, (global, name), engine| {
                let value = fetch(name, engine)?;
                settle(global, name, value.clone(), engine)?;
                Ok(value)
            },
            captures.clone(),
        );
        let setter = NativeFunction::from_copy_closure_with_captures(
            |_, arguments, (global, name), engine| {
                settle(global, name, arguments.first().cloned().unwrap_or_default(), engine)?;
                Ok(JsValue::undefined())
            },
            captures,
        );
        let realm = engine.realm().clone();
        let getter = FunctionObjectBuilder::new(&realm, getter).build();
        let setter = FunctionObjectBuilder::new(&realm, setter).length(1).build();
        let accessor = PropertyDescriptor::builder().get(getter).set(setter).enumerable(false).configurable(true);
        global.define_property_or_throw(name, accessor.build(), engine)?;
    }
    Ok(())
}

fn fetch(name: &JsString, engine: &mut Context) -> JsResult<JsValue> {
    let environment = Environment::current();
    gate::leave(environment, engine, |scope, context| {
        let Some(record) = context.record(scope) else { return Ok(JsValue::undefined()) };
        let value = environment.host().room_global(scope, record, name)?;
        to_guest(environment, scope, value, context)
    })
}

fn settle(global: &JsObject, name: &JsString, value: JsValue, engine: &mut Context) -> JsResult<()> {
    let data = PropertyDescriptor::builder().value(value).writable(true).enumerable(false).configurable(true);
    if global.define_property_or_throw(name.clone(), data.build(), engine)? {
        return Ok(());
    }
    Err(JsNativeError::typ().with_message("Cannot redefine property").into())
}
