//! Scripts: a source, compiled once for each context that runs it.

use std::{
    cell::{Cell, RefCell},
    path::Path,
    rc::Rc,
};

use boa_engine::{
    Context, JsResult, Script, Source,
    ast::scope::Scope,
    interner::Interner,
    parser::{self, Parser},
};
use rustc_hash::FxHashMap;

/// A source text and where it says it is from.
pub(crate) struct ScriptSource {
    pub(crate) id: u32,
    pub(crate) text: Vec<u16>,
    pub(crate) filename: String,
    pub(crate) line_offset: i32,
    pub(crate) column_offset: i32,
    /// Lines that the binding put before the text and that no position counts.
    pub(crate) header_lines: i32,
}

/// The sources of an environment, found by the path that their frames carry.
#[derive(Default)]
pub(crate) struct Scripts {
    sources: RefCell<FxHashMap<u32, Rc<ScriptSource>>>,
    next: Cell<u32>,
}

/// What the path of a source begins with inside the engine.
const PATH: &str = "rvm:";

impl Scripts {
    pub(crate) fn add(
        &self,
        text: Vec<u16>,
        filename: String,
        line_offset: i32,
        column_offset: i32,
        header_lines: i32,
    ) -> Rc<ScriptSource> {
        let id = self.next.get();
        self.next.set(id + 1);
        let source = Rc::new(ScriptSource { id, text, filename, line_offset, column_offset, header_lines });
        self.sources.borrow_mut().insert(id, source.clone());
        source
    }

    pub(crate) fn remove(&self, id: u32) {
        self.sources.borrow_mut().remove(&id);
    }

    pub(crate) fn get(&self, id: u32) -> Option<Rc<ScriptSource>> {
        self.sources.borrow().get(&id).cloned()
    }

    /// The source that a frame is from.
    pub(crate) fn by_path(&self, path: &Path) -> Option<Rc<ScriptSource>> {
        self.get(path.to_str()?.strip_prefix(PATH)?.parse().ok()?)
    }

    pub(crate) fn count(&self) -> usize {
        self.sources.borrow().len()
    }

    pub(crate) fn clear(&self) {
        self.sources.borrow_mut().clear();
    }
}

impl ScriptSource {
    /// Checks the grammar without a context: declares nothing anywhere.
    pub(crate) fn check(&self) -> Result<(), parser::Error> {
        let mut interner = Interner::default();
        Parser::new(Source::from_utf16(&self.text)).parse_script(&Scope::new_global(), &mut interner).map(drop)
    }

    /// Parses and compiles the text for the realm of `engine`.
    ///
    /// Compiling at once drops the syntax tree here, on the guest stack: its destructor recurses.
    pub(crate) fn compile(&self, engine: &mut Context) -> JsResult<Script> {
        let path = format!("{PATH}{}", self.id);
        let source = Source::from_utf16(&self.text).with_path(Path::new(&path));
        let script = Script::parse(source, None, engine)?;
        script.codeblock(engine)?;
        Ok(script)
    }
}
