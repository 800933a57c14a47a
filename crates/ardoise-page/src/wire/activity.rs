//! Activities as a view reads them: what is known of one, what a later version brings.

use ardoise_core::activity::{ActivityFile, AdviceKind, CellNews, CellRole, NewsKind};
use ardoise_core::document::{CellId, CellKind};
use wasm_bindgen::prelude::*;

use super::shape::*;

/// One thing to look at before an activity is given away.
pub struct PublishAdvice {
    pub kind: AdviceKind,
    pub cell: Option<CellId>,
    pub name: String,
}

/// What a later version of an activity brings to a copy.
pub struct CorrectionView {
    pub from: u32,
    pub to: u32,
    pub news: Vec<CellNews>,
}

records! {
    /// What a later version of an activity brings to a copy, which has the version `from`.
    super::activity::CorrectionView as CorrectionView { from: u32, to: u32, news: Vec<CellNews> }
}

records! {
    /// What it changes of one cell.
    ardoise_core::activity::CellNews as CellNews {
        cell: CellId,
        kind: CellKind,
        what: NewsKind,
        /// The text in the copy now.
        before: String,
        /// The text in the new version.
        after: String,
    }
}
lists!(CellNews, ActivityFile);

words! {
    /// Kept: the pupil has changed the cell too, so their text stays and the new one is shown beside it.
    ardoise_core::activity::NewsKind as NewsKind {
        Added = "added",
        Changed = "changed",
        Removed = "removed",
        Kept = "kept",
    }
}

words! {
    /// What a cell is for.
    ardoise_core::activity::CellRole as CellRole {
        Plain = "plain",
        Exercise = "exercise",
        Check = "check",
        Hint = "hint",
        Solution = "solution",
    }
}

choices! {
    /// What a teacher says of a cell.
    ardoise_core::session::CellMark as CellMark {
        Role = "role" { role: CellRole },
        Breakpoint = "breakpoint" { on: bool },
        Locked = "locked" { on: bool },
        Slide = "slide" { kind: String },
    }
}

records! {
    /// What is known of an activity. Empty texts and zeros are not known.
    ardoise_core::activity::ActivityFacts as ActivityFacts {
        authors: Vec<String>,
        /// Codes of school years, such as `cm2` or `6e`.
        levels: Vec<String>,
        subject: String,
        /// An SPDX name, such as `CC-BY-4.0`.
        licence: String,
        /// The language of its texts, such as `fr`.
        language: String,
        summary: String,
        minutes: u32,
        /// The series it belongs to, and its place there.
        unit: String,
        session: u32,
        /// The path of a picture among its files.
        cover: String,
        /// The link by which pupils hand their work in, in base64url.
        hand_in as "handIn": String,
        /// The activity whose hand-ins come to this notebook, by its title.
        receives: String,
    }
}

records! {
    /// A file that goes with an activity.
    ardoise_core::activity::ActivityFile as ActivityFile { path: String, content: Bytes }
}

words! {
    /// A check that is missing or cannot fail; a file that is not there; a picture at an address; a
    /// gate that no pupil can open.
    ardoise_core::activity::AdviceKind as AdviceKind {
        NoTitle = "noTitle",
        NoLevel = "noLevel",
        NoCheck = "noCheck",
        NoAssert = "noAssert",
        MissingFile = "missingFile",
        RemotePicture = "remotePicture",
        ClosedForGood = "closedForGood",
    }
}

records! {
    /// One thing to look at before an activity is given away.
    super::activity::PublishAdvice as PublishAdvice {
        kind: AdviceKind,
        /// The cell it is about.
        cell: Option<CellId>,
        /// The file or the host it names.
        name: String,
    }
}
