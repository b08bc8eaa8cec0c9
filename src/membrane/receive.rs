//! Native functions of the guest that are called on guest views.

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsValue, builtins::iterable::create_iter_result_object,
    object::builtins::JsArray, property::PropertyKey,
};

use super::{
    guest_view::{Visit, visit},
    key_to_guest,
    natives::Made,
};
use crate::{
    environment::Environment,
    node::{HostType, HostValue, Thrown},
};

/// What the host's function gave. What it has made of its own is made anew, of the realm of the guest's function.
enum Answer {
    Value(JsValue),
    Data(Data),
    /// The result of an iterator; an entry is a pair.
    Step {
        done: bool,
        values: Vec<JsValue>,
    },
    Error(JsNativeError),
}

/// An array or plain object, by its properties.
enum Data {
    Value(JsValue),
    Array(Vec<(PropertyKey, Data)>),
    Object(Vec<(PropertyKey, Data)>),
}

/// Where a native function needs a slot, the host's function of its pair does the work.
pub(super) fn receive(
    view: &JsObject,
    function: &JsObject,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    let Some((native, made)) = Environment::current().natives.pair_of(function) else { return Ok(None) };
    let iterators = context.intrinsics().objects().iterator_prototypes();
    let iterator = match made {
        Made::MapIterator => Some(iterators.map()),
        Made::SetIterator => Some(iterators.set()),
        _ => None,
    };
    let answer = visit(view, context, |visit| {
        let arguments = visit.values_to_host(arguments)?;
        let takes_function = arguments.iter().any(|argument| visit.scope.is_function(*argument));
        let function = visit.environment.natives.host(visit.scope, native)?;
        match visit.scope.call(function, visit.target, &arguments) {
            Ok(value) => answer(&visit, value, made, iterator),
            // What a callback throws is not the function's own.
            Err(Thrown::Value(error)) if !takes_function => match own_error(&visit, error)? {
                Some(error) => Ok(Answer::Error(error)),
                None => Err(Thrown::Value(error)),
            },
            Err(thrown) => Err(thrown),
        }
    })?;
    let value = match answer {
        Answer::Value(value) => value,
        Answer::Data(data) => build(data, context)?,
        Answer::Step { done, mut values } => {
            let value = match values.len() {
                0 => JsValue::undefined(),
                1 => values.swap_remove(0),
                _ => JsArray::from_iter(values, context).into(),
            };
            create_iter_result_object(value, done, context)
        }
        Answer::Error(error) => return Err(JsError::from(error)),
    };
    Ok(Some(value))
}

fn answer<'scope>(
    visit: &Visit<'_, 'scope>,
    value: HostValue<'scope>,
    made: Made,
    iterator: Option<JsObject>,
) -> Result<Answer, Thrown<'scope>> {
    Ok(match made {
        Made::Nothing => Answer::Value(visit.to_guest(value)?),
        Made::Match => Answer::Data(data(visit, value)?),
        Made::MapIterator | Made::SetIterator => {
            // Its methods are the guest's, so that what they make is of the guest too.
            let prototype = visit.to_host(&iterator.map_or_else(JsValue::null, JsValue::from))?;
            visit.environment.host().set_prototype_of(visit.scope, value, prototype)?;
            Answer::Value(visit.to_guest(value)?)
        }
        Made::Step => {
            let mut values = Vec::new();
            let parts = visit.scope.elements(value);
            for value in parts.iter().skip(1) {
                values.push(visit.to_guest(*value)?);
            }
            Answer::Step { done: parts.first().is_some_and(|done| visit.scope.to_boolean(*done)), values }
        }
    })
}

/// Reads what `lib/membrane/natives.js` describes as `[is an array, key, value, ...]`.
fn data<'scope>(visit: &Visit<'_, 'scope>, value: HostValue<'scope>) -> Result<Data, Thrown<'scope>> {
    if visit.scope.type_of(value) != HostType::Object {
        return visit.to_guest(value).map(Data::Value);
    }
    let parts = visit.scope.elements(value);
    let mut properties = Vec::with_capacity(parts.len() / 2);
    for property in parts.get(1..).unwrap_or_default().chunks_exact(2) {
        properties.push((key_to_guest(visit.environment, visit.scope, property[0])?, data(visit, property[1])?));
    }
    let is_array = parts.first().is_some_and(|is_array| visit.scope.to_boolean(*is_array));
    Ok(if is_array { Data::Array(properties) } else { Data::Object(properties) })
}

fn build(data: Data, context: &mut Context) -> JsResult<JsValue> {
    let (object, properties) = match data {
        Data::Value(value) => return Ok(value),
        Data::Array(properties) => (JsArray::new(context)?.into(), properties),
        Data::Object(properties) => (JsObject::with_null_proto(), properties),
    };
    for (key, data) in properties {
        let value = build(data, context)?;
        object.create_data_property_or_throw(key, value, context)?;
    }
    Ok(object.into())
}

/// An error that the host's function made itself, as the guest's function would have made it.
fn own_error<'scope>(
    visit: &Visit<'_, 'scope>,
    error: HostValue<'scope>,
) -> Result<Option<JsNativeError>, Thrown<'scope>> {
    let Some((class, message)) = visit.environment.host().own_error(visit.scope, error)? else { return Ok(None) };
    let error = match class.as_str() {
        "TypeError" => JsNativeError::typ(),
        "RangeError" => JsNativeError::range(),
        "SyntaxError" => JsNativeError::syntax(),
        _ => return Ok(None),
    };
    Ok(Some(error.with_message(message.to_std_string_lossy())))
}
