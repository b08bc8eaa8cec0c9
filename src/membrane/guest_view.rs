//! What the guest sees of a host object: an object of the engine whose internal methods ask the host.
//!
//! A guest view of its own holds a [`GuestView`]. An object of the engine that has slots of its own, as a
//! buffer over shared memory, becomes a guest view by [`show`]: from then on its methods are those of
//! [`super::view_methods`], and a [`GuestView`] that nobody can reach stands where its prototype was.

use std::sync::LazyLock;

use boa_engine::{
    Context, Finalize, JsData, JsError, JsNativeError, JsObject, JsResult, JsSymbol, JsValue, Trace,
    builtins::typed_array::TypedArray,
    object::internal_methods::{BuiltinTag, InternalObjectMethods},
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    Few, elements,
    imports::bury,
    key_to_host,
    nature::Nature,
    to_guest, to_host, values_to_host,
    view_methods::{CONSTRUCTOR, FUNCTION, OBJECT, WITH_SLOTS},
};
use crate::{
    engine::GuestContext,
    environment::Environment,
    gate,
    node::{HostValue, Scope, Thrown},
};

/// The data of a guest view: which import it shows.
#[derive(Trace)]
pub(crate) struct GuestView {
    #[unsafe_ignore_trace]
    id: u32,
    #[unsafe_ignore_trace]
    generation: u32,
    #[unsafe_ignore_trace]
    pub(super) nature: Nature,
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

pub(super) fn view<R>(object: &JsObject, look: impl FnOnce(&GuestView) -> R) -> Option<R> {
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

pub(super) fn builtin_tag(object: &JsObject) -> Option<BuiltinTag> {
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

    pub(super) fn values_to_host(
        &self,
        values: &[JsValue],
        hosts: &mut Few<HostValue<'scope>>,
    ) -> Result<(), Thrown<'scope>> {
        values_to_host(self.environment, self.scope, values, self.context, hosts)
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
