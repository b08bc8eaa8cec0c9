//! Property keys.

use boa_engine::{JsString, property::PropertyKey};

use crate::{
    environment::Environment,
    node::{HostType, HostValue, Scope, Thrown},
};

/// The key of a string or symbol of the host.
pub(crate) fn key_to_guest<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    key: HostValue<'scope>,
) -> Result<PropertyKey, Thrown<'scope>> {
    Ok(match scope.type_of(key) {
        HostType::Symbol => environment.symbols.to_guest(environment, scope, key)?.into(),
        _ => scope.to_string(key).into(),
    })
}

/// The string or symbol of a key.
pub(crate) fn key_to_host<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    key: &PropertyKey,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    Ok(match key {
        PropertyKey::String(text) => scope.key(text),
        PropertyKey::Symbol(symbol) => environment.symbols.to_host(environment, scope, symbol)?,
        PropertyKey::Index(index) => scope.string(&JsString::from(index.get().to_string())),
    })
}
