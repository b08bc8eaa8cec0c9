//! Guest objects whose state moves into their twin.
//!
//! A date, a regular expression, a map, a set, a boxed primitive, an error and an arguments object become, at their first
//! crossing, the guest view of a real host object of the same brand: the slot, the own properties and
//! whether it is extensible are there from then on, so that there is one truth. The guest object stays
//! the object that it is to the guest, with its identity and its private fields; the prototype of the
//! twin is the host view of the guest's.

use boa_engine::{
    JsBigInt, JsObject, JsResult, JsString, JsSymbol, JsValue,
    builtins::{date::Date, error::Error, map::ordered_map::OrderedMap, regexp::RegExp, set::ordered_set::OrderedSet},
    js_string,
    object::internal_methods::{BuiltinTag, InternalMethodPropertyContext},
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    descriptor_to_host,
    guest_view::{self, Slots},
    key_to_host, to_host, twin,
};
use crate::{
    engine::GuestContext,
    environment::Environment,
    gate::{self, Limits},
    node::{HostType, HostValue, Scope, Thrown},
};

/// The brands that move, by the numbers of `lib/membrane/twins.js`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Brand {
    Date = 0,
    RegExp = 1,
    Map = 2,
    Set = 3,
    Boxed = 4,
    Error = 5,
    Arguments = 6,
}

/// The brand of an object whose state moves.
pub(super) fn brand_of(object: &JsObject) -> Option<Brand> {
    if object.is::<Error>() {
        Some(Brand::Error)
    } else if object.is::<OrderedMap<JsValue>>() {
        Some(Brand::Map)
    } else if object.is::<OrderedSet>() {
        Some(Brand::Set)
    } else if object.is::<Date>() {
        Some(Brand::Date)
    } else if object.is::<RegExp>() {
        Some(Brand::RegExp)
    } else if primitive_of(object).is_some() {
        Some(Brand::Boxed)
    } else if object.is_arguments() {
        Some(Brand::Arguments)
    } else {
        None
    }
}

/// Moves the state of an object. `None` if the host cannot have such an object.
pub(super) fn make<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    brand: Brand,
    context: &GuestContext,
) -> Result<Option<HostValue<'scope>>, Thrown<'scope>> {
    let record = context.record(scope).ok_or(Thrown::Terminated)?;
    let details = match brand {
        Brand::Error => twin::error(environment, scope, object, context)?,
        _ => details(environment, scope, object, context)?,
    };
    if let Some(id) = guest_view::view_of(object) {
        // It moved while its prototype crossed.
        return environment.imports.host(scope, id).ok_or(Thrown::Terminated).map(Some);
    }
    let exported = environment.exports.reserve(scope);
    let twin = environment
        .host()
        .make_twin(scope, record, exported, brand as i32, details)
        .inspect_err(|_| environment.exports.give_back(exported))?;
    if scope.type_of(twin) != HostType::Object {
        environment.exports.give_back(exported);
        return Ok(None);
    }

    // The guest object and its twin keep each other: either may carry what the other side relies on.
    environment.exports.insert(environment, scope, exported, object.clone(), twin, context.id());
    if brand == Brand::Arguments {
        follow_parameters(environment, object, context);
    }
    let properties = take_properties(object, brand);
    let extensible = object.extensible();
    let entries = take_entries(object);
    let imported = environment.imports.reserve();
    let generation = environment.imports.next_generation(imported);
    guest_view::show(object, imported, generation, tag_of(object), Slots::Host);
    environment.imports.insert(scope, imported, generation, object, twin, context.id());
    environment.host().keep(scope, record, twin, imported)?;

    // Only now may what it holds cross: that may lead back here.
    let cross = |value: &JsValue| to_host(environment, scope, value, context);
    let entries: Vec<_> = entries.iter().map(cross).collect::<Result<_, _>>()?;
    let mut packed = Vec::with_capacity(properties.len() * 2);
    for (key, descriptor) in &properties {
        packed.push(key_to_host(environment, scope, key)?);
        packed.push(descriptor_to_host(environment, scope, descriptor, context)?);
    }
    if !entries.is_empty() || !packed.is_empty() || !extensible {
        environment.host().fill_twin(scope, twin, brand as i32, &entries, &packed, extensible)?;
    }
    Ok(Some(twin))
}

/// `[prototype, slot, second slot]`.
fn details<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    object: &JsObject,
    context: &GuestContext,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let mut details = vec![twin::prototype(environment, scope, object, context)?];
    if let Some(date) = object.downcast_ref::<Date>() {
        details.push(scope.number(date.value()));
    } else if let Some(expression) = object.downcast_ref::<RegExp>() {
        details.push(scope.string(expression.original_source()));
        details.push(scope.string(expression.original_flags()));
    } else if let Some(primitive) = primitive_of(object) {
        details.push(to_host(environment, scope, &primitive, context)?);
    }
    Ok(scope.array(&details))
}

/// What a boxed primitive boxes.
fn primitive_of(object: &JsObject) -> Option<JsValue> {
    if let Some(value) = object.downcast_ref::<f64>() {
        Some((*value).into())
    } else if let Some(value) = object.downcast_ref::<JsString>() {
        Some(value.clone().into())
    } else if let Some(value) = object.downcast_ref::<bool>() {
        Some((*value).into())
    } else if let Some(value) = object.downcast_ref::<JsSymbol>() {
        Some(value.clone().into())
    } else {
        object.downcast_ref::<JsBigInt>().map(|value| value.clone().into())
    }
}

fn tag_of(object: &JsObject) -> Option<BuiltinTag> {
    if object.is::<Error>() {
        Some(BuiltinTag::Error)
    } else if object.is::<Date>() {
        Some(BuiltinTag::Date)
    } else if object.is::<RegExp>() {
        Some(BuiltinTag::RegExp)
    } else if object.is::<f64>() {
        Some(BuiltinTag::Number)
    } else if object.is::<JsString>() {
        Some(BuiltinTag::String)
    } else if object.is::<bool>() {
        Some(BuiltinTag::Boolean)
    } else if object.is_arguments() {
        Some(BuiltinTag::Arguments)
    } else {
        None
    }
}

/// Puts the values that the parameters of a sloppy function have now where its arguments object had them at first.
fn follow_parameters(environment: &Environment, object: &JsObject, context: &GuestContext) {
    let Some(context) = environment.context(context.id()) else { return };
    let keys: Vec<_> = object.borrow().properties().index_property_keys().map(PropertyKey::from).collect();
    // Reads variables of the guest and runs nothing; a limit that ends it leaves the first values.
    let _ = gate::enter(environment, &context, Limits::default(), |engine| {
        for key in keys {
            let property = object.__get_own_property__(&key, &mut InternalMethodPropertyContext::new(engine))?;
            if let Some(property) = property {
                object.borrow_mut().properties_mut().insert(&key, property);
            }
        }
        JsResult::Ok(())
    });
}

/// Takes the own properties out of an object, but for those that its twin has by itself.
fn take_properties(object: &JsObject, brand: Brand) -> Vec<(PropertyKey, PropertyDescriptor)> {
    let keys: Vec<PropertyKey> = {
        let object = object.borrow();
        let indexes = object.properties().index_property_keys().map(PropertyKey::from);
        indexes.chain(object.shape().keys()).collect()
    };
    let there = match brand {
        _ if object.is::<JsString>() => Some(PropertyKey::from(js_string!("length"))),
        _ => None,
    };
    let mut object = object.borrow_mut();
    let properties = object.properties_mut();
    let mut taken = Vec::with_capacity(keys.len());
    for key in keys {
        let Some(descriptor) = properties.get(&key) else { continue };
        properties.remove(&key);
        if there.as_ref() != Some(&key) {
            taken.push((key, descriptor));
        }
    }
    taken
}

/// Takes the entries out of a map (keys and values in turn) or a set. An iteration of the guest that is
/// under way goes on over the entries as they are now.
fn take_entries(object: &JsObject) -> Vec<JsValue> {
    if let Some(mut map) = object.downcast_mut::<OrderedMap<JsValue>>() {
        let entries = map.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect();
        if !map.is_locked() {
            map.clear();
        }
        entries
    } else if let Some(mut set) = object.downcast_mut::<OrderedSet>() {
        let entries = set.iter().cloned().collect();
        if !set.is_locked() {
            set.clear();
        }
        entries
    } else {
        Vec::new()
    }
}
