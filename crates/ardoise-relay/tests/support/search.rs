//! Looks for words in all that a process holds, writes and says, in the forms in which they could
//! be there: as they are, as UTF-16, and in base64 wherever they begin.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const LETTERS_OF_LINKS: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What is looked for: bytes, and what they are.
pub(crate) struct Search {
    forms: Vec<(Vec<u8>, String)>,
    /// Which forms begin with this byte.
    first: Vec<Vec<usize>>,
}

impl Search {
    pub(crate) fn new() -> Search {
        Search { forms: Vec::new(), first: vec![Vec::new(); 256] }
    }

    pub(crate) fn word(&mut self, name: &str, word: &str) {
        self.bytes(name, word.as_bytes());
        let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.form(wide, format!("{name} as UTF-16"));
    }

    pub(crate) fn bytes(&mut self, name: &str, bytes: &[u8]) {
        self.form(bytes.to_vec(), name.to_owned());
        for letters in [LETTERS, LETTERS_OF_LINKS] {
            for before in 0..3 {
                self.form(base64(bytes, before, letters), format!("{name} in base64, {before}"));
            }
        }
    }

    fn form(&mut self, bytes: Vec<u8>, name: String) {
        if let Some(first) = bytes.first()
            && !self.forms.iter().any(|(known, _)| *known == bytes)
        {
            self.first[usize::from(*first)].push(self.forms.len());
            self.forms.push((bytes, name));
        }
    }

    /// What of it is in these bytes.
    pub(crate) fn found_in(&self, bytes: &[u8], place: &str) -> Vec<String> {
        let mut found = Vec::new();
        for (at, byte) in bytes.iter().enumerate() {
            for form in &self.first[usize::from(*byte)] {
                let (wanted, name) = &self.forms[*form];
                if bytes[at..].starts_with(wanted) {
                    found.push(format!("{name}: {place}"));
                }
            }
        }
        found.dedup();
        found
    }

    /// What of it is in the files of this folder and of those in it, or in their names.
    pub(crate) fn found_in_files(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.to_string_lossy().into_owned();
            found.extend(self.found_in(name.as_bytes(), "a file's name"));
            if path.is_dir() {
                found.extend(self.found_in_files(&path));
            } else {
                found.extend(self.found_in(&fs::read(&path).expect("a file"), &name));
            }
        }
        found
    }

    /// What of it is in the whole memory of a process, and how many bytes that were.
    pub(crate) fn found_in_memory(&self, process: u32) -> (Vec<String>, u64) {
        let memory = File::open(format!("/proc/{process}/mem")).expect("one's own child");
        let maps = fs::read_to_string(format!("/proc/{process}/maps")).expect("its maps");
        let (mut found, mut read) = (Vec::new(), 0);
        for line in maps.lines() {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let (Some(range), Some(rights)) = (fields.first(), fields.get(1)) else { continue };
            let Some((from, to)) = range.split_once('-') else { continue };
            let address = |text| u64::from_str_radix(text, 16).expect("an address");
            let (from, to) = (address(from), address(to));
            let place = format!("memory {}", fields.get(5).unwrap_or(&"without a name"));
            // What the kernel shows of itself cannot be read.
            if !rights.starts_with('r') || place.contains("[v") {
                continue;
            }
            let mut bytes = vec![0; (to - from) as usize];
            if whole(&memory, from, &mut bytes).is_ok() {
                read += bytes.len() as u64;
                found.extend(self.found_in(&bytes, &place));
            }
        }
        (found, read)
    }
}

fn whole(memory: &File, from: u64, bytes: &mut [u8]) -> io::Result<()> {
    memory.read_exact_at(bytes, from)
}

/// What stands for these bytes in the base64 of a longer text in which so many bytes, of three, are
/// before them, whatever is around.
fn base64(bytes: &[u8], before: usize, letters: &[u8; 64]) -> Vec<u8> {
    let padded: Vec<u8> = std::iter::repeat_n(0, before).chain(bytes.iter().copied()).collect();
    let bit = |at: usize| padded[at / 8] >> (7 - at % 8) & 1;
    let first = (before * 8).div_ceil(6);
    let letter = |at: usize| (0..6).fold(0, |value, place| value << 1 | bit(at * 6 + place));
    (first..padded.len() * 8 / 6).map(|at| letters[usize::from(letter(at))]).collect()
}
