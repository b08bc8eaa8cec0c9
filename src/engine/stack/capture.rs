//! What an error keeps of the stack beside the guest's frames: where the host's own frames lie
//! between and below them.
//!
//! One stack of calls leads from the host through the guest, back into the host, and so on. V8 tells
//! its part in one piece, so it is asked once for each entry, as late as possible: when somebody looks
//! at the stack of an error made in that entry, at the latest when the entry ends.

use std::{any::Any, cell::OnceCell, rc::Rc};

use boa_engine::{Context, js_string, vm::Backtrace};

use super::{Site, names};
use crate::{
    environment::Environment,
    gate,
    membrane::{hosts_value, is_intrinsic},
    node::Scope,
};

/// The host's stack below an entry, the newest frame first. `None` is an entry into the guest.
#[derive(Default)]
pub(crate) struct HostStack(OnceCell<Vec<Option<Site>>>);

impl HostStack {
    /// Asks V8, if that was not done before; on the host's stack.
    pub(crate) fn resolve(&self, environment: &Environment, scope: &Scope<'_>) {
        if self.0.get().is_none() {
            // Only an environment that is being torn down gives none.
            let sites = environment.host().host_sites(scope).unwrap_or_default();
            let _ = self.0.set(sites);
        }
    }

    pub(crate) fn is_resolved(&self) -> bool {
        self.0.get().is_some()
    }
}

/// See the module.
struct Capture {
    /// `Error.stackTraceLimit` at that time; without a number there is no stack.
    limit: Option<usize>,
    /// How many frames of the guest each open entry had, and the host's stack below it; the newest first.
    entries: Vec<(usize, Rc<HostStack>)>,
}

/// `Error.stackTraceLimit` of a realm.
pub(in crate::engine) fn limit(engine: &Context) -> Option<usize> {
    let constructor = engine.intrinsics().constructors().error().constructor();
    let key = js_string!("stackTraceLimit");
    let limit = if is_intrinsic(&constructor) {
        hosts_value(&constructor, &key.into())
    } else {
        super::data_property(&constructor, &key)
    };
    let limit = limit?.as_number()?;
    Some(limit.max(0.0) as usize)
}

/// What a backtrace that is taken now shall remember.
pub(in crate::engine) fn capture(engine: &Context) -> Rc<dyn Any> {
    let mut above = engine.stack_trace().count();
    let entries = Environment::current()
        .gate
        .open_entries()
        .into_iter()
        .map(|(below, stack)| {
            let own = above.saturating_sub(below);
            above = below;
            (own, stack)
        })
        .collect();
    Rc::new(Capture { limit: limit(engine), entries })
}

/// The frames of a backtrace with those of the host, in the order of the calls.
pub(super) fn sites(backtrace: &Backtrace, engine: &mut Context) -> Option<Vec<Site>> {
    let capture = backtrace.host().cloned().and_then(|host| host.downcast::<Capture>().ok());
    let Some(capture) = capture else { return Some(Vec::new()) };
    let limit = capture.limit?;
    let environment = Environment::current();
    let mut guest = backtrace.frames().into_iter().filter(names::is_shown).peekable();
    let mut sites = Vec::new();
    let mut entries = capture.entries.iter();
    let mut take_entry = |sites: &mut Vec<Site>, own: usize, is_last: bool, engine: &mut Context| {
        let mut left = own;
        while let Some(frame) = guest.next_if(|frame| is_last || (left > 0 || frame.is_native)) {
            left -= usize::from(!frame.is_native && left > 0);
            sites.push(names::site(environment, &frame, engine));
        }
    };
    let Some((own, below)) = entries.next() else { return Some(sites) };
    take_entry(&mut sites, *own, entries.len() == 0, engine);
    if sites.len() < limit && !below.is_resolved() {
        // An interruption in between is that of the run, which ends of itself.
        let _ = gate::leave(environment, engine, |scope, _| {
            below.resolve(environment, scope);
            Ok(())
        });
    }
    // The first entry in V8's list is the newest, whose frames are there already.
    let mut is_newest = true;
    for site in below.0.get().into_iter().flatten() {
        match site {
            Some(site) => {
                is_newest = false;
                sites.push(site.clone());
            }
            None if is_newest => is_newest = false,
            None => {
                if let Some((own, _)) = entries.next() {
                    take_entry(&mut sites, *own, entries.len() == 0, engine);
                }
            }
        }
    }
    sites.extend(
        backtrace.async_frames().iter().map(|frame| Site { is_async: true, ..names::site(environment, frame, engine) }),
    );
    sites.truncate(limit);
    Some(sites)
}
