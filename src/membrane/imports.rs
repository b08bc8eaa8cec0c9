//! Host objects that the guest has a view of.

use std::cell::RefCell;

use boa_engine::{JsObject, object::WeakJsObject};

use crate::{
    environment::Environment,
    node::{HostValue, Reference, Scope},
};

/// Called by the finalizer of a guest view, which runs inside a collection and may do nothing else.
pub(super) fn bury(index: u32, generation: u32) {
    // Without an environment there is nothing left to release.
    if let Some(environment) = Environment::try_current() {
        environment.imports.dead.borrow_mut().push((index, generation));
    }
}

/// A host object and its guest view. Neither is kept by the entry: the view is the guest's, and the
/// host object is kept by the tables (on V8's side) of the contexts it crossed into.
struct Import {
    guest: WeakJsObject,
    host: Reference,
    /// Advances with each view that is made for the entry: a finalizer of an older one is ignored.
    generation: u32,
    contexts: Vec<u32>,
}

/// The table of imports. Identifiers are indexes.
#[derive(Default)]
pub(crate) struct Imports {
    entries: RefCell<Vec<Option<Import>>>,
    free: RefCell<Vec<u32>>,
    /// The entries, with their generation, whose guest view was collected.
    dead: RefCell<Vec<(u32, u32)>>,
}

impl Imports {
    /// The live guest view of an import.
    pub(crate) fn guest(&self, id: u32) -> Option<JsObject> {
        self.entries.borrow().get(id as usize)?.as_ref()?.guest.upgrade()
    }

    /// The host object of an import. It is alive while its guest view is.
    pub(crate) fn host<'scope>(&self, scope: &Scope<'scope>, id: u32) -> Option<HostValue<'scope>> {
        self.entries.borrow().get(id as usize)?.as_ref()?.host.get(scope)
    }

    /// The host object of a view, unless there is a later view.
    pub(super) fn host_of<'scope>(&self, scope: &Scope<'scope>, id: u32, generation: u32) -> Option<HostValue<'scope>> {
        let entries = self.entries.borrow();
        let import = entries.get(id as usize)?.as_ref().filter(|import| import.generation == generation)?;
        import.host.get(scope)
    }

    /// Every import whose guest view lives.
    pub(super) fn guests(&self) -> Vec<(u32, JsObject)> {
        let entries = self.entries.borrow();
        (0u32..).zip(entries.iter()).filter_map(|(id, entry)| Some((id, entry.as_ref()?.guest.upgrade()?))).collect()
    }

    /// Takes the host object out of the tables: from now on views of exports keep it.
    pub(super) fn let_go(&self, environment: &Environment, scope: &Scope<'_>, id: u32) {
        let contexts = match self.entries.borrow_mut().get_mut(id as usize) {
            Some(Some(import)) => std::mem::take(&mut import.contexts),
            _ => return,
        };
        environment.host().let_go(environment, scope, id, &contexts);
    }

    /// Notes that a context holds the import; false if it did already.
    pub(crate) fn hold(&self, id: u32, context: u32) -> bool {
        let mut entries = self.entries.borrow_mut();
        let Some(Some(import)) = entries.get_mut(id as usize) else { return false };
        if import.contexts.contains(&context) {
            return false;
        }
        import.contexts.push(context);
        true
    }

    pub(crate) fn reserve(&self) -> u32 {
        if let Some(id) = self.free.borrow_mut().pop() {
            return id;
        }
        let mut entries = self.entries.borrow_mut();
        entries.push(None);
        (entries.len() - 1) as u32
    }

    /// Gives back an identifier that stands for nothing any more.
    pub(crate) fn give_back(&self, id: u32) {
        self.free.borrow_mut().push(id);
    }

    /// The generation that the next view of an entry gets.
    pub(crate) fn next_generation(&self, id: u32) -> u32 {
        self.entries.borrow()[id as usize].as_ref().map_or(0, |import| import.generation + 1)
    }

    pub(crate) fn insert(
        &self,
        scope: &Scope<'_>,
        id: u32,
        generation: u32,
        guest: &JsObject,
        host: HostValue<'_>,
        context: u32,
    ) {
        let mut entries = self.entries.borrow_mut();
        let contexts = match entries[id as usize].take() {
            Some(mut import) => {
                if !import.contexts.contains(&context) {
                    import.contexts.push(context);
                }
                import.contexts
            }
            None => vec![context],
        };
        entries[id as usize] =
            Some(Import { guest: guest.downgrade(), host: Reference::weak(scope, host), generation, contexts });
    }

    pub(crate) fn count(&self) -> usize {
        self.entries.borrow().len() - self.free.borrow().len()
    }

    /// Lets the host objects go whose guest view was collected. An interruption leaves the rest for the next time.
    #[inline(always)]
    pub(crate) fn release_dead(&self, environment: &Environment, scope: &Scope<'_>) {
        if !self.dead.borrow().is_empty() {
            self.release_buried(environment, scope);
        }
    }

    #[cold]
    fn release_buried(&self, environment: &Environment, scope: &Scope<'_>) {
        let mut dead = self.dead.take().into_iter();
        while let Some((id, generation)) = dead.next() {
            let Some(import) = self.take(id, generation) else { continue };
            let host = import.host.get(scope);
            if host.is_none_or(|host| environment.host().release(environment, scope, host, id, &import.contexts)) {
                self.give_back(id);
                continue;
            }
            self.entries.borrow_mut()[id as usize] = Some(import);
            let mut buried = self.dead.borrow_mut();
            buried.push((id, generation));
            buried.extend(dead);
            return;
        }
    }

    /// Takes the entry of a view out of the table, unless there is a later view.
    fn take(&self, id: u32, generation: u32) -> Option<Import> {
        self.entries.borrow_mut().get_mut(id as usize)?.take_if(|import| import.generation == generation)
    }

    pub(crate) fn clear(&self) {
        self.entries.borrow_mut().clear();
        self.dead.borrow_mut().clear();
    }
}
