//! A store in a PostgreSQL database that several relays share. A commit is one transaction: it locks
//! its rooms in the order of their ids, and is acknowledged once the server has it on its disk.
//!
//! The connection may break at any time: what was being written is tried again on a new one, which
//! does no harm, since a record that is there already keeps its number. While the server does not
//! answer, all is refused at once, and it is asked again after a pause.
//!
//! It must not know how relays tell each other what is new, but for where ([`hints`]). Start at
//! [`PostgresStore::open`].

mod address;
#[cfg(feature = "shell")]
pub(crate) mod hints;
mod rows;
mod tls;

use std::time::{Duration, Instant};

use ardoise_protocol::room::{RoomId, StoreId};
use postgres::error::SqlState;
use postgres::types::ToSql;
use postgres::{Client, Row, Statement};

use super::checksum::clock_of;
use super::{OpenError, RoomRow, Rows, Store, StoreError, Stored, Totals, Work};
pub(crate) use address::Address;
use rows::room_of_row;

/// As the server's list of clients shows it.
const NAME: &str = "ardoise relay";
const SCHEMA: &str = include_str!("schema.sql");
/// Numbers of versions as the server gives them.
const LEAST_VERSION: i32 = 120_000;
/// Relays that start in the same moment make the tables one after the other.
const MAKING: i64 = 0x6172_646f_6973_6501;
/// How often a transaction is begun in which another relay was faster.
const ATTEMPTS: u32 = 5;
/// Between two attempts to connect.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LAST_PAUSE: Duration = Duration::from_secs(5);

/// What the server is told with each connection: acknowledged means on its disk, whatever else it is
/// set to, and nobody waits for ever.
const SESSION: &str = "SET synchronous_commit = on; SET statement_timeout = '15s'; \
    SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '15s'";

/// A store in a database.
pub struct PostgresStore {
    id: StoreId,
    tables: Tables,
}

/// The connection and what is prepared on it.
struct Tables {
    address: Address,
    client: Option<Client>,
    prepared: Vec<(&'static str, Statement)>,
    /// After which pause, and from when on, it is tried to connect again.
    pause: Duration,
    again: Instant,
    in_transaction: bool,
    /// Rooms that were not there when this transaction locked the others.
    absent: Vec<RoomId>,
    /// The last fault may be gone when the transaction is begun anew.
    is_passing: bool,
}

impl PostgresStore {
    /// Opens the store in this database; the tables are made when they are not there.
    pub fn open(address: &str) -> Result<PostgresStore, OpenError> {
        PostgresStore::at(&Address::read(address)?)
    }

    pub(crate) fn at(address: &Address) -> Result<PostgresStore, OpenError> {
        let unreachable = |error: postgres::Error| OpenError::Database(said(&error));
        let mut client = address.connect(NAME).map_err(unreachable)?;
        client.batch_execute(SESSION).map_err(unreachable)?;
        let version: i32 = setting(&mut client, "server_version_num")?.parse().unwrap_or_default();
        if version < LEAST_VERSION {
            return Err(OpenError::Database("PostgreSQL 12 or later is needed".into()));
        }
        if setting(&mut client, "fsync")? != "on" {
            return Err(OpenError::Database(
                "this PostgreSQL does not synchronise its disk (fsync is off): what it \
                 acknowledges would be lost with the power"
                    .into(),
            ));
        }
        let id = prepared(&mut client).map_err(unreachable)?.ok_or(OpenError::Later)?;
        let tables = Tables {
            address: address.clone(),
            client: Some(client),
            prepared: Vec::new(),
            pause: FIRST_PAUSE,
            again: Instant::now(),
            in_transaction: false,
            absent: Vec::new(),
            is_passing: false,
        };
        Ok(PostgresStore { id, tables })
    }
}

impl Store for PostgresStore {
    fn id(&self) -> StoreId {
        self.id
    }

    fn clock(&mut self) -> Stored<u64> {
        let query = "SELECT value FROM relay_about WHERE name = 'clock'";
        let rows = self.tables.query(query, &[])?;
        let bytes = rows.first().and_then(|row| row.try_get::<_, &[u8]>(0).ok()?.try_into().ok());
        // One that is damaged is none: a time far ahead would make all rooms expire.
        Ok(bytes.and_then(clock_of).unwrap_or_default())
    }

    fn rows(&mut self) -> &mut dyn Rows {
        &mut self.tables
    }

    fn transaction(&mut self, work: &mut Work<'_>) -> Stored<()> {
        let mut done = Err(StoreError::Other);
        for _ in 0..ATTEMPTS {
            done = self.tables.transaction(work);
            if done.is_ok() || !self.tables.is_passing {
                break;
            }
        }
        done
    }

    fn rooms_after(&mut self, room: Option<RoomId>, most: usize) -> Stored<Vec<RoomRow>> {
        let after = room.map_or_else(Vec::new, |room| room.0.to_vec());
        let query = "SELECT * FROM relay_room WHERE id > $1 ORDER BY id LIMIT $2";
        let rows = self.tables.query(query, &[&after, &(most as i64)])?;
        // Those that are damaged are mended when somebody asks for them.
        Ok(rows.iter().filter_map(|row| room_of_row(row).ok()).collect())
    }

    fn totals(&mut self) -> Stored<Totals> {
        let query =
            "SELECT count(*), coalesce(sum(bytes), 0)::int8 FROM relay_room WHERE NOT deleted";
        let rows = self.tables.query(query, &[])?;
        let number = |at| rows.first().and_then(|row| row.try_get::<_, i64>(at).ok());
        let (rooms, bytes) = (number(0).unwrap_or_default(), number(1).unwrap_or_default());
        Ok(Totals { rooms: rooms as u64, bytes: bytes as u64 })
    }

    fn is_shared(&self) -> bool {
        true
    }
}

impl Tables {
    fn transaction(&mut self, work: &mut Work<'_>) -> Stored<()> {
        self.is_passing = false;
        self.absent.clear();
        self.say("BEGIN")?;
        self.in_transaction = true;
        let done = work(self).and_then(|()| self.say("COMMIT"));
        self.in_transaction = false;
        if done.is_err() {
            let is_passing = self.is_passing;
            // A connection on which this is not possible is given up.
            if self.say("ROLLBACK").is_err() {
                self.client = None;
            }
            self.is_passing = is_passing;
        }
        done
    }

    fn query(&mut self, query: &'static str, given: &[&(dyn ToSql + Sync)]) -> Stored<Vec<Row>> {
        self.on_connection(|client, prepared| {
            let known = prepared.iter().find(|(text, _)| *text == query);
            let statement = match known {
                Some((_, statement)) => statement.clone(),
                None => {
                    let statement = client.prepare(query)?;
                    prepared.push((query, statement.clone()));
                    statement
                }
            };
            client.query(&statement, given)
        })
    }

    fn say(&mut self, what: &str) -> Stored<()> {
        self.on_connection(|client, _| client.batch_execute(what))
    }

    /// Outside a transaction, what fails with the connection is tried once more on a new one.
    fn on_connection<T>(
        &mut self,
        mut ask: impl FnMut(
            &mut Client,
            &mut Vec<(&'static str, Statement)>,
        ) -> Result<T, postgres::Error>,
    ) -> Stored<T> {
        loop {
            let was_connected = self.client.is_some();
            self.connect()?;
            let Some(client) = &mut self.client else { return Err(StoreError::Other) };
            let error = match ask(client, &mut self.prepared) {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let is_broken = client.is_closed() || ends_connection(&error);
            self.is_passing = is_broken || is_passing(&error);
            if is_broken || error.code() == Some(&SqlState::READ_ONLY_SQL_TRANSACTION) {
                self.client = None;
            }
            if !is_broken || self.in_transaction || !was_connected {
                return Err(fault(&error));
            }
        }
    }

    /// Connects when there is no connection, and it is time to try.
    fn connect(&mut self) -> Stored<()> {
        if self.client.as_ref().is_some_and(|client| !client.is_closed()) {
            return Ok(());
        }
        self.client = None;
        self.prepared.clear();
        if self.in_transaction || Instant::now() < self.again {
            return Err(StoreError::Other);
        }
        let connected = self.address.connect(NAME).and_then(|mut client| {
            client.batch_execute(SESSION)?;
            Ok(client)
        });
        match connected {
            Ok(client) => {
                self.client = Some(client);
                self.pause = FIRST_PAUSE;
                Ok(())
            }
            Err(error) => {
                self.again = Instant::now() + self.pause;
                self.pause = (2 * self.pause).min(LAST_PAUSE);
                Err(fault(&error))
            }
        }
    }
}

fn setting(client: &mut Client, name: &str) -> Result<String, OpenError> {
    let row = client.query_one("SELECT current_setting($1)", &[&name]);
    row.and_then(|row| row.try_get(0)).map_err(|error| OpenError::Database(said(&error)))
}

/// The store's name, which is made with the tables; none when a later version made them.
fn prepared(client: &mut Client) -> Result<Option<StoreId>, postgres::Error> {
    let mut new = [0; 16];
    // Without chance there is no name, and no other store has this one.
    let has_chance = getrandom::fill(&mut new).is_ok();
    let mut transaction = client.transaction()?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&MAKING])?;
    transaction.batch_execute(SCHEMA)?;
    let keep = "INSERT INTO relay_about VALUES ($1, $2) ON CONFLICT DO NOTHING";
    transaction.execute(keep, &[&"version", &[1u8].as_slice()])?;
    if has_chance {
        transaction.execute(keep, &[&"store", &new.as_slice()])?;
    }
    let about = "SELECT value FROM relay_about WHERE name = $1";
    let version: Vec<u8> = transaction.query_one(about, &[&"version"])?.try_get(0)?;
    let store: Vec<u8> = transaction.query_one(about, &[&"store"])?.try_get(0)?;
    transaction.commit()?;
    let id = store.try_into().ok().map(StoreId);
    Ok(id.filter(|_| version == [1]))
}

/// What a person can use of an error. The server's own words hold no password.
fn said(error: &postgres::Error) -> String {
    let what = match (error.as_db_error(), std::error::Error::source(error)) {
        (Some(server), _) => server.message().to_owned(),
        (None, Some(source)) => source.to_string(),
        (None, None) => error.to_string(),
    };
    format!("the database does not take us: {what}")
}

/// Whether the connection is of no use any more. A server that goes away may still say so on it before
/// it closes.
fn ends_connection(error: &postgres::Error) -> bool {
    let farewells =
        [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::CANNOT_CONNECT_NOW];
    error.code().is_none_or(|code| farewells.contains(code))
}

/// Whether another relay was in the way, or what the server does is over soon.
fn is_passing(error: &postgres::Error) -> bool {
    let passing = [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        // Both have made the same room, or given the same number in it.
        SqlState::UNIQUE_VIOLATION,
    ];
    error.code().is_some_and(|code| passing.contains(code))
}

/// What an error comes to for the relay.
fn fault(error: &postgres::Error) -> StoreError {
    let Some(code) = error.code() else { return StoreError::Other };
    if *code == SqlState::DISK_FULL {
        StoreError::Full
    } else if [SqlState::READ_ONLY_SQL_TRANSACTION, SqlState::INSUFFICIENT_PRIVILEGE].contains(code)
    {
        StoreError::ReadOnly
    } else if [SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED].contains(code) {
        StoreError::Damaged
    } else {
        StoreError::Other
    }
}
