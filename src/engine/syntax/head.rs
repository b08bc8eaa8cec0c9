//! What an expression may still turn out to be: a pattern, the parameters of an arrow function.
//!
//! Until that is known, what would be wrong with it as the one or the other is only noted.

use super::{
    Complaint, Reading,
    reader::{Reader, is_eval_or_arguments},
    scope::Declares,
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadKind {
    Expression,
    MaybeArrow,
    Parameters,
    Declaration(Declares),
}

/// See the module.
pub(super) struct Head {
    pub(super) kind: HeadKind,
    pub(super) is_async: bool,
    expression_error: Option<Complaint>,
    pattern_error: Option<Complaint>,
    declaration_error: Option<Complaint>,
    /// What only parameters may not have.
    parameter_error: Option<Complaint>,
    pub(super) strict_error: Option<Complaint>,
    pub(super) duplicate: Option<Complaint>,
    pub(super) is_simple: bool,
    /// The names that it declares, if it declares anything, and where they stand.
    pub(super) names: Vec<(String, usize, usize)>,
}

impl Head {
    pub(super) fn new(kind: HeadKind) -> Self {
        Self {
            kind,
            is_async: false,
            expression_error: None,
            pattern_error: None,
            declaration_error: None,
            parameter_error: None,
            strict_error: None,
            duplicate: None,
            is_simple: true,
            names: Vec::new(),
        }
    }

    pub(super) fn expression() -> Self {
        Self::new(HeadKind::Expression)
    }

    fn is_declaration(&self) -> bool {
        matches!(self.kind, HeadKind::Parameters | HeadKind::Declaration(_))
    }

    /// What is wrong with it as the parameters of an arrow function.
    pub(super) fn as_parameters(&self) -> Reading<()> {
        let errors = [&self.declaration_error, &self.parameter_error, &self.pattern_error];
        errors.into_iter().flatten().next().map_or(Ok(()), |complaint| Err(complaint.clone()))
    }
}

impl Reader<'_> {
    pub(super) fn head(&mut self) -> &mut Head {
        self.heads.last_mut().expect("a text is in a head of its own")
    }

    /// Reads with a head of its own and gives that back.
    pub(super) fn with_head<R>(
        &mut self,
        head: Head,
        body: impl FnOnce(&mut Self) -> Reading<R>,
    ) -> Reading<(R, Head)> {
        self.heads.push(head);
        let result = body(self);
        let head = self.heads.pop().expect("pushed above");
        match (result, &head.expression_error) {
            (Ok(result), _) => Ok((result, head)),
            // Of two complaints V8 keeps the one further up.
            (Err(later), Some(earlier)) if earlier.end < later.start => Err(earlier.clone()),
            (Err(complaint), _) => Err(complaint),
        }
    }

    pub(super) fn record_expression_error(&mut self, complaint: Complaint) {
        let head = self.head();
        if !head.is_declaration() && head.expression_error.is_none() {
            head.expression_error = Some(complaint);
        }
    }

    pub(super) fn record_pattern_error(&mut self, complaint: Complaint) -> Reading<()> {
        let head = self.head();
        if head.is_declaration() {
            return Err(complaint);
        }
        head.pattern_error.get_or_insert(complaint);
        Ok(())
    }

    /// Notes what parameters may not have, where the function that is read may turn out to have those of an arrow.
    pub(super) fn record_parameter_error(&mut self, complaint: &Complaint) {
        let first = self.function().first_head;
        for head in self.heads[first..].iter_mut().filter(|head| head.kind == HeadKind::MaybeArrow) {
            head.parameter_error.get_or_insert_with(|| complaint.clone());
        }
    }

    pub(super) fn record_declaration_error(&mut self, complaint: Complaint) -> Reading<()> {
        let head = self.head();
        match head.kind {
            HeadKind::Expression => {}
            HeadKind::MaybeArrow => drop(head.declaration_error.get_or_insert(complaint)),
            _ => return Err(complaint),
        }
        Ok(())
    }

    /// What strict code refuses in a parameter or a declaration.
    pub(super) fn record_strict_error(&mut self, complaint: Complaint) -> Reading<()> {
        let is_strict = self.is_strict;
        let head = self.head();
        match head.kind {
            HeadKind::Expression => {}
            HeadKind::Declaration(_) if is_strict => return Err(complaint),
            _ => drop(head.strict_error.get_or_insert(complaint)),
        }
        Ok(())
    }

    pub(super) fn validate_expression(&mut self) -> Reading<()> {
        self.head().expression_error.clone().map_or(Ok(()), Err)
    }

    pub(super) fn validate_pattern(&mut self) -> Reading<()> {
        let head = self.head();
        head.expression_error = None;
        head.pattern_error.clone().map_or(Ok(()), Err)
    }

    /// Reads an element of a list: what is noted of the others does not count for it.
    pub(super) fn element<R>(&mut self, body: impl FnOnce(&mut Self) -> Reading<R>) -> Reading<R> {
        let head = self.head();
        let outer = (head.expression_error.take(), head.pattern_error.take());
        let result = body(self)?;
        let head = self.head();
        head.expression_error = outer.0.or(head.expression_error.take());
        head.pattern_error = outer.1.or(head.pattern_error.take());
        Ok(result)
    }

    /// A name that stands where a pattern may have one.
    pub(super) fn classify_parameter(&mut self, name: &str, start: usize) -> Reading<()> {
        if is_eval_or_arguments(name) {
            let complaint = self.since(start, "Unexpected eval or arguments in strict mode");
            self.record_strict_error(complaint)?;
        }
        Ok(())
    }

    /// Notes or declares a name that was just read.
    pub(super) fn name_in_head(&mut self, name: &str) -> Reading<()> {
        let (start, end) = (self.current.start, self.current.end);
        match self.head().kind {
            HeadKind::Expression => Ok(()),
            HeadKind::MaybeArrow => {
                self.head().names.push((name.to_owned(), start, end));
                Ok(())
            }
            HeadKind::Parameters => {
                let duplicate = Complaint::new("Duplicate parameter name not allowed in this context", start, end);
                let head = self.head();
                if head.names.iter().any(|known| known.0 == name) {
                    head.duplicate.get_or_insert(duplicate);
                }
                head.names.push((name.to_owned(), start, end));
                Ok(())
            }
            HeadKind::Declaration(declares) => {
                if name == "let" && declares == Declares::Lexical {
                    return Err(self.at_current("let is disallowed as a lexically bound name"));
                }
                self.declare(declares, name, start, end)
            }
        }
    }
}
