//! A host in a few lines: it has editors, a store and a clock, performs effects at once and checks
//! that editors which only follow the effects hold the same texts as the notebook.

use std::collections::BTreeMap;

use ardoise_core::document::{CellId, TextChange, text};
use ardoise_core::interchange::{CellFile, CellKind, NotebookFile};
use ardoise_core::session::{Config, Effect, Event, SavedState, Session};
use ardoise_markup::Language;

pub(crate) struct Desk {
    pub(crate) session: Session,
    pub(crate) now: f64,
    /// What editors show, kept up by effects alone.
    pub(crate) editors: BTreeMap<CellId, String>,
    /// Every update this copy knows.
    pub(crate) known: Vec<Vec<u8>>,
    /// Everything given to the store, in order.
    pub(crate) appended: Vec<(u32, Vec<u8>)>,
    pub(crate) outputs: BTreeMap<CellId, Vec<u8>>,
    pub(crate) last_sequence: u32,
    /// Confirm what is written at once.
    pub(crate) confirms: bool,
}

pub(crate) fn config(client_id: u64) -> Config {
    Config { client_id, id_seed: client_id * 1000 + 1, language: Language::English }
}

impl Desk {
    pub(crate) fn open(
        client_id: u64,
        updates: &[Vec<u8>],
        outputs: Vec<(CellId, Vec<u8>)>,
    ) -> Desk {
        let kept = outputs.iter().cloned().collect();
        let (session, effects) = Session::open(config(client_id), updates, outputs);
        assert_eq!(effects, [], "everything could be read");
        let mut desk = Desk {
            session,
            now: 0.0,
            editors: BTreeMap::new(),
            known: updates.to_vec(),
            appended: Vec::new(),
            outputs: kept,
            last_sequence: 0,
            confirms: true,
        };
        desk.read_order();
        desk
    }

    pub(crate) fn source(&self, cell: &CellId) -> String {
        self.session.cell(cell).map(|cell| cell.source).unwrap_or_default()
    }

    /// One event, as if it came from outside.
    pub(crate) fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.now += 40.0;
        let status = self.session.status();
        if let Event::EditSource { cell, changes } = &event
            && let Some(editor) = self.editors.get_mut(cell)
            && let Some(changes) = text::checked(editor, changes)
        {
            *editor = text::applied(editor, &changes);
        }
        if let Event::RemoteUpdates { updates } = &event {
            self.known.extend(updates.iter().cloned());
        }
        let effects = self.session.handle(self.now, event);
        for effect in &effects {
            self.perform(effect);
        }
        self.check();
        let now = self.session.status();
        if now.saved != status.saved || now.kernel != status.kernel || now.title != status.title {
            assert!(effects.contains(&Effect::StatusChanged), "a new status is told");
        }
        effects
    }

    fn perform(&mut self, effect: &Effect) {
        match effect {
            Effect::OrderChanged => self.read_order(),
            Effect::SourceChanged { cell, changes } => {
                let editor = self.editors.get_mut(cell).expect("only cells that are shown change");
                assert_eq!(
                    text::checked(editor, changes).as_ref(),
                    Some(changes),
                    "changes fit the editor's text {editor:?}"
                );
                *editor = text::applied(editor, changes);
            }
            Effect::Append { sequence, update } => {
                self.written(*sequence);
                self.appended.push((*sequence, update.clone()));
                self.known.push(update.clone());
            }
            Effect::StoreOutputs { sequence, cell, outputs } => {
                self.written(*sequence);
                match outputs {
                    Some(bytes) => self.outputs.insert(cell.clone(), bytes.clone()),
                    None => self.outputs.remove(cell),
                };
            }
            Effect::StoreFile { sequence, .. } => self.written(*sequence),
            _ => {}
        }
    }

    fn written(&mut self, sequence: u32) {
        assert_eq!(sequence, self.last_sequence + 1, "sequences rise by one");
        self.last_sequence = sequence;
    }

    /// New cells get an editor with their whole source; the editors of others stay as they are.
    fn read_order(&mut self) {
        let cells = self.session.order();
        self.editors.retain(|cell, _| cells.contains(cell));
        for cell in cells {
            if !self.editors.contains_key(&cell) {
                let source = self.source(&cell);
                self.editors.insert(cell, source);
            }
        }
    }

    fn check(&self) {
        let cells = self.session.order();
        assert_eq!(self.editors.len(), cells.len(), "every cell has an editor");
        for cell in &cells {
            assert_eq!(self.editors[cell], self.source(cell), "the editor of {cell} follows");
        }
    }

    /// Lets time pass until everything is written and confirmed; gives what was appended.
    pub(crate) fn settle(&mut self) -> Vec<Vec<u8>> {
        let from = self.appended.len();
        self.handle(Event::Flush);
        if self.confirms && self.last_sequence > 0 {
            self.handle(Event::Stored { sequence: self.last_sequence });
            assert_eq!(self.session.status().saved, SavedState::Saved);
        }
        self.appended[from..].iter().map(|(_, update)| update.clone()).collect()
    }

    /// The notebook in the notation of [`notebook`].
    pub(crate) fn show(&self) -> String {
        let mut out = String::new();
        for cell in self.session.order() {
            let view = self.session.cell(&cell).expect("a cell of the notebook");
            out.push_str(&format!("{} {}: {:?}\n", view.kind.name(), cell, view.source));
        }
        out
    }

    pub(crate) fn export(&self) -> String {
        self.session.export_ipynb()
    }
}

/// Reads a notebook from lines such as `code a: x = 1`, where `\n` stands for a line end.
pub(crate) fn notebook(lines: &str) -> NotebookFile {
    let cells = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (head, source) = line.split_once(':').expect("kind id: source");
            let (kind, id) = head.split_once(' ').expect("kind id");
            CellFile {
                id: Some(id.to_owned()),
                kind: match kind {
                    "code" => CellKind::Code,
                    "markdown" => CellKind::Markdown,
                    _ => CellKind::Raw,
                },
                source: source.trim_start().replace("\\n", "\n"),
                ..CellFile::default()
            }
        })
        .collect();
    NotebookFile { nbformat: 4, nbformat_minor: 5, cells, ..NotebookFile::default() }
}

pub(crate) fn seed(lines: &str) -> Vec<u8> {
    ardoise_core::document::seed_from_file(&notebook(lines), "Essai")
}

pub(crate) fn desk(lines: &str) -> Desk {
    Desk::open(1, &[seed(lines)], Vec::new())
}

pub(crate) fn id(name: &str) -> CellId {
    CellId::from(name)
}

pub(crate) fn ids(names: &str) -> Vec<CellId> {
    names.split_whitespace().map(CellId::from).collect()
}

/// Typing at a place.
pub(crate) fn typed(cell: &str, at: u32, insert: &str) -> Event {
    replaced(cell, at, at, insert)
}

pub(crate) fn replaced(cell: &str, from: u32, to: u32, insert: &str) -> Event {
    let change = TextChange { from, to, insert: insert.to_owned() };
    Event::EditSource { cell: id(cell), changes: vec![change] }
}
