//! What `util.inspect` may see of a guest object: what it is and what it has, without running any
//! guest code but that of a Proxy's Proxy.

use boa_engine::{
    JsObject, JsResult, JsValue,
    builtins::{
        async_generator::AsyncGenerator, function::OrdinaryFunction, generator::Generator, map::MapIterator,
        proxy::Proxy, set::SetIterator,
    },
    module::ModuleNamespace,
    object::{
        builtins::{JsWeakMap, JsWeakSet},
        internal_methods::InternalMethodPropertyContext,
    },
    property::{PropertyDescriptor, PropertyKey},
};

use super::{outcome::enter, traps::target};
use crate::{
    environment::Environment,
    membrane::{descriptor_to_host, key_to_host, to_host},
    node::{HostValue, Scope, Thrown},
};

/// What an object is printed as; `lib/membrane/kinds.js` has the same numbers.
mod kind {
    pub(super) const OBJECT: i32 = 0;
    pub(super) const ARRAY: i32 = 1;
    pub(super) const ARGUMENTS: i32 = 2;
    pub(super) const WEAK_MAP: i32 = 3;
    pub(super) const WEAK_SET: i32 = 4;
    pub(super) const FUNCTION: i32 = 5;
    pub(super) const CLASS: i32 = 6;
    pub(super) const ASYNC_FUNCTION: i32 = 7;
    pub(super) const GENERATOR_FUNCTION: i32 = 8;
    pub(super) const ASYNC_GENERATOR_FUNCTION: i32 = 9;
    pub(super) const PROXY: i32 = 10;
    pub(super) const NAMESPACE: i32 = 11;
    pub(super) const MAP_ITERATOR: i32 = 12;
    pub(super) const SET_ITERATOR: i32 = 13;
    pub(super) const GENERATOR: i32 = 14;
}

/// `picture(view)`: `[kind, prototype, key, descriptor, ...]`; of a Proxy `[kind, target or null]`. What cannot be read
/// yet of a namespace has no descriptor.
pub(super) fn picture<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let (object, context) = target(environment, scope, arguments[0])?;
    if let Some(proxy) = object.downcast_ref::<Proxy>().map(|proxy| proxy.target().cloned()) {
        let target = proxy.map_or_else(JsValue::null, JsValue::from);
        return Ok(scope.array(&[scope.integer(kind::PROXY), to_host(environment, scope, &target, &context)?]));
    }
    let kind = kind_of(&object);
    let (prototype, properties) = enter(environment, scope, &context, |engine| {
        let prototype = object.__get_prototype_of__(engine)?.map_or_else(JsValue::null, JsValue::from);
        let engine = &mut InternalMethodPropertyContext::new(engine);
        Ok((prototype, own_properties(&object, kind == kind::NAMESPACE, engine)?))
    })?;
    let mut picture = Vec::with_capacity(2 + properties.len() * 2);
    picture.push(scope.integer(kind));
    picture.push(to_host(environment, scope, &prototype, &context)?);
    for (key, descriptor) in properties {
        picture.push(key_to_host(environment, scope, &key)?);
        picture.push(match descriptor {
            Some(descriptor) => descriptor_to_host(environment, scope, &descriptor, &context)?,
            None => scope.undefined(),
        });
    }
    Ok(scope.array(&picture))
}

/// `kind(view)`
pub(super) fn kind<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let (object, _) = target(environment, scope, arguments[0])?;
    Ok(scope.integer(if object.is::<Proxy>() { kind::PROXY } else { kind_of(&object) }))
}

/// `remaining(view)`: what an iterator of a map or a set has still to give, `[whether in pairs, value, ...]`.
pub(super) fn remaining<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let (object, context) = target(environment, scope, arguments[0])?;
    let (gives_entries, values) = if let Some(iterator) = object.downcast_ref::<MapIterator>() {
        (iterator.gives_entries(), iterator.remaining())
    } else if let Some(iterator) = object.downcast_ref::<SetIterator>() {
        (iterator.gives_entries(), iterator.remaining())
    } else {
        (false, Vec::new())
    };
    let mut remaining = vec![scope.boolean(gives_entries)];
    for value in values {
        remaining.push(to_host(environment, scope, &value, &context)?);
    }
    Ok(scope.array(&remaining))
}

fn own_properties(
    object: &JsObject,
    is_namespace: bool,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Vec<(PropertyKey, Option<PropertyDescriptor>)>> {
    let mut properties = Vec::new();
    for key in object.__own_property_keys__(engine)? {
        match object.__get_own_property__(&key, engine) {
            Ok(Some(descriptor)) => properties.push((key, Some(descriptor))),
            Ok(None) => {}
            Err(_) if is_namespace => properties.push((key, None)),
            Err(error) => return Err(error),
        }
    }
    Ok(properties)
}

fn kind_of(object: &JsObject) -> i32 {
    if object.is_callable() {
        return function_kind(object);
    }
    if object.is_array() {
        kind::ARRAY
    } else if object.is_arguments() {
        kind::ARGUMENTS
    } else if JsWeakMap::from_object(object.clone()).is_ok() {
        kind::WEAK_MAP
    } else if JsWeakSet::from_object(object.clone()).is_ok() {
        kind::WEAK_SET
    } else if object.is::<ModuleNamespace>() {
        kind::NAMESPACE
    } else if object.is::<MapIterator>() {
        kind::MAP_ITERATOR
    } else if object.is::<SetIterator>() {
        kind::SET_ITERATOR
    } else if object.is::<Generator>() || object.is::<AsyncGenerator>() {
        kind::GENERATOR
    } else {
        kind::OBJECT
    }
}

fn function_kind(object: &JsObject) -> i32 {
    let Some(function) = object.downcast_ref::<OrdinaryFunction>() else { return kind::FUNCTION };
    let code = function.codeblock();
    match (code.is_async(), code.is_generator()) {
        (false, false) if code.is_class_constructor() => kind::CLASS,
        (false, false) => kind::FUNCTION,
        (true, false) => kind::ASYNC_FUNCTION,
        (false, true) => kind::GENERATOR_FUNCTION,
        (true, true) => kind::ASYNC_GENERATOR_FUNCTION,
    }
}
