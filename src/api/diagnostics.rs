//! What the tests and the benchmarks ask for.

use crate::{
    allocator,
    environment::Environment,
    node::{HostValue, Scope, Thrown},
};

/// `counters()`: `[contexts, exports, imports, scripts]` that are alive.
pub(super) fn counters<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    _: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let counts = [
        environment.context_count(),
        environment.exports.count(),
        environment.imports.count(),
        environment.scripts.count(),
    ];
    Ok(scope.array(&counts.map(|count| scope.number(count as f64))))
}

/// `guestBytes()`: what the guests of this thread weigh.
pub(super) fn guest_bytes<'scope>(
    _: &Environment,
    scope: &Scope<'scope>,
    _: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    Ok(scope.number(allocator::bytes() as f64))
}

/// `collect()`: drops what the host has dropped, and collects the guest's heap.
pub(super) fn collect<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    _: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    if !environment.gate.is_entered() {
        environment.collect_all(scope);
    }
    Ok(scope.undefined())
}

/// `collectWhenIdle()`: the same, if nothing has run since the last call and there is something to collect.
pub(super) fn collect_when_idle<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    _: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    environment.collect_when_idle(scope);
    Ok(scope.undefined())
}

/// `doNothing()`: an empty Node-API call, the unit of the benchmarks.
pub(super) fn do_nothing<'scope>(
    _: &Environment,
    scope: &Scope<'scope>,
    _: &[HostValue<'scope>],
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    Ok(scope.undefined())
}
