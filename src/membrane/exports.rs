//! Guest objects that the host has a view of.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use boa_engine::JsObject;
use rustc_hash::FxHashMap;

use crate::{
    engine::GuestContext,
    environment::Environment,
    node::{HostValue, Reference, Scope},
};

/// A guest object and its host view. The entry keeps the guest object while the view lives.
struct Export {
    guest: JsObject,
    view: Reference,
    context: Rc<GuestContext>,
    /// The view is kept by the host alone, and keeps what its group reaches of the host; see `balance`.
    is_weak: bool,
}

/// The table of exports. An identifier is an index; it is used again only after its view is dead,
/// when no trap can name it any more.
#[derive(Default)]
pub(crate) struct Exports {
    entries: RefCell<Vec<Option<Export>>>,
    free: RefCell<Vec<u32>>,
    by_address: RefCell<FxHashMap<usize, u32>>,
    sweep_at: Cell<usize>,
}

/// How many views may live before the first search for dead ones.
const FIRST_SWEEP: usize = 1024;

impl Exports {
    /// The live view of a guest object.
    pub(crate) fn view<'scope>(&self, scope: &Scope<'scope>, guest: &JsObject) -> Option<HostValue<'scope>> {
        let id = *self.by_address.borrow().get(&guest.addr())?;
        self.entries.borrow()[id as usize].as_ref()?.view.get(scope)
    }

    /// Whether a guest object has crossed.
    pub(crate) fn has(&self, guest: &JsObject) -> bool {
        self.by_address.borrow().contains_key(&guest.addr())
    }

    /// The guest object of a view and the context that it crossed from. The guest is about to get at it:
    /// what its group reaches of the host is held again before.
    pub(crate) fn guest(
        &self,
        environment: &Environment,
        scope: &Scope<'_>,
        id: u32,
    ) -> Option<(JsObject, Rc<GuestContext>)> {
        let (guest, context, is_weak) = {
            let entries = self.entries.borrow();
            let export = entries.get(id as usize)?.as_ref()?;
            (export.guest.clone(), export.context.clone(), export.is_weak)
        };
        if is_weak {
            self.hold_again(environment, scope, id)?;
        }
        Some((guest, context))
    }

    #[cold]
    fn hold_again(&self, environment: &Environment, scope: &Scope<'_>, id: u32) -> Option<()> {
        let (view, context) = self.view_of(scope, id)?;
        environment.host().hold_group(scope, context.record(scope)?, view, id).ok()?;
        self.set_weak(id, false);
        Some(())
    }

    /// Shows every export with its guest object: the very references of this table, for a further
    /// one would count as a root.
    pub(super) fn show<R>(&self, look: impl FnOnce(&[u32], &[&JsObject]) -> R) -> R {
        let entries = self.entries.borrow();
        let (ids, guests): (Vec<_>, Vec<_>) = (0u32..)
            .zip(entries.iter())
            .filter_map(|(id, entry)| entry.as_ref().map(|export| (id, &export.guest)))
            .unzip();
        look(&ids, &guests)
    }

    pub(super) fn view_of<'scope>(
        &self,
        scope: &Scope<'scope>,
        id: u32,
    ) -> Option<(HostValue<'scope>, Rc<GuestContext>)> {
        let entries = self.entries.borrow();
        let export = entries.get(id as usize)?.as_ref()?;
        Some((export.view.get(scope)?, export.context.clone()))
    }

    pub(super) fn set_weak(&self, id: u32, is_weak: bool) {
        if let Some(Some(export)) = self.entries.borrow_mut().get_mut(id as usize) {
            export.is_weak = is_weak;
        }
    }

    /// An identifier for a view that is about to be made.
    pub(crate) fn reserve(&self, scope: &Scope<'_>) -> u32 {
        if self.by_address.borrow().len() >= self.sweep_at.get().max(FIRST_SWEEP) {
            self.sweep(scope);
            self.sweep_at.set(self.by_address.borrow().len() * 2);
        }
        if let Some(id) = self.free.borrow_mut().pop() {
            return id;
        }
        let mut entries = self.entries.borrow_mut();
        entries.push(None);
        (entries.len() - 1) as u32
    }

    /// Gives back an identifier whose view could not be made.
    pub(crate) fn give_back(&self, id: u32) {
        self.free.borrow_mut().push(id);
    }

    pub(crate) fn insert(
        &self,
        environment: &Environment,
        scope: &Scope<'_>,
        id: u32,
        guest: JsObject,
        view: HostValue<'_>,
        context: u32,
    ) {
        let Some(context) = environment.context(context) else { return self.give_back(id) };
        let replaced = self.by_address.borrow_mut().insert(guest.addr(), id);
        self.entries.borrow_mut()[id as usize] =
            Some(Export { guest, view: Reference::weak(scope, view), context, is_weak: false });
        if let Some(replaced) = replaced {
            // Its view died and the object crossed again before a sweep.
            self.entries.borrow_mut()[replaced as usize] = None;
            self.free.borrow_mut().push(replaced);
        }
    }

    /// Forgets the exports whose view V8 has collected.
    pub(crate) fn sweep(&self, scope: &Scope<'_>) {
        let mut dead = Vec::new();
        for (id, entry) in self.entries.borrow_mut().iter_mut().enumerate() {
            if entry.as_ref().is_some_and(|export| export.view.get(scope).is_none())
                && let Some(export) = entry.take()
            {
                self.by_address.borrow_mut().remove(&export.guest.addr());
                self.free.borrow_mut().push(id as u32);
                dead.push(export);
            }
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.by_address.borrow().len()
    }

    pub(crate) fn clear(&self) {
        self.by_address.borrow_mut().clear();
        let entries = std::mem::take(&mut *self.entries.borrow_mut());
        drop(entries);
    }
}
