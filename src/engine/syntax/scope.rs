//! What is declared where.

use std::collections::{HashMap, HashSet};

use super::{Complaint, Reading, reader::Reader};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Declares {
    Var,
    Lexical,
    /// A function in a block of sloppy code, which may be declared twice.
    BlockFunction,
}

/// A function, a block, or the head of a loop or a `catch`.
#[derive(Default)]
pub(super) struct Scope {
    is_function: bool,
    lexical: HashMap<String, Declares>,
    /// The variables declared here, and those of a function that are declared in this block.
    vars: HashMap<String, usize>,
    /// The one name of a simple `catch`, which a `var` may repeat.
    pub(super) caught: HashSet<String>,
}

impl Scope {
    pub(super) fn function() -> Self {
        Self { is_function: true, ..Self::default() }
    }

    pub(super) fn is_function(&self) -> bool {
        self.is_function
    }
}

fn redeclared(name: &str, start: usize, end: usize) -> Complaint {
    Complaint::new(format!("Identifier '{name}' has already been declared"), start, end)
}

impl Reader<'_> {
    pub(super) fn declare(&mut self, declares: Declares, name: &str, start: usize, end: usize) -> Reading<()> {
        if self.scopes.len() == 1
            && let Some(exported) = &mut self.exported
        {
            exported.push(name.to_owned());
        }
        if declares == Declares::Var {
            return self.declare_var(name, start, end);
        }
        let scope = self.scopes.last_mut().expect("a text is in a scope of its own");
        let is_repeated = scope.caught.contains(name)
            || match scope.lexical.get(name) {
                Some(Declares::BlockFunction) => declares != Declares::BlockFunction,
                Some(_) => true,
                None => scope.is_function && scope.vars.contains_key(name),
            };
        if is_repeated {
            return Err(redeclared(name, start, end));
        }
        scope.lexical.insert(name.to_owned(), declares);
        Ok(())
    }

    fn declare_var(&mut self, name: &str, start: usize, end: usize) -> Reading<()> {
        for (depth, scope) in self.scopes.iter_mut().rev().enumerate() {
            if scope.lexical.contains_key(name) {
                let end = if depth == 0 { end } else { start + 1 };
                return Err(redeclared(name, start, end));
            }
            scope.vars.entry(name.to_owned()).or_insert(start);
            if scope.is_function {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn is_declared(&self, name: &str) -> bool {
        self.scopes.last().is_some_and(|scope| scope.lexical.contains_key(name) || scope.vars.contains_key(name))
    }

    /// Declares the names of a function's parameters.
    pub(super) fn declare_parameters(&mut self, names: &[(String, usize, usize)]) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.vars.extend(names.iter().map(|(name, start, _)| (name.clone(), *start)));
        }
    }

    /// Reads in a block of its own.
    pub(super) fn in_scope<R>(&mut self, body: impl FnOnce(&mut Self) -> Reading<R>) -> Reading<R> {
        self.scopes.push(Scope::default());
        let result = body(self);
        let scope = self.scopes.pop().expect("pushed above");
        let result = result?;
        // A variable that passes a block of a name declared after it.
        let conflict =
            scope.vars.iter().filter(|(name, _)| scope.lexical.contains_key(*name)).min_by_key(|(_, start)| **start);
        match conflict {
            Some((name, start)) => Err(redeclared(name, *start, start + 1)),
            None => Ok(result),
        }
    }
}
