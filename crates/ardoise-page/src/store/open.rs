//! Opening the database, making its object stores, and hearing when it is taken away.

use std::cell::Cell;
use std::rc::Rc;

use ardoise_core::session::StoreFailure;
use idb::event::VersionChangeEvent;
use idb::request::OpenDatabaseRequest;
use idb::{
    Database, DatabaseEvent, Factory, IndexParams, KeyPath, ObjectStoreParams, TransactionMode,
};
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbVersionChangeEvent};

use super::failure::Failure;
use super::transaction::{Durability, Writing, answer};
use super::{
    ACTIVITIES, BY_NOTEBOOK, BY_RECORD, FILES, GIVEN, KERNELS, KEYS, LINKS, NOTEBOOKS, OUTBOX,
    OUTPUTS, PENDING, ROOMS, StoreEvent, UPDATES, VERSIONS,
};
use crate::wire::Wire;

/// The version of the stored format, and of the database.
const VERSION: u32 = 5;

/// An open database and why it ended, once it has.
pub(crate) struct Connection {
    raw: IdbDatabase,
    /// Holds the handlers of the connection.
    database: Database,
    ended: Rc<Cell<Option<StoreFailure>>>,
}

impl Connection {
    pub(crate) async fn open(name: &str, listener: Function) -> Result<Connection, Failure> {
        Connection::try_open(name, listener).await.map_err(Failure::while_opening)
    }

    async fn try_open(name: &str, listener: Function) -> Result<Connection, Failure> {
        let opening = IdbOpenDbRequest::from(Factory::new()?.open(name, Some(VERSION))?);
        let mut request = OpenDatabaseRequest::from(opening.clone());
        let blocked = listener.clone();
        request.on_blocked(move |_| tell(&blocked, StoreEvent::Blocked));
        request.on_upgrade_needed(|event| {
            // Should making a store fail, the request below fails.
            let _ = make_stores(&event);
        });
        let raw: IdbDatabase = answer(opening).await?.unchecked_into();
        let mut database = Database::from(raw.clone());
        let ended = Rc::new(Cell::new(None));

        let (closed, told) = (Rc::clone(&ended), listener.clone());
        database.on_close(move |_| {
            closed.set(closed.get().or(Some(StoreFailure::Closed)));
            tell(&told, StoreEvent::Closed);
        });
        let (outdated, old) = (Rc::clone(&ended), raw.clone());
        database.on_version_change(move |event| {
            // Another tab waits to change or delete the database; holding on would block it.
            old.close();
            let event: IdbVersionChangeEvent = event.unchecked_into();
            let deleted = event.new_version().is_none();
            let (failure, event) = if deleted {
                (StoreFailure::Closed, StoreEvent::Closed)
            } else {
                (StoreFailure::Outdated, StoreEvent::Outdated)
            };
            outdated.set(Some(failure));
            tell(&listener, event);
        });
        Ok(Connection { raw, database, ended })
    }

    pub(crate) fn write(
        &self,
        stores: &[&str],
        durability: Durability,
    ) -> Result<Writing, Failure> {
        self.check()?;
        Writing::begin(&self.raw, stores, durability)
    }

    pub(crate) fn read(&self, stores: &[&str]) -> Result<idb::Transaction, Failure> {
        self.check()?;
        Ok(self.database.transaction(stores, TransactionMode::ReadOnly)?)
    }

    pub(crate) fn close(&self) {
        self.ended.set(Some(StoreFailure::Closed));
        self.raw.close();
    }

    fn check(&self) -> Result<(), Failure> {
        self.ended.get().map_or(Ok(()), |failure| Err(Failure(failure)))
    }
}

fn tell(listener: &Function, event: StoreEvent) {
    // What the listener throws is the listener's affair.
    let _ = listener.call1(&JsValue::NULL, &event.to_js());
}

/// Each version of the format adds its step here, behind `old_version() < n`, and keeps the steps
/// before it: a database of any release is brought to the newest form, one version after another.
fn make_stores(event: &VersionChangeEvent) -> Result<(), idb::Error> {
    let database = event.database()?;
    let before = event.old_version()?;
    let keyed = |path: KeyPath, rising: bool| {
        let mut params = ObjectStoreParams::new();
        params.key_path(Some(path)).auto_increment(rising);
        params
    };
    if before < 1 {
        database.create_object_store(NOTEBOOKS, keyed(KeyPath::new_single("id"), false))?;
        let updates =
            database.create_object_store(UPDATES, keyed(KeyPath::new_single("key"), true))?;
        let by_notebook = KeyPath::new_single(BY_NOTEBOOK);
        updates.create_index(BY_NOTEBOOK, by_notebook, Some(IndexParams::new()))?;
        database
            .create_object_store(OUTPUTS, keyed(KeyPath::new_array(["notebook", "cell"]), false))?;
        database.create_object_store(
            VERSIONS,
            keyed(KeyPath::new_array(["notebook", "time"]), false),
        )?;
        database.create_object_store(KERNELS, keyed(KeyPath::new_single("hash"), false))?;
    }
    if before < 2 {
        let path = KeyPath::new_array(["notebook", "path", "size", "modified"]);
        database.create_object_store(FILES, keyed(path, false))?;
    }
    if before < 3 {
        let notebook = KeyPath::new_single("notebook");
        database.create_object_store(ACTIVITIES, keyed(notebook, false))?;
        database.create_object_store(KEYS, keyed(KeyPath::new_single("name"), false))?;
    }
    if before < 4 {
        database.create_object_store(ROOMS, keyed(KeyPath::new_single("notebook"), false))?;
        let address = KeyPath::new_array(["notebook", "address"]);
        database.create_object_store(LINKS, keyed(address, false))?;
        for name in [OUTBOX, PENDING] {
            let rows =
                database.create_object_store(name, keyed(KeyPath::new_single("key"), true))?;
            let by_notebook = KeyPath::new_single(BY_NOTEBOOK);
            rows.create_index(BY_NOTEBOOK, by_notebook, Some(IndexParams::new()))?;
            if name == OUTBOX {
                let by_record = KeyPath::new_array(["notebook", "record"]);
                rows.create_index(BY_RECORD, by_record, Some(IndexParams::new()))?;
            }
        }
    }
    if before < 5 {
        let path = KeyPath::new_array(["notebook", "time"]);
        database.create_object_store(GIVEN, keyed(path, false))?;
    }
    Ok(())
}
