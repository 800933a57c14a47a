//! A file that SQLite finds damaged is put aside, and what can still be read of it goes into a new
//! one. Whether it is sound is seen where it is read; what is missing, devices append again.

use std::fs;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use super::{FILE, Fault, OpenError, prepared};
use crate::store::StoreError;

/// Each table, the order of its rows, and how many columns it has.
const TABLES: [(&str, &str, usize); 5] = [
    ("about", "name", 2),
    ("room", "number", 15),
    ("record", "place", 5),
    ("snapshot", "room, name", 9),
    ("attest", "room, sequence", 3),
];

/// A connection to a new file with what could be read of the old one.
pub(super) fn copied(folder: &Path) -> Result<Connection, OpenError> {
    let aside = put_aside(folder)?;
    let new = prepared(&folder.join(FILE)).map_err(|fault| match fault {
        Fault::Later => OpenError::Later,
        Fault::Store(error) => OpenError::Store(error),
    })?;
    let old = Connection::open_with_flags(&aside, OpenFlags::SQLITE_OPEN_READ_WRITE);
    if let Ok(old) = old {
        let copy = || -> rusqlite::Result<()> {
            new.execute_batch("BEGIN IMMEDIATE")?;
            for (table, order, columns) in TABLES {
                copy_table(&old, &new, table, order, columns)?;
            }
            new.execute_batch("COMMIT")
        };
        copy().map_err(|_| OpenError::Store(StoreError::Other))?;
    }
    Ok(new)
}

/// Gives the file another name; an earlier one that was put aside stays.
fn put_aside(folder: &Path) -> std::io::Result<std::path::PathBuf> {
    let name = |number: u32, end: &str| folder.join(format!("damaged-{number}.db{end}"));
    let number = (1..).find(|number| !name(*number, "").exists()).unwrap_or_default();
    for end in ["", "-wal", "-shm"] {
        let from = folder.join(format!("{FILE}{end}"));
        if from.exists() {
            fs::rename(from, name(number, end))?;
        }
    }
    Ok(name(number, ""))
}

/// From both ends, up to where it can no longer be read.
fn copy_table(
    old: &Connection,
    new: &Connection,
    table: &str,
    order: &str,
    columns: usize,
) -> rusqlite::Result<()> {
    let marks = vec!["?"; columns].join(", ");
    let mut insert = new.prepare(&format!("INSERT OR IGNORE INTO {table} VALUES ({marks})"))?;
    let backwards = order.replace(", ", " DESC, ");
    for order in [order.to_owned(), format!("{backwards} DESC")] {
        let Ok(mut select) = old.prepare(&format!("SELECT * FROM {table} ORDER BY {order}")) else {
            continue;
        };
        let Ok(mut rows) = select.query([]) else { continue };
        while let Ok(Some(row)) = rows.next() {
            let values: Result<Vec<Value>, _> = (0..columns).map(|at| row.get(at)).collect();
            if let Ok(values) = values {
                // A row that no longer fits its table is none.
                let _ = insert.execute(params_from_iter(values));
            }
        }
    }
    Ok(())
}
