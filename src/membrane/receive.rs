//! Native functions of the guest that are called on guest views.

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsValue, builtins::iterable::create_iter_result_object,
    object::builtins::JsArray,
};

use super::{
    Data, Few,
    guest_view::{Visit, visit},
    natives::Made,
    own_error,
};
use crate::{
    environment::Environment,
    node::{HostValue, Thrown},
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
        let mut hosts = Few::new();
        visit.values_to_host(arguments, &mut hosts)?;
        let takes_function = hosts.iter().any(|argument| visit.scope.is_function(*argument));
        let function = visit.environment.natives.host(visit.scope, native)?;
        match visit.scope.call(function, visit.target, &hosts) {
            Ok(value) => answer(&visit, value, made, iterator),
            // What a callback throws is not the function's own.
            Err(Thrown::Value(error)) if !takes_function => match own_error(visit.environment, visit.scope, error)? {
                Some(error) => Ok(Answer::Error(error)),
                None => Err(Thrown::Value(error)),
            },
            Err(thrown) => Err(thrown),
        }
    })?;
    let value = match answer {
        Answer::Value(value) => value,
        Answer::Data(data) => data.build(context)?,
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
        Made::Match => Answer::Data(Data::read(visit.environment, visit.scope, value, visit.context)?),
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
