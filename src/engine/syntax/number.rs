//! Numbers.

use super::{
    Complaint,
    scanner::{Kind, Scanner, Token, is_name_start},
};

impl Scanner<'_> {
    pub(super) fn number(&mut self) -> Token {
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
    pub(super) fn number_end(&mut self) -> Result<(Kind, Option<&'static str>), Option<Complaint>> {
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

    pub(super) fn fraction(&mut self) -> Result<(), Option<Complaint>> {
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

    pub(super) fn digits(&mut self, radix: u32) -> Result<(), Option<Complaint>> {
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
