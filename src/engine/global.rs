//! The contextified global: what Node's interceptors do, as internal methods.
//!
//! A name is looked for in the sandbox first (own and inherited), then in the *inner global*, an
//! ordinary object where the built-ins live. A write goes to the sandbox and leaves a shadow copy
//! on the inner global. `lib/membrane/sandbox.js` has the host's half of each algorithm.

use std::{
    borrow::Borrow,
    collections::{HashMap, HashSet},
};

use boa_engine::{
    Context, Finalize, JsData, JsError, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue, NativeFunction,
    Trace,
    context::intrinsics::Intrinsics,
    js_string,
    object::{
        FunctionObjectBuilder, JsPrototype,
        internal_methods::{
            GlobalMethods, InternalMethodPropertyContext, InternalObjectMethods, ORDINARY_INTERNAL_METHODS,
        },
    },
    property::{PropertyDescriptor, PropertyKey},
};
use boa_gc::GcRefCell;
use rustc_hash::FxBuildHasher;

use super::GuestContext;
use crate::{
    environment::Environment,
    gate,
    membrane::{descriptor_from_host, descriptor_to_host, key_to_guest, key_to_host, to_guest, to_host},
    node::{HostType, HostValue, Scope, Thrown},
};

/// The data of a contextified global.
#[derive(Trace, Finalize)]
pub(crate) struct ContextifiedGlobal {
    #[unsafe_ignore_trace]
    context: u32,
    inner: JsObject,
    cache: GcRefCell<Cache>,
}

/// What the sandbox answered in this epoch, and what is to be written to it before the host looks.
#[derive(Default, Trace, Finalize)]
struct Cache {
    #[unsafe_ignore_trace]
    epoch: u64,
    names: HashMap<Name, Known, FxBuildHasher>,
}

/// What is known of a name.
#[derive(Trace, Finalize)]
struct Known {
    /// `None` for a name that the sandbox does not have.
    value: Option<JsValue>,
    /// The sandbox has it as a writable data property of its own: a store runs no code, and nobody
    /// sees it before guest code leaves for the host.
    is_plain: bool,
    /// The sandbox has not got the value yet; see [`flush`].
    is_unwritten: bool,
}

/// A key of the cache: it holds nothing that the collector knows.
#[derive(PartialEq, Eq, Hash, Trace, Finalize)]
struct Name(#[unsafe_ignore_trace] PropertyKey);

impl Borrow<PropertyKey> for Name {
    fn borrow(&self) -> &PropertyKey {
        &self.0
    }
}

impl JsData for ContextifiedGlobal {
    fn internal_methods(&self) -> &'static InternalObjectMethods {
        &METHODS
    }
}

static METHODS: InternalObjectMethods = InternalObjectMethods {
    __get_prototype_of__: get_prototype_of,
    __set_prototype_of__: set_prototype_of,
    __is_extensible__: is_extensible,
    __prevent_extensions__: prevent_extensions,
    __get_own_property__: get_own_property,
    __define_own_property__: define_own_property,
    __has_property__: has_property,
    __get__: get,
    __try_get__: try_get,
    __set__: set,
    __delete__: delete,
    __own_property_keys__: own_property_keys,
    global: Some(&NAMES),
    cacheable: false,
    ..ORDINARY_INTERNAL_METHODS
};

static NAMES: GlobalMethods = GlobalMethods {
    get_name,
    set_name,
    has_name,
    delete_name,
    is_restricted: has_restricted,
    can_declare_var: |_, _, _| Ok(true),
    can_declare_function: |_, _, _| Ok(true),
    declare_var,
    declare_function,
    refused_set,
    refused_delete,
};

/// Flags of `store` in `lib/membrane/sandbox.js`.
const DECLARED: i32 = 1;
const READ_ONLY: i32 = 2;
const STRICT_NAME: i32 = 4;

/// Answers of `store`; the first is that of an accessor of the sandbox, which keeps the value to itself.
const STORED: i32 = 0;
const STORED_WITH_COPY: i32 = 1;
const INNER_ONLY: i32 = 2;
const NOT_DEFINED: i32 = 3;
const REFUSED: i32 = 4;
/// Added: the sandbox has the value as a data property of its own now, and no code ran.
const QUIET: i32 = 8;

/// What `lookup` says of a property: it was read without running code; it can be written so.
const DATA: i32 = 1;
const PLAIN: i32 = 2;

/// Makes the global of context `context`.
pub(super) fn make(context: u32, intrinsics: &Intrinsics) -> JsObject {
    let inner = JsObject::with_object_proto(intrinsics);
    JsObject::from_proto_and_data(None, ContextifiedGlobal { context, inner, cache: GcRefCell::default() })
}

/// Puts between a new global and `Object.prototype` what V8 makes of its template there: an object that has nothing
/// but a `constructor`, without a name where there is a sandbox. A global may get a tag of its own as well.
pub(super) fn complete(global: &JsObject, tag: Option<JsString>, engine: &mut Context) -> JsResult<()> {
    let (owner, name) = match inner_of(global) {
        Some(inner) => (inner, js_string!("")),
        None => (global.clone(), js_string!("Object")),
    };
    let constructor = FunctionObjectBuilder::new(engine.realm(), NativeFunction::from_fn_ptr(instantiate))
        .name(name)
        .constructor(true)
        .build();
    let prototype = JsObject::with_object_proto(engine.intrinsics());
    let property =
        |value: JsValue| PropertyDescriptor::builder().value(value).writable(true).enumerable(false).configurable(true);
    for name in [js_string!("arguments"), js_string!("caller")] {
        let fixed = property(JsValue::null()).writable(false).configurable(false);
        constructor.define_property_or_throw(name, fixed, engine)?;
    }
    let own = property(prototype.clone().into()).configurable(false);
    constructor.define_property_or_throw(js_string!("prototype"), own, engine)?;
    prototype.define_property_or_throw(js_string!("constructor"), property(constructor.into()), engine)?;
    owner.set_prototype(Some(prototype));
    if let Some(tag) = tag {
        owner.define_property_or_throw(JsSymbol::to_string_tag(), property(tag.into()), engine)?;
    }
    Ok(())
}

/// A plain object, as V8 makes of the template of its global; without `new` that is the global itself.
fn instantiate(new_target: &JsValue, _: &[JsValue], engine: &mut Context) -> JsResult<JsValue> {
    let Some(new_target) = new_target.as_object() else { return Ok(engine.global_object().into()) };
    let prototype = new_target.get(js_string!("prototype"), engine)?.as_object();
    let object = JsObject::with_object_proto(engine.intrinsics());
    if prototype.is_some() {
        object.set_prototype(prototype);
    }
    Ok(object.into())
}

/// The inner global of a contextified one.
pub(super) fn inner_of(global: &JsObject) -> Option<JsObject> {
    global.downcast_ref::<ContextifiedGlobal>().map(|data| data.inner.clone())
}

fn inner(global: &JsObject) -> JsResult<JsObject> {
    inner_of(global).ok_or_else(|| JsNativeError::typ().with_message("Illegal invocation").into())
}

/// What a method works with on the host's stack.
struct Visit<'a, 'scope> {
    environment: &'static Environment,
    scope: &'a Scope<'scope>,
    /// The context that runs, which need not be the owner of the global.
    running: &'a GuestContext,
    sandbox: HostValue<'scope>,
    /// To be set by what ran no code but our own: what was read before still holds then.
    is_quiet: &'a mut bool,
}

/// Leaves for the host with the sandbox of a global. `None` while the context is being made.
fn visit<R>(
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
fn lookup(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<Option<JsValue>> {
    let environment = Environment::current();
    if let Some(data) = global.downcast_ref::<ContextifiedGlobal>() {
        let cache = data.cache.borrow();
        if cache.epoch == environment.gate.epoch()
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

/// Lets go of what was read in an epoch that is over, which counts as held by the guest.
pub(super) fn forget(global: &JsObject) {
    if let Some(data) = global.downcast_ref::<ContextifiedGlobal>() {
        data.cache.borrow_mut().names.clear();
    }
}

/// Notes what the sandbox has under a name, for this epoch.
fn remember(global: &JsObject, key: &PropertyKey, value: Option<JsValue>, is_plain: bool) {
    let Some(data) = global.downcast_ref::<ContextifiedGlobal>() else { return };
    let mut cache = data.cache.borrow_mut();
    let epoch = Environment::current().gate.epoch();
    if cache.epoch != epoch {
        cache.names.clear();
        cache.epoch = epoch;
    }
    cache.names.insert(Name(key.clone()), Known { value, is_plain, is_unwritten: false });
}

/// Stores a name that is known to be plain, for [`flush`] to write; false if it is not.
fn store_unwritten(global: &JsObject, key: &PropertyKey, value: &JsValue) -> bool {
    let environment = Environment::current();
    let Some(data) = global.downcast_ref::<ContextifiedGlobal>() else { return false };
    let mut cache = data.cache.borrow_mut();
    if cache.epoch != environment.gate.epoch() {
        return false;
    }
    let Some(known) = cache.names.get_mut(key).filter(|known| known.is_plain) else { return false };
    known.value = Some(value.clone());
    if !std::mem::replace(&mut known.is_unwritten, true) {
        let unwritten = Unwritten { global: global.clone(), key: key.clone(), value: None };
        environment.unwritten.borrow_mut().push(unwritten);
    }
    true
}

/// Writes to the sandboxes, and to plain properties of other objects, what guest code has stored since it last left
/// for the host. An interruption leaves the rest for the next time.
pub(crate) fn flush<'scope>(environment: &Environment, scope: &Scope<'scope>, context: &GuestContext) {
    if !environment.has_unwritten() {
        return;
    }
    environment.plain_properties.flush(environment, scope, context);
    while let Some(mut unwritten) = environment.next_unwritten() {
        if write(environment, scope, &mut unwritten).is_err() {
            environment.unwritten.borrow_mut().push(unwritten);
            return;
        }
    }
}

/// A name whose value the sandbox has not got yet.
pub(crate) struct Unwritten {
    global: JsObject,
    key: PropertyKey,
    /// Only after an interruption: until then the cache has the newest value.
    value: Option<JsValue>,
}

fn write<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    unwritten: &mut Unwritten,
) -> Result<(), Thrown<'scope>> {
    let Unwritten { global, key, value: carried } = unwritten;
    let Some(data) = global.downcast_ref::<ContextifiedGlobal>() else { return Ok(()) };
    if carried.is_none() {
        *carried = data.cache.borrow().names.get(key).and_then(|known| known.value.clone());
    }
    let Some(value) = carried.clone() else { return Ok(()) };
    let Some(owner) = environment.context(data.context) else { return Ok(()) };
    let Some(sandbox) = owner.sandbox(scope) else { return Ok(()) };
    let host_key = key_to_host(environment, scope, key)?;
    let host_value = to_host(environment, scope, &value, &owner)?;
    environment.host().write(scope, sandbox, host_key, host_value)?;
    shadow(&data.inner, key, value);
    if let Some(known) = data.cache.borrow_mut().names.get_mut(key) {
        known.is_unwritten = false;
    }
    Ok(())
}

/// Leaves a copy of a stored value on the inner global.
fn shadow(inner: &JsObject, key: &PropertyKey, value: JsValue) {
    let own = inner.borrow().properties().get(key);
    let descriptor = match own {
        Some(own) if own.is_data_descriptor() => PropertyDescriptor::builder()
            .value(value)
            .writable(own.expect_writable())
            .enumerable(own.expect_enumerable())
            .configurable(own.expect_configurable())
            .build(),
        _ => variable(value, true),
    };
    inner.insert_property(key.clone(), descriptor);
}

fn get_prototype_of(global: &JsObject, engine: &mut Context) -> JsResult<JsPrototype> {
    inner(global)?.__get_prototype_of__(engine)
}

fn set_prototype_of(global: &JsObject, prototype: JsPrototype, engine: &mut Context) -> JsResult<bool> {
    inner(global)?.__set_prototype_of__(prototype, engine)
}

fn is_extensible(_: &JsObject, _: &mut Context) -> JsResult<bool> {
    Ok(true)
}

/// A global with interceptors cannot be made non-extensible in V8 either.
fn prevent_extensions(_: &JsObject, _: &mut Context) -> JsResult<bool> {
    Ok(false)
}

fn get_own_property(
    global: &JsObject,
    key: &PropertyKey,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<PropertyDescriptor>> {
    let own = visit(global, engine, |visit| {
        let key = key_to_host(visit.environment, visit.scope, key)?;
        let descriptor = visit.environment.host().describe_sandbox(visit.scope, visit.sandbox, key)?;
        if visit.scope.type_of(descriptor) == HostType::Undefined {
            return Ok(None);
        }
        descriptor_from_host(visit.environment, visit.scope, descriptor, visit.running).map(Some)
    })?;
    match own.flatten() {
        Some(descriptor) => Ok(Some(descriptor)),
        None => inner(global)?.__get_own_property__(key, engine),
    }
}

fn define_own_property(
    global: &JsObject,
    key: &PropertyKey,
    descriptor: PropertyDescriptor,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    let inner = inner(global)?;
    if inner
        .__get_own_property__(key, engine)?
        .is_some_and(|own| own.configurable() == Some(false) && own.writable() == Some(false))
    {
        return inner.__define_own_property__(key, descriptor, engine);
    }
    let accepted = visit(global, engine, |visit| {
        let key = key_to_host(visit.environment, visit.scope, key)?;
        let descriptor = descriptor_to_host(visit.environment, visit.scope, &descriptor, visit.running)?;
        visit.environment.host().define_on_sandbox(visit.scope, visit.sandbox, key, descriptor)
    })?;
    if accepted == Some(false) {
        return Ok(false);
    }
    // What the sandbox has is seen; a variable of the inner global behind it may refuse.
    let defined = inner.__define_own_property__(key, descriptor, engine)?;
    Ok(defined || accepted.is_some())
}

/// What `in` asks: inherited names of the sandbox are not among them.
fn has_property(
    global: &JsObject,
    key: &PropertyKey,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    Ok(sandbox_has_own(global, key, engine)? || inner(global)?.__has_property__(key, engine)?)
}

fn sandbox_has_own(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<bool> {
    let is_own = visit(global, engine, |visit| {
        let key = key_to_host(visit.environment, visit.scope, key)?;
        visit.environment.host().sandbox_has_own(visit.scope, visit.sandbox, key)
    })?;
    Ok(is_own == Some(true))
}

fn try_get(
    global: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<JsValue>> {
    if let Some(found) = lookup(global, key, engine)? {
        return Ok(Some(found));
    }
    let inner = inner(global)?;
    match inner.own_data_value(key) {
        Some(value) => Ok(Some(value)),
        None => inner.__try_get__(key, receiver, engine),
    }
}

fn get(
    global: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<JsValue> {
    Ok(try_get(global, key, receiver, engine)?.unwrap_or_default())
}

fn set(
    global: &JsObject,
    key: PropertyKey,
    value: JsValue,
    receiver: JsValue,
    engine: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    let receiver_object = receiver.as_object();
    if !receiver_object.as_ref().is_some_and(|receiver| JsObject::equals(receiver, global)) {
        let Some(receiver) = receiver_object else { return Ok(false) };
        return receiver.create_data_property(key, value, engine);
    }
    Ok(store(global, &key, &value, 0, engine)? != REFUSED)
}

fn delete(global: &JsObject, key: &PropertyKey, engine: &mut InternalMethodPropertyContext<'_>) -> JsResult<bool> {
    let deleted = visit(global, engine, |visit| {
        let key = key_to_host(visit.environment, visit.scope, key)?;
        visit.environment.host().delete_from_sandbox(visit.scope, visit.sandbox, key)
    })?;
    if deleted == Some(false) {
        return Ok(false);
    }
    inner(global)?.__delete__(key, engine)
}

/// Indices first, then the names of the inner global, then those that only the sandbox has, then symbols.
fn own_property_keys(global: &JsObject, engine: &mut Context) -> JsResult<Vec<PropertyKey>> {
    let of_sandbox = visit(global, engine, |visit| {
        let keys = visit.environment.host().sandbox_keys(visit.scope, visit.sandbox)?;
        visit.scope.elements(keys).into_iter().map(|key| key_to_guest(visit.environment, visit.scope, key)).collect()
    })?
    .unwrap_or_else(Vec::new);
    let mut keys = inner(global)?.__own_property_keys__(engine)?;
    let known: HashSet<PropertyKey, FxBuildHasher> = keys.iter().cloned().collect();
    keys.extend(of_sandbox.into_iter().filter(|key| !known.contains(key)));
    // The sort is stable: names and symbols stay in their order.
    keys.sort_by_key(|key| match key {
        PropertyKey::Index(index) => (0, index.get()),
        PropertyKey::String(_) => (1, 0),
        PropertyKey::Symbol(_) => (2, 0),
    });
    Ok(keys)
}

/// Stores a value by the rules of the interceptors; gives the answer of `store` in `lib/membrane/sandbox.js`.
fn store(global: &JsObject, key: &PropertyKey, value: &JsValue, flags: i32, engine: &mut Context) -> JsResult<i32> {
    if store_unwritten(global, key, value) {
        return Ok(STORED_WITH_COPY);
    }
    let inner = inner(global)?;
    let mut flags = flags;
    if inner.__has_property__(key, &mut engine.into())? {
        flags |= DECLARED;
        let own = inner.__get_own_property__(key, &mut engine.into())?;
        if own.is_some_and(|own| own.writable() == Some(false)) {
            flags |= READ_ONLY;
        }
    }
    let answer = visit(global, engine, |visit| {
        let key = key_to_host(visit.environment, visit.scope, key)?;
        let value = to_host(visit.environment, visit.scope, value, visit.running)?;
        let answer = visit.environment.host().store(visit.scope, visit.sandbox, key, value, flags)?;
        *visit.is_quiet = answer & QUIET != 0;
        Ok(answer)
    })?
    .unwrap_or(INNER_ONLY);
    if answer & QUIET != 0 {
        remember(global, key, Some(value.clone()), true);
    }
    let answer = answer & !QUIET;
    if answer == STORED_WITH_COPY || answer == INNER_ONLY {
        inner.__set__(key.clone(), value.clone(), inner.clone().into(), &mut engine.into())?;
    }
    Ok(answer)
}

fn get_name(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<Option<JsValue>> {
    let value = try_get(global, key, global.clone().into(), &mut engine.into())?;
    // To V8 the name `undefined` is a constant, whatever a sandbox says.
    if value.as_ref().is_some_and(|value| !value.is_undefined()) && *key == PropertyKey::from(js_string!("undefined")) {
        return Ok(Some(JsValue::undefined()));
    }
    Ok(value)
}

fn set_name(global: &JsObject, key: PropertyKey, value: JsValue, strict: bool, engine: &mut Context) -> JsResult<()> {
    let flags = if strict && !value.is_callable() { STRICT_NAME } else { 0 };
    let answer = store(global, &key, &value, flags, engine)?;
    match answer {
        NOT_DEFINED => Err(JsNativeError::reference().with_message(format!("{key} is not defined")).into()),
        REFUSED if strict => {
            let message = refusal(global, &key, "[object Object]", engine)?;
            Err(JsNativeError::typ().with_message(message).into())
        }
        _ => {
            debug_assert!((STORED..=REFUSED).contains(&answer));
            Ok(())
        }
    }
}

/// Why a store was refused: a fixed property of the inner global is told as V8 tells any other, one of the sandbox as
/// what its interceptor makes of it.
fn refusal(global: &JsObject, key: &PropertyKey, text: &str, engine: &mut Context) -> JsResult<String> {
    let own = inner(global)?.__get_own_property__(key, &mut engine.into())?;
    Ok(if own.is_some_and(|own| own.writable() == Some(false)) {
        format!("Cannot assign to read only property '{key}' of object '{text}'")
    } else {
        format!("Cannot redefine property: {key}")
    })
}

/// Why a store to a member was refused; nothing if the object is no contextified global.
pub(crate) fn refusal_of_global(object: &JsObject, key: &PropertyKey, engine: &mut Context) -> Option<String> {
    refusal(object, key, "[object global]", engine).ok()
}

fn refused_set(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> Option<JsError> {
    let message = refusal_of_global(global, key, engine)?;
    Some(JsNativeError::typ().with_message(message).into())
}

/// Strict code does not hear of what the sandbox keeps.
fn refused_delete(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> Option<JsError> {
    match sandbox_has_own(global, key, engine) {
        Ok(true) => None,
        Ok(false) => {
            let message = format!("Cannot delete property '{key}' of [object global]");
            Some(JsNativeError::typ().with_message(message).into())
        }
        Err(error) => Some(error),
    }
}

fn has_name(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<bool> {
    if lookup(global, key, engine)?.is_some() {
        return Ok(true);
    }
    inner(global)?.__has_property__(key, &mut engine.into())
}

fn delete_name(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<bool> {
    delete(global, key, &mut engine.into())
}

/// Whether no lexical declaration may take a name, in the context that runs.
pub(super) fn is_restricted(name: &JsString, engine: &mut Context) -> JsResult<bool> {
    let global = engine.global_object();
    let owner = inner_of(&global).unwrap_or(global);
    restricts(&owner, &name.clone().into(), engine)
}

fn restricts(owner: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<bool> {
    let own = owner.__get_own_property__(key, &mut engine.into())?;
    Ok(own.is_some_and(|own| own.configurable() == Some(false)))
}

/// Only what the inner global fixes restricts a name; a property of the sandbox may be shadowed.
fn has_restricted(global: &JsObject, key: &PropertyKey, engine: &mut Context) -> JsResult<bool> {
    restricts(&inner(global)?, key, engine)
}

/// A variable puts nothing on the sandbox before it is assigned.
fn declare_var(global: &JsObject, key: PropertyKey, configurable: bool, engine: &mut Context) -> JsResult<()> {
    let inner = inner(global)?;
    if inner.__get_own_property__(&key, &mut engine.into())?.is_none() {
        inner.__define_own_property__(&key, variable(JsValue::undefined(), configurable), &mut engine.into())?;
    }
    Ok(())
}

/// A function is a `[[Set]]` to the sandbox, not a definition.
fn declare_function(
    global: &JsObject,
    key: PropertyKey,
    function: JsObject,
    configurable: bool,
    engine: &mut Context,
) -> JsResult<()> {
    let function = JsValue::from(function);
    // V8 looks first, which a getter or a Proxy sees.
    lookup(global, &key, engine)?;
    if store(global, &key, &function, DECLARED, engine)? == STORED {
        return Ok(());
    }
    let inner = inner(global)?;
    inner.__delete__(&key, &mut engine.into())?;
    inner.__define_own_property__(&key, variable(function, configurable), &mut engine.into())?;
    Ok(())
}

fn variable(value: JsValue, configurable: bool) -> PropertyDescriptor {
    PropertyDescriptor::builder().value(value).writable(true).enumerable(true).configurable(configurable).build()
}
