//! Property descriptors as they cross: `[flags, value or getter, setter]`. `lib/membrane/descriptors.js` has the same
//! bits.

use boa_engine::{
    JsValue,
    property::{PropertyDescriptor, PropertyDescriptorBuilder},
};

use super::{to_guest, to_host};
use crate::{
    engine::GuestContext,
    environment::Environment,
    node::{HostValue, Scope, Thrown},
};

/// The bits of a property's attributes as they cross.
const WRITABLE: i32 = 1;
const HAS_WRITABLE: i32 = 2;
const ENUMERABLE: i32 = 4;
const HAS_ENUMERABLE: i32 = 8;
const CONFIGURABLE: i32 = 16;
const HAS_CONFIGURABLE: i32 = 32;
const HAS_VALUE: i32 = 64;
const HAS_GET: i32 = 128;
const HAS_SET: i32 = 256;

/// Reads a descriptor in the form `[flags, value or getter, setter]`.
pub(crate) fn descriptor_from_host<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    descriptor: HostValue<'scope>,
    context: &GuestContext,
) -> Result<PropertyDescriptor, Thrown<'scope>> {
    let [flags, first, second] = scope.elements(descriptor)[..] else {
        return Ok(PropertyDescriptor::builder().build());
    };
    let flags = scope.to_integer(flags);
    let mut builder = attributes_from_host(flags);
    if flags & HAS_VALUE != 0 {
        builder = builder.value(to_guest(environment, scope, first, context)?);
    }
    if flags & HAS_GET != 0 {
        builder = builder.get(to_guest(environment, scope, first, context)?);
    }
    if flags & HAS_SET != 0 {
        builder = builder.set(to_guest(environment, scope, second, context)?);
    }
    Ok(builder.build())
}

/// A descriptor with the attributes of a property, to be given its value.
pub(super) fn attributes_from_host(flags: i32) -> PropertyDescriptorBuilder {
    let mut builder = PropertyDescriptor::builder();
    if flags & HAS_WRITABLE != 0 {
        builder = builder.writable(flags & WRITABLE != 0);
    }
    if flags & HAS_ENUMERABLE != 0 {
        builder = builder.enumerable(flags & ENUMERABLE != 0);
    }
    if flags & HAS_CONFIGURABLE != 0 {
        builder = builder.configurable(flags & CONFIGURABLE != 0);
    }
    builder
}

/// Gives a descriptor in the form `[flags, value or getter, setter]`.
pub(crate) fn descriptor_to_host<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    descriptor: &PropertyDescriptor,
    context: &GuestContext,
) -> Result<HostValue<'scope>, Thrown<'scope>> {
    let mut flags = 0;
    let bit = |value: Option<bool>, bit: i32, has: i32| value.map_or(0, |value| has | if value { bit } else { 0 });
    flags |= bit(descriptor.writable(), WRITABLE, HAS_WRITABLE);
    flags |= bit(descriptor.enumerable(), ENUMERABLE, HAS_ENUMERABLE);
    flags |= bit(descriptor.configurable(), CONFIGURABLE, HAS_CONFIGURABLE);
    let cross = |value: Option<&JsValue>| match value {
        Some(value) => to_host(environment, scope, value, context),
        None => Ok(scope.undefined()),
    };
    let (first, second) = if descriptor.get().is_some() || descriptor.set().is_some() {
        flags |= if descriptor.get().is_some() { HAS_GET } else { 0 };
        flags |= if descriptor.set().is_some() { HAS_SET } else { 0 };
        (cross(descriptor.get())?, cross(descriptor.set())?)
    } else {
        flags |= if descriptor.value().is_some() { HAS_VALUE } else { 0 };
        (cross(descriptor.value())?, scope.undefined())
    };
    Ok(scope.array(&[scope.integer(flags), first, second]))
}
