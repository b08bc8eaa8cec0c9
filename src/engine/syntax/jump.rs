//! Statements that leave others: jumps, and what catches them.

use super::{
    Reading,
    function::FunctionKind,
    head::{Head, HeadKind},
    reader::{Reader, is_any_name, is_eval_or_arguments},
    scope::Declares,
};

impl Reader<'_> {
    /// The label of a `break` or `continue`.
    pub(super) fn target(&mut self) -> Reading<Option<String>> {
        if self.next.after_newline || self.ends_statement() { Ok(None) } else { self.identifier().map(Some) }
    }

    pub(super) fn continue_statement(&mut self) -> Reading<()> {
        self.advance();
        let label = self.target()?;
        let known = label.as_ref().map(|label| self.function().labels.iter().find(|known| known.0 == *label));
        let message = match (&label, known) {
            (Some(_), Some(Some((_, true)))) => None,
            (Some(label), Some(Some(_))) => {
                Some(format!("Illegal continue statement: '{label}' does not denote an iteration statement"))
            }
            (Some(label), _) => Some(format!("Undefined label '{label}'")),
            (None, _) if self.function().loops > 0 => None,
            (None, _) => Some("Illegal continue statement: no surrounding iteration statement".to_owned()),
        };
        match message {
            Some(message) => Err(self.at_current(message)),
            None => self.expect_semicolon(),
        }
    }

    pub(super) fn break_statement(&mut self) -> Reading<()> {
        self.advance();
        let label = self.target()?;
        match label {
            Some(label) if !self.function().labels.iter().any(|known| known.0 == label) => {
                return Err(self.at_current(format!("Undefined label '{label}'")));
            }
            None if self.function().loops + self.function().switches == 0 => {
                return Err(self.at_current("Illegal break statement"));
            }
            _ => {}
        }
        self.expect_semicolon()
    }

    pub(super) fn return_statement(&mut self) -> Reading<()> {
        self.advance();
        if matches!(self.function().kind, FunctionKind::Script | FunctionKind::Eval | FunctionKind::StaticBlock) {
            return Err(self.at_current("Illegal return statement"));
        }
        if !self.next.after_newline && !self.ends_statement() {
            self.expression()?;
        }
        self.expect_semicolon()
    }

    pub(super) fn try_statement(&mut self) -> Reading<()> {
        self.advance();
        self.in_scope(Self::block)?;
        if !self.is("catch") && !self.is("finally") {
            return Err(self.at_current("Missing catch or finally after try"));
        }
        if self.check("catch") {
            self.in_scope(Self::catch_clause)?;
        }
        if self.check("finally") {
            self.in_scope(Self::block)?;
        }
        Ok(())
    }

    pub(super) fn catch_clause(&mut self) -> Reading<()> {
        let mut names = Vec::new();
        if self.check("(") {
            if is_any_name(&self.next) {
                let name = self.identifier()?;
                if self.is_strict && is_eval_or_arguments(&name) {
                    return Err(self.at_current("Unexpected eval or arguments in strict mode"));
                }
                names.push(name);
            } else {
                let head = Head::new(HeadKind::Declaration(Declares::Lexical));
                self.with_head(head, Self::binding_pattern)?;
            }
            self.expect(")")?;
        }
        self.in_scope(|reader| {
            if let Some(scope) = reader.scopes.last_mut() {
                scope.caught.extend(names);
            }
            reader.block()
        })
    }

    pub(super) fn switch_statement(&mut self) -> Reading<()> {
        self.advance();
        self.parenthesized()?;
        self.expect("{")?;
        self.change_function(|function| function.switches += 1);
        let result = self.in_scope(|reader| {
            let mut has_default = false;
            while !reader.is("}") {
                if reader.check("case") {
                    reader.expression()?;
                } else {
                    reader.expect("default")?;
                    if has_default {
                        return Err(reader.at_current("More than one default clause in switch statement"));
                    }
                    has_default = true;
                }
                reader.expect(":")?;
                while !["case", "default", "}"].iter().any(|text| reader.is(text)) {
                    reader.statement_list_item()?;
                }
            }
            reader.expect("}")
        });
        self.change_function(|function| function.switches -= 1);
        result
    }
}
