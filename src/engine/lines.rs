//! The lines of a text, and where in it the positions of the engine are.

use std::borrow::Cow;

use boa_engine::ast::Position;

/// See the module.
pub(crate) struct Lines<'a> {
    text: &'a [u16],
    /// Where each line begins.
    starts: Cow<'a, [usize]>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a [u16]) -> Self {
        Self { text, starts: line_starts(text).into() }
    }

    /// Of a text whose lines are known.
    pub(crate) fn known(text: &'a [u16], starts: &'a [usize]) -> Self {
        Self { text, starts: starts.into() }
    }

    /// The index of the token at or after a position of the engine, which counts characters.
    ///
    /// Of an operator the engine knows where the operand before it ends.
    pub(crate) fn token_at(&self, position: Position) -> usize {
        let line = self.line_start(position.line_number() as usize);
        let column = position.column_number() as usize - 1;
        let units = self.text.get(line..).unwrap_or_default().iter().copied();
        let characters = char::decode_utf16(units).take(column);
        let mut index = line + characters.map(|it| it.map_or(1, char::len_utf16)).sum::<usize>();
        // A key ends before its bracket.
        while self.text.get(index).is_some_and(|unit| is_space(*unit) || *unit == 0x5d) {
            index += 1;
        }
        index
    }

    /// The line and column of a position of the engine, from 1.
    pub(crate) fn place(&self, position: Position) -> (i32, i32) {
        let (line, column) = self.line_and_column(self.token_at(position));
        (line as i32 + 1, column as i32 + 1)
    }

    /// The line and column of an index, from 0.
    pub(crate) fn line_and_column(&self, index: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= index) - 1;
        (line, index - self.starts[line])
    }

    /// The text of a line, from 0, without its end.
    pub(crate) fn line(&self, number: usize) -> &'a [u16] {
        let rest = &self.text[self.line_start(number + 1)..];
        let length = rest.iter().position(|unit| is_line_end(*unit)).unwrap_or(rest.len());
        &rest[..length]
    }

    /// Where a line begins, from 1; the end of the text for one that it does not have.
    fn line_start(&self, number: usize) -> usize {
        self.starts.get(number - 1).copied().unwrap_or(self.text.len())
    }
}

/// Where each line of a text begins.
pub(crate) fn line_starts(text: &[u16]) -> Vec<usize> {
    let mut starts = vec![0];
    for (index, unit) in text.iter().enumerate() {
        let is_in_pair = *unit == 0x0d && text.get(index + 1) == Some(&0x0a);
        if is_line_end(*unit) && !is_in_pair {
            starts.push(index + 1);
        }
    }
    starts
}

fn is_line_end(unit: u16) -> bool {
    matches!(unit, 0x0a | 0x0d | 0x2028 | 0x2029)
}

fn is_space(unit: u16) -> bool {
    is_line_end(unit) || matches!(unit, 9 | 0x0b | 0x0c | 0x20 | 0xa0 | 0xfeff)
}
