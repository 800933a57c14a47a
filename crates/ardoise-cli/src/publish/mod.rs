//! `ardoise publish`: notebooks become a site that any static host serves, or one file.
//!
//! The order is the file's: notebooks are read (`source`), become activities or their next versions,
//! get pages (`page`, `catalogue`), and are written beside the page and the engine (`app`, `folder`).

mod app;
pub(crate) mod author;
mod catalogue;
mod folder;
mod page;
mod single;
pub(crate) mod source;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use ardoise_core::activity::{
    Activity, ActivityId, Proof, Publication, PublishError, Solutions, pupils_file,
};
use ardoise_crypto::{AuthorKey, activity_name};
use serde_json::{Value, json};

use crate::arguments::PublishOptions;
use crate::words::Words;
use catalogue::Card;
pub(crate) use folder::hash;
use folder::{Folder, SiteFile};
use source::Draft;

const PACKET: &str = "activity.bin";
const CATALOGUE: &str = "activities/catalogue.json";
const SEARCH: &str = "activities/search.json";

/// Publishes; true when every notebook was.
pub(crate) fn publish(options: &PublishOptions, words: Words) -> Result<bool> {
    let source = &options.source;
    let notebooks = source::notebooks(source).with_context(|| words.cannot_read(source))?;
    if notebooks.is_empty() {
        bail!(words.no_notebooks(source));
    }
    if options.single_file {
        if notebooks.len() > 1 {
            bail!(words.one_for_single_file());
        }
        let draft =
            source::read(&notebooks[0], &notebooks[0], words).map_err(anyhow::Error::msg)?;
        return single::publish(draft, options, words);
    }
    let mut all_well = true;
    let mut drafts: Vec<Draft> = Vec::new();
    // Slugs of notebooks that cannot be read: what the site has of them stays.
    let mut unread = Vec::new();
    for path in &notebooks {
        match source::read(path, source, words) {
            Ok(draft) if drafts.iter().any(|other| other.slug == draft.slug) => {
                eprintln!("{}", words.same_slug(path, &draft.slug));
                all_well = false;
            }
            Ok(draft) => drafts.push(draft),
            Err(reason) => {
                eprintln!("{reason}");
                let below = path.strip_prefix(source).unwrap_or(path).with_extension("");
                unread.push(source::slug(&below.to_string_lossy()));
                all_well = false;
            }
        }
    }
    let output = &options.output;
    let folder = Folder::open(output).with_context(|| words.no_manifest(output))?;
    let app = app::load(options.app.as_deref(), words)?;
    let in_the_way = folder.in_the_way(&app);
    if !in_the_way.is_empty() {
        bail!(words.folder_taken(output, &in_the_way));
    }
    let key = author::key(options.key.as_deref(), words)?;
    let name = match &folder.site {
        Some(name) => name.clone(),
        None => author::new_name(words)?,
    };
    let before = Before::read(&folder);
    let mut site = Site::default();
    for draft in &drafts {
        for remark in &draft.remarks {
            eprintln!("{}", words.about(&draft.slug, remark));
        }
        match published(draft, &folder, &name, &key, options, words) {
            Ok(made) => {
                println!("{}", words.published(&made.card.title, made.card.version, made.changed));
                if made.unsigned {
                    eprintln!("{}", words.unsigned(&draft.slug));
                }
                site.take(made);
            }
            Err(reason) => {
                eprintln!("{}", words.about(&draft.slug, &reason));
                unread.push(draft.slug.clone());
                all_well = false;
            }
        }
    }
    for card in before.cards {
        if site.cards.iter().any(|other| other.slug == card.slug) {
            continue;
        }
        if !source.is_dir() || unread.contains(&card.slug) {
            site.files.extend(folder.below(&format!("activities/{}/", card.slug)));
            site.words
                .extend(before.words.get(&card.slug).map(|it| (card.slug.clone(), it.clone())));
            site.cards.push(card);
        } else {
            println!("{}", words.removed(&card.title));
        }
    }
    if site.cards.is_empty() {
        bail!(words.nothing_published());
    }
    let (files, mut about) = site.finished(app);
    about["site"] = json!(name);
    let written = folder.write(&files, about).with_context(|| words.cannot_write(output))?;
    for path in &written.in_the_way {
        eprintln!("{}", words.in_the_way(path));
        all_well = false;
    }
    println!("{}", words.site_written(output, written.new, written.same, written.removed));
    Ok(all_well)
}

/// What the site holds from the publication before.
struct Before {
    cards: Vec<Card>,
    words: BTreeMap<String, Value>,
}

impl Before {
    fn read(folder: &Folder) -> Before {
        let json = |path: &str| -> Value {
            let bytes = if folder.is_ours(path) { folder.read(path) } else { None };
            bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
        };
        let catalogue = json(CATALOGUE);
        let cards = catalogue["activities"].as_array().map(Vec::as_slice).unwrap_or_default();
        let plain = |card: &Card| source::slug(&card.slug) == card.slug;
        let cards = cards.iter().filter_map(Card::from_json).filter(plain).collect();
        let words = match json(SEARCH) {
            Value::Object(words) => words.into_iter().collect(),
            _ => BTreeMap::new(),
        };
        Before { cards, words }
    }
}

/// One activity with all its files.
struct Made {
    card: Card,
    words: String,
    files: Vec<SiteFile>,
    changed: bool,
    /// A next version that carries no signature of its author.
    unsigned: bool,
}

fn published(
    draft: &Draft,
    folder: &Folder,
    site: &str,
    key: &AuthorKey,
    options: &PublishOptions,
    words: Words,
) -> Result<Made, String> {
    let Draft { slug, title, facts, notebook, files, .. } = draft;
    let place = format!("activities/{slug}");
    let packet = format!("{place}/{PACKET}");
    let before = match folder.is_ours(&packet).then(|| folder.read(&packet)).flatten() {
        Some(bytes) => Some(Activity::from_bytes(&bytes).map_err(|_| words.damaged(slug))?),
        None => None,
    };
    let salts = Salts::of(key, Some(site), slug);
    let (activity, changed) = next(draft, before, key, salts, options.with_solutions, words)?;
    let bytes = activity.to_bytes();
    let mut card = Card::new(slug, title, facts);
    card.id = activity.id.to_string();
    card.version = activity.version();
    card.sha256 = folder::hash(&bytes);
    card.size = bytes.len() as u64;
    let mut made = vec![SiteFile::new(&packet, bytes)];
    let (name, cover) = cover(draft);
    made.push(SiteFile::new(&format!("{place}/{name}"), cover));
    card.cover = name;
    let mut pupils = notebook.clone();
    pupils_file(&mut pupils, Solutions::LeftOut);
    let reading = page::activity(&pupils, files, &card, facts);
    made.push(SiteFile::new(&format!("{place}/index.html"), reading.html.into_bytes()));
    card.pictures = reading.pictures.iter().map(|(path, _)| path.clone()).collect();
    let pictures = reading.pictures.into_iter();
    made.extend(pictures.map(|(path, content)| SiteFile::new(&format!("{place}/{path}"), content)));
    let unsigned = activity.version() > 1 && activity.proof.is_none();
    Ok(Made { card, words: catalogue::words(&pupils), files: made, changed, unsigned })
}

/// What an author's activity is named by.
#[derive(Clone, Copy)]
pub(crate) struct Salts {
    now: [u8; 16],
    /// By the slug alone, as it was before sites had names.
    once: [u8; 16],
}

impl Salts {
    /// `site`: none for an activity that is in no site.
    pub(crate) fn of(key: &AuthorKey, site: Option<&str>, slug: &str) -> Salts {
        let once = key.salt(slug);
        Salts { now: site.map_or(once, |site| key.salt(&format!("{site}/{slug}"))), once }
    }
}

/// The activity as it is now: its first version, one more, or the one that there was. A later one is
/// signed where it has its name from these salts.
pub(crate) fn next(
    draft: &Draft,
    before: Option<Activity>,
    key: &AuthorKey,
    salts: Salts,
    with_solutions: bool,
    words: Words,
) -> Result<(Activity, bool), String> {
    let solutions = if with_solutions { Solutions::Folded } else { Solutions::LeftOut };
    let mut file = draft.notebook.clone();
    pupils_file(&mut file, solutions);
    let publication = Publication { file, title: draft.title.clone(), files: draft.files.clone() };
    let refused = |error: PublishError| match error {
        PublishError::NoCells => words.no_cells(),
        PublishError::BadFile { path } => words.bad_file(&path),
        PublishError::TooLarge => words.too_large(),
    };
    let id = |salt: &[u8; 16]| ActivityId(activity_name(&key.public(), salt));
    let Some(before) = before else {
        return Ok((Activity::first(id(&salts.now), publication).map_err(refused)?, true));
    };
    let Some(mut next) = before.next(publication).map_err(refused)? else {
        return Ok((before, false));
    };
    if let Some(salt) = [salts.now, salts.once].into_iter().find(|salt| id(salt) == next.id) {
        let signature = key.sign(&next.signed_bytes());
        next.proof = Some(Proof { key: key.public(), salt, signature });
    }
    Ok((next, true))
}

/// The picture of a card: the one the teacher has named, or the title on a slate.
fn cover(draft: &Draft) -> (String, Vec<u8>) {
    let wanted = draft.facts.cover.as_str();
    if let Some(name) = wanted.strip_prefix("attachment:")
        && let Some((mime, content)) = source::attached(&draft.notebook, name)
        && let Some(end) = mime.strip_prefix("image/")
        && matches!(end, "png" | "jpeg" | "gif" | "webp")
    {
        return (format!("cover.{end}"), content);
    }
    let end = wanted.rsplit('.').next().unwrap_or_default().to_lowercase();
    if matches!(end.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg")
        && let Some(file) = draft.files.iter().find(|file| file.path == wanted)
    {
        return (format!("cover.{end}"), file.content.clone());
    }
    let drawn = catalogue::drawn_cover(&draft.title, &draft.facts.subject);
    ("cover.svg".to_owned(), drawn.into_bytes())
}

/// All activities of a site.
#[derive(Default)]
struct Site {
    cards: Vec<Card>,
    words: BTreeMap<String, Value>,
    files: Vec<SiteFile>,
}

impl Site {
    fn take(&mut self, made: Made) {
        self.words.insert(made.card.slug.clone(), json!(made.words));
        self.cards.push(made.card);
        self.files.extend(made.files);
    }

    /// Every file of the site, and what the manifest says besides them.
    fn finished(mut self, app: Vec<SiteFile>) -> (Vec<SiteFile>, Value) {
        catalogue::in_order(&mut self.cards);
        let english = self.cards.iter().filter(|card| card.language.starts_with("en")).count();
        let language = if english * 2 > self.cards.len() { "en" } else { "fr" };
        let lines: Vec<Value> = self.cards.iter().map(Card::to_json).collect();
        let catalogue = json!({ "ardoise": 1, "activities": lines }).to_string();
        let search = Value::Object(self.words.into_iter().collect()).to_string();
        let list = page::list(&self.cards, language);
        let mut files = app;
        files.extend(self.files);
        for (path, text) in
            [(CATALOGUE, catalogue), (SEARCH, search), ("activities/index.html", list)]
        {
            files.push(SiteFile::new(path, text.into_bytes()));
        }
        let about = |card: &Card| json!({ "slug": card.slug, "id": card.id, "version": card.version, "title": card.title });
        let activities: Vec<Value> = self.cards.iter().map(about).collect();
        (files, json!({ "ardoise": 1, "activities": activities }))
    }
}

/// Writes one file beside others, saying which when it cannot be.
fn write(path: &Path, content: &[u8], words: Words) -> Result<()> {
    std::fs::write(path, content).with_context(|| words.cannot_write(path))
}
