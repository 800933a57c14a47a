//! A store in one SQLite file: a write-ahead log, synchronised at each commit, and one connection.
//!
//! Rooms' rows carry a checksum, and records are named by their hash, so that whoever reads can tell
//! what a bad disk has changed; SQLite has no checksums of its own. Start at [`SqliteStore::open`].

mod mend;
mod rows;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use ardoise_protocol::room::{RoomId, StoreId};
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

use super::checksum::clock_of;
use super::{OpenError, RoomRow, Rows, Store, StoreError, Stored, Totals, Work};
use rows::{Tables, room_of_row};

/// Earlier ones may lose what two connections commit at once.
const LEAST_VERSION: i32 = 3_051_003;
const FILE: &str = "relay.db";
const LOCK: &str = "relay.lock";

const SCHEMA: &str = "
    CREATE TABLE about (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
    CREATE TABLE room (
        number INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        head INTEGER NOT NULL, head_chain BLOB NOT NULL,
        base INTEGER NOT NULL, base_chain BLOB NOT NULL,
        shown INTEGER NOT NULL, shown_chain BLOB NOT NULL,
        records INTEGER NOT NULL, bytes INTEGER NOT NULL,
        appended INTEGER NOT NULL, keeps_days INTEGER NOT NULL,
        last_order INTEGER NOT NULL, deleted INTEGER NOT NULL,
        checksum BLOB NOT NULL
    ) STRICT;
    -- Where it is: the room's number, and 32 bits for the record's.
    CREATE TABLE record (
        place INTEGER PRIMARY KEY,
        room INTEGER NOT NULL,
        id BLOB NOT NULL,
        chain BLOB NOT NULL,
        bytes BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX record_id ON record (room, id);
    CREATE TABLE snapshot (
        room INTEGER NOT NULL, name BLOB NOT NULL,
        covers INTEGER NOT NULL, covers_chain BLOB NOT NULL,
        count INTEGER NOT NULL, parts BLOB NOT NULL, vouchers INTEGER NOT NULL,
        counted INTEGER, doubled INTEGER,
        PRIMARY KEY (room, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE attest (
        room INTEGER NOT NULL, sequence INTEGER NOT NULL, target BLOB NOT NULL,
        PRIMARY KEY (room, sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX attest_target ON attest (room, target);
    INSERT INTO about VALUES ('version', 1);
";

/// All descriptions of tables, in one text.
const NAMES: &str = "SELECT group_concat(concat(type, name, tbl_name, sql), char(10) ORDER BY name) FROM sqlite_schema";

/// A store in a folder.
pub struct SqliteStore {
    id: StoreId,
    tables: Tables,
    folder: PathBuf,
    /// Held as long as the store is open.
    _lock: File,
}

impl SqliteStore {
    /// Opens the store in this folder, which is made when it is not there. A damaged one is copied
    /// as far as it can be read, and put aside.
    pub fn open(folder: &Path) -> Result<SqliteStore, OpenError> {
        if rusqlite::version_number() < LEAST_VERSION {
            return Err(OpenError::TooOld(rusqlite::version().to_owned()));
        }
        fs::create_dir_all(folder)?;
        let lock = File::options().create(true).append(true).open(folder.join(LOCK))?;
        lock.try_lock().map_err(|_| OpenError::InUse)?;
        let opened = prepared(&folder.join(FILE)).and_then(|connection| {
            is_whole(&connection)?;
            Ok(connection)
        });
        let connection = match opened {
            Ok(connection) => connection,
            Err(Fault::Later) => return Err(OpenError::Later),
            Err(Fault::Store(StoreError::Damaged)) => mend::copied(folder)?,
            Err(Fault::Store(error)) => return Err(error.into()),
        };
        let id = identity(&connection).map_err(|error| OpenError::Store(fault(&error)))?;
        Ok(SqliteStore {
            id,
            tables: Tables { connection },
            folder: folder.to_owned(),
            _lock: lock,
        })
    }

    /// Lets the file grow to so many pages of 4096 bytes and no further.
    pub fn limit_pages(&mut self, pages: u32) -> Stored<()> {
        let pragma = format!("PRAGMA max_page_count = {pages}");
        let set = self.tables.connection.query_row(&pragma, [], |_| Ok(()));
        set.map_err(|error| fault(&error))
    }

    /// From now on nothing can be written, as on a disk that the system made read-only.
    pub fn make_read_only(&mut self) -> Stored<()> {
        let set = self.tables.connection.pragma_update(None, "query_only", true);
        set.map_err(|error| fault(&error))
    }
}

impl Store for SqliteStore {
    fn id(&self) -> StoreId {
        self.id
    }

    fn clock(&mut self) -> Stored<u64> {
        let query = "SELECT value FROM about WHERE name = 'clock'";
        let found = self.tables.connection.query_row(query, [], |row| row.get::<_, [u8; 24]>(0));
        // One that is damaged is none: a time far ahead would make all rooms expire.
        let millis = found.ok().and_then(|bytes| clock_of(&bytes));
        Ok(millis.unwrap_or_default())
    }

    fn rows(&mut self) -> &mut dyn Rows {
        &mut self.tables
    }

    fn transaction(&mut self, work: &mut Work<'_>) -> Stored<()> {
        self.say("BEGIN IMMEDIATE")?;
        let done = work(&mut self.tables).and_then(|()| self.say("COMMIT"));
        if done.is_err() && !self.tables.connection.is_autocommit() {
            self.say("ROLLBACK")?;
        }
        done
    }

    fn rooms_after(&mut self, room: Option<RoomId>, most: usize) -> Stored<Vec<RoomRow>> {
        let after = room.map_or_else(Vec::new, |room| room.0.to_vec());
        let found = || -> rusqlite::Result<Vec<_>> {
            let query = "SELECT * FROM room WHERE id > ?1 ORDER BY id LIMIT ?2";
            let mut statement = self.tables.connection.prepare_cached(query)?;
            let rows = statement.query_map(params![after, most as i64], room_of_row)?;
            rows.collect()
        };
        let rows = found().map_err(|error| fault(&error))?;
        // Those that are damaged are mended when somebody asks for them.
        Ok(rows.into_iter().filter_map(Result::ok).collect())
    }

    fn totals(&mut self) -> Stored<Totals> {
        let query = "SELECT count(*), coalesce(sum(bytes), 0) FROM room WHERE NOT deleted";
        let totals = self
            .tables
            .connection
            .query_row(query, [], |row| Ok(Totals { rooms: row.get(0)?, bytes: row.get(1)? }));
        totals.map_err(|error| fault(&error))
    }

    fn mend(&mut self) -> bool {
        let Ok(aside) = Connection::open_in_memory() else { return false };
        // The file must be closed before it can be put aside.
        self.tables.connection = aside;
        match mend::copied(&self.folder) {
            Ok(connection) => {
                self.tables.connection = connection;
                true
            }
            Err(_) => false,
        }
    }
}

impl SqliteStore {
    fn say(&self, what: &str) -> Stored<()> {
        self.tables.connection.execute_batch(what).map_err(|error| fault(&error))
    }
}

/// Why a file does not become a connection.
enum Fault {
    Later,
    Store(StoreError),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        Fault::Store(fault(&error))
    }
}

/// A connection to this file, which is made when it is not there.
fn prepared(file: &Path) -> Result<Connection, Fault> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    for (name, value) in [
        ("journal_mode", "WAL"),
        ("synchronous", "FULL"),
        ("cache_size", "-4096"),
        ("temp_store", "MEMORY"),
        // What was deleted is gone from the file, too.
        ("secure_delete", "ON"),
        ("cell_size_check", "ON"),
        ("trusted_schema", "OFF"),
    ] {
        connection.pragma_update_and_check(None, name, value, |_| Ok(())).or_else(|error| {
            match error {
                rusqlite::Error::QueryReturnedNoRows => Ok(()),
                error => Err(error),
            }
        })?;
    }
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables == 0 {
        connection.execute_batch(&format!("BEGIN IMMEDIATE; {SCHEMA} COMMIT;"))?;
    }
    let query = "SELECT value FROM about WHERE name = 'version'";
    let version: Option<i64> = connection.query_row(query, [], |row| row.get(0)).optional()?;
    match version {
        Some(1) => Ok(connection),
        Some(2..) => Err(Fault::Later),
        _ => Err(Fault::Store(StoreError::Damaged)),
    }
}

fn is_whole(connection: &Connection) -> Result<(), Fault> {
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    let names: String = connection.query_row(NAMES, [], |row| row.get(0))?;
    let is_whole = said == "ok" && names == named(&Connection::open_in_memory()?)?;
    if is_whole { Ok(()) } else { Err(Fault::Store(StoreError::Damaged)) }
}

/// How the tables are described in a new store.
fn named(connection: &Connection) -> rusqlite::Result<String> {
    connection.execute_batch(SCHEMA)?;
    connection.query_row(NAMES, [], |row| row.get(0))
}

/// The store's name, which is made with the store.
fn identity(connection: &Connection) -> rusqlite::Result<StoreId> {
    let query = "SELECT value FROM about WHERE name = 'store'";
    let known: Option<[u8; 16]> = connection.query_row(query, [], |row| row.get(0)).optional()?;
    if let Some(id) = known {
        return Ok(StoreId(id));
    }
    let mut id = [0; 16];
    getrandom::fill(&mut id).map_err(|_| rusqlite::Error::InvalidQuery)?;
    connection.execute("INSERT INTO about VALUES ('store', ?1)", [id])?;
    Ok(StoreId(id))
}

/// What a store's error comes to for the relay.
fn fault(error: &rusqlite::Error) -> StoreError {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
            ErrorCode::DiskFull => StoreError::Full,
            ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
                StoreError::ReadOnly
            }
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::OutOfMemory
            | ErrorCode::OperationInterrupted
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::SystemIoFailure => StoreError::Other,
            // What is asked is always the same, and numbers and names are told apart before they are
            // written: all else comes from what the file holds.
            _ => StoreError::Damaged,
        },
        _ => StoreError::Damaged,
    }
}
