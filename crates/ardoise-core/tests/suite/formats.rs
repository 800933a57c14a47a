//! What a store of an earlier release holds always opens, and seeds keep their bytes: two schools
//! that bring in the same file months apart must start from the same notebook.

use ardoise_core::activity::{Activity, Solutions};
use ardoise_core::document::seed_from_file;
use ardoise_core::session::{Event, KernelChange, Session, blank_notebook};
use ardoise_protocol::{Report, RunId, Stream, codec};
use expect_test::expect;

use crate::desk::{Desk, config, desk, id, notebook, typed};

fn hex(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.chunks(32).map(|line| line.concat() + "\n").collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: String = hex.split_whitespace().collect();
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits"))
        .collect()
}

#[test]
fn the_bytes_of_a_seed() {
    let file = notebook("markdown t: # Élan\n code a: x = '🙂'\\nprint(x)");
    expect![[r#"
        000002400708060100060e010006001128022700280127000400270028012700
        047f6c6e6f7465626f6f6b666f726d61746e6f7465626f6f6b7469746c656e6f
        7465626f6f6b6d696e6f7263656c6c73746b696e646f72646572736f75726365
        2320c3896c616e63656c6c73616b696e646f72646572736f7572636578203d20
        27f09f9982270a7072696e742878290806080508450001040546000501040506
        1107010300030100000401020102024105010d00770131770545737361697701
        3577086d61726b646f776e77035070667704636f6465770361414b00
    "#]]
    .assert_eq(&hex(&seed_from_file(&file, "Essai")));
}

/// Version 1 of the stored formats: the update log of a notebook and the outputs of a cell, as
/// lines of hexadecimal digits. A new version adds a folder and keeps this one.
const UPDATES_V1: &str = include_str!("../../../../assets/fixtures/store/v1/updates.hex");
const OUTPUTS_V1: &str = include_str!("../../../../assets/fixtures/store/v1/outputs.hex");

#[test]
fn a_store_of_version_1_opens() {
    let updates: Vec<Vec<u8>> = UPDATES_V1.split("\n\n").map(bytes).collect();
    assert_eq!(updates.len(), 3);
    let outputs = vec![(id("a"), bytes(OUTPUTS_V1))];
    let (session, effects) = Session::open(config(8), &updates, outputs);
    assert_eq!(effects, []);
    expect![[r##"
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "t",
           "metadata": {},
           "source": [
            "# Élan"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 1,
           "id": "a",
           "metadata": {},
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "🙂\n"
             ]
            },
            {
             "data": {
              "text/plain": [
               "4"
              ]
             },
             "execution_count": 1,
             "metadata": {},
             "output_type": "execute_result"
            }
           ],
           "source": [
            "x =  '🙂'\n",
            "print(x)"
           ]
          }
         ],
         "metadata": {},
         "nbformat": 4,
         "nbformat_minor": 5
        }
    "##]]
    .assert_eq(&session.export_ipynb());
    expect![[r#"
        Some(
            CellView {
                id: CellId(
                    "a",
                ),
                kind: Code,
                source: "x =  '🙂'\nprint(x)",
                html: "",
                outputs: [
                    Text {
                        stream: Out,
                        html: "🙂\n",
                        dropped: 0,
                    },
                    Html {
                        html: "<pre>4</pre>",
                        count: Some(
                            1,
                        ),
                    },
                ],
                execution_count: Some(
                    1,
                ),
                run_state: Idle,
                freshness: FromFile,
                millis: Some(
                    7,
                ),
                error_line: None,
                question: None,
                live: false,
                unsettled: [],
                source_folded: false,
                outputs_folded: false,
                locked: false,
                kept: false,
                role: Plain,
                breakpoint: false,
                passed: false,
                slide: "",
                proposal: None,
                both_changed: None,
            },
        )
    "#]]
    .assert_debug_eq(&session.cell(&id("a")));
}

/// Today's bytes are those of the newest version: when this fails, the format has changed, and
/// what was written before needs a fixture and must still open.
#[test]
fn today_writes_version_1() {
    let mut desk = desk("markdown t: # Élan\n code a: x = '🙂'\\nprint(x)\n code b: supprimée");
    desk.handle(typed("a", 3, " "));
    desk.settle();
    desk.handle(Event::DeleteCells { cells: vec![id("b")] });
    desk.settle();
    desk.handle(Event::KernelChanged { change: KernelChange::Ready });
    desk.handle(Event::RunCells { cells: vec![id("a")] });
    let run = RunId(1);
    for report in [
        Report::Started { run },
        Report::Text { run, stream: Stream::Out, text: "🙂\n".to_owned() },
        Report::Value { run, count: 1, data: vec![("text/plain".to_owned(), "4".to_owned())] },
        Report::Done { run, millis: 7 },
    ] {
        desk.handle(Event::KernelReported { bytes: codec::bytes_from_report(&report) });
    }
    let seed =
        crate::desk::seed("markdown t: # Élan\n code a: x = '🙂'\\nprint(x)\n code b: supprimée");
    let mut updates = vec![seed];
    updates.extend(desk.appended.iter().map(|(_, update)| update.clone()));
    let updates: Vec<String> = updates.iter().map(|update| hex(update)).collect();
    assert_eq!(updates.join("\n"), UPDATES_V1);
    assert_eq!(hex(&desk.outputs[&id("a")]), OUTPUTS_V1);
}

/// What a new notebook starts from; `wasm-tests` compares the bytes of a whole session.
const BLANK_V1: &str = include_str!("../../../../assets/fixtures/store/v1/blank.hex");

#[test]
fn the_bytes_of_a_blank_notebook() {
    assert_eq!(hex(&blank_notebook("Essai", "python").seed), BLANK_V1);
}

/// Version 1 of the packet of an activity, with two versions, files and a proof; written by the page.
const PACKET_V1: &str = include_str!("../../../../assets/fixtures/activity/v1/packet.hex");

#[test]
fn an_activity_of_version_1_opens() {
    let packet = bytes(PACKET_V1);
    let activity = Activity::from_bytes(&packet).expect("it is an activity");
    assert_eq!(activity.to_bytes(), packet);
    let facts = activity.facts();
    let files: Vec<&str> = activity.files.iter().map(|file| file.path.as_str()).collect();
    expect![[r#"
        Le double, version 2, a3f278e1e2ea8cc6a8bc2c533ecbcf98
        ["Mme Martin"] ["cm2"] calcul CC-BY-4.0 fr 20 Calculer 2 double.svg
        ["double.svg", "notes/valeurs.csv"] true"#]]
    .assert_eq(&format!(
        "{}, version {}, {}\n{:?} {:?} {} {} {} {} {} {} {}\n{files:?} {}",
        activity.title(),
        activity.version(),
        activity.id,
        facts.authors,
        facts.levels,
        facts.subject,
        facts.licence,
        facts.language,
        facts.minutes,
        facts.unit,
        facts.session,
        facts.cover,
        activity.proof.is_some(),
    ));
    let mut pupil = Desk::open(8, &[activity.state()], vec![]);
    pupil.handle(Event::ShowAsPupil { on: true });
    expect![[r#"
        markdown t: # Élan

        Le double, corrigé 🙂
        code a: def double(x):
            # deux fois
            ...
        code c: assert double(4) == 8"#]]
    .assert_eq(&shown(&pupil.session));
}

/// The cells that are there, with their texts.
fn shown(session: &Session) -> String {
    let order = session.order();
    let cells = order.iter().filter_map(|cell| session.cell(cell));
    let lines = cells.map(|cell| format!("{} {}: {}", cell.kind.name(), cell.id, cell.source));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_program_publishes_the_very_bytes_that_the_page_does() {
    let known = Activity::from_bytes(&bytes(PACKET_V1)).expect("it is an activity");
    let (session, _) = Session::open(config(8), &[known.state()], vec![]);
    let mut publication = session.publication(Solutions::Folded);
    publication.files = known.files.clone();
    let first = Activity { revisions: Vec::new(), proof: None, ..known.clone() };
    let again = first.next(publication).expect("it can be published").expect("it is another one");
    assert_eq!(again.signed_bytes(), known.signed_bytes());
}
