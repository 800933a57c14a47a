//! The built site inside this program, when it was made with one: `build.rs` writes what is read
//! here. It must not know what the files are.

use std::borrow::Cow;
use std::io::{self, Read};

/// Empty in a program without a site.
static SITE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/site.bin"));

/// A file of the site, as it is kept.
#[derive(Clone, Copy)]
pub(crate) struct Embedded {
    pub(crate) path: &'static str,
    pub(crate) is_brotli: bool,
    pub(crate) content: &'static [u8],
}

impl Embedded {
    pub(crate) fn plain(&self) -> io::Result<Cow<'static, [u8]>> {
        if !self.is_brotli {
            return Ok(Cow::Borrowed(self.content));
        }
        let mut plain = Vec::new();
        brotli::Decompressor::new(self.content, 1 << 16).read_to_end(&mut plain)?;
        Ok(Cow::Owned(plain))
    }
}

pub(crate) fn has_site() -> bool {
    !SITE.is_empty()
}

pub(crate) fn files() -> impl Iterator<Item = Embedded> {
    files_of(SITE)
}

fn files_of(mut rest: &'static [u8]) -> impl Iterator<Item = Embedded> {
    std::iter::from_fn(move || {
        let path = std::str::from_utf8(counted(&mut rest)?).ok()?;
        let (is_brotli, after) = rest.split_first()?;
        rest = after;
        Some(Embedded { path, is_brotli: *is_brotli == 1, content: counted(&mut rest)? })
    })
}

fn counted(bytes: &mut &'static [u8]) -> Option<&'static [u8]> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (found, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *bytes = rest;
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_as_they_were_written() {
        let bytes: &[u8] = b"\x04\0\0\0a.js\0\x03\0\0\0one\x06\0\0\0b/c.js\x01\x02\0\0\0\x06\x03";
        let files: Vec<_> = files_of(bytes).map(|it| (it.path, it.is_brotli, it.content)).collect();
        assert_eq!(files, [("a.js", false, b"one".as_slice()), ("b/c.js", true, b"\x06\x03")]);
    }
}
