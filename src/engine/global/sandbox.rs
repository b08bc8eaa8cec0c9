//! The sandbox of a global: what is asked of the host.

use boa_engine::{
    Context, JsObject, JsResult, JsValue,
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    ContextifiedGlobal,
    cache::{is_absent, remember},
    inner,
    unwritten::store_unwritten,
};
use crate::{
    engine::GuestContext,
    environment::Environment,
    gate,
    membrane::{key_to_host, to_guest, to_host},
    node::{HostType, HostValue, Scope, Thrown},
};

/// Flags of `store` in `lib/membrane/sandbox.js`.
pub(super) const DECLARED: i32 = 1;
const READ_ONLY: i32 = 2;
pub(super) const STRICT_NAME: i32 = 4;

/// Answers of `store`; the first is that of an accessor of the sandbox, which keeps the value to itself.
pub(super) const STORED: i32 = 0;
const STORED_WITH_COPY: i32 = 1;
const INNER_ONLY: i32 = 2;
pub(super) const NOT_DEFINED: i32 = 3;
pub(super) const REFUSED: i32 = 4;
/// Added: the sandbox has the value as a data property of its own now, and no code ran.
const QUIET: i32 = 8;

/// What `lookup` says of a property: it was read without running code; it can be written so.
const DATA: i32 = 1;
const PLAIN: i32 = 2;

/// What a method works with on the host's stack.
pub(super) struct Visit<'a, 'scope> {
    pub(super) environment: &'static Environment,
    pub(super) scope: &'a Scope<'scope>,
    /// The context that runs, which need not be the owner of the global.
    pub(super) running: &'a GuestContext,
    pub(super) sandbox: HostValue<'scope>,
    /// To be set by what ran no code but our own: what was read before still holds then.
    is_quiet: &'a mut bool,
}

/// Leaves for the host with the sandbox of a global. `None` while the context is being made.
pub(super) fn visit<R>(
    global: &JsObject,
    engine: &mut Context,
    body: impl for<'a, 'scope> FnOnce(Visit<'a, 'scope>) -> Result<R, Thrown<'scope>>,
) -> JsResult<Option<R>> {
    let environment = Environment::current();
    let Some(owner) = global.downcast_ref::<ContextifiedGlobal>().map(|data| data.context) else { return Ok(None) };
    let Some(owner) = environment.context(owner) else { return Ok(None) };
    let mut is_quiet = false;
    let result = gate::leave_quietly(environment, engine, |scope, running| {
        let Some(sandbox) = owner.sandbox(scope) else { return Ok(None) };
        body(Visit { environment, scope, running, sandbox, is_quiet: &mut is_quiet }).map(Some)
    });
    if !is_quiet {
        environment.gate.advance();
    }
    result
}

/// The property of the sandbox or of its chain.
pub(super) fn lookup(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<Option<JsValue>> {
    let environment = Environment::current();
    if let Some(data) = global.downcast_ref::<ContextifiedGlobal>() {
        let cache = data.cache.borrow();
        if cache.is_of_this_epoch()
            && let Some(known) = cache.names.get(key)
        {
            return Ok(known.value.clone());
        }
    }
    let mut holds = false;
    let mut is_plain = false;
    let epoch = environment.gate.epoch();
    let found = visit(global, engine, |visit| {
        let answer = visit.environment.host().lookup(
            visit.scope,
            visit.sandbox,
            key_to_host(visit.environment, visit.scope, key)?,
        )?;
        let kind = visit.scope.type_of(answer);
        if kind == HostType::Undefined || kind == HostType::Null {
            holds = kind == HostType::Undefined;
            *visit.is_quiet = holds;
            return Ok(None);
        }
        let [value, what] = visit.scope.elements(answer)[..] else { return Ok(None) };
        let what = visit.scope.to_integer(what);
        holds = what & DATA != 0;
        is_plain = what & PLAIN != 0;
        *visit.is_quiet = holds;
        if visit.scope.same(value, visit.sandbox) {
            return Ok(Some(global.clone().into()));
        }
        to_guest(visit.environment, visit.scope, value, visit.running).map(Some)
    })?
    .flatten();
    if holds && epoch == environment.gate.epoch() {
        remember(global, key, found.clone(), is_plain);
    }
    Ok(found)
}

pub(super) fn sandbox_has(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<bool> {
    let has = visit(global, engine, |visit| {
        let key = key_to_host(visit.environment, visit.scope, key)?;
        visit.environment.host().sandbox_has(visit.scope, visit.sandbox, key)
    })?;
    Ok(has == Some(true))
}

pub(super) fn sandbox_has_own(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<bool> {
    let is_own = visit(global, engine, |visit| {
        let key = key_to_host(visit.environment, visit.scope, key)?;
        visit.environment.host().sandbox_has_own(visit.scope, visit.sandbox, key)
    })?;
    Ok(is_own == Some(true))
}

/// Stores a value by the rules of the interceptors; gives the answer of `store` in `lib/membrane/sandbox.js`.
pub(super) fn store(
    global: &JsObject,
    key: &PropertyKey,
    value: &JsValue,
    flags: i32,
    engine: &mut Context,
) -> JsResult<i32> {
    if store_unwritten(global, key, value) {
        return Ok(STORED_WITH_COPY);
    }
    let inner = inner(global)?;
    let own = inner.__get_own_property__(key, &mut engine.into())?;
    let is_writable = own.as_ref().and_then(PropertyDescriptor::writable);
    let mut flags = flags;
    if own.is_some() || inner.__has_property__(key, &mut engine.into())? {
        flags |= DECLARED;
    }
    if is_writable == Some(false) {
        flags |= READ_ONLY;
    }
    let mut answer = visit(global, engine, |visit| {
        let key = key_to_host(visit.environment, visit.scope, key)?;
        let value = to_host(visit.environment, visit.scope, value, visit.running)?;
        let answer = visit.environment.host().store(visit.scope, visit.sandbox, key, value, flags)?;
        *visit.is_quiet = answer & QUIET != 0;
        Ok(answer)
    })?
    .unwrap_or(INNER_ONLY);
    if answer & QUIET != 0 {
        if is_absent(global, key) {
            // An inline cache may have remembered that, and would not see the next store.
            Environment::current().gate.advance();
        }
        remember(global, key, Some(value.clone()), true);
    }
    answer &= !QUIET;
    // What the sandbox refuses, a variable behind it takes.
    if answer == REFUSED && is_writable == Some(true) {
        answer = INNER_ONLY;
    }
    if answer == STORED_WITH_COPY || answer == INNER_ONLY {
        inner.__set__(key.clone(), value.clone(), inner.clone().into(), &mut engine.into())?;
    }
    Ok(answer)
}
