//! The notebook as a yrs document: everything a person writes and everything of a file that is not
//! an output. Copies of a document that saw the same updates, in any order, are equal.
//!
//! Outputs are deliberately absent (with undo they make documents grow without end), and so are
//! runs, timers and anything a view needs. It must not know the session.
//!
//! Start with [`Document`]; `schema` says how a notebook lies in yrs, `steps` is the only place
//! that writes to it, `edits` turns what a person wants into steps, `remote` takes in what others
//! did, `guard` says which bytes may come in at all, `lacking` what a relay is to be given, `lines` what
//! comes of two texts, `file` goes to and from notebook files.

mod edits;
mod file;
mod guard;
mod lacking;
pub mod lines;
mod order;
mod place;
mod read;
mod remote;
mod revise;
mod schema;
mod steps;
pub mod text;
mod undo;

use std::cell::RefCell;
use std::rc::Rc;

use yrs::{ClientID, Doc, MapRef, OffsetKind, Options, ReadTxn, StateVector, Transact};

pub use crate::interchange::CellKind;
pub use edits::NewCell;
pub(crate) use file::ids_of_file;
pub use file::{seed_from_file, title_of_file};
pub use guard::{RefusedUpdate, is_readable, join, merge};
pub use lacking::lacking;
pub use place::{CellId, IdSource, Placement, TextChange};
pub use remote::RemoteChanges;
pub(crate) use steps::changes_order;
pub use steps::{Place, Step};
pub use undo::Undo;

/// The client id of seeds. Sessions never use it.
pub(crate) const SEED_CLIENT: u64 = 0;
/// Marks the transactions whose updates [`Document::take_updates`] gives.
const LOCAL: &str = "local";

/// A notebook.
pub struct Document {
    doc: Doc,
    notebook: MapRef,
    metadata: MapRef,
    extra: MapRef,
    cells: MapRef,
    /// Cells in order, when nothing has changed since they were last read.
    order: RefCell<Option<Rc<[CellId]>>>,
    /// Updates of local transactions that were not yet taken.
    updates: Rc<RefCell<Vec<Vec<u8>>>>,
    remote: Rc<RefCell<remote::Log>>,
    /// Changes of others are told in detail.
    listens: bool,
    /// Updates that build on others which have not arrived.
    waiting: Vec<Vec<u8>>,
}

impl Document {
    /// An empty document. No two replicas that edit may have the same client id.
    pub fn new(client_id: u64) -> Document {
        let doc = Doc::with_options(Options {
            offset_kind: OffsetKind::Utf16,
            ..Options::with_guid_and_client_id(
                "notebook".into(),
                ClientID::new(client_id & ((1 << 53) - 1)),
            )
        });
        let [notebook, metadata, extra, cells] =
            [schema::NOTEBOOK, schema::METADATA, schema::EXTRA, schema::CELLS]
                .map(|name| doc.get_or_insert_map(name));
        let updates = Rc::new(RefCell::new(Vec::new()));
        let remote = Rc::new(RefCell::new(remote::Log::default()));
        let document = Document {
            doc,
            notebook,
            metadata,
            extra,
            cells,
            order: RefCell::new(None),
            updates,
            remote,
            listens: false,
            waiting: Vec::new(),
        };
        document.collect_updates();
        document
    }

    /// The whole document as one update.
    pub fn state(&self) -> Vec<u8> {
        self.doc.transact().encode_state_as_update_v2(&StateVector::default())
    }

    /// What another copy lacks of this one, as one update.
    pub(crate) fn since(&self, other: &Document) -> Vec<u8> {
        let known = other.doc.transact().state_vector();
        self.doc.transact().encode_state_as_update_v2(&known)
    }

    /// What local edits since the last call add, as update bytes in order.
    pub fn take_updates(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.updates.borrow_mut())
    }

    /// Updates that wait for others to arrive.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Everything that has come: the whole document, and what waits for others.
    pub fn everything(&self) -> Vec<Vec<u8>> {
        [vec![self.state()], self.waiting.clone()].concat()
    }

    fn collect_updates(&self) {
        let updates = Rc::clone(&self.updates);
        // The document was made just above and has no open transaction, so this cannot fail.
        let _ = self.doc.observe_update_v2("updates", move |txn, event| {
            if txn.origin().is_some_and(|origin| origin.as_ref() == LOCAL.as_bytes()) {
                updates.borrow_mut().push(event.update.clone());
            }
        });
    }
}
