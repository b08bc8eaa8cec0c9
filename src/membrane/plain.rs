//! What the guest has read of host objects or written to them, for as long as the host cannot look.
//!
//! A *plain* property is an own data property of an ordinary object: only code changes it. So what was read of one
//! holds for the epoch, and a primitive that is stored there can wait until the guest leaves for the host. To find
//! out whether a property is plain costs more than to access it. So that is done at the second of two accesses that
//! nothing but such accesses came between, as in a loop.

use std::cell::{Cell, RefCell};

use boa_engine::{Context, JsObject, JsResult, JsValue, property::PropertyKey};

use super::{
    guest_view::{identity_of, visit_quietly},
    key_to_host, to_host,
};
use crate::{
    engine::GuestContext,
    environment::Environment,
    gate::Gate,
    node::{HostType, Scope},
};

/// How many properties are remembered.
const REMEMBERED: usize = 16;

/// A property of a guest view: the import, its generation, and the key.
type Name<'a> = (u32, u32, &'a PropertyKey);

/// What is known of a property.
enum Known {
    /// It was accessed by a crossing.
    Crossed,
    NotPlain,
    Plain {
        value: JsValue,
        /// The host has taken a value of this type as it was.
        is_writable: bool,
        /// The host has not got the value yet.
        is_unwritten: bool,
    },
}

/// What [`PlainProperties::find`] tells.
enum Found {
    Value(JsValue),
    /// It may be plain, was accessed before, and nothing but other properties since.
    Repeated,
    Nothing,
}

struct Property {
    import: u32,
    generation: u32,
    key: PropertyKey,
    known: Known,
    /// When it was known.
    epoch: u64,
}

/// See the module.
#[derive(Default)]
pub(crate) struct PlainProperties {
    properties: RefCell<Vec<Property>>,
    /// The one that gives its place to the next.
    oldest: Cell<usize>,
    /// Between these epochs nothing but accesses of properties has crossed.
    since: Cell<u64>,
    until: Cell<u64>,
    unwritten: Cell<usize>,
}

/// The name of a property of a view; `None` for what is not looked at.
fn name_of<'a>(view: &JsObject, key: &'a PropertyKey) -> Option<Name<'a>> {
    let (import, generation) = identity_of(view)?;
    (!matches!(key, PropertyKey::Symbol(_))).then_some((import, generation, key))
}

/// `[[Get]]` of a guest view that is the receiver itself; `cross` asks the host.
pub(super) fn get(
    view: &JsObject,
    key: &PropertyKey,
    engine: &mut Context,
    cross: impl FnOnce(&mut Context) -> JsResult<JsValue>,
) -> JsResult<JsValue> {
    let Some(name) = name_of(view, key) else { return cross(engine) };
    let Environment { plain_properties: properties, gate, .. } = Environment::current();
    match properties.find(name, gate.epoch()) {
        Found::Value(value) => return Ok(value),
        Found::Repeated => {
            if let Some(value) = read(view, name, engine)? {
                return Ok(value);
            }
        }
        Found::Nothing => {}
    }
    let before = gate.epoch();
    let value = cross(engine)?;
    properties.note_crossing(name, before, gate.epoch());
    Ok(value)
}

/// `[[Set]]` of a guest view that is the receiver itself; `cross` asks the host.
pub(super) fn set(
    view: &JsObject,
    key: &PropertyKey,
    value: &JsValue,
    engine: &mut Context,
    cross: impl FnOnce(&mut Context) -> JsResult<bool>,
) -> JsResult<bool> {
    // An object must cross at once: what waits is seen neither by the collector nor by the host.
    let Some(name) = name_of(view, key).filter(|_| !value.is_object()) else { return cross(engine) };
    let Environment { plain_properties: properties, gate, .. } = Environment::current();
    if properties.store(name, value, gate) {
        return Ok(true);
    }
    if !matches!(properties.find(name, gate.epoch()), Found::Nothing) && write(view, name, value, engine)? {
        return Ok(true);
    }
    let before = gate.epoch();
    let done = cross(engine)?;
    properties.note_crossing(name, before, gate.epoch());
    Ok(done)
}

/// The value of a property that may be plain; `None` if it is not.
fn read(view: &JsObject, name: Name<'_>, engine: &mut Context) -> JsResult<Option<JsValue>> {
    let value = visit_quietly(view, engine, |visit| {
        let answer = visit.environment.host().read_plain(visit.scope, visit.target, visit.key(name.2)?)?;
        if visit.scope.type_of(answer) != HostType::Object {
            return Ok(None);
        }
        visit.scope.elements(answer).first().map(|value| visit.to_guest(*value)).transpose()
    })?;
    let known = match &value {
        Some(value) if !value.is_object() => plain(value, false),
        // An object that is remembered would count as held by the guest.
        _ => Known::NotPlain,
    };
    let environment = Environment::current();
    environment.plain_properties.note(name, known, environment.gate.epoch());
    Ok(value)
}

/// Writes a property that may be plain; false if it is not.
fn write(view: &JsObject, name: Name<'_>, value: &JsValue, engine: &mut Context) -> JsResult<bool> {
    let is_written = visit_quietly(view, engine, |visit| {
        let (key, value) = (visit.key(name.2)?, visit.to_host(value)?);
        visit.environment.host().write_plain(visit.scope, visit.target, key, value)
    })?;
    let Environment { plain_properties: properties, gate, .. } = Environment::current();
    properties.end_epoch(gate);
    properties.note(name, if is_written { plain(value, true) } else { Known::NotPlain }, gate.epoch());
    Ok(is_written)
}

fn plain(value: &JsValue, is_writable: bool) -> Known {
    Known::Plain { value: value.clone(), is_writable, is_unwritten: false }
}

impl Property {
    fn is(&self, (import, generation, key): Name<'_>) -> bool {
        self.import == import && self.generation == generation && self.key == *key
    }

    fn is_unwritten(&self) -> bool {
        matches!(self.known, Known::Plain { is_unwritten: true, .. })
    }
}

impl PlainProperties {
    /// What is known of a property in this epoch.
    fn find(&self, name: Name<'_>, epoch: u64) -> Found {
        match self.properties.borrow().iter().find(|property| property.is(name)) {
            Some(Property { known: Known::Plain { value, .. }, epoch: known_in, .. }) if *known_in == epoch => {
                Found::Value(value.clone())
            }
            Some(Property { known: Known::Plain { .. } | Known::Crossed, epoch: known_in, .. })
                if self.until.get() == epoch && *known_in >= self.since.get() =>
            {
                Found::Repeated
            }
            _ => Found::Nothing,
        }
    }

    /// Keeps a value for [`Self::flush`] to write, where that will do no more than to store it.
    fn store(&self, name: Name<'_>, new: &JsValue, gate: &Gate) -> bool {
        let mut properties = self.properties.borrow_mut();
        let property = properties.iter_mut().find(|property| property.epoch == gate.epoch() && property.is(name));
        let Some(Property { known: Known::Plain { value, is_writable: true, is_unwritten }, .. }) = property else {
            return false;
        };
        // An object of the host that looks ordinary may yet convert a value of another type, as `process.env` does.
        if value.get_type() != new.get_type() {
            return false;
        }
        *value = new.clone();
        if !std::mem::replace(is_unwritten, true) {
            self.unwritten.set(self.unwritten.get() + 1);
            drop(properties);
            self.end_epoch(gate);
        }
        true
    }

    /// Ends the epoch because of a store to a plain property, which others may have read where they inherit it. What
    /// is known of the other plain properties holds on: they are own ones.
    fn end_epoch(&self, gate: &Gate) {
        let before = gate.epoch();
        gate.advance();
        for property in self.properties.borrow_mut().iter_mut().filter(|property| property.epoch == before) {
            property.epoch = gate.epoch();
        }
        if self.until.get() == before {
            self.until.set(gate.epoch());
        }
    }

    /// Notes that a property was accessed by a crossing between two epochs.
    fn note_crossing(&self, name: Name<'_>, before: u64, after: u64) {
        if self.until.replace(after) != before {
            self.since.set(after);
        }
        let mut properties = self.properties.borrow_mut();
        match properties.iter_mut().find(|property| property.is(name)) {
            Some(property) if property.is_unwritten() => {}
            Some(property) => {
                if !matches!(property.known, Known::NotPlain) {
                    property.known = Known::Crossed;
                }
                property.epoch = after;
            }
            None => self.insert(&mut properties, name, Known::Crossed, after),
        }
    }

    /// Notes what is known of a property.
    fn note(&self, name: Name<'_>, known: Known, epoch: u64) {
        let mut properties = self.properties.borrow_mut();
        match properties.iter_mut().find(|property| property.is(name)) {
            Some(property) if property.is_unwritten() => {}
            Some(property) => (property.known, property.epoch) = (known, epoch),
            None => self.insert(&mut properties, name, known, epoch),
        }
    }

    /// Puts a property in the place of another. What waits to be written keeps its place.
    fn insert(&self, properties: &mut Vec<Property>, name: Name<'_>, known: Known, epoch: u64) {
        let (import, generation, key) = name;
        let new = Property { import, generation, key: key.clone(), known, epoch };
        if properties.len() < REMEMBERED {
            properties.push(new);
            return;
        }
        let oldest = self.oldest.replace((self.oldest.get() + 1) % REMEMBERED);
        if !properties[oldest].is_unwritten() {
            properties[oldest] = new;
        }
    }

    pub(crate) fn has_unwritten(&self) -> bool {
        self.unwritten.get() > 0
    }

    /// Writes to the host what guest code has stored since it last left. An interruption leaves the rest for the
    /// next time.
    ///
    /// Not inlined: at each level of calls across the border there is a frame of the caller.
    #[inline(never)]
    pub(crate) fn flush(&self, environment: &Environment, scope: &Scope<'_>, context: &GuestContext) {
        while let Some((import, generation, key, value)) = self.next_unwritten() {
            if let Some(target) = environment.imports.host_of(scope, import, generation) {
                let written = key_to_host(environment, scope, &key).and_then(|key| {
                    let value = to_host(environment, scope, &value, context)?;
                    environment.host().write(scope, target, key, value)
                });
                if written.is_err() {
                    return;
                }
            }
            self.note_written((import, generation, &key));
        }
    }

    fn next_unwritten(&self) -> Option<(u32, u32, PropertyKey, JsValue)> {
        if !self.has_unwritten() {
            return None;
        }
        self.properties.borrow().iter().find_map(|property| match &property.known {
            Known::Plain { value, is_unwritten: true, .. } => {
                Some((property.import, property.generation, property.key.clone(), value.clone()))
            }
            _ => None,
        })
    }

    fn note_written(&self, name: Name<'_>) {
        for property in self.properties.borrow_mut().iter_mut().filter(|property| property.is(name)) {
            if let Known::Plain { is_unwritten, .. } = &mut property.known {
                *is_unwritten = false;
                self.unwritten.set(self.unwritten.get() - 1);
            }
        }
    }

    pub(crate) fn clear(&self) {
        self.properties.borrow_mut().clear();
        self.unwritten.set(0);
    }
}
