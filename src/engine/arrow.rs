//! The lines that Node puts before the stack of an error: where it was thrown, and the line of the source.

use boa_engine::ast::Position;

use super::lines::Lines;

/// What Node calls code without a name.
pub(super) const UNNAMED: &str = "<anonymous_script>";

/// What Node's own source says in the lines that it never shows.
const NEVER_SHOWN: &str = "node-do-not-add-exception-line";

/// The longest line of carets.
const LONGEST: usize = 1020;

/// A place in a line of source, in UTF-16 units from 0.
pub(crate) struct Spot<'a> {
    pub(crate) file: &'a str,
    /// The number of the line as it is told.
    pub(crate) line: i32,
    pub(crate) text: &'a [u16],
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The lines for an error that was thrown at a position, with what the number of the line is off by.
pub(crate) fn arrow_at(lines: &Lines<'_>, position: Position, file: &str, line_offset: i32) -> Option<String> {
    let (line, column) = lines.line_and_column(lines.token_at(position));
    arrow(&Spot { file, line: line as i32 + 1 + line_offset, text: lines.line(line), start: column, end: column + 1 })
}

/// The lines, each with its end.
pub(crate) fn arrow(spot: &Spot<'_>) -> Option<String> {
    let text = String::from_utf16_lossy(spot.text);
    // Node takes it for a string of C.
    let text = text.split('\0').next().unwrap_or_default();
    if text.contains(NEVER_SHOWN) {
        return None;
    }
    let mut lines = format!("{}:{}\n{text}\n", spot.file, spot.line);
    // As in Node, the end is that of the line in UTF-8.
    if spot.start > spot.end || spot.end > String::from_utf16_lossy(spot.text).len() {
        return Some(lines);
    }
    let tab = |index| spot.text.get(index) == Some(&9);
    lines.extend((0..spot.start.min(LONGEST)).map(|index| if tab(index) { '\t' } else { ' ' }));
    let carets = spot.start.min(LONGEST)..spot.end.min(LONGEST);
    lines.extend(carets.take_while(|index| spot.text.get(*index) != Some(&0)).map(|_| '^'));
    lines.push('\n');
    Some(lines)
}
