//! What a relay keeps: rooms, their records, and which snapshots stand for what came before.
//!
//! A store knows rows and transactions, and no rule about them: numbers, quotas and purging are the
//! brain's. What is read and written for one commit goes through [`Rows`] in one transaction, in
//! batches, so that a store behind a network needs few round trips; [`Rows::rooms`] locks what it
//! returns until the transaction ends. [`MemoryStore`] is for tests and simulations.

#[cfg(any(feature = "postgres", feature = "sqlite"))]
mod checksum;
mod memory;
#[cfg(feature = "postgres")]
pub(crate) mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::sync::Arc;

use ardoise_protocol::room::{Chain, Place, RecordId, RoomId, StoreId};

pub use memory::MemoryStore;
#[cfg(feature = "postgres")]
pub use postgres::PostgresStore;
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteStore;

/// Why a store did not do something. Whatever was being written is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    #[error("the disk is full")]
    Full,
    #[error("the disk cannot be written")]
    ReadOnly,
    #[error("what was stored is damaged")]
    Damaged,
    #[error("the store has failed")]
    Other,
}

/// Why a store does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("SQLite {0} is too old: it may lose data")]
    TooOld(String),
    #[error("another relay uses this folder")]
    InUse,
    #[error("this store was written by a later version")]
    Later,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Folder(#[from] std::io::Error),
    /// What a person can do about it is in the text, and never a password.
    #[error("{0}")]
    Database(String),
}

/// Of a snapshot: as many as a record can say.
pub const MOST_PARTS: usize = 1024;

pub type Stored<T> = Result<T, StoreError>;

/// Something done inside one transaction.
pub type Work<'a> = dyn FnMut(&mut dyn Rows) -> Stored<()> + 'a;

/// Where rooms are kept.
pub trait Store {
    /// The store's name, made with it.
    fn id(&self) -> StoreId;

    /// The latest time that was remembered, in milliseconds since 1970.
    fn clock(&mut self) -> Stored<u64>;

    /// For reading, outside a transaction.
    fn rows(&mut self) -> &mut dyn Rows;

    /// Does this work in one transaction. When it returns, all of it is durable, or none of it is
    /// there. The work may be done more than once: what others wrote meanwhile makes it begin anew.
    fn transaction(&mut self, work: &mut Work<'_>) -> Stored<()>;

    /// So many rooms in the order of their ids, after this one.
    fn rooms_after(&mut self, room: Option<RoomId>, most: usize) -> Stored<Vec<RoomRow>>;

    /// How many rooms there are, and the bytes of their records.
    fn totals(&mut self) -> Stored<Totals>;

    /// Whether other relays write it, too.
    fn is_shared(&self) -> bool {
        false
    }

    /// Tries to get out of damage that reading met everywhere. True when it may be tried again.
    fn mend(&mut self) -> bool {
        false
    }
}

impl<S: Store + ?Sized> Store for Box<S> {
    fn id(&self) -> StoreId {
        (**self).id()
    }

    fn clock(&mut self) -> Stored<u64> {
        (**self).clock()
    }

    fn rows(&mut self) -> &mut dyn Rows {
        (**self).rows()
    }

    fn transaction(&mut self, work: &mut Work<'_>) -> Stored<()> {
        (**self).transaction(work)
    }

    fn rooms_after(&mut self, room: Option<RoomId>, most: usize) -> Stored<Vec<RoomRow>> {
        (**self).rooms_after(room, most)
    }

    fn totals(&mut self) -> Stored<Totals> {
        (**self).totals()
    }

    fn is_shared(&self) -> bool {
        (**self).is_shared()
    }

    fn mend(&mut self) -> bool {
        (**self).mend()
    }
}

/// The rows of a store. What was inserted in a transaction is seen by what reads later in it.
pub trait Rows {
    fn rooms(&mut self, rooms: &[RoomId]) -> Stored<Vec<Option<RoomRow>>>;

    fn put_rooms(&mut self, rooms: &[RoomRow]) -> Stored<()>;

    /// Removes the room's row; its records were removed before.
    fn forget_room(&mut self, room: &RoomId) -> Stored<()>;

    /// The numbers of records that the rooms have.
    fn sequences(&mut self, records: &[(RoomId, RecordId)]) -> Stored<Vec<Option<u32>>>;

    /// The chain at a record.
    fn chain(&mut self, room: &RoomId, sequence: u32) -> Stored<Option<Chain>>;

    /// The records after a number: at most so many, and no more once they have so many bytes. They
    /// come as they were found: whoever asks checks them.
    fn records(
        &mut self,
        room: &RoomId,
        after: u32,
        most_records: usize,
        most_bytes: usize,
    ) -> Stored<Vec<RecordRow>>;

    fn insert(&mut self, records: &[RecordRow]) -> Stored<()>;

    /// Removes the records up to this number, and what is known of attests among them and of
    /// snapshots that cover less; says how many records and bytes went.
    fn remove(&mut self, room: &RoomId, up_to: u32) -> Stored<(u32, u64)>;

    fn snapshot(&mut self, room: &RoomId, key: &RecordId) -> Stored<Option<SnapshotRow>>;

    fn put_snapshot(&mut self, snapshot: &SnapshotRow) -> Stored<()>;

    /// The snapshots that count.
    fn counting(&mut self, room: &RoomId) -> Stored<Vec<SnapshotRow>>;

    /// Notes that the record with this number vouches for that one.
    fn put_attest(&mut self, room: &RoomId, sequence: u32, target: &RecordId) -> Stored<()>;

    /// How many records vouch for this one.
    fn attests(&mut self, room: &RoomId, target: &RecordId) -> Stored<u32>;

    fn remember_clock(&mut self, millis: u64) -> Stored<()>;
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomRow {
    pub id: RoomId,
    pub head: Place,
    /// Records up to here are gone.
    pub base: Place,
    /// What the newest snapshot that counts covers.
    pub shown: Place,
    /// Of the records that are there.
    pub records: u32,
    pub bytes: u64,
    /// When the last record came.
    pub appended_millis: u64,
    pub keeps_days: u32,
    /// The number of the maker's last order.
    pub order: u32,
    /// Nothing of it is left but its name, which is never used again.
    pub deleted: bool,
}

/// A record of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    pub room: RoomId,
    pub sequence: u32,
    pub id: RecordId,
    /// With this record.
    pub chain: Chain,
    pub bytes: Arc<[u8]>,
}

/// What is known of a snapshot, of all its parts together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotRow {
    pub room: RoomId,
    /// The id of the record, or a name that all parts share.
    pub key: RecordId,
    pub covers: Place,
    /// How many parts there are, and, bit by bit, which are here.
    pub count: u32,
    pub parts: [u8; MOST_PARTS / 8],
    /// How often the admin key stood behind it.
    pub vouchers: u32,
    /// Since when it counts.
    pub counted_millis: Option<u64>,
    /// Since when another has vouched for it.
    pub doubled_millis: Option<u64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub rooms: u64,
    pub bytes: u64,
}

impl RoomRow {
    /// A room without records.
    pub fn new(id: RoomId, keeps_days: u32, now: u64) -> RoomRow {
        RoomRow {
            id,
            head: Place::START,
            base: Place::START,
            shown: Place::START,
            records: 0,
            bytes: 0,
            appended_millis: now,
            keeps_days,
            order: 0,
            deleted: false,
        }
    }
}
