//! What only modules have: imports and exports.

use std::collections::HashSet;

use super::{
    Complaint, Reading,
    reader::{Reader, is, is_eval_or_arguments},
    scanner::{Kind, Token},
    scope::Declares,
};
use crate::environment::Environment;

/// Whether V8 is of the time of `assert`.
fn takes_assertions() -> bool {
    Environment::current().has_import_assertions.get()
}

/// What a module exports, as far as it has been read.
#[derive(Default)]
struct Exports {
    names: HashSet<String>,
    /// The names of its own in lists.
    locals: Vec<Token>,
    duplicate: Option<Complaint>,
}

impl Exports {
    fn add(&mut self, name: String, start: usize, end: usize) {
        if self.names.contains(&name) {
            let message = format!("Duplicate export of '{name}'");
            self.duplicate.get_or_insert_with(|| Complaint::new(message, start, end));
        }
        self.names.insert(name);
    }

    /// V8 looks at the names when it has read all.
    fn check(self, reader: &Reader<'_>) -> Reading<()> {
        if let Some(duplicate) = self.duplicate {
            return Err(duplicate);
        }
        match self.locals.iter().find(|local| !reader.is_declared(&local.text)) {
            Some(Token { text, start, end, .. }) => {
                Err(Complaint::new(format!("Export '{text}' is not defined in module"), *start, *end))
            }
            None => Ok(()),
        }
    }
}

impl Reader<'_> {
    pub(super) fn module(&mut self) -> Reading<()> {
        let mut exports = Exports::default();
        while self.next.kind != Kind::End {
            let follows = self.ahead();
            if self.is("import") && follows.text != "(" && follows.text != "." {
                self.import_declaration()?;
            } else if self.is("export") {
                self.export_declaration(&mut exports)?;
            } else {
                self.statement_list_item()?;
            }
        }
        exports.check(self)
    }

    fn declare_import(&mut self) -> Reading<()> {
        let name = self.identifier()?;
        self.declare(Declares::Lexical, &name, self.current.start, self.current.end)
    }

    fn read_from_clause(&mut self) -> Reading<()> {
        self.expect("from")?;
        self.module_name()
    }

    fn module_name(&mut self) -> Reading<()> {
        if self.next.kind != Kind::String {
            return Err(self.unexpected_next());
        }
        self.advance();
        if self.is("with") || takes_assertions() && self.is("assert") && !self.next.after_newline {
            self.advance();
            self.attributes()?;
        }
        Ok(())
    }

    fn attributes(&mut self) -> Reading<()> {
        let mut keys: Vec<String> = Vec::new();
        self.expect("{")?;
        while !self.check("}") {
            let key = self.export_name()?;
            if keys.contains(&key) {
                let what = if takes_assertions() { "assertion" } else { "attribute" };
                return Err(self.at_current(format!("Import {what} has duplicate key '{key}'")));
            }
            keys.push(key);
            self.expect(":")?;
            if self.next.kind != Kind::String {
                return Err(self.unexpected_next());
            }
            self.advance();
            if !self.is("}") {
                self.expect(",")?;
            }
        }
        Ok(())
    }

    fn import_declaration(&mut self) -> Reading<()> {
        self.advance();
        if self.next.kind == Kind::String {
            self.module_name()?;
            return self.expect_semicolon();
        }
        let mut is_done = false;
        if !self.is("*") && !self.is("{") {
            self.declare_import()?;
            is_done = !self.check(",");
        }
        if !is_done {
            if self.check("*") {
                self.expect("as")?;
                self.declare_import()?;
            } else {
                self.expect("{")?;
                while !self.check("}") {
                    self.export_name()?;
                    if self.check("as") {
                        self.advance();
                    }
                    let local = self.current.clone();
                    if !self.is_valid_name(&local) {
                        return Err(self.at_current("Unexpected reserved word"));
                    }
                    if is_eval_or_arguments(&local.text) {
                        return Err(self.at_current("Unexpected eval or arguments in strict mode"));
                    }
                    self.declare(Declares::Lexical, &local.text, local.start, local.end)?;
                    if !self.is("}") {
                        self.expect(",")?;
                    }
                }
            }
        }
        self.read_from_clause()?;
        self.expect_semicolon()
    }

    fn export_name(&mut self) -> Reading<String> {
        self.advance();
        match self.current.kind {
            Kind::Name | Kind::Word | Kind::EscapedWord => Ok(self.current.text.clone()),
            Kind::String => Ok(self.current.text.trim_matches(['"', '\'']).to_owned()),
            _ => Err(self.unexpected(&self.current)),
        }
    }

    fn export_declaration(&mut self, exports: &mut Exports) -> Reading<()> {
        self.advance();
        let at = self.current.clone();
        if self.check("default") {
            exports.add("default".to_owned(), self.current.start, self.current.end);
            return self.export_default();
        }
        if self.check("*") {
            if self.check("as") {
                let name = self.export_name()?;
                exports.add(name, self.current.start, self.current.end);
            }
            self.read_from_clause()?;
            return self.expect_semicolon();
        }
        if self.check("{") {
            return self.export_list(exports);
        }
        if self.begins_async_function() || ["function", "class", "var", "let", "const"].iter().any(|word| self.is(word))
        {
            self.exported = Some(Vec::new());
            self.statement_list_item()?;
            for name in self.exported.take().unwrap_or_default() {
                exports.add(name, at.start, self.current.end);
            }
            return Ok(());
        }
        self.check("async");
        Err(self.unexpected(&self.current))
    }

    fn export_list(&mut self, exports: &mut Exports) -> Reading<()> {
        let mut locals: Vec<Token> = Vec::new();
        while !self.check("}") {
            locals.push(self.next.clone());
            let mut name = self.export_name()?;
            if self.check("as") {
                name = self.export_name()?;
            }
            exports.add(name, self.current.start, self.current.end);
            if !self.is("}") {
                self.expect(",")?;
            }
        }
        if self.is("from") {
            self.read_from_clause()?;
            return self.expect_semicolon();
        }
        match locals.iter().find(|name| !self.is_valid_name(name)) {
            Some(name) if name.kind == Kind::String => {
                let message = "String literal module export names must be followed by a 'from' clause";
                return Err(Complaint::new(message, name.start, name.end));
            }
            Some(name) => return Err(Complaint::new("Unexpected reserved word", name.start, name.end)),
            None => exports.locals.append(&mut locals),
        }
        self.expect_semicolon()
    }

    fn begins_async_function(&mut self) -> bool {
        let ahead = self.ahead();
        self.is("async") && is(&ahead, "function") && !ahead.after_newline
    }

    fn export_default(&mut self) -> Reading<()> {
        let is_async = self.begins_async_function();
        if is_async || self.is("function") || self.is("class") {
            let mut name = self.ahead();
            if is_async || is(&name, "*") {
                name = self.scanner.token_at(name.end);
            }
            if is_async && is(&name, "*") {
                name = self.scanner.token_at(name.end);
            }
            if !matches!(name.text.as_str(), "(" | "{" | "extends") {
                return self.statement_list_item();
            }
            self.primary()?;
        } else {
            self.assignment()?;
            self.expect_semicolon()?;
        }
        self.declare(Declares::Lexical, ".default", self.current.start, self.current.end)
    }
}
