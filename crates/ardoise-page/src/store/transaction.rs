//! One transaction from begin to complete, and the answer to one request. Transactions are opened
//! through web-sys, since `idb` cannot ask for durability; engines that do not know the option
//! ignore it. Requests are awaited as plain promises: the futures of `idb` cost 20 kB.

use ardoise_core::session::StoreFailure;
use idb::{ObjectStore, Transaction};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbRequest, IdbTransaction};

use super::failure::Failure;
use crate::wire::{Record, Wire};

/// How sure a complete transaction is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// On the disk before it is complete: work of a person.
    Strict,
    /// With the operating system: what can be lost or made again.
    Relaxed,
}

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase` with the third argument of `transaction`.
    #[wasm_bindgen(extends = IdbDatabase, js_name = IDBDatabase, typescript_type = "IDBDatabase")]
    type DurableDatabase;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &DurableDatabase,
        stores: &Array,
        mode: &str,
        options: &Record,
    ) -> Result<IdbTransaction, JsValue>;
}

/// A transaction that reads and writes.
pub(crate) struct Writing {
    raw: IdbTransaction,
    transaction: Transaction,
    complete: JsFuture,
}

impl Writing {
    pub(crate) fn begin(
        database: &IdbDatabase,
        stores: &[&str],
        durability: Durability,
    ) -> Result<Writing, Failure> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Record::new();
        let word = if durability == Durability::Strict { "strict" } else { "relaxed" };
        options.put_word("durability", word);
        let database: &DurableDatabase = database.unchecked_ref();
        let raw = database
            .transaction(&names, "readwrite", &options)
            .map_err(|thrown| Failure::from_js(&thrown))?;
        // The promise is made at once: a transaction may end before anyone waits for it.
        let complete = Promise::new(&mut |resolve, reject| {
            raw.set_oncomplete(Some(&resolve));
            raw.set_onabort(Some(&reject));
        });
        Ok(Writing {
            transaction: Transaction::from(raw.clone()),
            raw,
            complete: JsFuture::from(complete),
        })
    }

    pub(crate) fn store(&self, name: &str) -> Result<ObjectStore, Failure> {
        Ok(self.transaction.object_store(name)?)
    }

    /// Resolves when everything asked for is done, or nothing of it.
    pub(crate) async fn complete(self) -> Result<(), Failure> {
        match self.complete.await {
            Ok(_) => Ok(()),
            Err(_) => Err(match self.raw.error() {
                Some(error) => Failure::from_exception(Some(&error)),
                // Cut off by the closing of the connection.
                None => Failure(StoreFailure::Closed),
            }),
        }
    }

    /// Nothing of it happened.
    pub(crate) fn abandon(self) {
        // It may have ended already; then there is nothing to take back.
        let _ = self.raw.abort();
    }
}

/// What the database answers to a request. Inside a transaction, the next request may follow
/// without ending it, as long as nothing else is awaited in between.
pub(crate) async fn answer(request: impl Into<IdbRequest>) -> Result<JsValue, Failure> {
    let request: IdbRequest = request.into();
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => request.result().map_err(|thrown| Failure::from_js(&thrown)),
        Err(_) => Err(Failure::from_exception(request.error().ok().flatten().as_ref())),
    }
}

/// The rows that answer a request for all.
pub(crate) async fn all(request: impl Into<IdbRequest>) -> Result<Vec<JsValue>, Failure> {
    Ok(answer(request).await?.unchecked_into::<Array>().iter().collect())
}

/// The row that answers a request for one.
pub(crate) async fn one(request: impl Into<IdbRequest>) -> Result<Option<JsValue>, Failure> {
    let row = answer(request).await?;
    Ok((!row.is_undefined()).then_some(row))
}

impl Record {
    fn put_word(&self, key: &str, word: &str) {
        word.to_owned().put(self, key);
    }
}
