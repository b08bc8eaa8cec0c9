//! Guest value → host value.

use boa_engine::{
    JsObject, JsValue, JsVariant,
    builtins::{promise::Promise, proxy::Proxy},
    module::ModuleNamespace,
};

use super::{Few, bytes, guest_view::view_of, moved, twin};
use crate::{
    engine::{GuestContext, ModuleRecord},
    environment::Environment,
    node::{HostValue, Scope, Thrown},
};

/// What `lib/membrane/views.js` makes a view as.
mod nature {
    pub(super) const OBJECT: i32 = 0;
    pub(super) const FUNCTION: i32 = 1;
    pub(super) const CONSTRUCTOR: i32 = 2;
    pub(super) const ARRAY: i32 = 3;
    pub(super) const ARGUMENTS: i32 = 4;
    pub(super) const NAMESPACE: i32 = 5;
    /// The last of those that are no Proxy.
    pub(super) const MODULE: i32 = 11;
    /// Added: a Proxy of the guest.
    pub(super) const TRAPPED: i32 = 64;
}

/// Crosses a value of `context` to the host. Fails only where host code was interrupted.
pub(crate) fn to_host<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    value: &JsValue,
    context: &GuestContext,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    Ok(match value.variant() {
        JsVariant::Undefined => scope.undefined(),
        JsVariant::Null => scope.null(),
        JsVariant::Boolean(value) => scope.boolean(value),
        JsVariant::Integer32(value) => scope.integer(value),
        JsVariant::Float64(value) => scope.number(value),
        JsVariant::String(text) => scope.string(&text),
        JsVariant::Symbol(symbol) => environment.symbols.to_host(environment, scope, &symbol)?,
        JsVariant::BigInt(value) => scope.bigint(&value),
        JsVariant::Object(object) => self::object(environment, scope, &object, context)?,
    })
}

/// Crosses several values into `hosts`.
#[inline]
pub(crate) fn values_to_host<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    values: &[JsValue],
    context: &GuestContext,
    hosts: &mut Few<HostValue<'scope>>,
) -> Result<(), Thrown<'scope>> {
    for value in values {
        hosts.push(to_host(environment, scope, value, context)?);
    }
    Ok(())
}

fn object<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    context: &GuestContext,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    if let Some(id) = view_of(object) {
        return environment.imports.host(scope, id).ok_or(Thrown::Terminated);
    }
    if let Some(view) = environment.exports.view(scope, object) {
        return Ok(view);
    }
    let twin = match moved::brand_of(object) {
        Some(brand) => moved::make(environment, scope, object, brand, context)?,
        None if object.is::<Promise>() => Some(twin::promise(environment, scope, object, context)?),
        None => bytes::make_twin(environment, scope, object, context)?,
    };
    match twin {
        Some(twin) => Ok(twin),
        None => twin::export(environment, scope, object, nature_of(object), scope.undefined(), context)?
            .ok_or(Thrown::Terminated),
    }
}

fn nature_of(object: &JsObject) -> i32 {
    let shape = shape_of(object);
    if object.is::<Proxy>() { shape | nature::TRAPPED } else { shape }
}

fn shape_of(object: &JsObject) -> i32 {
    if object.is_callable() {
        if object.is_constructor() { nature::CONSTRUCTOR } else { nature::FUNCTION }
    } else if object.is_array_abstract().unwrap_or(false) {
        nature::ARRAY
    } else if object.is_arguments() {
        nature::ARGUMENTS
    } else if object.is::<ModuleNamespace>() {
        nature::NAMESPACE
    } else if object.is::<ModuleRecord>() {
        nature::MODULE
    } else {
        nature::OBJECT
    }
}
