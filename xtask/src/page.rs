//! The page door, into `web/src/core/engine`, where Vite finds it.
//!
//! A release is in two halves as the kernel is (`split`), by what lessons call while they are
//! opened, read, typed in, run and kept (`profile.rs`); while one works it is one module, and an
//! empty one stands for the second half.

use crate::build::Profile;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::say;
use crate::split::Whole;
use crate::wasm::{self, Glue, Random, copy_if_changed};
use crate::workspace::Workspace;
use crate::{profile, short_names, split};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

const SCRIPT: &str = "ardoise_page.js";
const MODULE: &str = "ardoise_page_bg.wasm";
const SECOND: &str = "ardoise_page_rest.wasm";
const TYPES: &str = "ardoise_page.d.ts";

/// Changed when `split` starts to make something else out of the same inputs.
const RECIPE: &str = "17";

/// What the host calls in attempts (`web/src/core/halves.ts`) or when the second half is there: it can
/// be taken back and made again. A cell is read in the attempt of what changed it, before views read
/// it. All other exports, closures of promises and the database among them, can come to nothing that is
/// missing; so what views read at any time is not here.
const ATTEMPTED: [&str; 40] = [
    "__wbg_room_free",
    "activity_bytes",
    "activity_copy",
    "activity_facts",
    "activity_files",
    "activity_id",
    "activity_isKinOf",
    "activity_origin",
    "activity_preview",
    "activity_read",
    "activity_title",
    "activity_version",
    "blankNotebook",
    "codeDigest",
    "handInSaid",
    "importIpynb",
    "linkForHandIns",
    "mergeUpdates",
    "notebook_apartState",
    "notebook_cell",
    "notebook_correction",
    "notebook_handle",
    "notebook_open",
    "notebook_publish",
    "notebook_publishAdvice",
    "openHandIn",
    "previewVersion",
    "readHandIn",
    "readRoomFile",
    "roomForHandIns",
    "roomOfLink",
    "room_file",
    "room_handle",
    "room_id",
    "room_link",
    "room_make",
    "room_open",
    "room_role",
    "room_status",
    "sealHandIn",
];

/// The store's methods that `web/src/host/storage.ts` begins when the second half is there. The others
/// may wait for the database at any time, and a wait cannot be taken back.
const WAITING: &str = "web/src/host/waiting-methods.json";

const EMPTY_MODULE: &[u8] = b"\0asm\x01\0\0\0";

pub(crate) struct Door {
    /// The committed `.d.ts` was another one than the crate gives now.
    pub(crate) door_changed: bool,
}

pub(crate) fn build(workspace: &Workspace, profile: Profile) -> Result<Door> {
    let whole = whole(workspace, profile)?;
    let target = workspace.path("web/src/core/engine");
    let types = whole.script.with_file_name(TYPES);
    let fresh =
        without_inner_names(&fs::read_to_string(types).context("the page door gave no types")?);
    let door_changed = fs::read_to_string(target.join(TYPES)).ok().as_ref() != Some(&fresh);
    copy_if_changed(&whole.script, &target.join(SCRIPT))?;
    match profile {
        Profile::Quick => {
            copy_if_changed(&whole.module, &target.join(MODULE))?;
            fs::write(target.join(SECOND), EMPTY_MODULE)?;
        }
        Profile::Release => {
            let halves = halves(workspace, &whole)?;
            for name in [MODULE, SECOND] {
                copy_if_changed(&halves.join(name), &target.join(name))?;
            }
        }
    }
    if door_changed {
        fs::write(target.join(TYPES), fresh)?;
        say("the page door's types have changed: commit web/src/core/engine/ardoise_page.d.ts");
    }
    Ok(Door { door_changed })
}

/// The types that people use. Closures are exported under names that hold hashes of crates, which
/// differ from one machine, folder and profile to the next.
pub(crate) fn without_inner_names(types: &str) -> String {
    types
        .lines()
        .filter(|line| {
            !["wasm_bindgen_", "_R"]
                .iter()
                .any(|name| line.starts_with(&format!("    readonly {name}")))
        })
        .fold(String::with_capacity(types.len()), |kept, line| kept + line + "\n")
}

pub(crate) fn whole(workspace: &Workspace, profile: Profile) -> Result<Whole> {
    let linked = wasm::compile(workspace, profile, "ardoise-page", Random::Browser)?;
    let made = wasm::finish(workspace, profile, &linked, Glue::Module)?;
    Ok(Whole { linked, script: made.join(SCRIPT), module: made.join(MODULE) })
}

/// The folder that holds both, kept by what they are made of.
fn halves(workspace: &Workspace, whole: &Whole) -> Result<PathBuf> {
    let called = profile::page(workspace, whole)?;
    let folder = workspace.cache().join("page-halves");
    let inputs = Fingerprint::default()
        .text(RECIPE)
        .text(&wasm::glue_tools(workspace))
        .text(&format!("{called:?}"))
        .file(&workspace.path(wasm::ORDER))?
        .file(&workspace.path(WAITING))?
        .file(&whole.linked)?
        .file(&whole.module)?
        .end();
    let stamp = Stamp::new(&workspace.cache(), "page-halves", inputs);
    if stamp.is_current() && folder.is_dir() {
        return Ok(folder);
    }
    let names = fs::read_to_string(whole.script.with_file_name(wasm::SHORT_NAMES))?;
    let loader = short_names::of_export(&names, split::LOADER)?;
    let waiting = fs::read(workspace.path(WAITING))?;
    let waiting = serde_json::from_slice::<Vec<String>>(&waiting)?;
    let can_wait = waiting
        .iter()
        .map(|method| format!("store_{method}"))
        .chain(ATTEMPTED.map(str::to_owned))
        .map(|name| short_names::of_export(&names, &name))
        .collect::<Result<BTreeSet<_>>>()?;
    let can_wait = |name: &str| can_wait.contains(name);
    let door = split::Door { loader: &loader, uses: |_| true, can_wait: &can_wait };
    let halves = split::split(&fs::read(&whole.linked)?, &fs::read(&whole.module)?, &called, &door)
        .context("the page door cannot be split")?;
    say(&halves.summary);
    fs::create_dir_all(&folder)?;
    for (name, bytes) in [(MODULE, &halves.first), (SECOND, &halves.second)] {
        let module = folder.join(name);
        fs::write(&module, bytes)?;
        wasm::order(workspace, &module)?;
        wasm::gate(workspace, &module)?;
    }
    stamp.keep()?;
    Ok(folder)
}
