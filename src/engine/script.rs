//! Scripts: a source, compiled once for each context that runs it.

use std::{
    cell::{Cell, RefCell},
    collections::HashSet,
    path::Path,
    rc::{Rc, Weak},
};

use boa_engine::{
    Context, Finalize, JsData, JsError, JsNativeError, JsResult, JsString, Script, Source, Trace,
    ast::{
        Position,
        operations::{lexically_declared_names, var_declared_names},
        scope::Scope,
    },
    interner::{Interner, Sym},
    parser::Parser,
};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::global::is_restricted;

use super::{
    arrow::{Spot, arrow},
    refusal::Refusal,
    syntax::{self, Goal},
};

/// A source text and where it says it is from.
pub(crate) struct ScriptSource {
    pub(crate) id: u32,
    pub(crate) text: Vec<u16>,
    pub(crate) filename: String,
    pub(crate) line_offset: i32,
    pub(crate) column_offset: i32,
    /// Lines that the binding put before the text and that no position counts.
    pub(crate) header_lines: i32,
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
    /// The number of sources at which dead ones are forgotten next.
    sweep_at: Cell<usize>,
}

/// Keeps the source of a script while anything compiled from it lives.
#[derive(Trace, Finalize, JsData)]
struct Compiled(
    #[unsafe_ignore_trace]
    #[expect(dead_code, reason = "held, not read")]
    Rc<ScriptSource>,
);

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
    /// The line and column that V8 would tell for a position of the engine, which counts characters.
    pub(crate) fn place(&self, position: Position) -> (i32, i32) {
        let physical = position.line_number() as i32 - self.header_lines;
        let column = self.column_in_units(position);
        let offset = if physical == 1 { self.column_offset } else { 0 };
        (physical + self.line_offset, column + offset)
    }

    /// The lines that Node puts before the stack of an error that was thrown here.
    pub(crate) fn arrow(&self, position: Position) -> Option<String> {
        let column = self.column_in_units(position) as usize;
        arrow(&Spot {
            file: &self.filename,
            line: position.line_number() as i32 - self.header_lines + self.line_offset,
            text: self.line(position.line_number() as usize),
            start: column - 1,
            end: column,
        })
    }

    /// The column of a position, in UTF-16 units, from 1.
    fn column_in_units(&self, position: Position) -> i32 {
        let column = position.column_number() as usize;
        let line = self.line(position.line_number() as usize);
        let wide = char::decode_utf16(line.iter().copied())
            .take(column - 1)
            .filter(|character| character.as_ref().is_ok_and(|character| character.len_utf16() == 2))
            .count();
        (column + wide) as i32
    }

    /// The text of a line, from 1, without its end.
    pub(crate) fn line(&self, number: usize) -> &[u16] {
        let mut start = 0;
        let mut current = 1;
        let mut units = self.text.iter().enumerate();
        while let Some((index, unit)) = units.next() {
            let is_pair = *unit == 0x0d && self.text.get(index + 1) == Some(&0x0a);
            if !matches!(unit, 0x0a | 0x0d | 0x2028 | 0x2029) {
                continue;
            }
            if current == number {
                return &self.text[start..index];
            }
            if is_pair {
                units.next();
            }
            current += 1;
            start = index + 1 + usize::from(is_pair);
        }
        if current == number { &self.text[start..] } else { &[] }
    }

    /// Checks the grammar without a context: declares nothing anywhere.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        let mut interner = Interner::default();
        let script = Parser::new(Source::from_utf16(&self.text))
            .parse_script(&Scope::new_global(), &mut interner)
            .map_err(|reason| Refusal::of_source(self, &self.text, Goal::Script, &reason))?;
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
                return Err(already_declared(name));
            }
        }
        match declared.variables.iter().find(|name| lexical.contains(*name)) {
            Some(name) => Err(already_declared(name)),
            None => Ok(()),
        }
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
    pub(crate) fn compile(self: &Rc<Self>, engine: &mut Context) -> JsResult<Script> {
        let path = format!("{PATH}{}", self.id);
        let source = Source::from_utf16(&self.text).with_path(Path::new(&path));
        let script = Script::parse(source, None, engine)?;
        script.codeblock(engine)?;
        script.host_defined_mut().insert(Compiled(self.clone()));
        Ok(script)
    }
}

fn already_declared(name: &JsString) -> JsError {
    let name = name.to_std_string_escaped();
    JsNativeError::syntax().with_message(format!("Identifier '{name}' has already been declared")).into()
}
