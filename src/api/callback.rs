//! The functions of `lib/` that code of the guest leads back to: importers, what fills `import.meta`, what evaluates a
//! synthetic module.

use std::rc::Rc;

use boa_engine::JsObject;

use crate::{
    engine::GuestContext,
    environment::Environment,
    membrane::to_guest,
    node::{HostValue, Scope, Thrown},
};

/// The guest view of such a function; `None` for undefined.
pub(super) fn callback<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    function: HostValue<'scope>,
    context: &Rc<GuestContext>,
) -> Result<Option<JsObject>, Thrown<'scope>> {
    Ok(to_guest(environment, scope, function, context)?.as_object())
}
