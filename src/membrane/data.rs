//! What built-in functions of the host make afresh, arrays and plain objects, made anew of the guest's realm.

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsValue, object::builtins::JsArray, property::PropertyKey,
};

use super::{key_to_guest, to_guest};
use crate::{
    engine::GuestContext,
    environment::Environment,
    node::{HostValue, Scope, Thrown},
};

/// A value, or an array or object by its properties.
pub(crate) enum Data {
    Value(JsValue),
    Composed(Kind, Vec<(PropertyKey, Data)>),
}

/// What holds the properties.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    NullObject,
    Array,
    Object,
}

impl Data {
    /// Reads what `lib/membrane/data.js` describes as `[kind, key, value, ...]`; what is no array is a value.
    pub(crate) fn read<'scope>(
        environment: &Environment,
        scope: &Scope<'scope>,
        value: HostValue<'scope>,
        context: &GuestContext,
    ) -> Result<Self, Thrown<'scope>> {
        if !scope.is_array(value) {
            return to_guest(environment, scope, value, context).map(Self::Value);
        }
        let parts = scope.elements(value);
        let kind = match parts.first().map(|kind| scope.to_integer(*kind)) {
            Some(1) => Kind::Array,
            Some(2) => Kind::Object,
            _ => Kind::NullObject,
        };
        let mut properties = Vec::with_capacity(parts.len() / 2);
        for property in parts.get(1..).unwrap_or_default().chunks_exact(2) {
            let key = key_to_guest(environment, scope, property[0])?;
            properties.push((key, Self::read(environment, scope, property[1], context)?));
        }
        Ok(Self::Composed(kind, properties))
    }

    /// Makes the objects, of the realm of the running function.
    pub(crate) fn build(self, engine: &mut Context) -> JsResult<JsValue> {
        let (kind, properties) = match self {
            Self::Value(value) => return Ok(value),
            Self::Composed(kind, properties) => (kind, properties),
        };
        let object = match kind {
            Kind::NullObject => JsObject::with_null_proto(),
            Kind::Array => JsArray::new(engine)?.into(),
            Kind::Object => JsObject::with_object_proto(engine.intrinsics()),
        };
        for (key, data) in properties {
            let value = data.build(engine)?;
            object.create_data_property_or_throw(key, value, engine)?;
        }
        Ok(object.into())
    }
}

/// A new error of a class that built-in functions throw.
pub(crate) fn error_of_class(class: &str) -> Option<JsNativeError> {
    Some(match class {
        "Error" => JsNativeError::error(),
        "TypeError" => JsNativeError::typ(),
        "RangeError" => JsNativeError::range(),
        "SyntaxError" => JsNativeError::syntax(),
        _ => return None,
    })
}

/// An error that a built-in function of the host made itself, as the guest's function would have made it.
pub(crate) fn own_error<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    error: HostValue<'scope>,
) -> Result<Option<JsNativeError>, Thrown<'scope>> {
    let Some((class, message)) = environment.host().own_error(scope, error)? else { return Ok(None) };
    Ok(error_of_class(&class).map(|error| error.with_message(message.to_std_string_lossy())))
}
