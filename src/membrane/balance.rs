//! Who keeps whom, decided over both heaps.
//!
//! Each heap has a collector of its own, and a table entry holds what the other heap refers to. Held
//! for good, every cycle through both heaps would live for ever; held weakly, state that is keyed by
//! identity (a WeakMap of the host with a view as key) would be lost. So the entries are strong when
//! they are made, and now and then the engine's heap is asked from where it reaches
//!
//! - the guest object of each export: from its own roots ⇒ the guest holds it, its host view stays
//!   strong; only from exports ⇒ the host holds it, its view becomes weak;
//! - the guest view of each import: from its own roots ⇒ its host object stays in the tables of its
//!   contexts; only from a group of exports ⇒ it is kept by the views of that group (a WeakMap on V8's
//!   side), so that a cycle dies with them.
//!
//! Between two balances guest code can only reach what a group holds through one of its exports:
//! whoever uses such an export holds the whole group again first ([`super::Exports::guest`]).

use boa_engine::JsObject;
use boa_gc::Reach;
use rustc_hash::FxHashMap;

use crate::{
    environment::Environment,
    node::{HostValue, Scope, with_scope},
};

/// Exports and imports of one group.
#[derive(Default)]
struct Group {
    exports: Vec<u32>,
    imports: Vec<u32>,
}

/// Sweeps both tables, collects the engine's heap, and decides anew which entries are strong.
///
/// Outside of any entry only: what runs may hold anything.
pub(crate) fn balance(environment: &Environment, scope: &Scope<'_>) {
    if environment.is_broken() {
        return;
    }
    environment.exports.sweep(scope);
    environment.intrinsics.forget();
    if !environment.has_unwritten() {
        environment.all_contexts().iter().for_each(|context| context.forget_read());
    }
    boa_gc::force_collect();
    environment.imports.release_dead(environment, scope);

    let (import_ids, guests): (Vec<u32>, Vec<JsObject>) = environment.imports.guests().into_iter().unzip();
    let targets: Vec<_> = guests.iter().collect();
    let (export_ids, (exports, imports)) =
        environment.exports.show(|ids, handles| (ids.to_vec(), JsObject::reachability(handles, &targets)));
    drop(guests);

    let mut groups: FxHashMap<u32, Group> = FxHashMap::default();
    for (id, reach) in export_ids.iter().zip(&exports) {
        if let Reach::Handles(group) = reach {
            groups.entry(*group).or_default().exports.push(*id);
        }
    }
    for (id, reach) in import_ids.iter().zip(&imports) {
        if let Reach::Handles(group) = reach {
            groups.entry(*group).or_default().imports.push(*id);
        }
    }
    for (id, reach) in export_ids.iter().zip(&exports) {
        if !matches!(reach, Reach::Handles(_)) {
            with_scope(environment, |scope| strengthen(environment, scope, *id));
        }
    }
    for group in groups.values() {
        with_scope(environment, |scope| weaken(environment, scope, group));
    }
    for context in environment.all_contexts() {
        with_scope(environment, |scope| {
            if let Some(record) = context.record(scope) {
                // An interruption leaves it for the next balance.
                let _ = environment.host().end_balance(scope, record);
            }
        });
    }
}

/// The guest holds an exported object: its view must stay the one that the host knows.
fn strengthen(environment: &Environment, scope: &Scope<'_>, id: u32) {
    if let Some((view, record)) = view_and_record(environment, scope, id)
        && environment.host().strengthen(scope, record, view, id).is_ok()
    {
        environment.exports.set_weak(id, false);
    }
}

/// Only the host holds the exports of a group: they keep what the group reaches of the host, and nothing keeps them.
fn weaken(environment: &Environment, scope: &Scope<'_>, group: &Group) {
    let kept: Vec<_> = group.imports.iter().filter_map(|id| environment.imports.host(scope, *id)).collect();
    let kept = scope.array(&kept);
    for id in &group.exports {
        let Some((view, record)) = view_and_record(environment, scope, *id) else { continue };
        if environment.host().weaken(scope, record, view, *id, kept).is_err() {
            // Interrupted: everything stays as strong as it was.
            return;
        }
        environment.exports.set_weak(*id, true);
    }
    for id in &group.imports {
        environment.imports.let_go(environment, scope, *id);
    }
}

fn view_and_record<'scope>(
    environment: &Environment,
    scope: &Scope<'scope>,
    id: u32,
) -> Option<(HostValue<'scope>, HostValue<'scope>)> {
    let (view, context) = environment.exports.view_of(scope, id)?;
    Some((view, context.record(scope)?))
}
