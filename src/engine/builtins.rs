//! The properties of the built-in objects: those of Node 20, in its order. Programs test for what an engine has and
//! then rely on the rest.

use boa_engine::{JsObject, JsString, JsSymbol, property::PropertyKey};
use rustc_hash::FxHashMap;

/// One object a line: its path from the global object, and the names of its properties.
const TEXT: &str = include_str!("builtins.txt");

/// The names of the properties of each built-in object, by its path.
pub(super) struct Builtins {
    names: FxHashMap<&'static str, Vec<PropertyKey>>,
}

impl Builtins {
    pub(super) fn new() -> Self {
        let lines = TEXT.lines().filter_map(|line| line.split_once(": "));
        Self { names: lines.map(|(path, names)| (path, names.split(' ').map(key).collect())).collect() }
    }

    /// Takes from the global object of a new context what Node 20 has not, and puts the rest in order.
    pub(super) fn arrange_global(&self, global: &JsObject) {
        self.arrange("globalThis", global);
    }

    /// The same for the objects of a class, which the engine has just completed: its constructor and prototype, or
    /// the only object of that name.
    pub(super) fn arrange_class(&self, class: &str, objects: &[JsObject]) {
        let paths: &[&str] = match class {
            "TypedArray" => &["%TypedArray%", "%TypedArray%.prototype"],
            // Node 20 has no constructor of iterators.
            "Iterator" => &["", "%IteratorPrototype%"],
            "AsyncIterator" => &["%AsyncIteratorPrototype%"],
            "Generator" => &["%GeneratorPrototype%"],
            "AsyncGenerator" => &["%AsyncGeneratorPrototype%"],
            _ => &[class, &format!("{class}.prototype")],
        };
        for (path, object) in paths.iter().zip(objects) {
            self.arrange(path, object);
        }
        if class == "Array"
            && let Some(prototype) = objects.get(1)
        {
            let unscopables = prototype.borrow().properties().get(&JsSymbol::unscopables().into());
            if let Some(unscopables) = unscopables.and_then(|property| property.value()?.as_object()) {
                self.arrange("Array.prototype.@@unscopables", &unscopables);
            }
        }
    }

    fn arrange(&self, path: &str, object: &JsObject) {
        if let Some(names) = self.names.get(path) {
            object.arrange_properties(names);
        }
    }
}

/// A name, or `@@name` for a well-known symbol.
fn key(name: &str) -> PropertyKey {
    let Some(symbol) = name.strip_prefix("@@") else { return JsString::from(name).into() };
    let symbol = match symbol {
        "asyncIterator" => JsSymbol::async_iterator(),
        "hasInstance" => JsSymbol::has_instance(),
        "iterator" => JsSymbol::iterator(),
        "match" => JsSymbol::r#match(),
        "matchAll" => JsSymbol::match_all(),
        "replace" => JsSymbol::replace(),
        "search" => JsSymbol::search(),
        "species" => JsSymbol::species(),
        "split" => JsSymbol::split(),
        "toPrimitive" => JsSymbol::to_primitive(),
        "unscopables" => JsSymbol::unscopables(),
        _ => JsSymbol::to_string_tag(),
    };
    symbol.into()
}
