//! The files of notebooks: one row for each path, whatever happens and whoever writes, and a list
//! that needs no file read.

use ardoise_core::session::FileView;
use ardoise_page::Store;
use ardoise_page::wire::Wire;
use idb::{Factory, TransactionMode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::desk::*;
use crate::store::{database_of_version_1, load};

/// Path, size and time of each file.
async fn listed(store: &Store, id: &str) -> Result<Vec<(String, u32, f64)>, JsValue> {
    let list: Array = store.files(id.to_owned()).await?.unchecked_into();
    list.iter()
        .map(|file| {
            let file = FileView::from_js(&file).map_err(|error| failure(&error.to_string()))?;
            Ok((file.path, file.size, file.modified))
        })
        .collect()
}

async fn put(store: &Store, id: &str, path: &str, at: f64, content: &[u8]) -> Outcome {
    store.store_file(id.into(), path.into(), at, Some(bytes(content))).await
}

async fn content(store: &Store, id: &str, path: &str) -> Result<Option<Vec<u8>>, JsValue> {
    Ok(store.file(id.into(), path.into()).await?.map(|content| content.to_vec()))
}

#[wasm_bindgen]
pub async fn test_files_are_there_after_opening_again() -> Outcome {
    let name = "files";
    let store = fresh_store(name).await?;
    for id in ["n", "n2"] {
        store.create(id.into(), 1.0, js(&new_notebook("a")), None).await?;
    }
    put(&store, "n", "été.csv", 10.5, b"a;b").await?;
    put(&store, "n", "données/a.txt", 11.0, b"").await?;
    put(&store, "n", "été.csv", 12.0, b"longer than before").await?;
    put(&store, "n2", "été.csv", 13.0, b"of another notebook").await?;
    put(&store, "n", "gone", 14.0, b"x").await?;
    store.store_file("n".into(), "gone".into(), 0.0, None).await?;
    store.close();

    let store = open(name).await?;
    let expected = vec![("données/a.txt".to_owned(), 0, 11.0), ("été.csv".to_owned(), 18, 12.0)];
    equal(listed(&store, "n").await?, expected, "the list")?;
    let held = content(&store, "n", "été.csv").await?;
    equal(held, Some(b"longer than before".to_vec()), "what it holds")?;
    equal(content(&store, "n", "données/a.txt").await?, Some(vec![]), "an empty file")?;
    equal(content(&store, "n", "gone").await?, None, "a file that was removed")?;
    equal(content(&store, "n", "données").await?, None, "the beginning of a path")?;
    equal(load(&store, "n").await?.outputs, vec![], "no outputs")
}

#[wasm_bindgen]
pub async fn test_files_go_with_their_notebook() -> Outcome {
    let store = fresh_store("files-purged").await?;
    for id in ["a", "b"] {
        store.create(id.into(), 1.0, js(&new_notebook(id)), None).await?;
        put(&store, id, "f", 2.0, b"1").await?;
    }
    store.set_trashed("a".into(), Some(3.0)).await?;
    equal(listed(&store, "a").await?.len(), 1, "in the bin")?;
    store.purge("a".into()).await?;
    equal(listed(&store, "a").await?.len(), 0, "purged")?;
    equal(listed(&store, "b").await?.len(), 1, "the other notebook's")?;
    let late = put(&store, "a", "f", 4.0, b"2").await;
    refused_as(late, "closed", "a file of a tab that still shows it")?;
    equal(listed(&store, "a").await?.len(), 0, "nothing came back")
}

#[wasm_bindgen]
pub async fn test_two_tabs_leave_one_row_for_a_path() -> Outcome {
    let name = "files-tabs";
    let one = fresh_store(name).await?;
    let two = open(name).await?;
    one.create("n".into(), 1.0, js(&new_notebook("a")), None).await?;
    for turn in 0..10u8 {
        let at = f64::from(turn);
        let written = vec![turn; 10 + usize::from(turn)];
        both(put(&one, "n", "f", at, &written), put(&two, "n", "f", at + 0.5, b"2")).await?;
        equal(listed(&one, "n").await?.len(), 1, "rows")?;
        let held = content(&two, "n", "f").await?.map(|held| held.len());
        equal(held, listed(&one, "n").await?.first().map(|(_, size, _)| *size as usize), "size")?;
    }
    Ok(())
}

/// Both at once, until both are done.
async fn both(
    one: impl std::future::Future<Output = Outcome>,
    two: impl std::future::Future<Output = Outcome>,
) -> Outcome {
    let mut one = std::pin::pin!(one);
    let mut two = std::pin::pin!(two);
    let (mut first, mut second) = (None, None);
    std::future::poll_fn(|context| {
        use std::task::Poll;
        if first.is_none()
            && let Poll::Ready(outcome) = one.as_mut().poll(context)
        {
            first = Some(outcome);
        }
        if second.is_none()
            && let Poll::Ready(outcome) = two.as_mut().poll(context)
        {
            second = Some(outcome);
        }
        if first.is_some() && second.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    first.unwrap_or(Ok(())).and(second.unwrap_or(Ok(())))
}

#[wasm_bindgen]
pub async fn test_a_database_of_version_1_takes_files() -> Outcome {
    let name = "files-version-1";
    database_of_version_1(name).await?;
    let store = open(name).await?;
    equal(listed(&store, "n").await?, vec![], "no files at first")?;
    put(&store, "n", "a.txt", 5.0, b"un").await?;
    store.close();
    let store = open(name).await?;
    equal(content(&store, "n", "a.txt").await?, Some(b"un".to_vec()), "a file")?;
    check(!load(&store, "n").await?.updates.is_empty(), "the notebook")?;
    store.close();
    let fail = |error: idb::Error| failure(&error.to_string());
    let request = Factory::new().and_then(|factory| factory.open(name, None)).map_err(fail)?;
    let database = request.await.map_err(fail)?;
    equal(database.version().map_err(fail)?, 5, "the version")?;
    database.close();
    Ok(())
}

/// The database as version 2 made it, without our own code.
pub(crate) async fn database_of_version_2(name: &str) -> Outcome {
    database_of_version_1(name).await?;
    let fail = |error: idb::Error| failure(&error.to_string());
    let mut request =
        Factory::new().and_then(|factory| factory.open(name, Some(2))).map_err(fail)?;
    request.on_upgrade_needed(|event| {
        use idb::{DatabaseEvent, KeyPath, ObjectStoreParams};
        let Ok(database) = event.database() else { return };
        let mut params = ObjectStoreParams::new();
        let path = KeyPath::new_array(["notebook", "path", "size", "modified"]);
        params.key_path(Some(path));
        let _ = database.create_object_store("files", params);
    });
    let database = request.await.map_err(fail)?;
    let transaction = database.transaction(&["files"], TransactionMode::ReadWrite).map_err(fail)?;
    let row = include_str!("../../assets/fixtures/store/v2/file.json");
    let row: ardoise_page::wire::Record = js_sys::JSON::parse(row)?.unchecked_into();
    row.set("bytes", &Uint8Array::new(&row.get("bytes")));
    transaction.object_store("files").map_err(fail)?.put(&row, None).map_err(fail)?;
    transaction.await.map_err(fail)?;
    database.close();
    Ok(())
}

#[wasm_bindgen]
pub async fn test_a_store_of_version_2_opens() -> Outcome {
    let name = "files-version-2";
    database_of_version_2(name).await?;
    let store = open(name).await?;
    let expected = vec![("données/été.csv".to_owned(), 7, 1_795_372_215_250.0)];
    equal(listed(&store, "n").await?, expected, "the list")?;
    let held = content(&store, "n", "données/été.csv").await?;
    equal(held, Some("é;1\r\n\u{0}".into()), "what it holds")
}
