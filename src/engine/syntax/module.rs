//! What only modules have: imports and exports.

use super::{Complaint, Reading, reader::Reader, scanner::Kind, scope::Declares};

impl Reader<'_> {
    pub(super) fn module(&mut self) -> Reading<()> {
        let mut exports: Vec<String> = Vec::new();
        let mut locals: Vec<(String, usize, usize)> = Vec::new();
        while self.next.kind != Kind::End {
            let follows = self.ahead();
            if self.is("import") && follows.text != "(" && follows.text != "." {
                self.import_declaration()?;
            } else if self.is("export") {
                self.export_declaration(&mut exports, &mut locals)?;
            } else {
                self.statement_list_item()?;
            }
        }
        for (name, start, end) in locals {
            if !self.is_declared(&name) {
                return Err(Complaint::new(format!("Export '{name}' is not defined in module"), start, end));
            }
        }
        Ok(())
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
        if (self.is("with") || self.is("assert") && !self.next.after_newline) && super::reader::is(&self.ahead(), "{") {
            self.advance();
            self.advance();
            while !self.check("}") {
                self.advance();
                self.expect(":")?;
                if self.next.kind != Kind::String {
                    return Err(self.unexpected_next());
                }
                self.advance();
                if !self.is("}") {
                    self.expect(",")?;
                }
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
                    let first = self.next.clone();
                    self.export_name()?;
                    if self.check("as") {
                        self.declare_import()?;
                    } else if !self.is_valid_name(&first) {
                        return Err(self.unexpected(&first));
                    } else {
                        self.declare(Declares::Lexical, &first.text, first.start, first.end)?;
                    }
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
            Kind::Name | Kind::Word | Kind::EscapedWord | Kind::String => Ok(self.current.text.clone()),
            _ => Err(self.unexpected(&self.current)),
        }
    }

    fn add_export(&mut self, exports: &mut Vec<String>, name: String) -> Reading<()> {
        if exports.contains(&name) {
            return Err(self.at_current(format!("Duplicate export of '{name}'")));
        }
        exports.push(name);
        Ok(())
    }

    fn export_declaration(
        &mut self,
        exports: &mut Vec<String>,
        locals: &mut Vec<(String, usize, usize)>,
    ) -> Reading<()> {
        self.advance();
        if self.check("default") {
            self.add_export(exports, "default".to_owned())?;
            return self.export_default();
        }
        if self.check("*") {
            if self.check("as") {
                let name = self.export_name()?;
                self.add_export(exports, name)?;
            }
            self.read_from_clause()?;
            return self.expect_semicolon();
        }
        if self.check("{") {
            let mut found = Vec::new();
            while !self.check("}") {
                let local = self.next.clone();
                let mut name = self.export_name()?;
                found.push((local.text.clone(), local.start, local.end));
                if self.check("as") {
                    name = self.export_name()?;
                }
                self.add_export(exports, name)?;
                if !self.is("}") {
                    self.expect(",")?;
                }
            }
            if self.is("from") {
                self.read_from_clause()?;
            } else {
                locals.extend(found);
            }
            return self.expect_semicolon();
        }
        self.statement_list_item()
    }

    fn export_default(&mut self) -> Reading<()> {
        if self.is("function") || self.is("class") || self.is("async") {
            let ahead = self.ahead();
            let is_anonymous = matches!(ahead.text.as_str(), "(" | "{" | "extends" | "*");
            if !is_anonymous && !self.is("async") {
                return self.statement_list_item();
            }
        }
        self.assignment()?;
        self.expect_semicolon()
    }
}
