//! The allow-list: which elements and attributes of foreign HTML pass. Read it as a table; what is
//! not in it does not pass.

/// What happens to an element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Element {
    /// Passes with these attributes besides the [`GLOBAL`] ones.
    Kept(&'static str, &'static [Attribute]),
    /// Passes, has no content and no end.
    Void(&'static str, &'static [Attribute]),
    /// A picture, which [`super::image`] writes.
    Image,
    /// Something that plays or embeds: a link to its address stands in its place.
    Embedded(&'static str),
    /// A drawing, shown as a picture.
    Drawing,
    /// Goes, with everything in it.
    Dropped(&'static str),
    /// Goes; what is in it stays.
    Unwrapped,
}

/// An attribute and how its value is judged.
type Attribute = (&'static str, Check);

/// How the value of an attribute is judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Check {
    /// Any text.
    Text,
    /// An address to follow.
    Link,
    /// The address of a picture on the web, fetched only when a person asks.
    WebPicture,
    /// A name that others may point at; it gets our prefix.
    Anchor,
    /// Class names from the list.
    Classes,
    /// A style with harmless properties.
    Style,
    /// Letters and hyphens only.
    Word,
    /// A number, perhaps with `%` or `px`.
    Length,
    /// A small whole number.
    Count,
    /// A colour's name or number.
    Colour,
    /// Present or absent.
    Flag,
}

use Check::{Anchor, Classes, Colour, Count, Flag, Length, Link, Style, Text, WebPicture, Word};
use Element::{Drawing, Dropped, Embedded, Image, Kept, Unwrapped, Void};

/// Attributes that every element may have.
pub(super) const GLOBAL: &[Attribute] = &[
    ("align", Word),
    ("class", Classes),
    ("dir", Word),
    ("id", Anchor),
    ("lang", Word),
    ("style", Style),
    ("title", Text),
];

const CELL: &[Attribute] = &[
    ("bgcolor", Colour),
    ("colspan", Count),
    ("height", Length),
    ("nowrap", Flag),
    ("rowspan", Count),
    ("scope", Word),
    ("valign", Word),
    ("width", Length),
];
const LINK: &[Attribute] =
    &[("href", Link), ("name", Anchor), ("data-src", WebPicture), ("data-name", Text)];
const COLUMN: &[Attribute] = &[("span", Count), ("width", Length)];
const ROW: &[Attribute] = &[("bgcolor", Colour), ("valign", Word)];
const SPAN: &[Attribute] = &[("data-src", WebPicture), ("data-name", Text)];
pub(super) const IMAGE: &[Attribute] = &[("height", Length), ("width", Length)];

/// Judges an element by its name, which must be in small letters.
pub(super) fn element(name: &str) -> Element {
    match name {
        "a" => Kept("a", LINK),
        "abbr" => Kept("abbr", &[]),
        "b" => Kept("b", &[]),
        "bdi" => Kept("bdi", &[]),
        "bdo" => Kept("bdo", &[]),
        "big" => Kept("big", &[]),
        "blockquote" => Kept("blockquote", &[]),
        "br" => Void("br", &[("clear", Word)]),
        "caption" => Kept("caption", &[]),
        "center" => Kept("center", &[]),
        "cite" => Kept("cite", &[]),
        "code" => Kept("code", &[]),
        "col" => Void("col", COLUMN),
        "colgroup" => Kept("colgroup", COLUMN),
        "dd" => Kept("dd", &[]),
        "del" => Kept("del", &[]),
        "details" => Kept("details", &[("open", Flag)]),
        "dfn" => Kept("dfn", &[]),
        "div" => Kept("div", &[]),
        "dl" => Kept("dl", &[]),
        "dt" => Kept("dt", &[]),
        "em" => Kept("em", &[]),
        "figcaption" => Kept("figcaption", &[]),
        "figure" => Kept("figure", &[]),
        "font" => Kept("font", &[("color", Colour), ("face", Text), ("size", Word)]),
        "h1" => Kept("h1", &[]),
        "h2" => Kept("h2", &[]),
        "h3" => Kept("h3", &[]),
        "h4" => Kept("h4", &[]),
        "h5" => Kept("h5", &[]),
        "h6" => Kept("h6", &[]),
        "hr" => Void("hr", &[("size", Length), ("width", Length)]),
        "i" => Kept("i", &[]),
        "img" => Image,
        "ins" => Kept("ins", &[]),
        "kbd" => Kept("kbd", &[]),
        "li" => Kept("li", &[("value", Count)]),
        "mark" => Kept("mark", &[]),
        "ol" => Kept("ol", &[("reversed", Flag), ("start", Count), ("type", Word)]),
        "p" => Kept("p", &[]),
        "pre" => Kept("pre", &[]),
        "q" => Kept("q", &[]),
        "rp" => Kept("rp", &[]),
        "rt" => Kept("rt", &[]),
        "ruby" => Kept("ruby", &[]),
        "s" => Kept("s", &[]),
        "samp" => Kept("samp", &[]),
        "section" => Kept("section", &[]),
        "small" => Kept("small", &[]),
        "span" => Kept("span", SPAN),
        "strike" => Kept("strike", &[]),
        "strong" => Kept("strong", &[]),
        "sub" => Kept("sub", &[]),
        "summary" => Kept("summary", &[]),
        "sup" => Kept("sup", &[]),
        "table" => Kept(
            "table",
            &[
                ("bgcolor", Colour),
                ("border", Length),
                ("cellpadding", Length),
                ("cellspacing", Length),
                ("width", Length),
            ],
        ),
        "tbody" => Kept("tbody", &[]),
        "td" => Kept("td", CELL),
        "tfoot" => Kept("tfoot", &[]),
        "th" => Kept("th", CELL),
        "thead" => Kept("thead", &[]),
        "tr" => Kept("tr", ROW),
        "tt" => Kept("tt", &[]),
        "u" => Kept("u", &[]),
        "ul" => Kept("ul", &[("type", Word)]),
        "var" => Kept("var", &[]),
        "wbr" => Void("wbr", &[]),

        "audio" => Embedded("audio"),
        "iframe" => Embedded("iframe"),
        "source" => Embedded("source"),
        "video" => Embedded("video"),

        "svg" => Drawing,

        "applet" => Dropped("applet"),
        "head" => Dropped("head"),
        "math" => Dropped("math"),
        "noembed" => Dropped("noembed"),
        "noframes" => Dropped("noframes"),
        "noscript" => Dropped("noscript"),
        "object" => Dropped("object"),
        "plaintext" => Dropped("plaintext"),
        "script" => Dropped("script"),
        "select" => Dropped("select"),
        "style" => Dropped("style"),
        "template" => Dropped("template"),
        "textarea" => Dropped("textarea"),
        "title" => Dropped("title"),
        "xmp" => Dropped("xmp"),

        _ => Unwrapped,
    }
}

/// Elements whose content is no markup, so that one inside another of the same name does not nest.
pub(super) fn holds_raw_text(name: &str) -> bool {
    matches!(
        name,
        "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "plaintext"
            | "script"
            | "style"
            | "textarea"
            | "title"
            | "xmp"
    )
}

/// The class of our style sheet for a class of real notebooks. Others are left out: a notebook must
/// not be able to look like a part of the page.
pub(super) fn known_class(class: &str) -> Option<&str> {
    const FAMILIES: [&str; 3] = ["ansi-", "language-", "box-"];
    Some(match class {
        "alert" | "admonition" => "box",
        "alert-info" | "alert-primary" | "alert-secondary" => "box-note",
        "alert-success" => "box-tip",
        "alert-warning" => "box-warning",
        "alert-danger" | "alert-error" => "box-danger",
        "text-center" | "center" => "align-center",
        "text-left" => "align-left",
        "text-right" => "align-right",
        "align-center" | "align-left" | "align-right" | "box" | "dataframe" | "footnote-ref"
        | "footnotes" | "missing-image" | "remote-image" | "task" => class,
        _ if FAMILIES.iter().any(|family| class.starts_with(family)) => class,
        _ => return None,
    })
}
