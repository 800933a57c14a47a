//! One file that holds page, engine and activity. The page comes from the build with an empty place
//! for an activity, which is filled here.
//!
//! The file says that it is windows-1252, where every byte is one letter, so that bytes stand in it
//! nearly as they are: only those that HTML would change are written as two (`docs/formats.md`).

use anyhow::{Context, Result};
use ardoise_core::activity::Activity;

use super::{Salts, author, next, page, write};
use crate::arguments::PublishOptions;
use crate::publish::source::Draft;
use crate::words::Words;

/// Where the activity goes, and what stands before it in the page.
const PLACE: &[u8] = b"<script type=\"text/plain\" id=\"ardoise-activity\">";
const TITLE: &[u8] = b"<title>Ardoise</title>";

pub(super) fn publish(draft: Draft, options: &PublishOptions, words: Words) -> Result<bool> {
    let template = super::app::single_file(options.app.as_deref(), words)?;
    let key = author::key(options.key.as_deref(), words)?;
    // The file of the version before lies where this one goes.
    let before = std::fs::read(&options.output).ok().and_then(|old| activity_in(&old));
    for remark in &draft.remarks {
        eprintln!("{remark}");
    }
    let salts = Salts::of(&key, None, &draft.slug);
    let (activity, changed) = next(&draft, before, &key, salts, options.with_solutions, words)
        .map_err(anyhow::Error::msg)?;
    let file = with_activity(&template, &activity.to_bytes(), &draft.title)
        .with_context(|| words.no_single_file())?;
    write(&options.output, &file, words)?;
    println!("{}", words.published(&draft.title, activity.version(), changed));
    if activity.version() > 1 && activity.proof.is_none() {
        eprintln!("{}", words.unsigned(&draft.slug));
    }
    println!("{}", words.single_file_written(&options.output, file.len()));
    Ok(true)
}

/// The page with an activity in it; `web/src/host/one-file.ts` makes the same.
fn with_activity(page: &[u8], packet: &[u8], title: &str) -> Option<Vec<u8>> {
    let mut file = filled(page, PLACE, &in_text(packet))?;
    if let Some(at) = find(&file, TITLE) {
        let named = format!("<title>{}</title>", ascii(&page::escaped(title)));
        file.splice(at..at + TITLE.len(), named.into_bytes());
    }
    Some(file)
}

/// Letters beyond ASCII as references, since the file is no UTF-8.
fn ascii(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if letter.is_ascii() {
            out.push(letter);
        } else {
            out.push_str(&format!("&#{};", u32::from(letter)));
        }
    }
    out
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn filled(template: &[u8], place: &[u8], content: &[u8]) -> Option<Vec<u8>> {
    let at = find(template, place)? + place.len();
    Some([&template[..at], content, &template[at..]].concat())
}

/// The activity that a published single file holds.
fn activity_in(file: &[u8]) -> Option<Activity> {
    let from = find(file, PLACE)? + PLACE.len();
    let length = file[from..].iter().position(|byte| *byte == b'<')?;
    Activity::from_bytes(&out_of_text(&file[from..from + length])).ok()
}

/// What HTML would change or take for its own, and the sign that announces them.
const CHANGED: [u8; 4] = [0, b'\r', b'<', b'='];

/// Bytes as the text of a script that is none: one of those that HTML would change becomes `=` and
/// the letter 64 further.
pub(crate) fn in_text(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 50);
    for byte in bytes {
        if CHANGED.contains(byte) {
            out.extend([b'=', byte + 64]);
        } else {
            out.push(*byte);
        }
    }
    out
}

fn out_of_text(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut escaped = false;
    for byte in text {
        if *byte == b'=' && !escaped {
            escaped = true;
            continue;
        }
        out.push(if escaped { byte.wrapping_sub(64) } else { *byte });
        escaped = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_byte_comes_through_the_text_of_a_page() {
        let bytes: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        let text = in_text(&bytes);
        assert!(!text.iter().any(|byte| [0, b'\r', b'<'].contains(byte)));
        assert_eq!(out_of_text(&text), bytes);
    }

    #[test]
    fn the_file_is_the_one_that_the_page_makes() {
        let empty = include_bytes!("../../../../assets/fixtures/single-file/empty.html");
        let packet = include_bytes!("../../../../assets/fixtures/single-file/packet.bin");
        let filled = include_bytes!("../../../../assets/fixtures/single-file/filled.html");
        let made = with_activity(empty, packet, "Élève <1> & \"été\" 🙂");
        assert_eq!(made.as_deref(), Some(&filled[..]));
    }

    #[test]
    fn titles_are_written_in_ascii() {
        assert_eq!(ascii("Élève & été"), "&#201;l&#232;ve & &#233;t&#233;");
    }
}
