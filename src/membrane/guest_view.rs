//! What the guest sees of a host object: an object of the engine whose internal methods ask the host.
//!
//! A guest view of its own holds a [`GuestView`]. An object of the engine that has slots of its own, as a
//! buffer over shared memory, becomes a guest view by [`show`]: from then on its methods are those here, and
//! a [`GuestView`] that nobody can reach stands where its prototype was.
//!
//! Each method is the internal method of ECMA-262 §10.5 with the host's `Reflect` behind it, so
//! the host checks its own invariants; there is no handler that guest code could reach.

use std::sync::LazyLock;

use boa_engine::{
    Context, Finalize, JsData, JsError, JsNativeError, JsObject, JsResult, JsSymbol, JsValue, Trace,
    builtins::typed_array::TypedArray,
    object::{
        JsPrototype,
        internal_methods::{
            BuiltinTag, CallValue, InternalMethodCallContext, InternalMethodPropertyContext, InternalObjectMethods,
            ORDINARY_INTERNAL_METHODS,
        },
    },
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    descriptor_from_host, descriptor_to_host, elements, imports::bury, key_to_guest, key_to_host, plain, reactions,
    receive::receive, to_guest, to_host, values_to_host,
};
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
    ArrayBuffer,
    SharedArrayBuffer,
    TypedArray,
    DataView,
}

impl Nature {
    /// The inverse of `classify` in `lib/membrane/classify.js`.
    pub(super) fn from_host(number: i32) -> Self {
        match number {
            1 => Self::Function,
            3 => Self::Object(Some(BuiltinTag::Array)),
            4 => Self::Object(Some(BuiltinTag::Error)),
            5 => Self::Object(Some(BuiltinTag::Boolean)),
            6 => Self::Object(Some(BuiltinTag::Number)),
            7 => Self::Object(Some(BuiltinTag::String)),
            8 => Self::Object(Some(BuiltinTag::Date)),
            9 => Self::Object(Some(BuiltinTag::RegExp)),
            10 => Self::Object(Some(BuiltinTag::Arguments)),
            11 => Self::ArrayBuffer,
            12 => Self::SharedArrayBuffer,
            13 => Self::TypedArray,
            14 => Self::DataView,
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
    /// Whether it stands behind the object that shows the import.
    #[unsafe_ignore_trace]
    is_behind: bool,
}

impl Finalize for GuestView {
    fn finalize(&self) {
        bury(self.id, self.generation);
    }
}

impl JsData for GuestView {
    fn internal_methods(&self) -> &'static InternalObjectMethods {
        match self.nature {
            Nature::Function => &FUNCTION,
            Nature::Constructor => &CONSTRUCTOR,
            _ => &OBJECT,
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
    receive: Some(receive),
    cacheable: false,
    ..ORDINARY_INTERNAL_METHODS
};

static FUNCTION: InternalObjectMethods = InternalObjectMethods { __call__: call, ..OBJECT };

static CONSTRUCTOR: InternalObjectMethods = InternalObjectMethods { __construct__: construct, ..FUNCTION };

/// For objects whose slots are here: the engine's natives work on them.
pub(super) static WITH_SLOTS: InternalObjectMethods = InternalObjectMethods { receive: None, ..OBJECT };

/// Makes the view of an import.
pub(super) fn make(id: u32, generation: u32, nature: Nature) -> JsObject {
    JsObject::from_proto_and_data(None, GuestView { id, generation, nature, is_behind: false })
}

/// Where the slots of an object are that becomes a guest view.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Slots {
    /// On the host: natives that are called on the object are answered there.
    Host,
    /// In the object.
    Guest,
}

/// Makes an object of the engine the view of an import.
pub(super) fn show(object: &JsObject, id: u32, generation: u32, tag: Option<BuiltinTag>, slots: Slots) {
    let behind = GuestView { id, generation, nature: Nature::Object(tag), is_behind: true };
    let behind = JsObject::from_proto_and_data(None, behind);
    if !object.set_prototype(Some(behind.clone())) {
        let hidden = PropertyDescriptor::builder().value(behind).build().into_data_defaulted();
        object.borrow_mut().properties_mut().insert(&hidden_key(), hidden);
    }
    object.set_internal_methods(match slots {
        Slots::Host => &OBJECT,
        Slots::Guest if object.is::<TypedArray>() => &elements::METHODS,
        Slots::Guest => &WITH_SLOTS,
    });
}

/// The import that an object shows, if it is a guest view.
pub(crate) fn view_of(object: &JsObject) -> Option<u32> {
    view(object, |view| view.id)
}

/// The import and its generation of a view of an object whose properties may be plain.
pub(super) fn identity_of(object: &JsObject) -> Option<(u32, u32)> {
    let view = object.downcast_ref::<GuestView>()?;
    let may_be_plain = matches!(view.nature, Nature::Object(_) | Nature::Function | Nature::Constructor);
    may_be_plain.then_some((view.id, view.generation))
}

fn view<R>(object: &JsObject, look: impl FnOnce(&GuestView) -> R) -> Option<R> {
    if let Some(view) = object.downcast_ref::<GuestView>() {
        return Some(look(&view));
    }
    let behind = if object.extensible() {
        object.prototype()?
    } else {
        object.borrow().properties().get(&hidden_key())?.value()?.as_object()?
    };
    let view = behind.downcast_ref::<GuestView>()?;
    view.is_behind.then(|| look(&view))
}

/// Where the view is that stands behind an object which takes no other prototype. No script has the symbol.
fn hidden_key() -> PropertyKey {
    static SYMBOL: LazyLock<JsSymbol> = LazyLock::new(|| JsSymbol::new(None).unwrap_or_else(JsSymbol::unscopables));
    SYMBOL.clone().into()
}

fn builtin_tag(object: &JsObject) -> Option<BuiltinTag> {
    match view(object, |view| view.nature)? {
        Nature::Object(tag) => tag,
        _ => None,
    }
}

/// What a method works with on the host's stack.
pub(super) struct Visit<'a, 'scope> {
    pub(super) environment: &'static Environment,
    pub(super) scope: &'a Scope<'scope>,
    pub(super) context: &'a GuestContext,
    pub(super) target: HostValue<'scope>,
}

impl<'scope> Visit<'_, 'scope> {
    pub(super) fn to_guest(&self, value: HostValue<'scope>) -> Result<JsValue, Thrown<'scope>> {
        to_guest(self.environment, self.scope, value, self.context)
    }

    pub(super) fn to_host(&self, value: &JsValue) -> Result<HostValue<'scope>, Thrown<'scope>> {
        to_host(self.environment, self.scope, value, self.context)
    }

    pub(super) fn values_to_host(&self, values: &[JsValue]) -> Result<Vec<HostValue<'scope>>, Thrown<'scope>> {
        values_to_host(self.environment, self.scope, values, self.context)
    }

    pub(super) fn key(&self, key: &PropertyKey) -> Result<HostValue<'scope>, Thrown<'scope>> {
        key_to_host(self.environment, self.scope, key)
    }
}

/// Leaves for the host with the object that a view shows.
pub(super) fn visit<R>(
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

/// [`visit`] for what runs no code but our own.
pub(super) fn visit_quietly<R>(
    view: &JsObject,
    context: &mut Context,
    body: impl for<'a, 'scope> FnOnce(Visit<'a, 'scope>) -> Result<R, Thrown<'scope>>,
) -> JsResult<R> {
    let environment = Environment::current();
    let id = view_of(view).ok_or_else(not_a_view)?;
    gate::leave_quietly(environment, context, |scope, context| {
        let target = environment.imports.host(scope, id).ok_or(Thrown::Terminated)?;
        body(Visit { environment, scope, context, target })
    })
}

pub(super) fn not_a_view() -> JsError {
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

pub(super) fn get_own_property(
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

pub(super) fn define_own_property(
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

pub(super) fn has_property(
    view: &JsObject,
    key: &PropertyKey,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    visit(view, context, |visit| visit.environment.host().has(visit.scope, visit.target, visit.key(key)?))
}

pub(super) fn get(
    view: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<JsValue> {
    if is_iterator(key) && is_unshared_buffer(view) {
        return Err(JsNativeError::typ()
            .with_message("a buffer that is resizable or detached cannot be viewed by another engine")
            .into());
    }
    if !is_same(view, &receiver) {
        return visit(view, context, |visit| {
            let (key, receiver) = (visit.key(key)?, visit.to_host(&receiver)?);
            visit.to_guest(visit.environment.host().get(visit.scope, visit.target, key, receiver)?)
        });
    }
    let is_species = matches!(key, PropertyKey::Symbol(symbol) if *symbol == JsSymbol::species());
    plain::get(view, key, context, |context| {
        visit(view, context, |visit| {
            let value = visit.scope.get(visit.target, visit.key(key)?)?;
            if is_species && is_array_class(&visit, value)? {
                return Ok(JsValue::undefined());
            }
            visit.to_guest(value)
        })
    })
}

/// Whether what a view gives as the constructor of its species is the view, of an `Array` of the host. The
/// specification takes the `Array` of another realm for the one of its own where an array is made of an array.
fn is_array_class<'scope>(visit: &Visit<'_, 'scope>, species: HostValue<'scope>) -> Result<bool, Thrown<'scope>> {
    if !visit.scope.same(species, visit.target) {
        return Ok(false);
    }
    let prototype = visit.scope.get(visit.target, visit.scope.utf8("prototype"))?;
    let nature = visit.environment.host().classify(visit.scope, prototype)?;
    Ok(Nature::from_host(nature) == Nature::Object(Some(BuiltinTag::Array)))
}

/// Whether a view stands for a buffer whose memory is not shared. The constructor of a typed array would take it
/// for something to iterate, and make an empty array of it.
fn is_unshared_buffer(view: &JsObject) -> bool {
    view.downcast_ref::<GuestView>()
        .is_some_and(|view| matches!(view.nature, Nature::ArrayBuffer | Nature::SharedArrayBuffer))
}

fn is_iterator(key: &PropertyKey) -> bool {
    matches!(key, PropertyKey::Symbol(symbol) if *symbol == JsSymbol::iterator())
}

/// `[[HasProperty]]` and `[[Get]]`, for what stands on the prototype chain of a global object.
pub(super) fn try_get(
    view: &JsObject,
    key: &PropertyKey,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<Option<JsValue>> {
    if has_property(view, key, context)? { get(view, key, receiver, context).map(Some) } else { Ok(None) }
}

pub(super) fn set(
    view: &JsObject,
    key: PropertyKey,
    value: JsValue,
    receiver: JsValue,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
    if !is_same(view, &receiver) {
        return visit(view, context, |visit| {
            let (key, value) = (visit.key(&key)?, visit.to_host(&value)?);
            visit.environment.host().set(visit.scope, visit.target, key, value, visit.to_host(&receiver)?)
        });
    }
    plain::set(view, &key, &value, context, |context| {
        visit(view, context, |visit| {
            let (host_key, host_value) = (visit.key(&key)?, visit.to_host(&value)?);
            visit.environment.host().set(visit.scope, visit.target, host_key, host_value, visit.target)
        })
    })
}

pub(super) fn delete(
    view: &JsObject,
    key: &PropertyKey,
    context: &mut InternalMethodPropertyContext<'_>,
) -> JsResult<bool> {
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
    if let Some(result) = reactions::register(view, &this, &arguments, context.context())? {
        return Ok(context.complete(result));
    }
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
