//! Functions, arrows, parameters and bodies.

use super::{
    Complaint, Goal, Reading,
    expression::{Expression, Shape},
    head::{Head, HeadKind},
    reader::{Reader, is_eval_or_arguments, is_strict_reserved},
    scanner::Kind,
    scope::{Declares, Scope},
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FunctionKind {
    Script,
    /// The code of an `eval`: where it runs, we do not know.
    Eval,
    Normal,
    Arrow,
    Method,
    Getter,
    Setter,
    BaseConstructor,
    DerivedConstructor,
    Initializer,
    StaticBlock,
}

impl FunctionKind {
    /// Whether it may say `super.x`.
    pub(super) fn has_home(self) -> bool {
        !matches!(self, Self::Script | Self::Normal | Self::Arrow)
    }
}

/// A function whose code is being read.
pub(super) struct Function {
    pub(super) kind: FunctionKind,
    pub(super) is_async: bool,
    pub(super) is_generator: bool,
    pub(super) is_reading_parameters: bool,
    /// The first of the heads in it.
    pub(super) first_head: usize,
    /// The labels around, and whether they are of loops.
    pub(super) labels: Vec<(String, bool)>,
    pub(super) loops: usize,
    pub(super) switches: usize,
}

impl Function {
    pub(super) fn new(kind: FunctionKind, is_async: bool, is_generator: bool) -> Self {
        Self {
            kind,
            is_async,
            is_generator,
            is_reading_parameters: false,
            first_head: 0,
            labels: Vec::new(),
            loops: 0,
            switches: 0,
        }
    }
}

/// A function's name and where it stands.
pub(super) type Named = Option<(String, usize, usize, bool)>;

impl Reader<'_> {
    pub(super) fn enter_function(&mut self, kind: FunctionKind, is_async: bool, is_generator: bool) {
        let first_head = self.heads.len();
        self.functions.push(Function { first_head, ..Function::new(kind, is_async, is_generator) });
    }

    pub(super) fn named(&mut self, kind_is_async: bool, kind_is_generator: bool) -> Reading<Named> {
        let is_reserved = is_strict_reserved(&self.next);
        // The name of an expression is inside of the function that it names.
        self.enter_function(FunctionKind::Normal, kind_is_async, kind_is_generator);
        let name = self.identifier();
        self.functions.pop();
        Ok(Some((name?, self.current.start, self.current.end, is_reserved)))
    }

    /// `function` or `async function` as an expression; `async` was read.
    pub(super) fn function_expression(&mut self, is_async: bool) -> Reading<Expression> {
        let start = self.next.start;
        self.advance();
        let is_generator = self.check("*");
        let name = if self.is("(") { None } else { self.named(is_async, is_generator)? };
        self.function_literal(name, FunctionKind::Normal, is_async, is_generator)?;
        Ok(Expression::new(Shape::Other, start))
    }

    /// A function from its parameters to its end.
    pub(super) fn function_literal(
        &mut self,
        name: Named,
        kind: FunctionKind,
        is_async: bool,
        is_generator: bool,
    ) -> Reading<()> {
        let was_strict = self.is_strict;
        self.enter_function(kind, is_async, is_generator);
        self.scopes.push(Scope::function());
        let result = self.accepting_in(true, |reader| {
            reader.with_head(Head::expression(), |reader| reader.function_rest(name, kind, was_strict))
        });
        self.scopes.pop();
        self.functions.pop();
        self.is_strict = was_strict;
        result.map(drop)
    }

    fn function_rest(&mut self, name: Named, kind: FunctionKind, was_strict: bool) -> Reading<()> {
        let start = self.next.start;
        self.expect("(")?;
        self.set_reading_parameters(true);
        let read = self.with_head(Head::new(HeadKind::Parameters), |reader| reader.parameters());
        let ((count, has_rest), mut parameters) =
            read.map_err(|complaint| self.beyond_parameters(complaint.start).unwrap_or(complaint))?;
        self.set_reading_parameters(false);
        self.check_parameters_end()?;
        self.expect(")")?;
        let end = self.current.end;
        match kind {
            FunctionKind::Getter if count != 0 => {
                return Err(Complaint::new("Getter must not have any formal parameters.", start, end));
            }
            FunctionKind::Setter if count != 1 => {
                return Err(Complaint::new("Setter must have exactly one formal parameter.", start, end));
            }
            FunctionKind::Setter if has_rest => {
                return Err(Complaint::new("Setter function argument must not be a rest parameter", start, end));
            }
            _ => {}
        }
        self.expect("{")?;
        self.body(&mut parameters, kind != FunctionKind::Normal)?;
        self.expect("}")?;
        if self.is_outermost() {
            self.outer_function_end.get_or_insert(self.current.end);
        }
        if self.is_strict
            && let Some((name, start, end, is_reserved)) = &name
        {
            if is_eval_or_arguments(name) {
                return Err(Complaint::new("Unexpected eval or arguments in strict mode", *start, *end));
            }
            if *is_reserved {
                return Err(Complaint::new("Unexpected strict mode reserved word", *start, *end));
            }
        }
        let _ = was_strict;
        self.check_octal(start)
    }

    /// Whether the function is in no other.
    fn is_outermost(&self) -> bool {
        self.functions.len() == 2
    }

    /// The parameters of a function that was put together must end where they were to end.
    fn check_parameters_end(&self) -> Reading<()> {
        let at = self.next.start;
        if self.parameters_end().is_some_and(|end| at < end) {
            return Err(Complaint::new("Arg string terminates parameters early", at, at + 1));
        }
        self.beyond_parameters(at).map_or(Ok(()), Err)
    }

    /// What is wrong if parameters are still read at a place.
    fn beyond_parameters(&self, at: usize) -> Option<Complaint> {
        let end = self.parameters_end().filter(|end| at > *end)?;
        Some(Complaint::new("Unexpected end of arg string", end - 2, end))
    }

    fn parameters_end(&self) -> Option<usize> {
        let Goal::Function { parameters_end } = self.goal else { return None };
        (self.is_outermost() && self.outer_function_end.is_none()).then_some(parameters_end)
    }

    fn set_reading_parameters(&mut self, is_reading: bool) {
        if let Some(function) = self.functions.last_mut() {
            function.is_reading_parameters = is_reading;
        }
    }

    /// The parameters up to the parenthesis; how many, and whether the last is a rest.
    fn parameters(&mut self) -> Reading<(usize, bool)> {
        let mut count = 0;
        while !self.is(")") {
            let is_rest = self.check("...");
            let start = self.next.start;
            let pattern = self.binding_pattern()?;
            match &pattern.shape {
                Shape::Name(name) => self.classify_parameter(name, start)?,
                _ => self.head().is_simple = false,
            }
            if self.check("=") {
                if is_rest {
                    return Err(self.at_current("Rest parameter may not have a default initializer"));
                }
                self.head().is_simple = false;
                self.accepting_in(true, Self::assignment)?;
            }
            count += 1;
            if is_rest {
                self.head().is_simple = false;
                if self.is(",") {
                    return Err(self.at_next("Rest parameter must be last formal parameter"));
                }
                return Ok((count, true));
            }
            if !self.check(",") {
                break;
            }
        }
        Ok((count, false))
    }

    /// The statements of a function, and what its parameters are to them.
    fn body(&mut self, parameters: &mut Head, refuses_duplicates: bool) -> Reading<()> {
        self.declare_parameters(&parameters.names);
        self.statements_with_directives(Kind::Punctuator, Some(parameters.is_simple))?;
        self.check_parameters(parameters, refuses_duplicates)
    }

    fn check_parameters(&mut self, parameters: &Head, refuses_duplicates: bool) -> Reading<()> {
        if (self.is_strict || refuses_duplicates || !parameters.is_simple)
            && let Some(duplicate) = &parameters.duplicate
        {
            return Err(duplicate.clone());
        }
        match &parameters.strict_error {
            Some(complaint) if self.is_strict => Err(complaint.clone()),
            _ => Ok(()),
        }
    }

    /// The rest of an arrow function, whose parameters were read as an expression.
    pub(super) fn arrow_function(&mut self, head: &Expression, start: usize) -> Reading<Expression> {
        let Some(mut parameters) = self.arrow.take() else { return Err(self.malformed_parameters(start)) };
        if !head.is_name() && !head.is_parenthesized && head.shape != Shape::EmptyParentheses {
            return Err(self.malformed_parameters(start));
        }
        parameters.as_parameters()?;
        for (index, (name, start, end)) in parameters.names.iter().enumerate() {
            if parameters.names[..index].iter().any(|known| known.0 == *name) {
                return Err(Complaint::new("Duplicate parameter name not allowed in this context", *start, *end));
            }
        }
        if self.next.after_newline {
            return Err(self.at_next("Unexpected token '=>'"));
        }
        self.advance();
        let was_strict = self.is_strict;
        self.enter_function(FunctionKind::Arrow, parameters.is_async, false);
        self.scopes.push(Scope::function());
        let result = self.arrow_body(&mut parameters, start);
        self.scopes.pop();
        self.functions.pop();
        self.is_strict = was_strict;
        result?;
        Ok(Expression::new(Shape::Other, start))
    }

    fn arrow_body(&mut self, parameters: &mut Head, start: usize) -> Reading<()> {
        if !self.check("{") {
            self.declare_parameters(&parameters.names);
            self.assignment()?;
            return self.check_parameters(parameters, true);
        }
        self.accepting_in(true, |reader| reader.with_head(Head::expression(), |reader| reader.body(parameters, true)))?;
        self.expect("}")?;
        self.check_octal(start)
    }

    /// `function f() {}` as a statement; `function` was read.
    pub(super) fn function_declaration(&mut self, is_async: bool) -> Reading<()> {
        let at = self.current.start;
        let is_generator = self.check("*");
        if self.is("(") {
            return Err(self.at_current("Function statements require a function name"));
        }
        let is_reserved = is_strict_reserved(&self.next);
        let name = self.identifier()?;
        let place = (self.current.start, self.current.end);
        let named = Some((name.clone(), place.0, place.1, is_reserved));
        let declares = if self.is_at_function_level() {
            Declares::Var
        } else if self.is_strict || is_async || is_generator {
            Declares::Lexical
        } else {
            Declares::BlockFunction
        };
        self.function_literal(named, FunctionKind::Normal, is_async, is_generator)?;
        self.declare(declares, &name, at, at + 1)
    }
}
