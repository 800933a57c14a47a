//! One connection: what is written is there, what is refused is refused in the right words, and a
//! store of every released format opens.

use ardoise_core::session::{Event, Session};
use ardoise_page::store::StoredNotebook;
use ardoise_page::wire::{CellOutputs, Record, Wire};
use idb::{Factory, KeyPath, ObjectStoreParams, TransactionMode};
use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::desk::*;

/// The parts of a loaded notebook.
pub(crate) struct Loaded {
    pub(crate) updates: Vec<Vec<u8>>,
    pub(crate) outputs: Vec<(String, Vec<u8>)>,
    pub(crate) cursor: f64,
}

pub(crate) fn updates_of(record: &Record) -> Vec<Vec<u8>> {
    let list: Array = record.get("updates").unchecked_into();
    list.iter().map(|bytes| bytes.unchecked_into::<Uint8Array>().to_vec()).collect()
}

pub(crate) async fn load(store: &ardoise_page::Store, id: &str) -> Result<Loaded, JsValue> {
    let content = store.load(id.to_owned()).await?.ok_or_else(|| failure("no such notebook"))?;
    let record: &Record = content.unchecked_ref();
    let rows: Array = record.get("outputs").unchecked_into();
    let outputs = rows.iter().filter_map(|row| CellOutputs::from_js(&row).ok());
    Ok(Loaded {
        updates: updates_of(record),
        outputs: outputs.map(|row| (row.cell.as_str().to_owned(), row.bytes)).collect(),
        cursor: record.get("cursor").as_f64().unwrap_or_default(),
    })
}

async fn lines(store: &ardoise_page::Store) -> Result<Vec<StoredNotebook>, JsValue> {
    let lines = store.list().await?;
    lines
        .iter()
        .map(|line| StoredNotebook::from_js(line).map_err(|error| failure(&error.to_string())))
        .collect()
}

#[wasm_bindgen]
pub async fn test_a_notebook_is_there_after_opening_again() -> Outcome {
    let name = "again";
    let store = fresh_store(name).await?;
    let mut notebook = new_notebook("Les boucles");
    notebook.outputs.push(CellOutputs { cell: "first".into(), bytes: vec![1, 2, 3] });
    store.create("n".into(), 10.0, js(&notebook), None).await?;
    store.append("n".into(), 20.0, bytes(&[7, 7]), js(&summary("Les listes"))).await?;
    store.store_outputs("n".into(), "other".into(), 1.0, Some(bytes(&[4]))).await?;
    store.store_outputs("n".into(), "first".into(), 1.0, None).await?;
    store.close();

    let store = open(name).await?;
    let found = load(&store, "n").await?;
    equal(found.updates, vec![notebook.seed.clone(), vec![7, 7]], "updates")?;
    equal(found.outputs, vec![("other".to_owned(), vec![4])], "outputs")?;
    let line = lines(&store).await?.remove(0);
    equal((line.created, line.modified), (10.0, 20.0), "times")?;
    equal(line.title.as_str(), "Les listes", "title")?;
    equal(line.trashed, None, "trashed")?;
    check(store.load("other".into()).await?.is_none(), "a notebook that was never made")
}

#[wasm_bindgen]
pub async fn test_the_bin_gives_back_and_purging_does_not() -> Outcome {
    let store = fresh_store("bin").await?;
    for id in ["a", "b"] {
        store.create(id.into(), 1.0, js(&new_notebook(id)), None).await?;
        store.store_outputs(id.into(), "first".into(), 1.0, Some(bytes(&[1]))).await?;
    }
    store.set_trashed("a".into(), Some(5.0)).await?;
    equal(lines(&store).await?[0].trashed, Some(5.0), "in the bin")?;
    // An edit of a tab that still shows it does not take it out.
    store.append("a".into(), 6.0, bytes(&[1]), js(&summary("a"))).await?;
    equal(lines(&store).await?[0].trashed, Some(5.0), "still in the bin")?;
    store.set_trashed("a".into(), None).await?;
    equal(lines(&store).await?[0].trashed, None, "taken out")?;

    store.purge("a".into()).await?;
    let ids: Vec<String> = lines(&store).await?.into_iter().map(|line| line.id).collect();
    equal(ids, vec!["b".to_owned()], "what is left")?;
    check(store.load("a".into()).await?.is_none(), "its updates are gone")?;
    check(store.outputs("a".into(), "first".into()).await?.is_none(), "its outputs are gone")?;
    equal(load(&store, "b").await?.outputs.len(), 1, "the other one's outputs")?;
    let late = store.append("a".into(), 7.0, bytes(&[1]), js(&summary("a"))).await;
    refused_as(late, "closed", "an update of a tab that still shows it")?;
    check(store.load("a".into()).await?.is_none(), "nothing came back")
}

#[wasm_bindgen]
pub async fn test_merging_keeps_a_version_and_one_update() -> Outcome {
    let store = fresh_store("merging").await?;
    let new = new_notebook("a");
    store.create("n".into(), 0.0, js(&new), None).await?;
    let mut person = Person::new(1, std::slice::from_ref(&new.seed));
    let minutes = |count: u32| f64::from(count) * 60_000.0;
    for number in 1..=9 {
        for update in person.does(inserted(&format!("cell {number}"))) {
            let at = minutes(number * 10);
            store.append("n".into(), at, bytes(&update), js(&summary("a"))).await?;
        }
        store.compact("n".into(), minutes(number * 10 + 1), false).await?;
    }
    let found = load(&store, "n").await?;
    equal(found.updates.len(), 1, "updates")?;
    equal(Person::new(2, &found.updates).sources(), person.sources(), "cells")?;
    let versions = store.versions("n".into()).await?;
    // Of the hour before the last merge all stay, before that one an hour.
    let times: Vec<f64> = versions
        .iter()
        .filter_map(|version| Record::read(version).ok()?.get("time").as_f64())
        .collect();
    let expected = [90, 80, 70, 60, 50, 40].map(minutes).to_vec();
    equal(&times[..6], &expected[..], "times of versions, newest first")?;
    let state = store.version("n".into(), minutes(40)).await?.ok_or_else(|| failure("no state"))?;
    equal(Person::new(3, &[state.to_vec()]).sources().len(), 4, "cells at that time")
}

#[wasm_bindgen]
pub async fn test_updates_that_do_not_merge_stay() -> Outcome {
    let store = fresh_store("damaged").await?;
    let new = new_notebook("a");
    store.create("n".into(), 0.0, js(&new), None).await?;
    store.append("n".into(), 1.0, bytes(b"no update"), js(&summary("a"))).await?;
    store.compact("n".into(), 2.0, false).await?;
    equal(load(&store, "n").await?.updates, vec![new.seed, b"no update".to_vec()], "updates")
}

#[wasm_bindgen]
pub async fn test_the_memory_of_only_one_kernel_is_kept() -> Outcome {
    let store = fresh_store("kernels").await?;
    store.keep_kernel_memory("old".into(), bytes(&[1; 100_000])).await?;
    store.keep_kernel_memory("new".into(), bytes(&[2; 100_000])).await?;
    check(store.kernel_memory("old".into()).await?.is_none(), "the old one is gone")?;
    let memory = store.kernel_memory("new".into()).await?.map(|memory| memory.to_vec());
    equal(memory, Some(vec![2; 100_000]), "the new one")
}

/// The database as version 1 made it, row by row, without our own code.
pub(crate) async fn database_of_version_1(name: &str) -> Outcome {
    fresh(name).await?;
    let fail = |error: idb::Error| failure(&error.to_string());
    let mut request =
        Factory::new().and_then(|factory| factory.open(name, Some(1))).map_err(fail)?;
    request.on_upgrade_needed(|event| {
        use idb::DatabaseEvent;
        let Ok(database) = event.database() else { return };
        let make = |name: &str, path: KeyPath, rising: bool| {
            let mut params = ObjectStoreParams::new();
            params.key_path(Some(path)).auto_increment(rising);
            database.create_object_store(name, params)
        };
        let _ = make("notebooks", KeyPath::new_single("id"), false);
        if let Ok(updates) = make("updates", KeyPath::new_single("key"), true) {
            let _ = updates.create_index("notebook", KeyPath::new_single("notebook"), None);
        }
        let _ = make("outputs", KeyPath::new_array(["notebook", "cell"]), false);
        let _ = make("versions", KeyPath::new_array(["notebook", "time"]), false);
        let _ = make("kernels", KeyPath::new_single("hash"), false);
    });
    let database = request.await.map_err(fail)?;
    let transaction = database
        .transaction(&["notebooks", "updates", "outputs"], TransactionMode::ReadWrite)
        .map_err(fail)?;
    let row = |text: &str| js_sys::JSON::parse(text);
    let notebooks = transaction.object_store("notebooks").map_err(fail)?;
    let line = r#"{"id":"n","title":"Élan","created":1,"modified":2,"cells":2,"excerpt":"Élan"}"#;
    notebooks.put(&row(line)?, None).map_err(fail)?;
    let updates = transaction.object_store("updates").map_err(fail)?;
    for update in include_str!("../../assets/fixtures/store/v1/updates.hex").split("\n\n") {
        let stored: Record = row(r#"{"notebook":"n"}"#)?.unchecked_into();
        stored.set("bytes", &bytes(&from_hex(update)));
        updates.add(&stored, None).map_err(fail)?;
    }
    let stored: Record = row(r#"{"notebook":"n","cell":"a"}"#)?.unchecked_into();
    let outputs = from_hex(include_str!("../../assets/fixtures/store/v1/outputs.hex"));
    stored.set("bytes", &bytes(&outputs));
    transaction.object_store("outputs").map_err(fail)?.put(&stored, None).map_err(fail)?;
    transaction.await.map_err(fail)?;
    database.close();
    Ok(())
}

#[wasm_bindgen]
pub async fn test_a_store_of_version_1_opens() -> Outcome {
    let name = "version-1";
    database_of_version_1(name).await?;
    let store = open(name).await?;
    equal(lines(&store).await?[0].title.as_str(), "Élan", "title")?;
    let found = load(&store, "n").await?;
    let outputs = found.outputs.into_iter().map(|(cell, bytes)| (cell.into(), bytes)).collect();
    let config =
        ardoise_core::session::Config { client_id: 5, id_seed: 5, language: Default::default() };
    let (session, effects) = Session::open(config, &found.updates, outputs);
    equal(effects, vec![], "effects of opening")?;
    let cell = session.cell(&"a".into()).ok_or_else(|| failure("no cell"))?;
    equal(cell.source.as_str(), "x =  '🙂'\nprint(x)", "source")?;
    equal(cell.outputs.len(), 2, "outputs")
}

#[wasm_bindgen]
pub async fn test_a_newer_database_is_left_alone() -> Outcome {
    let name = "newer";
    fresh(name).await?;
    let fail = |error: idb::Error| failure(&error.to_string());
    let request = Factory::new().and_then(|factory| factory.open(name, Some(99))).map_err(fail)?;
    request.await.map_err(fail)?.close();
    refused_as(open(name).await, "outdated", "opening")?;
    let request = Factory::new().and_then(|factory| factory.open(name, None)).map_err(fail)?;
    let database = request.await.map_err(fail)?;
    equal(database.version().map_err(fail)?, 99, "version")?;
    database.close();
    Ok(())
}

/// Hears what a store tells.
fn listener() -> (Function, Array) {
    let heard = Array::new();
    let into = heard.clone();
    let closure = Closure::<dyn Fn(JsValue)>::new(move |event| {
        into.push(&event);
    });
    (closure.into_js_value().unchecked_into(), heard)
}

#[wasm_bindgen]
pub async fn test_a_newer_page_takes_the_database() -> Outcome {
    let name = "taken";
    fresh(name).await?;
    let (hears, heard) = listener();
    let store = open_with(name, &hears).await?;
    store.create("n".into(), 0.0, js(&new_notebook("a")), None).await?;
    let fail = |error: idb::Error| failure(&error.to_string());
    let request = Factory::new().and_then(|factory| factory.open(name, Some(99))).map_err(fail)?;
    request.await.map_err(fail)?.close();
    equal(heard.join(",").as_string(), Some("outdated".to_owned()), "what was heard")?;
    let late = store.append("n".into(), 1.0, bytes(&[1]), js(&summary("a"))).await;
    refused_as(late, "outdated", "a write after that")
}

#[wasm_bindgen]
pub async fn test_a_database_deleted_under_us_is_said_to_be_closed() -> Outcome {
    let name = "deleted";
    fresh(name).await?;
    let (hears, heard) = listener();
    let store = open_with(name, &hears).await?;
    store.create("n".into(), 0.0, js(&new_notebook("a")), None).await?;
    fresh(name).await?;
    equal(heard.join(",").as_string(), Some("closed".to_owned()), "what was heard")?;
    let late = store.append("n".into(), 1.0, bytes(&[1]), js(&summary("a"))).await;
    refused_as(late, "closed", "a write after that")?;
    refused_as(store.list().await, "closed", "a read after that")
}

pub(crate) fn inserted(source: &str) -> Event {
    Event::InsertCell {
        kind: ardoise_core::document::CellKind::Code,
        source: source.to_owned(),
        placement: ardoise_core::document::Placement::Last,
    }
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .bytes()
        .filter_map(|digit| (digit as char).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits.as_chunks().0.iter().map(|[high, low]| high << 4 | low).collect()
}
