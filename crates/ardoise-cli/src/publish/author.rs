//! The author's key on this machine: with it the next versions of an activity are signed, so that
//! pupils' pages can tell them from a stranger's. And names that nobody else has.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use ardoise_crypto::AuthorKey;

use crate::words::Words;

/// What stands before the 64 digits in the file.
const START: &str = "ardoise-author-key:";

/// The key in the file, or in the user's configuration. One that is not there is made.
pub(crate) fn key(file: Option<&Path>, words: Words) -> Result<AuthorKey> {
    let path = match file {
        Some(path) => path.to_owned(),
        None => configuration().context(words.no_place_for_key())?.join("author.key"),
    };
    if path.exists() {
        let text = fs::read_to_string(&path).with_context(|| words.cannot_read(&path))?;
        return match secret(&text) {
            Some(secret) => Ok(AuthorKey::from_secret(secret)),
            None => bail!(words.no_key(&path)),
        };
    }
    let secret: [u8; 32] = random(words)?;
    keep(&path, &secret).with_context(|| words.cannot_write(&path))?;
    println!("{}", words.key_made(&path));
    Ok(AuthorKey::from_secret(secret))
}

/// A name for a new site, as 32 digits.
pub(crate) fn new_name(words: Words) -> Result<String> {
    Ok(hexadecimal(&random::<16>(words)?))
}

fn random<const N: usize>(words: Words) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| anyhow::anyhow!(words.no_random()))?;
    Ok(bytes)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn secret(text: &str) -> Option<[u8; 32]> {
    let digits = text.trim().strip_prefix(START)?;
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    let mut secret = [0; 32];
    for (byte, at) in secret.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&digits[at..at + 2], 16).ok()?;
    }
    Some(secret)
}

fn keep(path: &Path, secret: &[u8; 32]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let digits = hexadecimal(secret);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(format!("{START}{digits}\n").as_bytes())
}

/// Where programs of this system keep what belongs to a person.
pub(crate) fn configuration() -> Option<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    let folder = if cfg!(windows) {
        of("APPDATA")
    } else if cfg!(target_os = "macos") {
        of("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        of("XDG_CONFIG_HOME").or_else(|| of("HOME").map(|home| home.join(".config")))
    };
    folder.map(|folder| folder.join("ardoise"))
}
