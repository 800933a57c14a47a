//! Environments: matrices, arrays, cases and alignments are tables with another look.

use super::fences::{enclosed, fence};
use super::lexer::Token;
use super::mathml::{Atom, Kind, element, join, row};
use super::parser::{Parser, Read, Unreadable};

/// How an environment is laid out.
struct Layout {
    class: &'static str,
    opening: &'static str,
    closing: &'static str,
    /// Its cells are set as if they stood alone.
    display: bool,
}

fn layout(name: &str) -> Option<Layout> {
    let (class, opening, closing, display) = match name.trim_end_matches('*') {
        "matrix" | "smallmatrix" => ("matrix", "", "", false),
        "pmatrix" => ("matrix", "(", ")", false),
        "bmatrix" => ("matrix", "[", "]", false),
        "Bmatrix" => ("matrix", "{", "}", false),
        "vmatrix" => ("matrix", "|", "|", false),
        "Vmatrix" => ("matrix", "‖", "‖", false),
        "array" | "subarray" | "tabular" => ("array", "", "", false),
        "cases" => ("cases", "{", "", false),
        "dcases" => ("cases", "{", "", true),
        "rcases" => ("cases", "", "}", false),
        "align" | "aligned" | "split" | "eqnarray" | "alignat" | "alignedat" | "flalign" => {
            ("align", "", "", true)
        }
        "gather" | "gathered" | "multline" | "equation" | "displaymath" => ("gather", "", "", true),
        _ => return None,
    };
    Some(Layout { class, opening, closing, display })
}

/// What the letters of an `array` say of one column.
#[derive(Clone, Copy)]
struct Column {
    side: &'static str,
    /// A rule before it.
    rule: bool,
}

impl Parser<'_> {
    /// Reads an environment, its `\begin` taken.
    pub(super) fn environment(&mut self) -> Read<Atom> {
        let name = self.lexer.raw_group().ok_or(Unreadable)?;
        let layout = layout(name).ok_or(Unreadable)?;
        let columns = match name.trim_end_matches('*') {
            "array" | "subarray" | "tabular" => {
                self.lexer.raw_option();
                columns(self.lexer.raw_group().ok_or(Unreadable)?)
            }
            "alignat" | "alignedat" => {
                self.lexer.raw_group().ok_or(Unreadable)?;
                Vec::new()
            }
            _ => {
                self.lexer.raw_option();
                Vec::new()
            }
        };
        let before = std::mem::replace(&mut self.display, layout.display);
        let (lines, count) = self.table(name, &columns)?;
        self.display = before;
        let style = if layout.display { " displaystyle=\"true\"" } else { "" };
        let table =
            element("mtable", &format!(" class=\"formula-{}\"{style}", layout.class), &lines);
        if layout.opening.is_empty() && layout.closing.is_empty() {
            return Ok(Atom::new(Kind::Ordinary, table));
        }
        let inside = [fence(layout.opening).as_str(), &table, &fence(layout.closing)].concat();
        Ok(Atom::new(Kind::Ordinary, enclosed(count, &inside)))
    }

    /// Reads the lines of a table up to its `\end`, and counts them.
    fn table(&mut self, name: &str, columns: &[Column]) -> Read<(String, usize)> {
        let (mut lines, mut count) = (String::new(), 0);
        let (mut line, mut ruled) = (String::new(), false);
        let mut column = 0;
        loop {
            while self.lexer.peek() == Some(Token::Command("hline")) {
                self.lexer.next();
                ruled = true;
            }
            let atoms = self.row()?;
            let end = self.lexer.next().ok_or(Unreadable)?;
            let last = matches!(end, Token::Command("end"));
            // A line end before `\end` begins no line.
            if !(last && column == 0 && atoms.is_empty()) {
                line.push_str(&cell(&atoms, columns.get(column).copied(), column));
            }
            match end {
                Token::Next => {
                    column += 1;
                    continue;
                }
                Token::Line | Token::Command("cr") => {
                    self.lexer.raw_option();
                }
                Token::Command("end") if self.lexer.raw_group() == Some(name) => {}
                _ => return Err(Unreadable),
            }
            if !line.is_empty() {
                let attributes = if ruled { " class=\"formula-ruled\"" } else { "" };
                lines.push_str(&element("mtr", attributes, &line));
                count += 1;
            }
            if last {
                return Ok((lines, count));
            }
            line.clear();
            ruled = false;
            column = 0;
        }
    }
}

fn cell(atoms: &[Atom], column: Option<Column>, index: usize) -> String {
    let (side, rule) = column.map_or(("", false), |column| (column.side, column.rule));
    let attributes = match (side, rule) {
        ("", false) => String::new(),
        ("", true) => " class=\"formula-rule\"".to_owned(),
        (side, false) => format!(" class=\"{side}\""),
        (side, true) => format!(" class=\"{side} formula-rule\""),
    };
    // The sign at the start of a cell is between it and the one before.
    let inside = match (atoms, index) {
        ([first, ..], 1..) if first.kind == Kind::Sign => element("mrow", "", "") + &join(atoms),
        _ => row(atoms),
    };
    element("mtd", &attributes, &inside)
}

/// Reads the letters that say how an array's columns are set.
fn columns(letters: &str) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut rule = false;
    for letter in letters.chars() {
        let side = match letter {
            '|' => {
                rule = true;
                continue;
            }
            'l' => "formula-left",
            'r' => "formula-right",
            'c' => "",
            _ => continue,
        };
        columns.push(Column { side, rule });
        rule = false;
    }
    columns
}
