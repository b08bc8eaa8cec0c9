//! Twins: real host objects that stand for guest objects whose brand a Proxy would lose.

use boa_engine::{JsObject, JsString, JsValue, js_string, property::PropertyKey};

use super::{descriptor_to_host, key_to_host, to_host};
use crate::{
    engine::{GuestContext, look_at_stack},
    environment::Environment,
    gate::{self, Limits},
    node::{HostValue, Scope, Thrown},
};

/// What `lib/membrane/twins.js` needs to make the twin of an error: its class, the view of its
/// prototype, and its own properties as `key, descriptor` in turn.
pub(crate) fn error<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    context: &GuestContext,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let mut details = vec![
        scope.string(&class_of(object)),
        prototype(environment, scope, object, context)?,
    ];
    make_stack(environment, object, context);
    for (key, descriptor) in own_properties(object) {
        details.push(key_to_host(environment, scope, &key)?);
        details.push(descriptor_to_host(environment, scope, &descriptor, context)?);
    }
    Ok(scope.array(&details))
}

/// Has the stack of an error made, if nobody has looked at it yet.
fn make_stack(environment: &Environment, object: &JsObject, context: &GuestContext) {
    let stack = object.borrow().properties().get(&js_string!("stack").into());
    if stack.is_some_and(|stack| stack.value().is_none())
        && let Some(context) = environment.context(context.id())
    {
        // A fault of the engine is told to whoever enters the context next.
        let _ = gate::enter(environment, &context, Limits::default(), |engine| look_at_stack(object, engine));
    }
}

/// The view of an object's prototype, which everything but the slot of its twin goes up to.
pub(super) fn prototype<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    context: &GuestContext,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let prototype = object.prototype().map_or_else(JsValue::null, JsValue::from);
    to_host(environment, scope, &prototype, context)
}

/// The own properties of an error as they are, without running a getter.
fn own_properties(object: &JsObject) -> Vec<(PropertyKey, boa_engine::property::PropertyDescriptor)> {
    let object = object.borrow();
    let properties = object.properties();
    let keys = object.shape().keys();
    keys.into_iter()
        .filter_map(|key| {
            let descriptor = properties.get(&key)?;
            Some((key, descriptor))
        })
        .collect()
}

/// The built-in class of an error: what its nearest built-in prototype is called, whatever a guest calls it.
fn class_of(object: &JsObject) -> JsString {
    let mut prototype = object.prototype();
    let key = PropertyKey::from(js_string!("name"));
    while let Some(current) = prototype {
        let name = current.borrow().properties().get(&key).and_then(|name| name.value().and_then(JsValue::as_string));
        if let Some(name) = name {
            return name;
        }
        prototype = current.prototype();
    }
    js_string!("Error")
}
