//! Reads foreign HTML tag by tag and writes what the policy lets pass.

use std::fmt::Write as _;

use super::escape::{decoded, push_escaped, push_escaped_keeping_references};
use super::policy::{Check, Element, GLOBAL, IMAGE, element, holds_raw_text, known_class};
use super::token::{Tag, Token, Tokens};
use super::url::{Address, address, watch_page};
use super::writer::Writer;
use super::{image, style, svg};
use crate::{ANCHOR_PREFIX, MarkupOptions};

/// The longest attribute value kept, apart from pictures and addresses.
const LONGEST_VALUE: usize = 4_000;

/// Writes what may pass of a piece of HTML.
pub(crate) fn push_html(writer: &mut Writer<'_>, html: &str, options: &MarkupOptions<'_>) {
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => writer.raw_text(text),
            Token::Close(name) => push_close(writer, &name.to_ascii_lowercase()),
            Token::Open(tag) => push_element(writer, &mut tokens, &tag, options),
        }
    }
}

fn push_close(writer: &mut Writer<'_>, name: &str) {
    match name {
        // Browsers read this slip as a line end.
        "br" => writer.void("br", ""),
        _ => writer.close_raw(name),
    }
}

fn push_element<'a>(
    writer: &mut Writer<'_>,
    tokens: &mut Tokens<'a>,
    tag: &Tag<'a>,
    options: &MarkupOptions<'_>,
) {
    if writer.is_skipping() {
        return;
    }
    match element(&tag.name.to_ascii_lowercase()) {
        Element::Kept(name, allowed) => {
            let attributes = safe_attributes(writer, tag, allowed);
            writer.open_raw(name, &attributes);
        }
        Element::Void(name, allowed) => {
            let attributes = safe_attributes(writer, tag, allowed);
            writer.void(name, &attributes);
        }
        Element::Image => {
            let attributes = safe_attributes(writer, tag, IMAGE);
            let source = attribute(tag, "src").unwrap_or_default();
            let source = writer.with_sources(source);
            let alt = decoded(attribute(tag, "alt").unwrap_or_default()).into_owned();
            image::push_image(writer, address(&source), &alt, &attributes, options);
        }
        Element::Embedded(name) => {
            // In Markdown the end may be in another piece; then the sources come one by one.
            let inside = if name == "source" { None } else { tokens.skip_past(name, false) };
            let source = attribute(tag, "src").or_else(|| inside.and_then(first_source));
            match source.map(address) {
                Some(Address::Web(page)) => push_link(writer, &watch_page(&page)),
                Some(Address::Relative(name) | Address::Attachment(name)) => {
                    image::push_missing(writer, &name, "")
                }
                _ => {}
            }
            if inside.is_none() && holds_raw_text(name) {
                writer.skip(name);
            }
        }
        Element::Drawing => match tokens.skip_past("svg", true) {
            Some(inside) => {
                let drawing = svg::rebuilt(tag, inside);
                let title = attribute(tag, "aria-label").map(|title| decoded(title).into_owned());
                let attributes = safe_attributes(writer, tag, IMAGE);
                let picture = Address::Picture(svg::safe_svg_data_url(&drawing));
                image::push_image(
                    writer,
                    picture,
                    &title.unwrap_or_default(),
                    &attributes,
                    options,
                );
            }
            None => writer.skip("svg"),
        },
        Element::Dropped(name) => {
            if tokens.skip_past(name, !holds_raw_text(name)).is_none() {
                writer.skip(name);
            }
        }
        Element::Unwrapped => {}
    }
}

/// A link that shows its address.
fn push_link(writer: &mut Writer<'_>, page: &str) {
    writer.open_raw("a", &web_link(page));
    writer.text(page);
    writer.close_raw("a");
}

fn attribute<'a>(tag: &Tag<'a>, name: &str) -> Option<&'a str> {
    tag.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
}

/// The address of the first `source` element.
fn first_source(html: &str) -> Option<&str> {
    Tokens::new(html).find_map(|token| match token {
        Token::Open(tag) if tag.name.eq_ignore_ascii_case("source") => attribute(&tag, "src"),
        _ => None,
    })
}

/// Writes the attributes that may pass, each with a space before it.
fn safe_attributes(
    writer: &Writer<'_>,
    tag: &Tag<'_>,
    allowed: &[(&'static str, Check)],
) -> String {
    let mut out = String::new();
    let mut written: Vec<&str> = Vec::new();
    for (name, value) in &tag.attributes {
        let name = name.to_ascii_lowercase();
        let Some((name, check)) = allowed.iter().chain(GLOBAL).find(|(known, _)| *known == name)
        else {
            continue;
        };
        if written.contains(name) {
            continue;
        }
        written.push(name);
        push_attribute(&mut out, name, *check, &writer.with_sources(value));
    }
    out
}

fn push_attribute(out: &mut String, name: &str, check: Check, value: &str) {
    let value = value.trim();
    if value.len() > LONGEST_VALUE {
        return;
    }
    let judged = match check {
        Check::Link => return push_address(out, value),
        Check::Text => {
            _ = write!(out, " {name}=\"");
            push_escaped_keeping_references(out, value);
            out.push('"');
            return;
        }
        Check::Flag => Some(String::new()),
        Check::WebPicture => match address(value) {
            Address::Web(web) => Some(web),
            _ => None,
        },
        Check::Anchor => anchor(&decoded(value)),
        Check::Classes => classes(&decoded(value)),
        Check::Style => style::safe_style(value),
        Check::Word => value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'+')
            .then(|| value.to_owned()),
        Check::Length => is_length(value).then(|| value.to_owned()),
        Check::Count => is_number(value, 3).then(|| value.to_owned()),
        Check::Colour => is_colour(value).then(|| value.to_owned()),
    };
    if let Some(judged) = judged {
        push_value(out, name, &judged);
    }
}

/// Writes one attribute.
pub(crate) fn push_value(out: &mut String, name: &str, value: &str) {
    _ = write!(out, " {name}=\"");
    push_escaped(out, value);
    out.push('"');
}

/// Writes where a link leads, if it may lead there.
pub(crate) fn push_address(out: &mut String, value: &str) {
    match address(value) {
        Address::Web(page) => out.push_str(&web_link(&page)),
        Address::Mail(mail) => push_value(out, "href", &mail),
        Address::Fragment(name) => {
            if let Some(anchor) = anchor(&name) {
                push_value(out, "href", &format!("#{anchor}"));
            }
        }
        // There is no folder around the notebook; the page may know another notebook of that name.
        Address::Relative(name) | Address::Attachment(name) => push_value(out, "data-name", &name),
        Address::Picture(_) | Address::Refused => {}
    }
}

/// The attributes of a link that leaves the page without telling where it came from.
pub(crate) fn web_link(page: &str) -> String {
    let mut out = String::new();
    push_value(&mut out, "href", page);
    out.push_str(" target=\"_blank\" rel=\"noopener noreferrer\"");
    out
}

/// A name with our prefix, so that it can hide nothing of the page's own.
pub(crate) fn anchor(name: &str) -> Option<String> {
    let name = name.strip_prefix(ANCHOR_PREFIX).unwrap_or(name);
    let name: String = name.split_whitespace().collect::<Vec<_>>().join("-");
    (!name.is_empty()).then(|| format!("{ANCHOR_PREFIX}{name}"))
}

fn classes(value: &str) -> Option<String> {
    let known: Vec<&str> = value.split_whitespace().filter_map(known_class).collect();
    (!known.is_empty()).then(|| known.join(" "))
}

fn is_number(value: &str, digits: usize) -> bool {
    (1..=digits).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_length(value: &str) -> bool {
    let number =
        value.strip_suffix('%').or_else(|| value.strip_suffix("px")).unwrap_or(value).trim_end();
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    is_number(whole, 4) && is_number(part, 6)
}

fn is_colour(value: &str) -> bool {
    let name = value.strip_prefix('#').unwrap_or(value);
    (1..=24).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
