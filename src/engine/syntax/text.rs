//! Strings, templates, regular expressions, and the escapes in them.

use super::{
    Complaint,
    scanner::{Kind, Scanner, Token, is_line_end, is_name_part},
};

impl Scanner<'_> {
    /// Reads from the `u` of an escape; `at` is its backslash.
    pub(super) fn unicode_escape(&mut self, at: usize) -> Result<u32, Complaint> {
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

    pub(super) fn digit(&self, radix: u32) -> Option<u32> {
        char::from_u32(self.unit(0)?.into())?.to_digit(radix)
    }

    pub(super) fn hexadecimal(&mut self, length: usize, at: usize, message: &str) -> Result<u32, Complaint> {
        let mut code = 0;
        for _ in 0..length {
            let Some(digit) = self.digit(16) else { return Err(Complaint::new(message, at, at + length + 2)) };
            code = code * 16 + digit;
            self.position += 1;
        }
        Ok(code)
    }

    pub(super) fn string(&mut self, quote: char) -> Token {
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
    pub(super) fn escape(&mut self, octal: &mut Option<Complaint>, in_template: bool) -> Result<(), Complaint> {
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
                    let message = "Octal escape sequences are not allowed in template strings.";
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

    pub(super) fn template(&mut self, start: usize) -> Token {
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
}
