//! From the bytes of a file to its text: UTF-8 with or without a byte order mark, UTF-16 as some
//! editors save it, and a clear answer for files that are no text at all.

use std::borrow::Cow;

use super::{Content, NotebookFile, ReadError, Warning, read};

/// Reads a notebook from the bytes of a file.
pub fn read_bytes(bytes: &[u8]) -> Result<(NotebookFile, Vec<Warning>), ReadError> {
    if let Some(content) = recognise(bytes) {
        return Err(ReadError::OtherContent { content });
    }
    let (text, replaced) = decode(bytes);
    if replaced * 10 > text.len() {
        return Err(ReadError::OtherContent { content: Content::Binary });
    }
    let (notebook, mut warnings) = read(&text)?;
    if replaced > 0 {
        warnings.insert(0, Warning::UnreadableCharacters { count: replaced });
    }
    Ok((notebook, warnings))
}

/// Decodes text and counts the characters that had to be replaced.
fn decode(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    let wide = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, u16::from_le_bytes as fn([u8; 2]) -> u16)),
        [0xfe, 0xff, rest @ ..] => Some((rest, u16::from_be_bytes as fn([u8; 2]) -> u16)),
        // A notebook begins with an ASCII brace: a zero beside it tells the order.
        [first, 0, ..] if *first != 0 => Some((bytes, u16::from_le_bytes as fn([u8; 2]) -> u16)),
        [0, second, ..] if *second != 0 => Some((bytes, u16::from_be_bytes as fn([u8; 2]) -> u16)),
        _ => None,
    };
    let Some((wide, unit)) = wide else {
        let text = String::from_utf8_lossy(bytes);
        let replaced = match &text {
            Cow::Borrowed(_) => 0,
            Cow::Owned(text) => count_replaced(text),
        };
        return (text, replaced);
    };
    let units = wide.as_chunks().0.iter().map(|pair| unit(*pair));
    let mut replaced = 0;
    let text = char::decode_utf16(units)
        .map(|letter| {
            letter.unwrap_or_else(|_| {
                replaced += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    (Cow::Owned(text), replaced)
}

fn count_replaced(text: &str) -> usize {
    text.matches(char::REPLACEMENT_CHARACTER).count()
}

/// Recognises what people pick by mistake, from its first bytes.
fn recognise(bytes: &[u8]) -> Option<Content> {
    const SIGNS: [(&[u8], Content); 6] = [
        (b"PK\x03\x04", Content::Zip),
        (b"%PDF-", Content::Pdf),
        (b"\x89PNG", Content::Picture),
        (b"\xff\xd8\xff", Content::Picture),
        (b"GIF8", Content::Picture),
        (b"\x1f\x8b", Content::Zip),
    ];
    SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, content)| *content)
}
