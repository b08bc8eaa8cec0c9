//! The properties of the built-in objects: those of Node 20, in its order. Programs test for what an engine has and
//! then rely on the rest.

use boa_engine::{Context, JsObject, JsResult, JsString, JsSymbol, property::PropertyKey};

/// One object a line: its path from the global object, and the names of its properties.
const TEXT: &str = include_str!("builtins.txt");

/// The built-in objects, by their paths.
pub(super) struct Builtins {
    objects: Vec<(&'static str, Vec<PropertyKey>)>,
}

impl Builtins {
    pub(super) fn new() -> Self {
        let lines = TEXT.lines().filter_map(|line| line.split_once(": "));
        Self { objects: lines.map(|(path, names)| (path, names.split(' ').map(key).collect())).collect() }
    }

    /// Takes from the built-ins of a new context what Node 20 has not, and puts the rest in order.
    pub(super) fn arrange(&self, global: &JsObject, engine: &mut Context) -> JsResult<()> {
        // Paths are followed before the global loses what they begin with.
        for (path, names) in self.objects.iter().rev() {
            if let Some(object) = find(path, global, engine)? {
                object.arrange_properties(names);
            }
        }
        Ok(())
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

fn find(path: &str, global: &JsObject, engine: &mut Context) -> JsResult<Option<JsObject>> {
    let mut steps = path.split('.');
    let intrinsics = engine.intrinsics();
    let mut object = match steps.next() {
        Some("globalThis") => Some(global.clone()),
        Some("%TypedArray%") => Some(intrinsics.constructors().typed_array().constructor()),
        Some("%IteratorPrototype%") => Some(intrinsics.constructors().iterator().prototype()),
        Some("%AsyncIteratorPrototype%") => Some(intrinsics.objects().iterator_prototypes().async_iterator()),
        Some("%GeneratorPrototype%") => Some(intrinsics.objects().generator()),
        Some("%AsyncGeneratorPrototype%") => Some(intrinsics.objects().async_generator()),
        Some(name) => global.get(key(name), engine)?.as_object(),
        None => None,
    };
    for step in steps {
        object = match object {
            Some(object) => object.get(key(step), engine)?.as_object(),
            None => None,
        };
    }
    Ok(object)
}
