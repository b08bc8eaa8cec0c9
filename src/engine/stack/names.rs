//! What V8 calls the functions of a stack, found without running any code.

use boa_engine::{
    Context, JsObject, JsString, JsSymbol, JsValue,
    builtins::{async_generator::AsyncGenerator, function::OrdinaryFunction, generator::Generator},
    js_string,
    property::PropertyKey,
    vm::{EvalOrigin, SourcePath, StackFrame},
};

use super::{Site, data_property};
use crate::{
    engine::{global::inner_of, lines::Lines},
    environment::Environment,
    gate,
    membrane::{to_host, view_of},
};

/// Whether V8 shows a frame: some of its natives are no calls.
pub(super) fn is_shown(frame: &StackFrame) -> bool {
    if !frame.is_native {
        return true;
    }
    let Some(function) = &frame.function else { return false };
    let name = own_name(function).unwrap_or_default();
    match name.as_str() {
        "Array" | "Proxy" => !frame.is_construct,
        "call" | "apply" | "construct" => false,
        // What an `await` hands on to, and what methods of strings call.
        _ => !name.is_empty() && !name.starts_with("[Symbol."),
    }
}

/// The frame of the guest as V8 would tell it.
pub(super) fn site(environment: &Environment, frame: &StackFrame, engine: &mut Context) -> Site {
    let mut site = Site { is_native: frame.is_native, is_constructor: frame.is_construct, ..Site::default() };
    site.function_name = function_name(frame);
    site.promise_index = frame.promise_index;
    if !frame.is_construct && !is_toplevel(&frame.this, engine) {
        let receiver = frame.this.as_object();
        if let Some(view) = receiver.as_ref().filter(|receiver| view_of(receiver).is_some()) {
            name_host_receiver(&mut site, view, frame, engine);
        } else {
            site.type_name = Some(type_name(&frame.this));
            if let (Some(receiver), Some(function)) = (receiver, &frame.function) {
                site.method_name = method_name(&receiver, function, site.function_name.as_deref());
            }
        }
    }
    match &frame.path {
        SourcePath::Path(path) => {
            if let Some(source) = environment.scripts.by_path(path) {
                site.file = Some(source.name().to_owned());
                let place = frame.position.map(|position| source.place(position));
                (site.line, site.column) = place.unzip();
            } else {
                site.file = Some(path.display().to_string());
            }
        }
        SourcePath::Eval(origin) => {
            site.eval_origin = Some(eval_origin(environment, origin));
            site.file = origin.source_url.as_ref().map(JsString::to_std_string_lossy);
            let place = frame.position.map(|position| Lines::of(origin.text()).place(position));
            (site.line, site.column) = place.unzip();
        }
        SourcePath::None | SourcePath::Json => {}
    }
    site
}

/// The class and the method where the receiver is an object of the host.
fn name_host_receiver(site: &mut Site, receiver: &JsObject, frame: &StackFrame, engine: &mut Context) {
    let name = site.function_name.clone().unwrap_or_default();
    let function = frame.function.clone().map_or_else(JsValue::undefined, JsValue::from);
    let names = gate::leave_quietly(Environment::current(), engine, |scope, context| {
        let environment = Environment::current();
        let receiver = to_host(environment, scope, &receiver.clone().into(), context)?;
        let function = to_host(environment, scope, &function, context)?;
        environment.host().receiver_names(scope, receiver, function, &name)
    });
    // An interruption in between is that of the run, which ends of itself.
    (site.type_name, site.method_name) = names.unwrap_or_default();
}

/// Where a string was compiled; nothing but its own name, if it has one.
fn eval_origin(environment: &Environment, origin: &EvalOrigin) -> String {
    if let Some(url) = &origin.source_url {
        return url.to_std_string_lossy();
    }
    let name = match origin.function_name.to_std_string_lossy() {
        name if name.is_empty() || name.starts_with('<') => "<anonymous>".to_owned(),
        name => name,
    };
    let place = match &origin.path {
        // V8 does not tell where in a string.
        SourcePath::Eval(outer) => eval_origin(environment, outer),
        SourcePath::Path(path) => match (environment.scripts.by_path(path), origin.position) {
            (Some(source), Some(position)) => {
                let (line, column) = source.place_in_text(position);
                format!("{}:{line}:{column}", source.filename)
            }
            _ => "<anonymous>".to_owned(),
        },
        SourcePath::None | SourcePath::Json => "<anonymous>".to_owned(),
    };
    format!("eval at {name} ({place})")
}

/// What the function is called now, or was in the source.
fn function_name(frame: &StackFrame) -> Option<String> {
    if frame.promise_index.is_some() {
        return Some(frame.function_name.to_std_string_lossy());
    }
    if frame.function.is_none() {
        return matches!(frame.path, SourcePath::Eval(_)).then(|| "eval".to_owned());
    }
    let own = frame.function.as_ref().and_then(own_name);
    let name = match own {
        Some(name) if !name.is_empty() => name,
        _ => frame.function_name.to_std_string_lossy(),
    };
    match name.as_str() {
        // Functions of strings without a name, too.
        "" if matches!(frame.path, SourcePath::Eval(_)) => Some("eval".to_owned()),
        "" | "<main>" => None,
        // The code of `new Function` has no name of its own.
        "anonymous" if matches!(frame.path, SourcePath::Eval(_)) => Some("eval".to_owned()),
        _ => Some(name),
    }
}

/// What a function is called: by its name, or as its source has it.
fn shown_name(function: &JsObject) -> Option<String> {
    let ordinary = function.downcast_ref::<OrdinaryFunction>();
    let code = ordinary.as_deref().map(OrdinaryFunction::codeblock);
    // What a constructor of functions makes is nameless to V8.
    let is_of_string = code.is_some_and(|code| matches!(code.path(), SourcePath::Eval(_)));
    own_name(function)
        .filter(|name| !name.is_empty())
        .or_else(|| Some(code?.shown_name().to_std_string_lossy()))
        .filter(|name| !is_of_string || name != "anonymous")
}

fn own_name(function: &JsObject) -> Option<String> {
    let name = function.borrow().properties().get(&js_string!("name").into());
    name?.value()?.as_string().map(|name| name.to_std_string_lossy())
}

/// Whether a receiver is none, or the global object of this or another context.
fn is_toplevel(this: &JsValue, engine: &Context) -> bool {
    this.is_null_or_undefined()
        || this
            .as_object()
            .is_some_and(|this| JsObject::equals(&this, &engine.global_object()) || inner_of(&this).is_some())
}

/// The class of a receiver.
fn type_name(this: &JsValue) -> String {
    let Some(object) = this.as_object() else {
        return match this {
            this if this.is_string() => "String",
            this if this.is_number() => "Number",
            this if this.is_boolean() => "Boolean",
            this if this.is_symbol() => "Symbol",
            _ => "BigInt",
        }
        .to_owned();
    };
    let named = [class_name(&object), constructor_name(&object), tag(&object)].into_iter().flatten();
    let inherited =
        || data_property(&object, &js_string!("constructor"))?.as_object().and_then(|class| shown_name(&class));
    named
        .chain(inherited())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| if object.is_callable() { "Function" } else { "Object" }.to_owned())
}

/// The name of a receiver that is a class.
fn class_name(object: &JsObject) -> Option<String> {
    if !object.is::<OrdinaryFunction>() {
        return None;
    }
    let prototype = object.borrow().properties().get(&js_string!("prototype").into());
    let is_class = prototype.is_some_and(|property| property.writable() == Some(false));
    is_class.then(|| shown_name(object)).flatten()
}

/// The function that a receiver is made by, if that can be told.
fn constructor_name(object: &JsObject) -> Option<String> {
    if let Some(generator) = object.downcast_ref::<Generator>() {
        return shown_name(generator.function());
    }
    if let Some(generator) = object.downcast_ref::<AsyncGenerator>() {
        return shown_name(generator.function());
    }
    let prototype = object.prototype()?;
    let constructor = prototype.borrow().properties().get(&js_string!("constructor").into());
    let constructor = constructor?.value()?.as_object()?;
    constructor.is::<OrdinaryFunction>().then(|| shown_name(&constructor)).flatten()
}

fn tag(object: &JsObject) -> Option<String> {
    let key = PropertyKey::from(JsSymbol::to_string_tag());
    let mut current = Some(object.clone());
    while let Some(link) = current {
        if let Some(tag) = link.borrow().properties().get(&key) {
            return tag.value().and_then(JsValue::as_string).map(|tag| tag.to_std_string_lossy());
        }
        current = link.prototype();
    }
    None
}

/// The one property of the receiver or its chain that holds the function.
fn method_name(receiver: &JsObject, function: &JsObject, name: Option<&str>) -> Option<String> {
    let holds = |object: &JsObject, key: &PropertyKey| {
        object.borrow().properties().get(key).is_some_and(|property| {
            [property.value(), property.get(), property.set()]
                .into_iter()
                .flatten()
                .any(|value| value.as_object().is_some_and(|value| JsObject::equals(&value, function)))
        })
    };
    let plain = name.map(|name| name.strip_prefix("get ").or_else(|| name.strip_prefix("set ")).unwrap_or(name));
    let plain_key = plain.map(|name| PropertyKey::from(JsString::from(name)));
    let mut found: Option<String> = None;
    let mut current = Some(receiver.clone());
    while let Some(object) = current {
        if let (Some(plain), Some(key)) = (plain, &plain_key)
            && holds(&object, key)
        {
            return Some(plain.to_owned());
        }
        for key in object.borrow().shape().keys() {
            if let PropertyKey::String(text) = &key
                && holds(&object, &key)
                && object.borrow().properties().get(&key).is_some_and(|property| property.enumerable() == Some(true))
            {
                if found.is_some() {
                    return None;
                }
                found = Some(text.to_std_string_lossy());
            }
        }
        current = object.prototype();
    }
    found
}
