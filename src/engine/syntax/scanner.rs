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
    pub(super) text: &'a [u16],
    pub(super) position: usize,
    is_module: bool,
}

pub(super) fn is_line_end(unit: u16) -> bool {
    matches!(unit, 0x0a | 0x0d | 0x2028 | 0x2029)
}

pub(super) fn is_name_start(character: char) -> bool {
    character == '$' || character == '_' || character.is_alphabetic() || matches!(character, '\u{2118}' | '\u{212e}')
}

pub(super) fn is_name_part(character: char) -> bool {
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

    pub(super) fn unit(&self, ahead: usize) -> Option<u16> {
        self.text.get(self.position + ahead).copied()
    }

    pub(super) fn is_at(&self, ahead: usize, character: char) -> bool {
        self.unit(ahead) == Some(character as u16)
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        text.encode_utf16().enumerate().all(|(ahead, unit)| self.unit(ahead) == Some(unit))
    }

    /// The character here, pairs of surrogates as one.
    pub(super) fn character(&self) -> Option<char> {
        char::decode_utf16(self.text.get(self.position..)?.iter().copied().take(2)).next()?.ok()
    }

    pub(super) fn slice(&self, start: usize) -> String {
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
            None if self.is_module && self.is_html_comment(after_newline) => {
                let start = self.position;
                self.skip_line();
                let complaint = Complaint::new("HTML comments are not allowed in modules", start, start + 3);
                Token { complaint: Some(complaint), ..self.token(Kind::Illegal, start) }
            }
            None => self.scan(),
        };
        token.after_newline = after_newline || position == 0;
        token
    }

    pub(super) fn token(&self, kind: Kind, start: usize) -> Token {
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
            } else if self.starts_with("//") || !self.is_module && self.is_html_comment(after_newline) {
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

    fn is_html_comment(&self, after_newline: bool) -> bool {
        self.starts_with("<!--") || after_newline && self.starts_with("-->")
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
}
