//! Symbols: well-known and registered ones are the same on both sides, a unique one is paired with
//! a unique one.

use std::cell::RefCell;

use boa_engine::{JsString, JsSymbol};
use rustc_hash::FxHashMap;

use crate::{
    environment::Environment,
    node::{HostValue, Reference, Scope, Thrown},
};

/// The pairs of this environment. The host finds a guest symbol by a number, the guest a host
/// symbol by a reference; symbols are few, so the pairs last as long as the environment.
#[derive(Default)]
pub(crate) struct Symbols {
    guest: RefCell<Vec<JsSymbol>>,
    host: RefCell<FxHashMap<u64, Reference>>,
}

/// The well-known symbols in the order of `lib/membrane/symbols.js`.
const WELL_KNOWN: [fn() -> JsSymbol; 13] = [
    JsSymbol::async_iterator,
    JsSymbol::has_instance,
    JsSymbol::is_concat_spreadable,
    JsSymbol::iterator,
    JsSymbol::r#match,
    JsSymbol::match_all,
    JsSymbol::replace,
    JsSymbol::search,
    JsSymbol::species,
    JsSymbol::split,
    JsSymbol::to_primitive,
    JsSymbol::to_string_tag,
    JsSymbol::unscopables,
];

impl Symbols {
    /// Pairs the well-known symbols; `host` has them in the order of [`WELL_KNOWN`].
    pub(crate) fn pair_well_known(&self, scope: &Scope<'_>, host: &[HostValue<'_>]) {
        for (guest, host) in WELL_KNOWN.iter().zip(host) {
            let guest = guest();
            self.host.borrow_mut().insert(guest.hash(), Reference::strong(scope, *host));
            self.guest.borrow_mut().push(guest);
        }
    }

    pub(crate) fn to_guest<'scope>(
        &self,
        environment: &Environment,
        scope: &Scope<'scope>,
        symbol: HostValue<'scope>,
    ) -> Result<JsSymbol, Thrown<'scope>> {
        let host = environment.host();
        let id = host.symbol_id(scope, symbol)?;
        if let Some(paired) = usize::try_from(id).ok().and_then(|id| self.guest.borrow().get(id).cloned()) {
            return Ok(paired);
        }
        let description = host.symbol_description(scope, symbol)?;
        let guest = match registered_key(&description) {
            Some(key) => JsSymbol::registered(&key).unwrap_or_else(|_| new_symbol(Some(key))),
            None => new_symbol(description.map(|(_, text)| text)),
        };
        self.pair(environment, scope, guest.clone(), symbol)?;
        Ok(guest)
    }

    pub(crate) fn to_host<'scope>(
        &self,
        environment: &Environment,
        scope: &Scope<'scope>,
        symbol: &JsSymbol,
    ) -> Result<HostValue<'scope>, Thrown<'scope>> {
        if let Some(paired) = self.host.borrow().get(&symbol.hash()).and_then(|reference| reference.get(scope)) {
            return Ok(paired);
        }
        let registered = symbol.registered_key();
        let text = registered.clone().or_else(|| symbol.description());
        let host = environment.host().make_symbol(scope, text.as_ref(), registered.is_some())?;
        self.pair(environment, scope, symbol.clone(), host)?;
        Ok(host)
    }

    fn pair<'scope>(
        &self,
        environment: &Environment,
        scope: &Scope<'scope>,
        guest: JsSymbol,
        host: HostValue<'scope>,
    ) -> Result<(), Thrown<'scope>> {
        let id = self.guest.borrow().len();
        environment.host().pair_symbol(scope, host, id as i32)?;
        self.host.borrow_mut().insert(guest.hash(), Reference::strong(scope, host));
        self.guest.borrow_mut().push(guest);
        Ok(())
    }

    pub(crate) fn clear(&self) {
        self.guest.borrow_mut().clear();
        for reference in self.host.borrow().values() {
            reference.abandon();
        }
    }
}

fn registered_key(description: &Option<(bool, JsString)>) -> Option<JsString> {
    description.as_ref().filter(|(registered, _)| *registered).map(|(_, key)| key.clone())
}

fn new_symbol(description: Option<JsString>) -> JsSymbol {
    JsSymbol::new(description).expect("fewer than 2^64 symbols")
}
