//! Sixteen megabytes that are kept for the worst day: on a disk that others have filled to the last
//! byte nothing could be removed either, since what is removed is written first.

use std::fs::{self, File};
use std::io;
use std::path::Path;

const BYTES: u64 = 16 << 20;
/// With less than this the relay gives its reserve away.
const LAST: u64 = 8 << 20;
/// With this it takes one again.
const PLENTY: u64 = 8 * BYTES;
const NAME: &str = "reserve";

/// Looks at the disk on which this folder lies, and gives the reserve away or takes it again. What
/// does not succeed is tried again the next time.
pub(super) fn look(folder: &Path) {
    if let Some(free) = free_bytes(folder) {
        adjust(folder, free);
    }
}

fn adjust(folder: &Path, free: u64) {
    let file = folder.join(NAME);
    let is_kept = fs::metadata(&file).is_ok_and(|file| file.len() == BYTES);
    let is_wanted = free > PLENTY && !is_kept;
    if free < LAST || is_wanted && filled(&file).is_err() {
        let _ = fs::remove_file(file);
    }
}

/// A file whose place on the disk is its own.
fn filled(path: &Path) -> io::Result<()> {
    let file = File::create(path)?;
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{FallocateFlags, fallocate};
        if fallocate(&file, FallocateFlags::empty(), 0, BYTES).is_ok() {
            return Ok(());
        }
    }
    io::copy(&mut io::Read::take(io::repeat(0x5a), BYTES), &mut &file).map(|_| ())
}

#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_given_away_when_nothing_is_left_and_taken_again_when_there_is_plenty() {
        let folder = std::env::temp_dir().join(format!("ardoise-reserve-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let kept = || fs::metadata(folder.join(NAME)).ok().map(|file| file.len());
        adjust(&folder, PLENTY + 1);
        assert_eq!(kept(), Some(BYTES));
        // Neither little nor much: it stays as it is.
        adjust(&folder, LAST);
        assert_eq!(kept(), Some(BYTES));
        adjust(&folder, LAST - 1);
        assert_eq!(kept(), None);
        adjust(&folder, PLENTY);
        assert_eq!(kept(), None);
        // One that a power cut left half made is made again.
        fs::write(folder.join(NAME), b"half").expect("written");
        adjust(&folder, PLENTY + 1);
        assert_eq!(kept(), Some(BYTES));
        fs::remove_dir_all(&folder).expect("removed");
    }
}
