//! Foreign HTML made safe by a kept allow-list: the raw HTML of Markdown cells and the HTML outputs
//! that code produces or that a file carries.
//!
//! Safe means: no script, no request, nothing of the page imitated or covered. What comes out is
//! always balanced and every value quoted, so a browser reads back exactly what was written. The
//! list of what may pass is in `policy`; everything that is not in it does not pass.
//!
//! It must not know Markdown or notebooks. Start with [`sanitise_html`], then `sanitise`, which
//! decides tag by tag.

pub(crate) mod escape;
pub(crate) mod image;
mod policy;
mod sanitise;
mod style;
mod svg;
mod token;
pub(crate) mod url;
pub(crate) mod writer;

pub(crate) use sanitise::{anchor, push_address, push_html, push_value, web_link};
pub use svg::{safe_svg_data_url, svg_words};

use crate::MarkupOptions;
use writer::Writer;

/// Makes HTML safe to put into the page.
pub fn sanitise_html(html: &str, options: &MarkupOptions<'_>) -> String {
    let mut writer = Writer::new(&[]);
    push_html(&mut writer, html, options);
    writer.finish()
}
