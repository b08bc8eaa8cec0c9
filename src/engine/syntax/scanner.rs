//! Words of a text, as V8 reads them: with the places and the complaints that it would have.

use super::Complaint;

/// What a token is to the grammar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    End,
    /// Not a token; see [`Token::complaint`].
    Illegal,
    Number,
    BigInt,
    String,
    /// The text before a `${`.
    TemplateSpan,
    /// The text before the closing backtick.
    TemplateTail,
    RegExp,
    /// A word that is not reserved anywhere.
    Name,
    /// A word that some grammar reserves.
    Word,
    /// A reserved word written with an escape.
    EscapedWord,
    PrivateName,
    Punctuator,
}

#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The name of a word, the punctuator; the raw text of a literal.
    pub(super) text: String,
    pub(super) after_newline: bool,
    pub(super) is_escaped: bool,
    pub(super) complaint: Option<Complaint>,
    /// What is wrong with an escape of a template, which a tag allows.
    pub(super) bad_escape: Option<Complaint>,
    /// What strict code refuses here: an octal literal or escape.
    pub(super) octal: Option<Complaint>,
}

/// Every word that some grammar reserves.
const WORDS: &[&str] = &[
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

/// The longest first.
const PUNCTUATORS: &[&str] = &[
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=", "&&",
    "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**", "{", "}", "(", ")",
    "[", "]", ".", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=",
];

pub(super) struct Scanner<'a> {
    text: &'a [u16],
    position: usize,
    is_module: bool,
}

fn is_line_end(unit: u16) -> bool {
    matches!(unit, 0x0a | 0x0d | 0x2028 | 0x2029)
}

fn is_name_start(character: char) -> bool {
    character == '$' || character == '_' || character.is_alphabetic() || matches!(character, '\u{2118}' | '\u{212e}')
}

fn is_name_part(character: char) -> bool {
    is_name_start(character)
        || character.is_alphanumeric()
        || matches!(character, '\u{200c}' | '\u{200d}' | '\u{b7}')
        || matches!(u32::from(character), 0x300..=0x36f | 0x1dc0..=0x1dff | 0x20d0..=0x20dc | 0x203f..=0x2040)
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a [u16], is_module: bool) -> Self {
        Self { text, position: 0, is_module }
    }

    pub(super) fn text(&self) -> &'a [u16] {
        self.text
    }

    fn unit(&self, ahead: usize) -> Option<u16> {
        self.text.get(self.position + ahead).copied()
    }

    fn is_at(&self, ahead: usize, character: char) -> bool {
        self.unit(ahead) == Some(character as u16)
    }

    fn starts_with(&self, text: &str) -> bool {
        text.encode_utf16().enumerate().all(|(ahead, unit)| self.unit(ahead) == Some(unit))
    }

    /// The character here, pairs of surrogates as one.
    fn character(&self) -> Option<char> {
        char::decode_utf16(self.text.get(self.position..)?.iter().copied().take(2)).next()?.ok()
    }

    fn slice(&self, start: usize) -> String {
        String::from_utf16_lossy(&self.text[start..self.position])
    }

    /// The token at or after a position.
    /// The token after the last one.
    pub(super) fn end(&mut self) -> Token {
        self.token_at(self.text.len())
    }

    pub(super) fn token_at(&mut self, position: usize) -> Token {
        self.position = position;
        let (after_newline, unterminated) = self.skip_space(position == 0);
        let mut token = match unterminated {
            Some(start) => self.token(Kind::Illegal, start),
            None => self.scan(),
        };
        token.after_newline = after_newline || position == 0;
        token
    }

    fn token(&self, kind: Kind, start: usize) -> Token {
        Token {
            kind,
            start,
            end: self.position,
            text: self.slice(start),
            after_newline: false,
            is_escaped: false,
            complaint: None,
            bad_escape: None,
            octal: None,
        }
    }

    /// Skips space and comments; says whether a line ended, and where a comment begins that does not end.
    fn skip_space(&mut self, is_first: bool) -> (bool, Option<usize>) {
        let mut after_newline = is_first;
        if is_first && self.starts_with("#!") {
            self.skip_line();
        }
        while let Some(unit) = self.unit(0) {
            if is_line_end(unit) {
                after_newline = true;
                self.position += 1;
            } else if self.starts_with("//")
                || !self.is_module && (self.starts_with("<!--") || after_newline && self.starts_with("-->"))
            {
                self.skip_line();
            } else if self.starts_with("/*") {
                let start = self.position;
                self.position += 2;
                while !self.starts_with("*/") {
                    let Some(unit) = self.unit(0) else { return (after_newline, Some(start)) };
                    after_newline |= is_line_end(unit);
                    self.position += 1;
                }
                self.position += 2;
            } else if matches!(unit, 9 | 0x0b | 0x0c | 0x20 | 0xa0 | 0xfeff)
                || char::from_u32(unit.into()).is_some_and(|character| unit > 0xff && character.is_whitespace())
            {
                self.position += 1;
            } else {
                break;
            }
        }
        (after_newline, None)
    }

    fn skip_line(&mut self) {
        while self.unit(0).is_some_and(|unit| !is_line_end(unit)) {
            self.position += 1;
        }
    }

    fn scan(&mut self) -> Token {
        let start = self.position;
        let Some(unit) = self.unit(0) else { return self.token(Kind::End, start) };
        let first = char::from_u32(unit.into()).unwrap_or('\0');
        match first {
            '"' | '\'' => return self.string(first),
            '`' => {
                self.position += 1;
                return self.template(start);
            }
            '0'..='9' => return self.number(),
            '.' if self.unit(1).is_some_and(|unit| (0x30..=0x39).contains(&unit)) => return self.number(),
            '#' => {
                self.position += 1;
                let name = self.character().filter(|next| is_name_start(*next) || *next == '\\');
                if name.is_none() {
                    return self.token(Kind::Illegal, start);
                }
                let mut token = self.word(start);
                if token.kind != Kind::Illegal {
                    token.kind = Kind::PrivateName;
                    token.text.insert(0, '#');
                }
                return token;
            }
            '\\' => return self.word(start),
            _ => {}
        }
        if self.character().is_some_and(is_name_start) {
            return self.word(start);
        }
        for text in PUNCTUATORS {
            let is_conditional = *text == "?." && self.unit(2).is_some_and(|unit| (0x30..=0x39).contains(&unit));
            if self.starts_with(text) && !is_conditional {
                self.position += text.len();
                return self.token(Kind::Punctuator, start);
            }
        }
        // V8 stops before a character beyond ASCII.
        let end = self.position;
        self.position += self.character().map_or(1, char::len_utf16);
        let mut token = self.token(Kind::Illegal, start);
        if !first.is_ascii() {
            token.complaint = Some(Complaint::new("Invalid or unexpected token", end, end));
        }
        token
    }

    fn word(&mut self, start: usize) -> Token {
        let mut name = String::new();
        let mut is_escaped = false;
        loop {
            let is_first = name.is_empty();
            if self.is_at(0, '\\') {
                is_escaped = true;
                let at = self.position;
                self.position += 1;
                if !self.is_at(0, 'u') {
                    return self.token(Kind::Illegal, start);
                }
                match self.unicode_escape(at) {
                    Ok(code) => {
                        let character = char::from_u32(code)
                            .filter(|it| if is_first { is_name_start(*it) } else { is_name_part(*it) });
                        let Some(character) = character else { return self.token(Kind::Illegal, start) };
                        name.push(character);
                    }
                    Err(complaint) => {
                        let mut token = self.token(Kind::Illegal, start);
                        token.complaint = Some(complaint);
                        return token;
                    }
                }
                continue;
            }
            match self.character().filter(|it| if is_first { is_name_start(*it) } else { is_name_part(*it) }) {
                Some(character) => {
                    name.push(character);
                    self.position += character.len_utf16();
                }
                None => break,
            }
        }
        let kind = match (WORDS.contains(&name.as_str()), is_escaped) {
            (false, _) => Kind::Name,
            (true, false) => Kind::Word,
            (true, true) if matches!(name.as_str(), "let" | "static" | "await" | "yield") => Kind::Word,
            (true, true) => Kind::EscapedWord,
        };
        Token { text: name, is_escaped, ..self.token(kind, start) }
    }

    /// Reads from the `u` of an escape; `at` is its backslash.
    fn unicode_escape(&mut self, at: usize) -> Result<u32, Complaint> {
        self.position += 1;
        if !self.is_at(0, '{') {
            return self.hexadecimal(4, at, "Invalid Unicode escape sequence");
        }
        self.position += 1;
        let mut code = 0u32;
        let mut is_empty = true;
        while let Some(digit) = self.digit(16) {
            code = code * 16 + digit;
            if code > 0x10_ffff {
                return Err(Complaint::new("Undefined Unicode code-point", at, self.position + 1));
            }
            is_empty = false;
            self.position += 1;
        }
        if is_empty || !self.is_at(0, '}') {
            return Err(Complaint::new("Invalid Unicode escape sequence", self.position, self.position + 1));
        }
        self.position += 1;
        Ok(code)
    }

    fn digit(&self, radix: u32) -> Option<u32> {
        char::from_u32(self.unit(0)?.into())?.to_digit(radix)
    }

    fn hexadecimal(&mut self, length: usize, at: usize, message: &str) -> Result<u32, Complaint> {
        let mut code = 0;
        for _ in 0..length {
            let Some(digit) = self.digit(16) else { return Err(Complaint::new(message, at, at + length + 2)) };
            code = code * 16 + digit;
            self.position += 1;
        }
        Ok(code)
    }

    fn string(&mut self, quote: char) -> Token {
        let start = self.position;
        let mut octal = None;
        self.position += 1;
        loop {
            match self.unit(0) {
                None | Some(0x0a | 0x0d) => return Token { octal, ..self.token(Kind::Illegal, start) },
                Some(unit) if unit == quote as u16 => {
                    self.position += 1;
                    return Token { octal, ..self.token(Kind::String, start) };
                }
                Some(0x5c) => {
                    if let Err(complaint) = self.escape(&mut octal, false) {
                        let mut token = self.token(Kind::Illegal, start);
                        token.complaint = Some(complaint);
                        return token;
                    }
                }
                Some(_) => self.position += 1,
            }
        }
    }

    /// Reads an escape, from its backslash.
    fn escape(&mut self, octal: &mut Option<Complaint>, in_template: bool) -> Result<(), Complaint> {
        let at = self.position;
        self.position += 1;
        let Some(unit) = self.unit(0) else { return Ok(()) };
        match char::from_u32(unit.into()).unwrap_or('\0') {
            'u' => self.unicode_escape(at).map(drop),
            'x' => {
                self.position += 1;
                self.hexadecimal(2, at, "Invalid hexadecimal escape sequence").map(drop)
            }
            '\r' if self.is_at(1, '\n') => {
                self.position += 2;
                Ok(())
            }
            '0' if !self.unit(1).is_some_and(|unit| (0x30..=0x39).contains(&unit)) => {
                self.position += 1;
                Ok(())
            }
            digit @ '0'..='7' => {
                self.position += 1;
                let most = if digit <= '3' { 2 } else { 1 };
                for _ in 0..most {
                    if self.digit(8).is_none() {
                        break;
                    }
                    self.position += 1;
                }
                if in_template {
                    let message = "Octal escape sequences are not allowed in template strings";
                    return Err(Complaint::new(message, at, self.position));
                }
                let message = "Octal escape sequences are not allowed in strict mode.";
                *octal = Some(Complaint::new(message, at, self.position));
                Ok(())
            }
            '8' | '9' => {
                self.position += 1;
                let place = if in_template { "template strings." } else { "strict mode." };
                let complaint = Complaint::new(format!("\\8 and \\9 are not allowed in {place}"), at, self.position);
                if in_template {
                    return Err(complaint);
                }
                *octal = Some(complaint);
                Ok(())
            }
            _ => {
                self.position += self.character().map_or(1, char::len_utf16);
                Ok(())
            }
        }
    }

    /// The part of a template after a `}` at `position`.
    pub(super) fn template_part(&mut self, position: usize) -> Token {
        self.position = position + 1;
        self.template(position)
    }

    fn template(&mut self, start: usize) -> Token {
        let mut bad_escape = None;
        loop {
            match self.unit(0) {
                // As V8 has it, another part should follow.
                None => return Token { bad_escape, ..self.token(Kind::TemplateSpan, start) },
                Some(0x60) => {
                    self.position += 1;
                    return Token { bad_escape, ..self.token(Kind::TemplateTail, start) };
                }
                Some(0x24) if self.is_at(1, '{') => {
                    self.position += 2;
                    return Token { bad_escape, ..self.token(Kind::TemplateSpan, start) };
                }
                Some(0x5c) => {
                    let escape = self.escape(&mut None, true);
                    bad_escape = bad_escape.or(escape.err());
                }
                Some(_) => self.position += 1,
            }
        }
    }

    /// The regular expression that begins at the `/` at `position`, its pattern and its flags; none if it does not end.
    pub(super) fn regular_expression(&mut self, position: usize) -> Option<(Token, String, String)> {
        self.position = position + 1;
        let mut in_class = false;
        while self.unit(0) != Some(0x2f) || in_class {
            match self.unit(0) {
                None => return None,
                Some(unit) if is_line_end(unit) => return None,
                Some(0x5c) => {
                    self.position += 1;
                    if self.unit(0).is_none_or(is_line_end) {
                        return None;
                    }
                }
                Some(0x5b) => in_class = true,
                Some(0x5d) => in_class = false,
                Some(_) => {}
            }
            self.position += 1;
        }
        let pattern = self.slice(position + 1);
        self.position += 1;
        let flags = self.position;
        while let Some(part) = self.character().filter(|part| is_name_part(*part)) {
            self.position += part.len_utf16();
        }
        Some((self.token(Kind::RegExp, position), pattern, self.slice(flags)))
    }

    fn number(&mut self) -> Token {
        let start = self.position;
        match self.number_end() {
            Ok((kind, octal)) => {
                let follows = self.character();
                let is_glued = follows.is_some_and(|next| is_name_start(next) || next.is_ascii_digit() || next == '\\');
                let kind = if is_glued { Kind::Illegal } else { kind };
                let octal = octal.map(|message: &str| Complaint::new(message, start, self.position));
                Token { octal, ..self.token(kind, start) }
            }
            Err(complaint) => {
                let mut token = self.token(Kind::Illegal, start);
                token.complaint = complaint;
                token
            }
        }
    }

    /// Reads a number; its kind, and what strict code says of it.
    fn number_end(&mut self) -> Result<(Kind, Option<&'static str>), Option<Complaint>> {
        let radix = match (self.is_at(0, '0'), self.unit(1).and_then(|unit| char::from_u32(unit.into()))) {
            (true, Some('x' | 'X')) => 16,
            (true, Some('o' | 'O')) => 8,
            (true, Some('b' | 'B')) => 2,
            (true, Some('0'..='9' | '_')) => {
                let digits = self.text[self.position..].iter().take_while(|unit| (0x30..=0x39).contains(*unit));
                let is_octal = digits.clone().all(|unit| *unit < 0x38);
                self.position += digits.count();
                if self.is_at(0, '_') {
                    let message = "Numeric separator can not be used after leading 0.";
                    return Err(Some(Complaint::new(message, self.position, self.position + 1)));
                }
                if is_octal {
                    return Ok((Kind::Number, Some("Octal literals are not allowed in strict mode.")));
                }
                self.fraction()?;
                return Ok((Kind::Number, Some("Decimals with leading zeros are not allowed in strict mode.")));
            }
            _ => {
                if !self.is_at(0, '.') {
                    self.digits(10)?;
                }
                if self.is_at(0, 'n') {
                    self.position += 1;
                    return Ok((Kind::BigInt, None));
                }
                self.fraction()?;
                return Ok((Kind::Number, None));
            }
        };
        self.position += 2;
        if self.digit(radix).is_none() {
            return Err(None);
        }
        self.digits(radix)?;
        if self.is_at(0, 'n') {
            self.position += 1;
            return Ok((Kind::BigInt, None));
        }
        Ok((Kind::Number, None))
    }

    fn fraction(&mut self) -> Result<(), Option<Complaint>> {
        if self.is_at(0, '.') {
            self.position += 1;
            if self.is_at(0, '_') {
                return Err(None);
            }
            self.digits(10)?;
        }
        if self.is_at(0, 'e') || self.is_at(0, 'E') {
            self.position += 1;
            if self.is_at(0, '+') || self.is_at(0, '-') {
                self.position += 1;
            }
            if self.digit(10).is_none() {
                return Err(None);
            }
            self.digits(10)?;
        }
        Ok(())
    }

    fn digits(&mut self, radix: u32) -> Result<(), Option<Complaint>> {
        let mut separated = false;
        loop {
            if self.is_at(0, '_') {
                if separated {
                    let message = "Only one underscore is allowed as numeric separator";
                    return Err(Some(Complaint::new(message, self.position, self.position + 1)));
                }
                separated = true;
            } else if self.digit(radix).is_some() {
                separated = false;
            } else {
                break;
            }
            self.position += 1;
        }
        if separated {
            let message = "Numeric separators are not allowed at the end of numeric literals";
            return Err(Some(Complaint::new(message, self.position, self.position + 1)));
        }
        Ok(())
    }
}
