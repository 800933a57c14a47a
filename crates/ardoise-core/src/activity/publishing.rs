//! From a pupil's file to an activity: its first version, or one more.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{ACTIVITY, Activity, ActivityFile, ActivityId, Change, FACTS, Part, Revision, VERSION};
use crate::document::{CellId, Document, Step, join, seed_from_file, title_of_file};
use crate::interchange::{CellFile, NotebookFile, fresh_id};
use crate::session::{FILE_LIMITS, is_bad_path};

/// What is to be published.
#[derive(Clone, Debug)]
pub struct Publication {
    /// As pupils get it; see [`super::pupils_file`].
    pub file: NotebookFile,
    /// For a file that does not name itself.
    pub title: String,
    pub files: Vec<ActivityFile>,
}

/// Why something cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    #[error("the notebook has no cells")]
    NoCells,
    #[error("the file {path} cannot go with the activity")]
    BadFile { path: String },
    #[error("the files beside the notebook are too large together")]
    TooLarge,
}

impl Activity {
    /// The first version.
    pub fn first(id: ActivityId, publication: Publication) -> Result<Activity, PublishError> {
        let (file, files) = checked(publication, id, 1)?;
        let title = title_of_file(&file).unwrap_or_default();
        let seed = seed_from_file(&file, &title);
        Ok(Activity { id, seed, revisions: Vec::new(), files, proof: None })
    }

    /// One more version; none when nothing is different.
    pub fn next(&self, publication: Publication) -> Result<Option<Activity>, PublishError> {
        let before = self.document_at(self.version());
        let version = self.version() + 1;
        let mut publication = publication;
        adopt_ids(&mut publication.file, &before);
        let (file, files) = checked(publication, self.id, version)?;
        let title = title_of_file(&file).unwrap_or_default();
        let mut after = Document::new(crate::document::SEED_CLIENT);
        after.receive(&[seed_from_file(&file, &title)]);
        let changes = self.changes(&before, &after, version);
        // The number of the version is always another one.
        let same =
            changes.iter().all(|change| change.cell.is_none()) && says_the_same(&before, &after);
        if same && files == self.files {
            return Ok(None);
        }
        let mut next = self.clone();
        next.revisions.push(Revision { changes });
        next.files = files;
        next.proof = None;
        Ok(Some(next))
    }

    /// The updates from one version to the next, each of which holds without the others.
    fn changes(&self, before: &Document, after: &Document, version: u32) -> Vec<Change> {
        let state = before.state();
        let mut changes = Vec::new();
        for steps in before.steps_towards(after) {
            let cell = steps.cell;
            let mut source = steps.source;
            if let Some(cell) = cell.as_ref().filter(|_| !source.is_empty()) {
                source.push(before.set_revision(cell, version));
            }
            for (part, steps) in [(Part::Source, source), (Part::Rest, steps.rest)] {
                if let Some(update) = self.update(&state, &steps, version) {
                    changes.push(Change { cell: cell.clone(), part, update });
                }
            }
        }
        changes
    }

    /// What these steps add to a state, under a client id that nobody else has: it is made of all
    /// that makes the update what it is. Not of what `Debug` writes: the page is built without it.
    fn update(&self, state: &[u8], steps: &[Step], version: u32) -> Option<Vec<u8>> {
        if steps.is_empty() {
            return None;
        }
        let mut hash = Fnv::default();
        hash.add(&self.id.0);
        hash.add(&version.to_le_bytes());
        hash.add(state);
        hash.add(&update_of(hash.client(), state, steps)?);
        update_of(hash.client(), state, steps)
    }
}

fn update_of(client: u64, state: &[u8], steps: &[Step]) -> Option<Vec<u8>> {
    let mut document = Document::new(client);
    document.receive(&[state]);
    document.take(steps.to_vec());
    let updates = document.take_updates();
    if updates.len() > 1 { join(&updates) } else { updates.into_iter().next() }
}

/// FNV-1a, 64 bits.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// 53 bits, never that of seeds.
    fn client(&self) -> u64 {
        ((self.0 ^ (self.0 >> 53)) & ((1 << 53) - 1)).max(1)
    }
}

/// Whether nothing but the version's number differs in title and metadata.
fn says_the_same(before: &Document, after: &Document) -> bool {
    let numberless = |document: &Document| {
        let mut facts = document.metadata(FACTS);
        if let Some(Value::Object(facts)) = &mut facts {
            facts.shift_remove(VERSION);
        }
        facts
    };
    let others = |document: &Document| {
        let lines = document.describe_notebook();
        lines.into_iter().filter(|(key, _)| key != FACTS).collect::<Vec<_>>()
    };
    numberless(before) == numberless(after) && others(before) == others(after)
}

/// Refuses what no copy could take, and writes into the file whose version it is.
fn checked(
    publication: Publication,
    id: ActivityId,
    version: u32,
) -> Result<(NotebookFile, Vec<ActivityFile>), PublishError> {
    let Publication { mut file, title, mut files } = publication;
    if file.cells.is_empty() {
        return Err(PublishError::NoCells);
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
    for file in &files {
        if is_bad_path(&file.path) || file.content.len() > FILE_LIMITS.bytes as usize {
            return Err(PublishError::BadFile { path: file.path.clone() });
        }
    }
    let together: usize = files.iter().map(|file| file.content.len()).sum();
    if together > FILE_LIMITS.bytes_together as usize || files.len() > FILE_LIMITS.count {
        return Err(PublishError::TooLarge);
    }
    let mut facts = match file.metadata.get(FACTS) {
        Some(Value::Object(facts)) => facts.clone(),
        _ => Map::new(),
    };
    facts.insert(ACTIVITY.to_owned(), json!(id.to_string()));
    facts.insert(VERSION.to_owned(), json!(version));
    file.metadata.insert(FACTS.to_owned(), Value::Object(facts));
    if title_of_file(&file).is_none() {
        file.metadata.insert("title".to_owned(), json!(title));
    }
    Ok((file, files))
}

/// Gives cells without ids (formats before 4.5 have none) those of the cells they were in the
/// version before: the same text first, then what stands between the same neighbours.
fn adopt_ids(file: &mut NotebookFile, before: &Document) {
    if file.cells.iter().all(|cell| cell.id.is_some()) {
        return;
    }
    let known = before.cells();
    let mut free: Vec<Option<&CellId>> = known.iter().map(Some).collect();
    let given: HashSet<String> = file.cells.iter().filter_map(|cell| cell.id.clone()).collect();
    free.iter_mut()
        .filter(|id| id.is_some_and(|id| given.contains(id.as_str())))
        .for_each(|id| *id = None);
    let same = |cell: &CellFile, id: &CellId| {
        cell.kind == before.kind(id) && cell.source == before.source(id)
    };
    let mut from = 0;
    for cell in file.cells.iter_mut().filter(|cell| cell.id.is_none()) {
        let found = (from..free.len()).find(|at| free[*at].is_some_and(|id| same(cell, id)));
        if let Some(at) = found {
            cell.id = free[at].take().map(|id| id.as_str().to_owned());
            from = at + 1;
        }
    }
    // A changed cell is the next one of its kind that stood between the same neighbours.
    let mut taken: HashSet<String> =
        file.cells.iter().filter_map(|cell| cell.id.clone()).chain(given).collect();
    let place_of = |id: &String| known.iter().position(|known| known.as_str() == id);
    let mut next = 0;
    for place in 0..file.cells.len() {
        if let Some(id) = &file.cells[place].id {
            next = place_of(id).map_or(next, |at| at + 1);
            continue;
        }
        let mut below = file.cells[place..].iter().filter_map(|cell| cell.id.as_ref());
        let end = below.find_map(place_of).unwrap_or(known.len());
        let kind = file.cells[place].kind;
        let found = (next..end).find(|at| free[*at].is_some_and(|id| before.kind(id) == kind));
        let id = match found.and_then(|at| free[at].take()) {
            Some(id) => id.as_str().to_owned(),
            None => fresh_id(place, &file.cells[place].source, &taken),
        };
        next = found.map_or(next, |at| at + 1);
        taken.insert(id.clone());
        file.cells[place].id = Some(id);
    }
}
