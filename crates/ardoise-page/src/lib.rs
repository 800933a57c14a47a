//! The page door: what TypeScript can ask of the core, and the notebooks kept on this device.
//!
//! [`Notebook`] is one open notebook: one command, an event in and effects out, and a few reads
//! that change nothing. None of its methods is asynchronous, since an await would keep it borrowed.
//! [`Store`] is the database; all of its methods are. The functions are for notebooks that are not
//! open. This crate translates and stores; rules about notebooks live in the core.
//!
//! Start here, then [`wire`] (how values cross) and [`store`].

mod activity;
mod console;
mod hand_in;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod rest;
mod room;
pub mod store;
pub mod wire;

use ardoise_core::document::CellId;
use ardoise_core::session::{self, Config, Effect, Event, Session};
use ardoise_markup::Language;
use js_sys::{Math, Uint8Array};
use wasm_bindgen::prelude::*;

pub use activity::{Activity, JsActivityFiles};
pub use hand_in::{
    hand_in_said, link_for_hand_ins, open_hand_in, read_hand_in, room_for_hand_ins, seal_hand_in,
};
pub use room::{Room, read_room_file, room_of_link};
pub use store::Store;
use wire::{Imported, NewNotebook, Wire};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "NotebookEvent")]
    pub type JsEvent;
    #[wasm_bindgen(typescript_type = "NotebookEffect")]
    pub type JsEffect;
    #[wasm_bindgen(typescript_type = "NotebookStatus")]
    pub type JsNotebookStatus;
    #[wasm_bindgen(typescript_type = "CellView")]
    pub type JsCellView;
    #[wasm_bindgen(typescript_type = "VersionView")]
    pub type JsVersionView;
    #[wasm_bindgen(typescript_type = "Summary")]
    pub type JsSummary;
    #[wasm_bindgen(typescript_type = "CellOutputs")]
    pub type JsCellOutputs;
    #[wasm_bindgen(typescript_type = "Imported")]
    pub type JsImported;
    #[wasm_bindgen(typescript_type = "NewNotebook")]
    pub type JsNewNotebook;
    #[wasm_bindgen(typescript_type = "FileView[]")]
    pub type JsFiles;
    #[wasm_bindgen(typescript_type = "FileRefusal")]
    pub type JsFileRefusal;
    /// A language of the page; French unless `en`.
    #[wasm_bindgen(typescript_type = "\"fr\" | \"en\"")]
    pub type JsLanguage;
}

/// What is kept of the code that opens a profile, 32 bytes. Belongs to the engine's second half.
#[wasm_bindgen(js_name = codeDigest)]
pub fn code_digest(salt: Vec<u8>, code: &str) -> Vec<u8> {
    ardoise_crypto::code_digest(&salt, code).to_vec()
}

/// An open notebook.
#[wasm_bindgen]
pub struct Notebook {
    session: Session,
    /// Effects of opening, given with those of the first event.
    opening: Vec<Effect>,
}

#[wasm_bindgen]
impl Notebook {
    /// Opens a notebook from everything the store has of it.
    pub fn open(
        language: JsLanguage,
        updates: Vec<Uint8Array>,
        outputs: Vec<JsCellOutputs>,
    ) -> Result<Notebook, JsError> {
        let updates: Vec<Vec<u8>> = updates.iter().map(Uint8Array::to_vec).collect();
        let outputs = outputs
            .iter()
            .map(|row| wire::CellOutputs::from_js(row).map(|row| (row.cell, row.bytes)))
            .collect::<Result<_, _>>()?;
        let config = Config {
            client_id: random(53),
            id_seed: random(32) << 32 | random(32),
            language: language_from_js(&language),
        };
        let (session, opening) = Session::open(config, &updates, outputs);
        Ok(Notebook { session, opening })
    }

    /// Takes in one event and says what is to be done, in order.
    pub fn handle(
        &mut self,
        #[wasm_bindgen(js_name = nowMs)] now_ms: f64,
        event: JsEvent,
    ) -> Result<Vec<JsEffect>, JsError> {
        let event = Event::from_js(&event)?;
        let mut effects = std::mem::take(&mut self.opening);
        effects.extend(self.session.handle(now_ms, event));
        Ok(effects.iter().map(|effect| effect.to_js().unchecked_into()).collect())
    }

    pub fn status(&self) -> JsNotebookStatus {
        self.session.status().to_js().unchecked_into()
    }

    /// Ids of the cells in order.
    pub fn order(&self) -> Vec<String> {
        self.session.order().into_iter().map(|id| id.as_str().to_owned()).collect()
    }

    pub fn cell(&self, id: String) -> Option<JsCellView> {
        let view = self.session.cell(&CellId::from(id))?;
        Some(view.to_js().unchecked_into())
    }

    /// What the others of a shared notebook have, where it is less than what is here, and the questions
    /// that nobody has answered.
    #[wasm_bindgen(js_name = apartState)]
    pub fn apart_state(&self) -> Option<Vec<u8>> {
        self.session.apart_state()
    }

    pub fn summary(&self) -> JsSummary {
        self.session.summary().to_js().unchecked_into()
    }

    /// The notebook as the text of a `.ipynb` file.
    #[wasm_bindgen(js_name = exportIpynb)]
    pub fn export_ipynb(&self) -> String {
        self.session.export_ipynb()
    }

    /// Cells as text for the clipboard.
    #[wasm_bindgen(js_name = copyCells)]
    pub fn copy_cells(&self, ids: Vec<String>) -> String {
        let ids: Vec<CellId> = ids.into_iter().map(CellId::from).collect();
        self.session.copy_cells(&ids)
    }

    /// The notebook's files by path.
    pub fn files(&self) -> JsFiles {
        wire::list_to_js(&self.session.files()).unchecked_into()
    }

    /// Why a file of so many bytes cannot be added under this path.
    #[wasm_bindgen(js_name = refusesFile)]
    pub fn refuses_file(&self, path: &str, size: u32) -> Option<JsFileRefusal> {
        Some(self.session.refuses_file(path, size)?.to_js().unchecked_into())
    }

    /// Names the notebook's code defines.
    pub fn names(&self) -> Vec<String> {
        self.session.names()
    }
}

/// What stands before a file's content in the bytes that lay it down in a kernel's memory; without a
/// length, the whole request that takes it away.
#[wasm_bindgen(js_name = fileRequestHead)]
pub fn file_request_head(path: &str, length: Option<u32>) -> Vec<u8> {
    ardoise_protocol::codec::head_of_file_request(path, length.map(|length| length as usize))
}

/// Brings in the bytes of a notebook file; the title serves when the file has none.
#[wasm_bindgen(js_name = importIpynb)]
pub fn import_ipynb(
    bytes: &[u8],
    #[wasm_bindgen(js_name = fallbackTitle)] fallback_title: &str,
) -> JsImported {
    let imported = match session::import_ipynb(bytes, fallback_title) {
        Ok(imported) => {
            let warnings = imported.warnings.clone();
            Imported::Notebook { notebook: new_notebook(imported), warnings }
        }
        Err(reason) => Imported::Refused { reason },
    };
    imported.to_js().unchecked_into()
}

/// A new notebook with one empty cell.
#[wasm_bindgen(js_name = blankNotebook)]
pub fn blank_notebook(title: &str, language: &str) -> JsNewNotebook {
    new_notebook(session::blank_notebook(title, language)).to_js().unchecked_into()
}

/// The cells of an earlier state, without outputs.
#[wasm_bindgen(js_name = previewVersion)]
pub fn preview_version(state: &[u8], language: JsLanguage) -> Result<JsVersionView, JsError> {
    let view = session::preview(state, language_from_js(&language))?;
    Ok(view.to_js().unchecked_into())
}

/// One update that holds all of these; fails when one of them cannot be read.
#[wasm_bindgen(js_name = mergeUpdates)]
pub fn merge_updates(updates: Vec<Uint8Array>) -> Result<Uint8Array, JsError> {
    let updates: Vec<Vec<u8>> = updates.iter().map(Uint8Array::to_vec).collect();
    Ok(Uint8Array::from(session::merge_updates(&updates)?.as_slice()))
}

fn new_notebook(imported: session::Imported) -> NewNotebook {
    let outputs = imported.outputs.into_iter();
    NewNotebook {
        seed: imported.seed,
        outputs: outputs.map(|(cell, bytes)| wire::CellOutputs { cell, bytes }).collect(),
        summary: imported.summary,
        files: Vec::new(),
    }
}

fn language_from_js(language: &JsValue) -> Language {
    if language.as_string().as_deref() == Some("en") { Language::English } else { Language::French }
}

/// So many random bits, at most 53. They keep apart, they guard nothing.
fn random(bits: u32) -> u64 {
    (Math::random() * (1u64 << bits) as f64) as u64
}
