//! What the tests need to say little: checks that reject, databases of their own, sessions that
//! edit, and a seeded source of numbers.

use ardoise_core::session::{Config, Effect, Event, Session, Summary};
use ardoise_page::wire::{NewNotebook, Wire};
use ardoise_page::{Notebook, Store};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

pub(crate) type Outcome = Result<(), JsValue>;

pub(crate) fn failure(text: &str) -> JsValue {
    js_sys::Error::new(text).into()
}

pub(crate) fn check(holds: bool, what: &str) -> Outcome {
    if holds { Ok(()) } else { Err(failure(what)) }
}

pub(crate) fn equal<T: PartialEq + std::fmt::Debug>(found: T, expected: T, what: &str) -> Outcome {
    check(found == expected, &format!("{what}: found {found:?}, expected {expected:?}"))
}

/// The message of the `Error` a promise was rejected with.
pub(crate) fn message(rejected: &JsValue) -> String {
    Reflect::get(rejected, &"message".into())
        .ok()
        .and_then(|message| message.as_string())
        .unwrap_or_default()
}

pub(crate) fn refused_as<T>(result: Result<T, JsValue>, word: &str, what: &str) -> Outcome {
    match result {
        Ok(_) => Err(failure(&format!("{what}: it was not refused"))),
        Err(rejected) => equal(message(&rejected).as_str(), word, what),
    }
}

/// Removes a database of an earlier run.
pub(crate) async fn fresh(name: &str) -> Outcome {
    let deleting = idb::Factory::new()
        .and_then(|factory| factory.delete(name))
        .map_err(|error| failure(&error.to_string()))?;
    deleting.await.map_err(|error| failure(&error.to_string()))
}

pub(crate) async fn open(name: &str) -> Result<Store, JsValue> {
    open_with(name, &Function::new_no_args("")).await
}

pub(crate) async fn open_with(name: &str, listener: &Function) -> Result<Store, JsValue> {
    Store::open(name.to_owned(), listener.clone().unchecked_into()).await
}

/// An empty store of its own.
pub(crate) async fn fresh_store(name: &str) -> Result<Store, JsValue> {
    fresh(name).await?;
    open(name).await
}

/// Lets everything that is ready run.
pub(crate) async fn turn() {
    let promise = Promise::new(&mut |resolve, _| {
        let global = js_sys::global();
        let set_timeout: Function = Reflect::get(&global, &"setTimeout".into())
            .map(JsCast::unchecked_into)
            .unwrap_or_else(|_| Function::new_no_args(""));
        let _ = set_timeout.call2(&global, &resolve, &0.into());
    });
    let _ = JsFuture::from(promise).await;
}

pub(crate) fn new_notebook(title: &str) -> NewNotebook {
    let blank = ardoise_core::session::blank_notebook(title, "python");
    let summary = blank.summary;
    NewNotebook { seed: blank.seed, outputs: Vec::new(), summary, files: Vec::new() }
}

/// An open notebook that has this seed alone.
pub(crate) fn notebook_of(seed: &[u8]) -> Result<Notebook, JsValue> {
    let language: JsValue = "fr".into();
    Ok(Notebook::open(language.unchecked_into(), vec![bytes(seed)], Vec::new())?)
}

pub(crate) fn summary(title: &str) -> Summary {
    Summary { title: title.to_owned(), cells: 1, excerpt: String::new(), activity: None }
}

pub(crate) fn bytes(bytes: &[u8]) -> Uint8Array {
    Uint8Array::from(bytes)
}

pub(crate) fn js<T: wasm_bindgen::JsCast>(value: &impl Wire) -> T {
    value.to_js().unchecked_into()
}

/// A person at one replica of a notebook.
pub(crate) struct Person {
    pub(crate) session: Session,
}

impl Person {
    pub(crate) fn new(number: u64, updates: &[Vec<u8>]) -> Person {
        let config =
            Config { client_id: 1000 + number, id_seed: number, language: Default::default() };
        Person { session: Session::open(config, updates, Vec::new()).0 }
    }

    /// Does something and returns the updates that are to be stored.
    pub(crate) fn does(&mut self, event: Event) -> Vec<Vec<u8>> {
        let mut effects = self.session.handle(0.0, event);
        effects.extend(self.session.handle(0.0, Event::Flush));
        effects
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::Append { update, .. } => Some(update),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn sources(&self) -> Vec<String> {
        let cells = self.session.order();
        let mut sources: Vec<String> = cells
            .iter()
            .filter_map(|id| self.session.cell(id))
            .map(|cell| cell.source)
            .filter(|source| !source.is_empty())
            .collect();
        sources.sort();
        sources
    }
}

/// Numbers that look random and are the same on every run (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
