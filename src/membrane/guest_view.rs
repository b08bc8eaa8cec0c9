//! What the guest sees of a host object: an object of the engine whose internal methods ask the host.
//!
//! Each method is the internal method of ECMA-262 §10.5 with the host's `Reflect` behind it, so
//! the host checks its own invariants; there is no handler that guest code could reach.

use boa_engine::{
    Context, Finalize, JsData, JsError, JsNativeError, JsObject, JsResult, JsValue, Trace,
    object::{
        JsPrototype,
        internal_methods::{
            BuiltinTag, CallValue, InternalMethodCallContext, InternalMethodPropertyContext, InternalObjectMethods,
            ORDINARY_INTERNAL_METHODS,
        },
    },
    property::{PropertyDescriptor, PropertyKey},
};

use super::{descriptor_from_host, descriptor_to_host, imports::bury, key_to_guest, key_to_host, to_guest, to_host};
use crate::{
    engine::GuestContext,
    environment::Environment,
    gate,
    node::{HostType, HostValue, Scope, Thrown},
};

/// What a host object is to the guest.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    Object(Option<BuiltinTag>),
    Function,
    Constructor,
}

impl Nature {
    /// The inverse of `classify` in `lib/membrane/classify.js`.
    pub(super) fn from_host(number: i32) -> Self {
        match number {
            1 => Self::Function,
            2 => Self::Constructor,
            3 => Self::Object(Some(BuiltinTag::Array)),
            4 => Self::Object(Some(BuiltinTag::Error)),
            5 => Self::Object(Some(BuiltinTag::Boolean)),
            6 => Self::Object(Some(BuiltinTag::Number)),
            7 => Self::Object(Some(BuiltinTag::String)),
            8 => Self::Object(Some(BuiltinTag::Date)),
            9 => Self::Object(Some(BuiltinTag::RegExp)),
            10 => Self::Object(Some(BuiltinTag::Arguments)),
            _ => Self::Object(None),
        }
    }
}

/// The data of a guest view: which import it shows.
#[derive(Trace)]
pub(crate) struct GuestView {
    #[unsafe_ignore_trace]
    id: u32,
    #[unsafe_ignore_trace]
    generation: u32,
    #[unsafe_ignore_trace]
    nature: Nature,
}

impl Finalize for GuestView {
    fn finalize(&self) {
        bury(self.id, self.generation);
    }
}

impl JsData for GuestView {
    fn internal_methods(&self) -> &'static InternalObjectMethods {
        match self.nature {
            Nature::Object(_) => &OBJECT,
            Nature::Function => &FUNCTION,
            Nature::Constructor => &CONSTRUCTOR,
        }
    }
}

static OBJECT: InternalObjectMethods = InternalObjectMethods {
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
    builtin_tag,
    cacheable: false,
    ..ORDINARY_INTERNAL_METHODS
};

static FUNCTION: InternalObjectMethods = InternalObjectMethods { __call__: call, ..OBJECT };

static CONSTRUCTOR: InternalObjectMethods = InternalObjectMethods { __construct__: construct, ..FUNCTION };

/// Makes the view of an import.
pub(super) fn make(id: u32, generation: u32, nature: Nature) -> JsObject {
    JsObject::from_proto_and_data(None, GuestView { id, generation, nature })
}

/// The import that an object shows, if it is a guest view.
pub(crate) fn view_of(object: &JsObject) -> Option<u32> {
    object.downcast_ref::<GuestView>().map(|view| view.id)
}

fn builtin_tag(object: &JsObject) -> Option<BuiltinTag> {
    match object.downcast_ref::<GuestView>()?.nature {
        Nature::Object(tag) => tag,
        _ => None,
    }
}

/// What a method works with on the host's stack.
struct Visit<'a, 'scope> {
    environment: &'static Environment,
    scope: &'a Scope<'scope>,
    context: &'a GuestContext,
    target: HostValue<'scope>,
}

impl<'scope> Visit<'_, 'scope> {
    fn to_guest(&self, value: HostValue<'scope>) -> Result<JsValue, Thrown<'scope>> {
        to_guest(self.environment, self.scope, value, self.context)
    }

    fn to_host(&self, value: &JsValue) -> Result<HostValue<'scope>, Thrown<'scope>> {
        to_host(self.environment, self.scope, value, self.context)
    }

    fn values_to_host(&self, values: &[JsValue]) -> Result<Vec<HostValue<'scope>>, Thrown<'scope>> {
        values.iter().map(|value| self.to_host(value)).collect()
    }

    fn key(&self, key: &PropertyKey) -> Result<HostValue<'scope>, Thrown<'scope>> {
        key_to_host(self.environment, self.scope, key)
    }
}

/// Leaves for the host with the object that a view shows.
fn visit<R>(
    view: &JsObject,
    context: &mut Context,
    body: impl for<'a, 'scope> FnOnce(Visit<'a, 'scope>) -> Result<R, Thrown<'scope>>,
) -> JsResult<R> {
    let environment = Environment::current();
    let id = view_of(view).ok_or_else(not_a_view)?;
    gate::leave(environment, context, |scope, context| {
        let target = environment.imports.host(scope, id).ok_or(Thrown::Terminated)?;
        body(Visit { environment, scope, context, target })
    })
}

fn not_a_view() -> JsError {
    JsNativeError::typ().with_message("Illegal invocation").into()
}

fn get_prototype_of(view: &JsObject, context: &mut Context) -> JsResult<JsPrototype> {
    let prototype = visit(view, context, |visit| {
        let prototype = visit.environment.host().get_prototype_of(visit.scope, visit.target)?;
        visit.to_guest(prototype)
    })?;
    Ok(prototype.as_object())
}

fn set_prototype_of(view: &JsObject, prototype: JsPrototype, context: &mut Context) -> JsResult<bool> {
    let prototype = prototype.map_or_else(JsValue::null, JsValue::from);
    visit(view, context, |visit| {
        let prototype = visit.to_host(&prototype)?;
        visit.environment.host().set_prototype_of(visit.scope, visit.target, prototype)
    })
}

fn is_extensible(view: &JsObject, context: &mut Context) -> JsResult<bool> {
    visit(view, context, |visit| visit.environment.host().is_extensible(visit.scope, visit.target))
}

fn prevent_extensions(view: &JsObject, context: &mut Context) -> JsResult<bool> {
    visit(view, context, |visit| visit.environment.host().prevent_extensions(visit.scope, visit.target))
}

fn get_own_property(
    view: &JsObject,
    key: &PropertyKey,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<PropertyDescriptor>> {
    visit(view, context, |visit| {
        let descriptor = visit.environment.host().describe(visit.scope, visit.target, visit.key(key)?)?;
        if visit.scope.type_of(descriptor) == HostType::Undefined {
            return Ok(None);
        }
        descriptor_from_host(visit.environment, visit.scope, descriptor, visit.context).map(Some)
    })
}

fn define_own_property(
    view: &JsObject,
    key: &PropertyKey,
    descriptor: PropertyDescriptor,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    visit(view, context, |visit| {
        let descriptor = descriptor_to_host(visit.environment, visit.scope, &descriptor, visit.context)?;
        visit.environment.host().define(visit.scope, visit.target, visit.key(key)?, descriptor)
    })
}

fn has_property(
    view: &JsObject,
    key: &PropertyKey,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    visit(view, context, |visit| visit.environment.host().has(visit.scope, visit.target, visit.key(key)?))
}

fn get(
    view: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<JsValue> {
    let is_receiver = is_same(view, &receiver);
    visit(view, context, |visit| {
        let key = visit.key(key)?;
        let value = if is_receiver {
            visit.scope.get(visit.target, key)?
        } else {
            visit.environment.host().get(visit.scope, visit.target, key, visit.to_host(&receiver)?)?
        };
        visit.to_guest(value)
    })
}

/// `[[HasProperty]]` and `[[Get]]`, for what stands on the prototype chain of a global object.
fn try_get(
    view: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<JsValue>> {
    if has_property(view, key, context)? { get(view, key, receiver, context).map(Some) } else { Ok(None) }
}

fn set(
    view: &JsObject,
    key: PropertyKey,
    value: JsValue,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    visit(view, context, |visit| {
        let key = visit.key(&key)?;
        let value = visit.to_host(&value)?;
        let receiver = visit.to_host(&receiver)?;
        visit.environment.host().set(visit.scope, visit.target, key, value, receiver)
    })
}

fn delete(view: &JsObject, key: &PropertyKey, context: &mut InternalMethodPropertyContext<'_>) -> JsResult<bool> {
    visit(view, context, |visit| visit.environment.host().delete(visit.scope, visit.target, visit.key(key)?))
}

fn own_property_keys(view: &JsObject, context: &mut Context) -> JsResult<Vec<PropertyKey>> {
    visit(view, context, |visit| {
        let keys = visit.environment.host().own_keys(visit.scope, visit.target)?;
        visit.scope.elements(keys).into_iter().map(|key| key_to_guest(visit.environment, visit.scope, key)).collect()
    })
}

fn call(view: &JsObject, argument_count: usize, context: &mut InternalMethodCallContext<'_>) -> JsResult<CallValue> {
    let (this, arguments) = context.pop_call(argument_count);
    let result = visit(view, context, |visit| {
        let this = visit.to_host(&this)?;
        let arguments = visit.values_to_host(&arguments)?;
        let result = visit.scope.call(visit.target, this, &arguments)?;
        visit.to_guest(result)
    })?;
    Ok(context.complete(result))
}

fn construct(
    view: &JsObject,
    argument_count: usize,
    context: &mut InternalMethodCallContext<'_>,
) -> JsResult<CallValue> {
    let (arguments, new_target) = context.pop_construct(argument_count);
    let result = visit(view, context, |visit| {
        let arguments = visit.values_to_host(&arguments)?;
        let new_target = visit.to_host(&new_target)?;
        let result = visit.environment.host().construct(visit.scope, visit.target, &arguments, new_target)?;
        visit.to_guest(result)
    })?;
    Ok(context.complete(result))
}

fn is_same(view: &JsObject, receiver: &JsValue) -> bool {
    receiver.as_object().is_some_and(|receiver| JsObject::equals(view, &receiver))
}
