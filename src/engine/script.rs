//! Scripts: a source, compiled once for each context that runs it.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::HashSet,
    path::{Path, PathBuf},
    rc::{Rc, Weak},
};

use boa_engine::{
    Context, Finalize, JsData, JsError, JsNativeError, JsObject, JsResult, JsString, Script, Source, Trace,
    ast::{
        Position,
        operations::{lexically_declared_names, var_declared_names},
        scope::Scope,
    },
    interner::{Interner, Sym},
    parser::{self, Parser},
    vm::{SourcePath, source_url},
};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{
    arrow::{UNNAMED, arrow_at},
    global::is_restricted,
    lines::{Lines, line_starts},
    refusal::Refusal,
    syntax::{self, Goal},
    wording::Calls,
};
use crate::environment::Environment;

/// A source text and where it says it is from.
pub(crate) struct ScriptSource {
    pub(crate) id: u32,
    pub(crate) text: Vec<u16>,
    pub(crate) filename: String,
    pub(crate) line_offset: i32,
    pub(crate) column_offset: i32,
    /// Lines that the binding put before the text and that no position counts.
    pub(crate) header_lines: i32,
    line_starts: OnceCell<Vec<usize>>,
    calls: OnceCell<Calls>,
    source_url: OnceCell<Option<String>>,
    /// The names that the text declares at its top, as the parser found them.
    declared: RefCell<DeclaredNames>,
}

/// What a script adds to the global environment of a context.
#[derive(Default)]
struct DeclaredNames {
    lexical: Vec<JsString>,
    variables: Vec<JsString>,
}

/// The sources of an environment, found by the path that their frames carry.
///
/// A source lives while the host can run it (`handles`) or the engine has something compiled from it.
#[derive(Default)]
pub(crate) struct Scripts {
    sources: RefCell<FxHashMap<u32, Weak<ScriptSource>>>,
    handles: RefCell<FxHashMap<u32, Rc<ScriptSource>>>,
    next: Cell<u32>,
    /// The last text that guest code wanted compiled or read in vain.
    refusal: RefCell<Option<Refusal>>,
    /// The number of sources at which dead ones are forgotten next.
    sweep_at: Cell<usize>,
}

/// What lives as long as anything that was compiled from a source.
#[derive(Trace, Finalize, JsData)]
pub(super) struct Compiled {
    #[unsafe_ignore_trace]
    #[expect(dead_code, reason = "held, not read")]
    source: Rc<ScriptSource>,
    /// The view of the function that answers its `import()`; see `loader`.
    importer: Option<JsObject>,
}

impl Compiled {
    pub(super) fn new(source: &Rc<ScriptSource>, importer: Option<JsObject>) -> Self {
        Self { source: source.clone(), importer }
    }

    pub(super) fn importer(&self) -> Option<JsObject> {
        self.importer.clone()
    }
}

/// How many sources there may be before dead ones are forgotten for the first time.
const FIRST_SWEEP: usize = 1024;

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
        let source = Rc::new(ScriptSource {
            id,
            text,
            filename,
            line_offset,
            column_offset,
            header_lines,
            declared: RefCell::default(),
            line_starts: OnceCell::new(),
            calls: OnceCell::new(),
            source_url: OnceCell::new(),
        });
        let mut sources = self.sources.borrow_mut();
        if sources.len() >= self.sweep_at.get().max(FIRST_SWEEP) {
            sources.retain(|_, source| source.strong_count() > 0);
            self.sweep_at.set(sources.len() * 2);
        }
        sources.insert(id, Rc::downgrade(&source));
        source
    }

    /// Has a source live until `remove`: the host may run it.
    pub(crate) fn keep(&self, source: Rc<ScriptSource>) {
        self.handles.borrow_mut().insert(source.id, source);
    }

    /// Forgets a source that the host cannot run any more.
    pub(crate) fn remove(&self, id: u32) {
        self.handles.borrow_mut().remove(&id);
    }

    pub(crate) fn get(&self, id: u32) -> Option<Rc<ScriptSource>> {
        self.sources.borrow().get(&id)?.upgrade()
    }

    /// Notes the last text of guest code that was refused, if it is known why.
    pub(super) fn note_refusal(&self, refusal: Option<Refusal>) {
        *self.refusal.borrow_mut() = refusal;
    }

    /// The lines of the last text of guest code that was refused, if it was with this message.
    pub(crate) fn refused_lines(&self, message: &str) -> Option<String> {
        let refusal = self.refusal.borrow();
        refusal.as_ref().filter(|refusal| refusal.message == message)?.arrow.clone()
    }

    /// The lines that Node puts before the stack of an error that was thrown at a place.
    pub(crate) fn arrow(&self, path: &SourcePath, position: Position) -> Option<String> {
        match path {
            SourcePath::Path(path) => self.by_path(path)?.arrow(position),
            SourcePath::Eval(origin) => {
                let name = origin.source_url.as_ref().map(JsString::to_std_string_lossy);
                let name = name.as_deref().unwrap_or(UNNAMED);
                arrow_at(&Lines::of(origin.text()), position, name, 0)
            }
            SourcePath::None | SourcePath::Json => None,
        }
    }

    /// The source that a frame is from.
    pub(crate) fn by_path(&self, path: &Path) -> Option<Rc<ScriptSource>> {
        self.get(path.to_str()?.strip_prefix(PATH)?.parse().ok()?)
    }

    pub(crate) fn count(&self) -> usize {
        self.sources.borrow().values().filter(|source| source.strong_count() > 0).count()
    }

    pub(crate) fn clear(&self) {
        self.handles.borrow_mut().clear();
        self.sources.borrow_mut().clear();
    }
}

impl ScriptSource {
    /// What V8 calls the source in stacks: what a comment in it says, or the name of the file.
    pub(crate) fn name(&self) -> &str {
        self.source_url
            .get_or_init(|| Some(source_url(&self.text)?.to_std_string_lossy()))
            .as_deref()
            .unwrap_or(&self.filename)
    }

    /// The line and column that V8 would tell for a position of the engine.
    pub(crate) fn place(&self, position: Position) -> (i32, i32) {
        let (line, column) = self.place_in_text(position);
        let offset = if line == 1 { self.column_offset } else { 0 };
        (line + self.line_offset, column + offset)
    }

    /// The same without the offsets.
    pub(crate) fn place_in_text(&self, position: Position) -> (i32, i32) {
        let (line, column) = self.lines().place(position);
        (line - self.header_lines, column)
    }

    /// The lines that Node puts before the stack of an error that was thrown here.
    fn arrow(&self, position: Position) -> Option<String> {
        arrow_at(&self.lines(), position, self.name(), self.line_offset - self.header_lines)
    }

    fn lines(&self) -> Lines<'_> {
        Lines::known(&self.text, self.line_starts.get_or_init(|| line_starts(&self.text)))
    }

    /// What is called, iterated and taken apart in the source, by its places.
    pub(super) fn calls(&self) -> &Calls {
        self.calls.get_or_init(|| Calls::of(&self.text))
    }

    /// Checks the grammar without a context: declares nothing anywhere.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        let mut interner = Interner::default();
        let script = match Parser::new(Source::from_utf16(&self.text)).parse_script(&Scope::new_global(), &mut interner)
        {
            Ok(script) => script,
            // What nests too deeply is no matter of grammar: the engine throws a RangeError when it is to run.
            Err(parser::Error::TooDeep) => return Ok(()),
            Err(reason) => return Err(Refusal::of_source(self, &self.text, Goal::Script, &reason)),
        };
        let text = |symbol: Sym| JsString::from(interner.resolve_expect(symbol).utf16());
        *self.declared.borrow_mut() = DeclaredNames {
            lexical: lexically_declared_names(&script).into_iter().map(text).collect(),
            variables: var_declared_names(&script).into_iter().map(text).collect(),
        };
        Ok(())
    }

    /// Refuses to run where a name is taken: a lexical one by whatever cannot be shadowed, a variable by a lexical one.
    ///
    /// The engine finds this out when it has declared the first names already.
    pub(crate) fn refuse_names(
        &self,
        lexical: &HashSet<JsString, FxBuildHasher>,
        engine: &mut Context,
    ) -> JsResult<()> {
        let declared = self.declared.borrow();
        for name in &declared.lexical {
            if lexical.contains(name) || is_restricted(name, engine)? {
                return Err(self.already_declared(name));
            }
        }
        match declared.variables.iter().find(|name| lexical.contains(*name)) {
            Some(name) => Err(self.already_declared(name)),
            None => Ok(()),
        }
    }

    /// Refuses a name; V8 has the start of the script for its place.
    fn already_declared(&self, name: &JsString) -> JsError {
        let message = format!("Identifier '{}' has already been declared", name.to_std_string_lossy());
        let arrow = self.arrow(Position::new(1 + self.header_lines as u32, 1));
        let error = JsNativeError::syntax().with_message(message.clone());
        Environment::current().scripts.note_refusal(Some(Refusal { message, arrow }));
        error.into()
    }

    pub(crate) fn lexical_names(&self) -> Vec<JsString> {
        self.declared.borrow().lexical.clone()
    }

    /// Checks a text that the binding has put into that of the source: the body of a function.
    ///
    /// The engine's parser for bodies stops at their end and leaves early errors to what is around them, so it is not
    /// the judge here.
    pub(crate) fn check_body(&self, body: &[u16]) -> Result<(), Refusal> {
        match syntax::complaint(body, Goal::FunctionBody) {
            Some(complaint) => Err(Refusal::new(self, body, complaint)),
            None => self.check(),
        }
    }

    /// Parses and compiles the text for the realm of `engine`.
    ///
    /// Compiling at once drops the syntax tree here, on the guest stack: its destructor recurses.
    pub(crate) fn compile(self: &Rc<Self>, importer: Option<JsObject>, engine: &mut Context) -> JsResult<Script> {
        let script = Script::parse(Source::from_utf16(&self.text).with_path(&self.path()), None, engine)?;
        script.codeblock(engine)?;
        script.host_defined_mut().insert(Compiled::new(self, importer));
        Ok(script)
    }

    /// What the frames of its code carry.
    pub(super) fn path(&self) -> PathBuf {
        format!("{PATH}{}", self.id).into()
    }
}
