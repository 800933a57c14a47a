//! From the bytes of a file to its text: UTF-8 with or without a byte order mark, UTF-16 and
//! Windows-1252 as some editors save them, and a clear answer for files that are no text at all.

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
        return decode_bytes(bytes);
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

fn decode_bytes(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    let text = String::from_utf8_lossy(bytes);
    let Cow::Owned(lossy) = &text else { return (text, 0) };
    let letters = lossy.chars().filter(|letter| !letter.is_ascii()).count();
    let replaced = lossy.matches(char::REPLACEMENT_CHARACTER).count();
    // Not one letter in UTF-8 among those that are not English: another editor's encoding.
    if letters == replaced { (Cow::Owned(western(bytes)), 0) } else { (text, replaced) }
}

/// Decodes Windows-1252, which Western European editors saved before UTF-8.
fn western(bytes: &[u8]) -> String {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
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
