//! Update bytes of a stranger: whatever they are, nothing panics and what is ours stays.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ardoise_core::document::{CellKind, Document, Placement, RefusedUpdate, Step, TextChange};
use ardoise_core::session::{Event, merge_updates, preview};
use ardoise_markup::Language;

use crate::desk::{Desk, desk, seed};
use crate::random::{Chance, some_edit};

const START: &str = "markdown t: # Titre
    code a: y = 'é🙂'";

/// Decodes and applies, and then every encoding of the document panics (yrs 0.28.1, v1 bytes).
const POISON: &str = "010201e38801d20401432e0000a701ff0301010101b60301";

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .filter_map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok())
        .collect()
}

fn receive(update: &[u8]) -> (Document, Vec<(usize, RefusedUpdate)>) {
    let mut document = Document::new(3);
    document.receive(&[seed(START)]);
    document.listen();
    let refused = document.receive(&[update]).refused;
    (document, refused)
}

#[test]
fn the_known_poison_is_refused() {
    let (document, refused) = receive(&bytes(POISON));
    assert_eq!(refused.len(), 1);
    assert_eq!(document.cells().len(), 2);
    document.state();
}

#[test]
fn the_known_poison_in_our_encoding_does_no_harm() {
    use yrs::updates::{decoder::Decode, encoder::Encode};
    let update = yrs::Update::decode_v1(&bytes(POISON)).expect("it decodes, that is the trap");
    let update = update.encode_v2();
    let (document, refused) = receive(&update);
    assert!(refused.len() == 1 || document.waiting() == 1);
    assert_eq!(document.cells().len(), 2);
    document.state();
    assert!(merge_updates(&[seed(START), update]).is_err());
}

#[test]
fn a_text_length_that_cuts_a_character_is_refused() {
    let hostile = "00000247030416010006000727002801270004383063656c6c7339316132646563383930323563\
                   63316b696e646f72646572736f757263657838203d2027c3a9f09f99822705100405060a030100\
                   0002010202410001050b770463646577055630384900";
    assert_eq!(receive(&bytes(hostile)).1.len(), 1);
}

#[test]
fn no_bytes_and_other_files_are_refused() {
    for junk in [&b""[..], b"\0", b"{\"cells\": []}", b"\x89PNG\r\n\x1a\n", &[0xff; 64]] {
        assert_eq!(receive(junk).1.len(), 1, "{junk:?}");
        assert!(preview(junk, Language::French).is_err());
    }
}

/// Updates as they really are, to be damaged.
fn honest_updates(chance: &mut Chance) -> Vec<Vec<u8>> {
    let mut desk = desk(START);
    let mut updates = vec![seed(START)];
    for _ in 0..60 {
        let event = some_edit(chance, &desk);
        desk.handle(event);
        updates.extend(desk.settle());
    }
    updates
}

fn damage(chance: &mut Chance, bytes: &mut Vec<u8>, other: &[u8]) {
    if chance.below(20) == 0 {
        bytes.truncate(chance.below(bytes.len()));
        bytes.extend_from_slice(&other[chance.below(other.len())..]);
    }
    for _ in 0..1 + chance.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = chance.below(bytes.len());
        match chance.below(6) {
            0 => bytes[at] ^= 1 << chance.below(8),
            1 => bytes[at] = chance.next() as u8,
            2 => {
                bytes.remove(at);
            }
            3 => bytes.insert(at, chance.next() as u8),
            4 => bytes[at] = bytes[at].wrapping_add(1),
            _ => bytes[at] = bytes[at].wrapping_sub(1),
        }
    }
}

#[test]
fn damaged_updates_never_panic() {
    let mut chance = Chance::new(2026);
    let honest = honest_updates(&mut chance);
    let mut taken = 0;
    for case in 0..1500 {
        let mut update = chance.pick(&honest).clone();
        let other = chance.pick(&honest).clone();
        damage(&mut chance, &mut update, &other);
        let before = chance.below(honest.len());
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let mut document = Document::new(9);
            document.listen();
            document.receive(&honest[..before]);
            let refused = document.receive(&[&update]).refused;
            document.state();
            // Whatever came in, people go on working.
            for cell in document.cells().iter().take(3) {
                let change = TextChange { from: 0, to: 1, insert: "z".to_owned() };
                document.take(vec![Step::Text { cell: cell.clone(), changes: vec![change] }]);
                let steps = document.delete_cell(cell);
                document.take(steps);
            }
            document.receive(&honest);
            document.describe();
            merge_updates(&[document.state()]).expect("our own state can be read");
            refused.is_empty()
        }));
        match outcome {
            Ok(true) => taken += 1,
            Ok(false) => {}
            Err(_) => panic!("case {case} panicked: {update:02x?}"),
        }
    }
    assert!(taken > 30, "some damage goes unseen, and then must do no harm: {taken}");
}

#[test]
fn a_hostile_session_goes_on() {
    let mut desk = desk(START);
    let effects = desk.handle(Event::RemoteUpdates { updates: vec![bytes(POISON), vec![0; 9]] });
    assert_eq!(effects.len(), 1, "said once");
    desk.handle(crate::desk::typed("a", 0, "ok "));
    desk.settle();
    let effects = desk.handle(Event::RestoreVersion { state: bytes(POISON) });
    assert_eq!(effects.len(), 1);
}

/// A document as a stranger could make it: any yrs update that follows our names.
fn hostile(write: impl Fn(&yrs::MapRef, &mut yrs::TransactionMut<'_>)) -> Vec<u8> {
    use yrs::{ReadTxn, Transact};
    let doc = yrs::Doc::with_client_id(66);
    let cells = doc.get_or_insert_map("cells");
    write(&cells, &mut doc.transact_mut());
    doc.transact().encode_state_as_update_v2(&yrs::StateVector::default())
}

#[test]
fn cells_of_impossible_shapes_are_passed_over() {
    use yrs::{Any, ArrayPrelim, Map, MapPrelim, Text, TextPrelim};
    let update = hostile(|cells, txn| {
        cells.insert(txn, "a text", "no cell");
        cells.insert(txn, "a list", ArrayPrelim::from([1, 2]));
        cells.insert(txn, "no source", MapPrelim::from([("order", "V")]));
        let odd = cells.insert(txn, "odd", MapPrelim::default());
        odd.insert(txn, "kind", 3);
        odd.insert(txn, "order", Any::Null);
        odd.insert(txn, "m:jupyter", "no JSON");
        odd.insert(txn, "attachments", "[1]");
        let source = odd.insert(txn, "source", TextPrelim::new("x"));
        source.insert_embed(txn, 1, Any::Bool(true));
    });
    let mut desk = desk(START);
    desk.handle(Event::RemoteUpdates { updates: vec![update] });
    assert_eq!(desk.session.order().len(), 3);
    desk.export();
    // The odd one cannot be typed into (its offsets are not those of a text), but deleted.
    desk.session.handle(0.0, crate::desk::typed("odd", 1, "y"));
    assert_eq!(desk.source(&crate::desk::id("odd")), "x");
    desk.session.handle(0.0, Event::DeleteCells { cells: crate::desk::ids("odd") });
    assert_eq!(desk.session.order().len(), 2);
    desk.session.handle(0.0, Event::Undo);
    assert_eq!(desk.session.order().len(), 3);
    for event in [
        Event::SplitCell { cell: crate::desk::id("odd"), offset: 1 },
        Event::MergeCells { cells: crate::desk::ids("odd a") },
        Event::DeleteCells { cells: crate::desk::ids("odd") },
        Event::Undo,
        Event::Undo,
        Event::Undo,
    ] {
        desk.session.handle(0.0, event);
        desk.export();
    }
}

#[test]
fn the_name_of_a_cell_cannot_leave_its_attribute() {
    use yrs::{Map, MapPrelim, TextPrelim};
    let name = "\"><script>alert(1)</script>";
    let update = hostile(|cells, txn| {
        let cell = cells.insert(txn, name, MapPrelim::default());
        cell.insert(txn, "kind", "markdown");
        cell.insert(txn, "source", TextPrelim::new("note[^1]\n\n[^1]: ici"));
    });
    let mut desk = desk(START);
    desk.handle(Event::RemoteUpdates { updates: vec![update] });
    let html = desk.session.cell(&crate::desk::id(name)).expect("it is shown").html;
    assert!(html.contains("note") && !html.contains("script"), "{html}");
}

#[test]
fn cells_with_one_order_key_are_told_apart_and_can_be_parted() {
    use yrs::{Map, MapPrelim, TextPrelim};
    let update = hostile(|cells, txn| {
        for (name, order) in [("p", "VV"), ("q", "VV"), ("s", "VV"), ("u", "pas une clé")] {
            let cell = cells.insert(txn, name, MapPrelim::default());
            cell.insert(txn, "order", order);
            cell.insert(txn, "source", TextPrelim::new(name));
        }
    });
    let mut desk = Desk::open(1, &[update], vec![]);
    let order = |desk: &Desk| -> Vec<String> {
        let cells = desk.session.order();
        cells.iter().map(|cell| desk.source(cell)).collect()
    };
    assert_eq!(order(&desk), ["p", "q", "s", "u"]);
    let insert = |cell: &str, source: &str| Event::InsertCell {
        kind: CellKind::Code,
        source: source.to_owned(),
        placement: Placement::After { cell: crate::desk::id(cell) },
    };
    desk.handle(insert("p", "1"));
    desk.handle(insert("u", "2"));
    assert_eq!(order(&desk), ["p", "1", "q", "s", "u", "2"]);
    desk.handle(Event::Undo);
    desk.handle(Event::Undo);
    assert_eq!(order(&desk), ["p", "q", "s", "u"]);
}
