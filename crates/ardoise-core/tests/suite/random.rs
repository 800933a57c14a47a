//! Chance from a seed, the same on every machine.

use ardoise_core::document::{CellId, CellKind, Placement, TextChange};
use ardoise_core::session::{CellPart, Event, state_of};

use crate::desk::Desk;

/// SplitMix64.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

const WORDS: [&str; 10] =
    ["x = 1\n", "é", "🙂", "print(x)", "\n", "# Titre", "a", " ", "中", "👩‍🚀b"];

fn some_text(chance: &mut Chance) -> String {
    (0..1 + chance.below(3)).map(|_| *chance.pick(&WORDS)).collect()
}

fn some_cells(chance: &mut Chance, cells: &[CellId]) -> Vec<CellId> {
    let mut some: Vec<CellId> =
        (0..1 + chance.below(3)).map(|_| chance.pick(cells).clone()).collect();
    some.sort();
    some.dedup();
    some
}

fn some_placement(chance: &mut Chance, cells: &[CellId]) -> Placement {
    if cells.is_empty() {
        return Placement::Last;
    }
    match chance.below(6) {
        0 => Placement::First,
        1 => Placement::Last,
        2 | 3 => Placement::Before { cell: chance.pick(cells).clone() },
        _ => Placement::After { cell: chance.pick(cells).clone() },
    }
}

/// Changes as an editor sends them, also ones that cut through an emoji.
fn some_changes(chance: &mut Chance, source: &str) -> Vec<TextChange> {
    let length = source.encode_utf16().count();
    let mut at = 0;
    let mut changes = Vec::new();
    for _ in 0..1 + chance.below(2) {
        let from = at + chance.below(length - at + 1);
        let to = if chance.below(2) == 0 {
            from
        } else {
            from + chance.below((length - from + 1).min(6))
        };
        let insert = if chance.below(4) == 0 { String::new() } else { some_text(chance) };
        changes.push(TextChange { from: from as u32, to: to as u32, insert });
        at = to;
        if at >= length {
            break;
        }
    }
    changes
}

/// Anything a person may do that changes the notebook.
pub(crate) fn some_edit(chance: &mut Chance, desk: &Desk) -> Event {
    let cells = desk.session.order();
    let kinds = [CellKind::Code, CellKind::Markdown, CellKind::Raw];
    let kind = *chance.pick(&kinds);
    if cells.is_empty() || chance.below(12) == 0 {
        let placement = some_placement(chance, &cells);
        return Event::InsertCell { kind, source: some_text(chance), placement };
    }
    let cell = chance.pick(&cells).clone();
    match chance.below(24) {
        0..=9 => {
            let source = desk.source(&cell);
            Event::EditSource { changes: some_changes(chance, &source), cell }
        }
        10 | 11 => {
            let placement = some_placement(chance, &cells);
            Event::MoveCells { cells: some_cells(chance, &cells), placement }
        }
        12 => Event::DeleteCells { cells: some_cells(chance, &cells) },
        13 => Event::SplitCell { offset: chance.below(12) as u32, cell },
        14 => Event::MergeCells { cells: some_cells(chance, &cells) },
        15 => Event::ConvertCells { cells: some_cells(chance, &cells), kind },
        16 => {
            let copied = desk.session.copy_cells(&some_cells(chance, &cells));
            let text = if chance.below(3) == 0 { some_text(chance) } else { copied };
            Event::PasteCells { text, placement: some_placement(chance, &cells) }
        }
        17 => Event::FoldCell {
            cell,
            part: if chance.below(2) == 0 { CellPart::Source } else { CellPart::Outputs },
            folded: chance.below(2) == 0,
        },
        18 => Event::SetTitle { title: some_text(chance) },
        19 if chance.below(4) == 0 => {
            let known = &desk.known[..=chance.below(desk.known.len())];
            Event::RestoreVersion { state: state_of(known) }
        }
        20 => Event::ClearOutputs { cells: None },
        21 | 22 => Event::Undo,
        _ => Event::Redo,
    }
}
