//! Activities in a real database: a copy is kept whole or not at all, and what version 3 keeps opens.

use ardoise_core::activity::ActivityFile;
use ardoise_page::Activity;
use ardoise_page::store::{ActivityRole, StoredActivity};
use ardoise_page::wire::{Record, Wire};
use idb::{DatabaseEvent, Factory, KeyPath, ObjectStoreParams, TransactionMode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::desk::*;
use crate::files::database_of_version_2;
use crate::store::load;

async fn kept(store: &ardoise_page::Store, id: &str) -> Result<Option<Vec<u8>>, JsValue> {
    let Some(row) = store.activity(id.into()).await? else { return Ok(None) };
    let row = StoredActivity::from_js(&row).map_err(|error| failure(&error.to_string()))?;
    check(row.role == ActivityRole::Copy, "it is a copy")?;
    Ok(Some(row.bytes))
}

fn copy(bytes: &[u8]) -> StoredActivity {
    StoredActivity { role: ActivityRole::Copy, bytes: bytes.to_vec() }
}

#[wasm_bindgen]
pub async fn test_a_copy_is_there_with_its_files_and_goes_with_them() -> Outcome {
    let store = fresh_store("activity-copy").await?;
    let mut new = new_notebook("Carrés");
    let content = b"1;2".to_vec();
    new.files.push(ActivityFile { path: "a.csv".to_owned(), content: content.clone() });
    store.create("n".into(), 5.0, js(&new), Some(js(&copy(&[1])))).await?;
    equal(kept(&store, "n").await?, Some(vec![1]), "the packet")?;
    let file = store.file("n".into(), "a.csv".into()).await?;
    equal(file.map(|file| file.to_vec()), Some(content), "the file")?;
    store.keep_activity("n".into(), js(&copy(&[2]))).await?;
    equal(kept(&store, "n").await?, Some(vec![2]), "the packet after a correction")?;
    store.purge("n".into()).await?;
    equal(kept(&store, "n").await?, None, "the packet of what is gone")
}

#[wasm_bindgen]
pub async fn test_the_first_secret_stays() -> Outcome {
    let store = fresh_store("activity-secret").await?;
    for fresh in [[7; 32], [8; 32]] {
        let secret = store.secret("author".into(), bytes(&fresh)).await?;
        equal(secret.to_vec(), vec![7; 32], "the author's secret")?;
    }
    Ok(())
}

/// The database as version 3 made it, without our own code.
#[wasm_bindgen]
pub async fn test_a_store_of_version_3_opens() -> Outcome {
    let name = "activity-version-3";
    database_of_version_2(name).await?;
    let fail = |error: idb::Error| failure(&error.to_string());
    let mut request =
        Factory::new().and_then(|factory| factory.open(name, Some(3))).map_err(fail)?;
    request.on_upgrade_needed(|event| {
        let Ok(database) = event.database() else { return };
        for (store, key) in [("activities", "notebook"), ("keys", "name")] {
            let mut params = ObjectStoreParams::new();
            params.key_path(Some(KeyPath::new_single(key)));
            let _ = database.create_object_store(store, params);
        }
    });
    let database = request.await.map_err(fail)?;
    let stores = ["activities"];
    let transaction = database.transaction(&stores, TransactionMode::ReadWrite).map_err(fail)?;
    let row = include_str!("../../assets/fixtures/store/v3/activity.json");
    let row: Record = js_sys::JSON::parse(row)?.unchecked_into();
    row.set("bytes", &Uint8Array::new(&row.get("bytes")));
    transaction.object_store("activities").map_err(fail)?.put(&row, None).map_err(fail)?;
    transaction.await.map_err(fail)?;
    database.close();

    let store = open(name).await?;
    equal(kept(&store, "n").await?, Some(b"ardoise\x01".to_vec()), "the packet")?;
    check(!load(&store, "n").await?.updates.is_empty(), "the notebook")
}

/// The whole way through the door: published twice, taken once, corrected.
#[wasm_bindgen]
pub async fn test_an_activity_crosses_the_door() -> Outcome {
    let new = new_notebook("Carrés");
    let author = notebook_of(&new.seed)?;
    let empty = || -> ardoise_page::JsActivityFiles { Array::new().unchecked_into() };
    let first = author.publish(None, false, empty(), &[7; 32], "n")?;
    let packet = first.bytes();
    equal((first.version(), first.title().as_str()), (1, "Carrés"), "the first version")?;
    let mut author = author;
    author.handle(1.0, js(&crate::store::inserted("print('nouveau')")))?;
    let before = Activity::read(&packet)?;
    let second = author.publish(Some(before), false, empty(), &[7; 32], "n")?;
    equal(second.version(), 2, "the second version")?;
    equal(second.origin().as_string(), Some("author".to_owned()), "who signed it")?;
    let mut forged = second.bytes();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    let origin = Activity::read(&forged)?.origin().as_string();
    equal(origin, Some("stranger".to_owned()), "a signature of somebody else")?;

    let copy: Record = Activity::read(&packet)?.copy().unchecked_into();
    let seed: Uint8Array = copy.get("seed").unchecked_into();
    let mut pupil = notebook_of(&seed.to_vec())?;
    let brings: Record =
        pupil.correction(&second).ok_or_else(|| failure("nothing new"))?.unchecked_into();
    equal(brings.get("to").as_f64(), Some(2.0), "the version that is offered")?;
    let event = ardoise_core::session::Event::TakeCorrection { activity: second.bytes() };
    pupil.handle(2.0, js(&event))?;
    equal(pupil.order().len(), 2, "cells after the correction")?;
    check(pupil.correction(&second).is_none(), "it is not offered again")?;
    check(Activity::read(&packet[..packet.len() - 1]).is_err(), "a packet cut short")
}
