//! Pictures: those inside the notebook are shown, those on the web wait until a person asks for
//! them, those that are missing say so.

use super::escape::push_escaped;
use super::sanitise::{push_value, web_link};
use super::url::{Address, address};
use super::writer::Writer;
use crate::{ImageName, MarkupOptions};

/// Writes a picture; `attributes` is markup made safe before.
pub(crate) fn push_image(
    writer: &mut Writer<'_>,
    source: Address,
    alt: &str,
    attributes: &str,
    options: &MarkupOptions<'_>,
) {
    let name = match source {
        Address::Picture(data) => return push_shown(writer, &data, alt, attributes),
        Address::Web(web) => return push_remote(writer, &web, alt),
        Address::Attachment(name) => {
            match found(options, ImageName::Attachment(&unescaped(&name))) {
                Some(data) => return push_shown(writer, &data, alt, attributes),
                None => name,
            }
        }
        Address::Relative(name) => match found(options, ImageName::Relative(&unescaped(&name))) {
            Some(data) => return push_shown(writer, &data, alt, attributes),
            None => name,
        },
        Address::Mail(_) | Address::Fragment(_) | Address::Refused if alt.trim().is_empty() => {
            return;
        }
        Address::Mail(_) | Address::Fragment(_) | Address::Refused => String::new(),
    };
    push_missing(writer, &name, alt);
}

/// Asks for a picture; what comes back is judged like any other address.
fn found(options: &MarkupOptions<'_>, name: ImageName<'_>) -> Option<String> {
    let found = (options.images)(name)?;
    match address(&found) {
        Address::Picture(data) => Some(data),
        _ if found.starts_with("blob:") => Some(found),
        _ => None,
    }
}

fn push_shown(writer: &mut Writer<'_>, data: &str, alt: &str, attributes: &str) {
    let mut out = String::with_capacity(data.len() + alt.len() + attributes.len() + 16);
    push_value(&mut out, "src", data);
    push_value(&mut out, "alt", alt);
    out.push_str(attributes);
    writer.void("img", &out);
}

/// A link in place of a picture on the web. The page words what it is.
fn push_remote(writer: &mut Writer<'_>, web: &str, alt: &str) {
    let mut out = String::from(" class=\"remote-image\"");
    push_value(&mut out, "data-src", web);
    let shown = if alt.trim().is_empty() { file_name(web) } else { alt };
    // A link inside a link cannot be.
    let name = if writer.is_inside("a") { "span" } else { "a" };
    if name == "a" {
        out.push_str(&web_link(web));
    }
    push_whole(writer, name, &out, shown);
}

/// A box with the words of a picture that is not there. The page words that it is missing.
pub(super) fn push_missing(writer: &mut Writer<'_>, name: &str, alt: &str) {
    let mut out = String::from(" class=\"missing-image\"");
    push_value(&mut out, "data-name", name);
    let shown = if alt.trim().is_empty() { file_name(name) } else { alt };
    push_whole(writer, "span", &out, shown);
}

fn push_whole(writer: &mut Writer<'_>, name: &str, attributes: &str, text: &str) {
    let mut out = format!("<{name}{attributes}>");
    push_escaped(&mut out, text);
    out.push_str(&format!("</{name}>"));
    writer.markup(&out);
}

fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)
}

/// Decodes `%20` and the like, as names of attachments are compared decoded.
fn unescaped(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hexadecimal = (first == b'%').then(|| after.get(..2)).flatten();
        let decoded = hexadecimal
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match decoded {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}
