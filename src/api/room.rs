//! What `lib/membrane/room.js` furnishes the room of a context with.

use boa_engine::{Context, JsError, JsNativeError, JsObject, JsValue, context::intrinsics::Intrinsics};

use super::outcome::{context_of, evaluate};
use crate::{
    engine::restart_stack,
    environment::Environment,
    membrane::{Data, error_of_class},
    node::{HostValue, Scope, Thrown},
};

/// `intrinsics(context)`: views of intrinsics of the guest, in the order of `lib/membrane/room.js`.
pub(super) fn intrinsics<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let context = context_of(environment, scope, scope.to_integer(arguments[0]) as u32)?;
    let mut views = Vec::with_capacity(INTRINSICS.len());
    for get in INTRINSICS {
        let get = |engine: &mut Context| Ok(JsValue::from(get(engine.intrinsics())));
        views.push(evaluate(environment, scope, &context, get)?);
    }
    Ok(scope.array(&views))
}

const INTRINSICS: [fn(&Intrinsics) -> JsObject; 8] = [
    |intrinsics| intrinsics.constructors().object().prototype(),
    |intrinsics| intrinsics.constructors().function().prototype(),
    |intrinsics| intrinsics.constructors().iterator().prototype(),
    |intrinsics| intrinsics.constructors().error().constructor(),
    |intrinsics| intrinsics.constructors().error().prototype(),
    |intrinsics| intrinsics.constructors().array_buffer().prototype(),
    |intrinsics| intrinsics.constructors().shared_array_buffer().prototype(),
    |intrinsics| intrinsics.constructors().promise().constructor(),
];

/// `makeError(context, class, message)`: the view of a new error of the guest.
pub(super) fn make_error<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let context = context_of(environment, scope, scope.to_integer(arguments[0]) as u32)?;
    let class = scope.to_rust_string(arguments[1]);
    let message = scope.to_rust_string(arguments[2]);
    evaluate(environment, scope, &context, |engine| {
        let error = error_of_class(&class).unwrap_or_else(JsNativeError::error);
        let error = JsError::from(error.with_message(message)).into_opaque(engine)?;
        restart_stack(&error, engine)?;
        Ok(error)
    })
}

/// `makeData(context, description)`: the view of a new array or object of the guest.
pub(super) fn make_data<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    arguments: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let context = context_of(environment, scope, scope.to_integer(arguments[0]) as u32)?;
    let data = Data::read(environment, scope, arguments[1], &context)?;
    evaluate(environment, scope, &context, |engine| data.build(engine))
}
