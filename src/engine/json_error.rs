//! What V8 says of a text that is not JSON.

/// How much of the text V8 shows around a wrong character.
const CONTEXT: usize = 10;

/// The longest text that it shows whole.
const SHORT: usize = 20;

/// The message for a text that is refused, and where it is wrong.
pub(super) fn message(text: &[u16]) -> Option<(String, usize)> {
    let mut checker = Checker { text, position: 0 };
    let message = checker.whole().err()?;
    Some((message, checker.position))
}

struct Checker<'a> {
    text: &'a [u16],
    position: usize,
}

type Check = Result<(), String>;

impl Checker<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.position).map(|unit| char::from_u32((*unit).into()).unwrap_or('\u{fffd}'))
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.position += 1;
        }
    }

    fn here(&self, message: &str) -> String {
        format!("{message} in JSON at position {}", self.position)
    }

    fn whole(&mut self) -> Check {
        self.value()?;
        self.skip_space();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(format!("Unexpected non-whitespace character after JSON at position {}", self.position)),
        }
    }

    /// The complaint about the token here.
    fn unexpected(&self) -> String {
        match self.peek() {
            None => "Unexpected end of JSON input".to_owned(),
            Some('0'..='9' | '-') => self.here("Unexpected number"),
            Some('"') => self.here("Unexpected string"),
            Some(_) => self.unexpected_character(),
        }
    }

    fn unexpected_character(&self) -> String {
        let whole = String::from_utf16_lossy(self.text);
        if matches!(whole.as_str(), "undefined" | "NaN" | "Infinity" | "[object Object]") {
            return format!("\"{whole}\" is not valid JSON");
        }
        let character = String::from_utf16_lossy(&self.text[self.position..=self.position]);
        let length = self.text.len();
        let slice = |start: usize, end: usize| String::from_utf16_lossy(&self.text[start..end]);
        let shown = if length <= SHORT {
            format!("\"{whole}\"")
        } else if self.position < CONTEXT {
            format!("\"{}\"...", slice(0, self.position + CONTEXT))
        } else if self.position >= length - CONTEXT {
            format!("...\"{}\"", slice(self.position - CONTEXT, length))
        } else {
            format!("...\"{}\"...", slice(self.position - CONTEXT, self.position + CONTEXT))
        };
        format!("Unexpected token '{character}', {shown} is not valid JSON")
    }

    fn value(&mut self) -> Check {
        self.skip_space();
        match self.peek() {
            Some('"') => self.string(),
            Some('-' | '0'..='9') => self.number(),
            Some('{') => self.object(),
            Some('[') => self.array(),
            Some('t') => self.word("true"),
            Some('f') => self.word("false"),
            Some('n') => self.word("null"),
            _ => Err(self.unexpected()),
        }
    }

    fn word(&mut self, word: &str) -> Check {
        for character in word.chars() {
            if self.peek() != Some(character) {
                return Err(self.unexpected());
            }
            self.position += 1;
        }
        Ok(())
    }

    fn object(&mut self) -> Check {
        self.position += 1;
        self.skip_space();
        if self.peek() == Some('}') {
            self.position += 1;
            return Ok(());
        }
        let mut expected = "Expected property name or '}'";
        loop {
            self.skip_space();
            if self.peek() != Some('"') {
                return Err(if self.peek().is_none() && self.position < 1 {
                    self.unexpected()
                } else {
                    self.here(expected)
                });
            }
            self.string()?;
            self.skip_space();
            if self.peek() != Some(':') {
                return Err(self.here("Expected ':' after property name"));
            }
            self.position += 1;
            self.value()?;
            self.skip_space();
            match self.peek() {
                Some(',') => self.position += 1,
                Some('}') => {
                    self.position += 1;
                    return Ok(());
                }
                _ => return Err(self.here("Expected ',' or '}' after property value")),
            }
            expected = "Expected double-quoted property name";
        }
    }

    fn array(&mut self) -> Check {
        self.position += 1;
        self.skip_space();
        if self.peek() == Some(']') {
            self.position += 1;
            return Ok(());
        }
        loop {
            self.value()?;
            self.skip_space();
            match self.peek() {
                Some(',') => self.position += 1,
                Some(']') => {
                    self.position += 1;
                    return Ok(());
                }
                _ => return Err(self.here("Expected ',' or ']' after array element")),
            }
        }
    }

    fn string(&mut self) -> Check {
        self.position += 1;
        loop {
            match self.peek() {
                None => return Err(self.here("Unterminated string")),
                Some('"') => {
                    self.position += 1;
                    return Ok(());
                }
                Some('\\') => {
                    self.position += 1;
                    match self.peek() {
                        None => return Err(self.unexpected()),
                        Some('u') => {
                            for _ in 0..4 {
                                self.position += 1;
                                if !self.peek().is_some_and(|digit| digit.is_ascii_hexdigit()) {
                                    return Err(self.here("Bad Unicode escape"));
                                }
                            }
                            self.position += 1;
                        }
                        Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => self.position += 1,
                        Some(_) => return Err(self.here("Bad escaped character")),
                    }
                }
                Some('\0'..='\u{1f}') => return Err(self.here("Bad control character in string literal")),
                Some(_) => self.position += 1,
            }
        }
    }

    fn digits(&mut self) -> bool {
        let start = self.position;
        while self.peek().is_some_and(|digit| digit.is_ascii_digit()) {
            self.position += 1;
        }
        self.position > start
    }

    fn number(&mut self) -> Check {
        if self.peek() == Some('-') {
            self.position += 1;
            if !self.peek().is_some_and(|digit| digit.is_ascii_digit()) {
                return Err(self.here("No number after minus sign"));
            }
        }
        if self.peek() == Some('0') {
            self.position += 1;
            if self.peek().is_some_and(|digit| digit.is_ascii_digit()) {
                return Err(self.here("Unexpected number"));
            }
        } else {
            self.digits();
        }
        if self.peek() == Some('.') {
            self.position += 1;
            if !self.digits() {
                return Err(self.here("Unterminated fractional number"));
            }
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            self.position += 1;
            if matches!(self.peek(), Some('+' | '-')) {
                self.position += 1;
            }
            if !self.digits() {
                return Err(self.here("Exponent part is missing a number"));
            }
        }
        Ok(())
    }
}
