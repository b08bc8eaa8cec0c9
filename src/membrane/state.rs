//! Guest views that carry state of the guest: private elements, or a place in a weak collection.
//!
//! A guest view is made anew when its host object crosses again after a collection, and nobody can tell unless
//! something of the guest depends on its identity. Such a view lives as long as its host object: it is an export
//! as well, whose host view is the host object itself, and [`super::balance`] sees to the rest.

use boa_engine::{Context, JsObject, JsResult};

use super::guest_view::view_of;
use crate::{environment::Environment, gate, node::Thrown};

/// Has an object live as long as the host object that it shows, if it is a guest view.
pub(crate) fn keep_with_host(object: &JsObject, engine: &mut Context) -> JsResult<()> {
    let Some(import) = view_of(object) else { return Ok(()) };
    let environment = Environment::current();
    if environment.exports.has(object) {
        return Ok(());
    }
    gate::leave_quietly(environment, engine, |scope, context| {
        let host = environment.imports.host(scope, import).ok_or(Thrown::Terminated)?;
        let record = context.record(scope).ok_or(Thrown::Terminated)?;
        let id = environment.exports.reserve(scope);
        environment.host().note_twin(scope, host, id, record).inspect_err(|_| environment.exports.give_back(id))?;
        environment.exports.insert(environment, scope, id, object.clone(), host, context.id());
        Ok(())
    })
}
