//! The sources of the modules of [`crate::modules`], for a program that carries them along.

static SOURCES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// The source of a module of the list.
pub fn source(name: &str) -> Option<&'static [u8]> {
    SOURCES.iter().find(|(known, _)| *known == name).map(|(_, source)| *source)
}
