//! What goes in and what comes out, as data; then what must never come out, whatever goes in.

mod formulas;
mod hostile;
mod html;
mod markdown;
mod strict;
mod terminal;

use ardoise_markup::{ImageName, Language, MarkupOptions};

/// A notebook with one attachment and one file beside it.
fn options() -> MarkupOptions<'static> {
    MarkupOptions {
        images: &|name| match name {
            ImageName::Attachment("plan b.png") => Some("data:image/png;base64,AAAA".to_owned()),
            ImageName::Relative("img/tri.png") => Some("blob:http://here/1".to_owned()),
            ImageName::Relative("trap.png") => Some("javascript:alert(1)".to_owned()),
            _ => None,
        },
        heading_offset: 1,
        id_prefix: "c1-",
        language: Language::English,
    }
}
