//! `node --abort-on-uncaught-exception`: V8 ends the process where something is thrown that no script is going to
//! catch, and it takes everything that native code throws or sees thrown for that. So with this option scripts throw
//! and catch in its place; see `lib/abort-on-uncaught.js`.

use super::{
    reference::Reference,
    scope::{HostValue, Scope, Thrown},
};

pub(crate) struct Catcher {
    call: Reference,
    throw_later: Reference,
}

impl Catcher {
    /// `call(function, receiver, values)` gives whether it returned, and what; `throwLater(error)` has the script that
    /// called the binding throw.
    pub(crate) fn new(scope: &Scope<'_>, call: HostValue<'_>, throw_later: HostValue<'_>) -> Self {
        Self { call: Reference::strong(scope, call), throw_later: Reference::strong(scope, throw_later) }
    }

    pub(super) fn call<'scope>(
        &self,
        scope: &Scope<'scope>,
        function: HostValue<'scope>,
        this: HostValue<'scope>,
        arguments: &[HostValue<'scope>],
    ) -> Result<HostValue<'scope>, Thrown<'scope>> {
        let call = self.call.get(scope).ok_or(Thrown::Terminated)?;
        let answer = scope.call_directly(call, scope.undefined(), &[function, this, scope.array(arguments)])?;
        match scope.elements(answer)[..] {
            [has_returned, value] if scope.to_boolean(has_returned) => Ok(value),
            [_, error] => Err(Thrown::Value(error)),
            _ => Err(Thrown::Terminated),
        }
    }

    pub(super) fn throw<'scope>(&self, scope: &Scope<'scope>, error: HostValue<'scope>) {
        if let Some(throw_later) = self.throw_later.get(scope) {
            // Only an environment that is being torn down does not take it.
            let _ = scope.call_directly(throw_later, scope.undefined(), &[error]);
        }
    }
}
