//! What is wrong with a regular expression, in V8's words.

use boa_engine::{Source, ast::scope::Scope, interner::Interner, parser::Parser};

use crate::engine::refusal::plain;

/// Whether a text is flags of a regular expression.
pub(crate) fn are_flags(text: &str) -> bool {
    let known = text.chars().all(|flag| "dgimsuvy".contains(flag));
    let repeated =
        text.chars().enumerate().any(|(index, flag)| text.chars().skip(index + 1).any(|other| other == flag));
    known && !repeated && !(text.contains('u') && text.contains('v'))
}

/// The first fault of a pattern.
pub(crate) fn fault(pattern: &str, flags: &str) -> Option<&'static str> {
    // The sets of the flag v are the engine's to judge.
    if flags.contains('v') {
        return engines_fault(pattern, flags).or_else(|| own_fault(pattern, flags));
    }
    own_fault(pattern, flags).or_else(|| engines_fault(pattern, flags))
}

/// What the engine has against a pattern that is plain enough to stand in a source.
fn engines_fault(pattern: &str, flags: &str) -> Option<&'static str> {
    let literal: Vec<u16> = format!("/{pattern}/{flags}").encode_utf16().collect();
    let parsed = Parser::new(Source::from_utf16(&literal)).parse_script(&Scope::new_global(), &mut Interner::default());
    let reason = parsed.err()?.to_string();
    let reason = reason.strip_prefix("Invalid regular expression literal: ")?;
    Some(match plain(reason) {
        "Invalid property name" => "Invalid property name",
        "Unbalanced class set bracket" => "Unterminated character class",
        "Negated character class may contain strings" => "Negated character class may contain strings",
        "Invalid class set character"
        | "Unexpected character in class set intersection"
        | "Unexpected character in class set subtraction" => {
            // An operator has its place between two operands, and only others of its kind beside it.
            let is_misplaced = ["&&&", "&&]", "--]", "[&&", "[--"].iter().any(|part| pattern.contains(part));
            if !is_misplaced && (pattern.contains("&&") || pattern.contains("--")) {
                "Invalid set operation in character class"
            } else {
                "Invalid character in character class"
            }
        }
        _ => return None,
    })
}

fn own_fault(pattern: &str, flags: &str) -> Option<&'static str> {
    let characters: Vec<char> = pattern.chars().collect();
    let has_names = pattern.contains("(?<") && names(&characters).next().is_some();
    let mut checker = Checker {
        text: &characters,
        position: 0,
        is_unicode: flags.contains(['u', 'v']),
        has_names,
        depth: 0,
        names: Vec::new(),
        references: Vec::new(),
    };
    checker.disjunction().and_then(|()| checker.finish()).err()
}

fn names(text: &[char]) -> impl Iterator<Item = usize> + '_ {
    text.windows(4)
        .enumerate()
        .filter(|(_, it)| it[..3] == ['(', '?', '<'] && !matches!(it[3], '=' | '!'))
        .map(|(at, _)| at)
}

struct Checker<'a> {
    text: &'a [char],
    position: usize,
    is_unicode: bool,
    has_names: bool,
    depth: usize,
    names: Vec<String>,
    references: Vec<String>,
}

type Check<T> = Result<T, &'static str>;

impl Checker<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.position + ahead).copied()
    }

    fn take(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate().all(|(ahead, character)| self.peek(ahead) == Some(character));
        if found {
            self.position += text.chars().count();
        }
        found
    }

    fn finish(&self) -> Check<()> {
        if self.references.iter().any(|name| !self.names.contains(name)) {
            return Err("Invalid named capture referenced");
        }
        Ok(())
    }

    fn disjunction(&mut self) -> Check<()> {
        loop {
            match self.peek(0) {
                None if self.depth > 0 => return Err("Unterminated group"),
                None => return Ok(()),
                Some(')') if self.depth == 0 => return Err("Unmatched ')'"),
                Some(')') => return Ok(()),
                Some('|') => self.position += 1,
                Some(_) => self.term()?,
            }
        }
    }

    fn term(&mut self) -> Check<()> {
        let refusal = match self.peek(0) {
            Some('*' | '+' | '?') => return Err("Nothing to repeat"),
            Some('^' | '$') => {
                self.position += 1;
                Some("Nothing to repeat")
            }
            Some('(') => self.group()?.then_some("Invalid quantifier"),
            Some('[') => {
                self.class()?;
                None
            }
            Some('\\') => self.escape()?.then_some("Nothing to repeat"),
            Some('{') if self.is_unicode => return Err("Nothing to repeat"),
            Some('{') if self.bounds()?.is_some() => return Err("Nothing to repeat"),
            Some('}' | ']') if self.is_unicode => return Err("Lone quantifier brackets"),
            _ => {
                self.position += 1;
                None
            }
        };
        self.quantifier(refusal)
    }

    /// With the complaint if there is one here, and there must not be.
    fn quantifier(&mut self, refusal: Option<&'static str>) -> Check<()> {
        let start = self.position;
        match self.peek(0) {
            Some('*' | '+' | '?') => self.position += 1,
            Some('{') => match self.bounds()? {
                Some(end) => self.position = end,
                None if self.is_unicode => return Err("Incomplete quantifier"),
                None => return Ok(()),
            },
            _ => return Ok(()),
        }
        if let Some(refusal) = refusal {
            self.position = start;
            return Err(refusal);
        }
        self.take("?");
        Ok(())
    }

    /// The end of a `{1,2}` that begins here.
    fn bounds(&self) -> Check<Option<usize>> {
        let mut at = self.position + 1;
        let number = |at: &mut usize| {
            let digits: String = self.text[*at..].iter().take_while(|digit| digit.is_ascii_digit()).collect();
            *at += digits.len();
            (!digits.is_empty()).then(|| digits.parse::<u64>().unwrap_or(u64::MAX))
        };
        let Some(least) = number(&mut at) else { return Ok(None) };
        let mut most = Some(least);
        if self.text.get(at) == Some(&',') {
            at += 1;
            most = number(&mut at);
        }
        if self.text.get(at) != Some(&'}') {
            return Ok(None);
        }
        if most.is_some_and(|most| most < least) {
            return Err("numbers out of order in {} quantifier");
        }
        Ok(Some(at + 1))
    }

    /// Whether the group is an assertion that no quantifier may follow.
    fn group(&mut self) -> Check<bool> {
        self.position += 1;
        let mut is_assertion = false;
        if self.take("?") {
            if self.take("<=") || self.take("<!") {
                is_assertion = true;
            } else if self.take("=") || self.take("!") {
                is_assertion = self.is_unicode;
            } else if self.take("<") {
                let name = self.name().ok_or("Invalid capture group name")?;
                if self.names.contains(&name) {
                    return Err("Duplicate capture group name");
                }
                self.names.push(name);
            } else if !self.take(":") {
                return Err("Invalid group");
            }
        }
        self.depth += 1;
        self.disjunction()?;
        self.depth -= 1;
        self.position += 1;
        Ok(is_assertion)
    }

    /// A name up to its `>`.
    fn name(&mut self) -> Option<String> {
        let mut name = String::new();
        while name.is_empty() || !self.take(">") {
            let character = self.name_character()?;
            let is_valid = matches!(character, '$' | '_')
                || character.is_alphabetic()
                || (!name.is_empty() && (character.is_alphanumeric() || matches!(character, '\u{200c}' | '\u{200d}')));
            if !is_valid {
                return None;
            }
            name.push(character);
        }
        Some(name)
    }

    fn name_character(&mut self) -> Option<char> {
        if !self.take("\\u") {
            self.position += 1;
            return self.text.get(self.position - 1).copied();
        }
        if self.take("{") {
            let code = self.hexadecimal(usize::MAX)?;
            return self.take("}").then_some(code).and_then(char::from_u32);
        }
        let high = self.hexadecimal(4)? as u16;
        let low =
            if (0xd800..0xdc00).contains(&high) && self.take("\\u") { Some(self.hexadecimal(4)? as u16) } else { None };
        char::decode_utf16([high].into_iter().chain(low)).next()?.ok()
    }

    /// So many hexadecimal digits, or as many as there are up to that.
    fn hexadecimal(&mut self, most: usize) -> Option<u32> {
        let rest = &self.text[self.position.min(self.text.len())..];
        let digits: String = rest.iter().take(most).take_while(|digit| digit.is_ascii_hexdigit()).collect();
        self.position += digits.len();
        let is_whole = most == usize::MAX || digits.len() == most;
        is_whole.then(|| u32::from_str_radix(&digits, 16).ok()).flatten()
    }

    /// Whether the escape is an assertion.
    fn escape(&mut self) -> Check<bool> {
        self.position += 1;
        let Some(character) = self.peek(0) else { return Err("\\ at end of pattern") };
        self.position += 1;
        match character {
            'b' | 'B' => return Ok(true),
            'k' if self.is_unicode || self.has_names => {
                if !self.take("<") {
                    return Err("Invalid named reference");
                }
                let name = self.name().ok_or("Invalid capture group name")?;
                self.references.push(name);
            }
            '1'..='9' if self.is_unicode => {
                let digits = self.text[self.position - 1..].iter().take_while(|digit| digit.is_ascii_digit());
                let number: String = digits.collect();
                self.position += number.len() - 1;
                let groups = self.text.iter().enumerate().filter(|(at, it)| {
                    **it == '(' && self.text.get(at + 1) != Some(&'?') && (*at == 0 || self.text[at - 1] != '\\')
                });
                let groups = groups.count() + names(self.text).count();
                if number.parse::<usize>().is_ok_and(|number| number > groups) {
                    return Err("Invalid escape");
                }
            }
            _ => self.character_escape(character, false)?,
        }
        Ok(false)
    }

    fn character_escape(&mut self, character: char, in_class: bool) -> Check<()> {
        match character {
            'u' => self.unicode_escape(),
            'k' if in_class && self.has_names => Err("Invalid escape"),
            'p' | 'P' if self.is_unicode => {
                let end = self.text[self.position..].iter().position(|it| *it == '}');
                match end {
                    Some(end) if self.peek(0) == Some('{') && end > 1 => {
                        self.position += end + 1;
                        Ok(())
                    }
                    _ => {
                        Err(if in_class { "Invalid property name in character class" } else { "Invalid property name" })
                    }
                }
            }
            'x' if self.is_unicode => {
                if !(0..2).all(|ahead| self.peek(ahead).is_some_and(|digit| digit.is_ascii_hexdigit())) {
                    return Err("Invalid escape");
                }
                self.position += 2;
                Ok(())
            }
            'c' if self.is_unicode => {
                if !self.peek(0).is_some_and(|letter| letter.is_ascii_alphabetic()) {
                    return Err("Invalid Unicode escape");
                }
                self.position += 1;
                Ok(())
            }
            '0' if self.is_unicode && self.peek(0).is_some_and(|digit| digit.is_ascii_digit()) => {
                Err(if in_class { "Invalid class escape" } else { "Invalid decimal escape" })
            }
            _ if self.is_unicode && !is_unicode_escape(character) && !(in_class && character == '-') => {
                Err("Invalid escape")
            }
            _ => Ok(()),
        }
    }

    fn unicode_escape(&mut self) -> Check<()> {
        if !self.is_unicode {
            return Ok(());
        }
        if self.take("{") {
            let digits: String =
                self.text[self.position..].iter().take_while(|digit| digit.is_ascii_hexdigit()).collect();
            self.position += digits.len();
            let is_valid = u32::from_str_radix(&digits, 16).is_ok_and(|code| code <= 0x10_ffff);
            return if is_valid && self.take("}") { Ok(()) } else { Err("Invalid Unicode escape") };
        }
        if !(0..4).all(|ahead| self.peek(ahead).is_some_and(|digit| digit.is_ascii_hexdigit())) {
            return Err("Invalid Unicode escape");
        }
        self.position += 4;
        Ok(())
    }

    fn class(&mut self) -> Check<()> {
        self.position += 1;
        self.take("^");
        let mut range_start: Option<Option<char>> = None;
        loop {
            let Some(character) = self.peek(0) else { return Err("Unterminated character class") };
            self.position += 1;
            if character == ']' {
                return Ok(());
            }
            let mut value = Some(character);
            if character == '\\' {
                let Some(escaped) = self.peek(0) else { return Err("\\ at end of pattern") };
                self.position += 1;
                value = match escaped {
                    'd' | 'D' | 's' | 'S' | 'w' | 'W' | 'p' | 'P' => None,
                    'n' => Some('\n'),
                    't' => Some('\t'),
                    'r' => Some('\r'),
                    other => Some(other),
                };
                let before = self.position;
                self.character_escape(escaped, true)?;
                if escaped == 'u' && self.position > before {
                    let code: String =
                        self.text[before..self.position].iter().filter(|digit| digit.is_ascii_hexdigit()).collect();
                    value = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                }
            }
            if let Some(start) = range_start.take() {
                match (start, value) {
                    (Some(start), Some(end)) if start > end => return Err("Range out of order in character class"),
                    (None, _) | (_, None) if self.is_unicode => return Err("Invalid character class"),
                    _ => {}
                }
            } else if self.peek(0) == Some('-') && self.peek(1).is_some_and(|next| next != ']') {
                self.position += 1;
                range_start = Some(value);
            }
        }
    }
}

/// What may stand after a backslash in the mode that refuses everything else.
fn is_unicode_escape(character: char) -> bool {
    "dDsSwWfnrtv0^$\\.*+?()[]{}|/cxupP".contains(character) || character.is_ascii_digit()
}
