//! What only the notebook knows of a beginner's error: the kernel sees the cells that ran, the
//! session those that did not.

use ardoise_protocol::Advice;

use super::Session;
use crate::document::{CellId, CellKind};

/// Codes of names that the kernel found nowhere for certain.
const UNKNOWN_NAMES: [&str; 4] = ["name-unknown", "name-quotes", "name-function", "name-near"];
/// The code of a name that a cell which did not run creates: the name, the number of the cell.
const NAME_IN_CELL: &str = "name-cell";

impl Session {
    /// Advice from the kernel, made better where another cell holds the answer.
    pub(super) fn with_notebook(&self, advice: Advice, failed: &CellId) -> Advice {
        let Some(name) = advice.values.first().filter(|_| UNKNOWN_NAMES.contains(&&*advice.code))
        else {
            return advice;
        };
        let generation = Some(self.kernel.generation);
        let did_not_run = |cell: &CellId| {
            // Looking must not unpack outputs: those of this memory are open.
            let slot = self.results.get(cell);
            slot.is_none_or(|slot| !slot.is_open() || slot.get().generation != generation)
        };
        let cells = self.document.cells();
        let creator = cells.iter().position(|cell| {
            cell != failed
                && self.document.kind(cell) == CellKind::Code
                && did_not_run(cell)
                && creates(&self.document.source(cell), name)
        });
        match creator {
            Some(at) => {
                let values = vec![name.clone(), (at + 1).to_string()];
                Advice { code: NAME_IN_CELL.to_owned(), values, ..advice }
            }
            None => advice,
        }
    }
}

/// Whether a source gives a name its value outside functions.
fn creates(source: &str, name: &str) -> bool {
    source.lines().any(|line| {
        let is_name = |text: &str| text.trim() == name;
        let head = |rest: &str| is_name(rest.split(['(', ':']).next().unwrap_or(rest));
        if let Some(rest) = line.strip_prefix("def ").or_else(|| line.strip_prefix("class ")) {
            return head(rest);
        }
        if let Some(rest) = line.strip_prefix("import ") {
            return rest.split(',').any(|part| is_name(part.rsplit(" as ").next().unwrap_or(part)));
        }
        if let Some((_, rest)) = line.strip_prefix("from ").and_then(|it| it.split_once(" import "))
        {
            return rest.split(',').any(|part| is_name(part.rsplit(" as ").next().unwrap_or(part)));
        }
        if line.starts_with([' ', '\t', '#']) {
            return false;
        }
        let Some((left, right)) = line.split_once('=') else { return false };
        !right.starts_with('=') && left.split(',').any(is_name)
    })
}

#[cfg(test)]
mod tests {
    use super::creates;

    #[test]
    fn lines_that_create_a_name() {
        for line in [
            "aire = 3",
            "x, aire = 1, 2",
            "def aire(r):",
            "class aire:",
            "import aire",
            "import a, maths as aire",
            "from geometrie import tour, aire",
        ] {
            assert!(creates(line, "aire"), "{line}");
        }
        for line in ["aire == 3", "print(aire)", "    aire = 3", "aires = 3", "# aire = 3", "aire"]
        {
            assert!(!creates(line, "aire"), "{line}");
        }
    }
}
