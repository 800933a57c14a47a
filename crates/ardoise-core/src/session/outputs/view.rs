//! Outputs as the page shows them: of several formats the richest that is safe and not empty.

use ardoise_markup::{
    Language, MarkupOptions, render_latex, render_markdown, safe_svg_data_url, sanitise_html,
    strip_ansi, svg_words, terminal_to_html,
};
use ardoise_protocol::{Advice, Stream};
use serde_json::Value;

use super::{Content, Results, Shown, controls};
use crate::interchange::{self, JsonMap, Output, whole};
use crate::session::view::OutputView;

/// Formats from the richest to the plainest.
const FORMATS: [&str; 10] = [
    "text/html",
    "text/markdown",
    "text/latex",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "application/json",
    "text/plain",
];
/// The steps of a drawing, richer than its still picture.
const DRAWING: &str = "application/vnd.ardoise.turtle";
/// An alternative text longer than this says less than none.
const LONGEST_ALT: usize = 200;

/// What the look of an output depends on beside itself.
pub(in crate::session) struct Look<'a> {
    pub(in crate::session) language: Language,
    pub(in crate::session) id_prefix: &'a str,
}

impl Results {
    pub(in crate::session) fn views(&self, look: &Look<'_>) -> Vec<OutputView> {
        let show = |shown: &Shown| {
            if let Some(known) = shown.look.get() {
                return known.clone();
            }
            let view = shown.view(look, self.error_line, self.advice.as_ref());
            // A picture is soon made again, and large to keep twice.
            if !matches!(view, OutputView::Image { .. } | OutputView::Drawing { .. }) {
                return shown.look.get_or_init(|| view).clone();
            }
            view
        };
        self.outputs.iter().map(show).collect()
    }
}

impl Shown {
    pub(super) fn view(
        &self,
        look: &Look<'_>,
        line: Option<u32>,
        advice: Option<&Advice>,
    ) -> OutputView {
        if let Some(tree) = self.tree() {
            return controls::view(tree, look);
        }
        let dropped = self.dropped();
        let output = match &self.content {
            Content::Stored { value, .. } => Output::from_json(value),
            Content::Stream(text) => text.output(),
        };
        match output {
            Output::Stream { name, text } => OutputView::Text {
                stream: if name == "stderr" { Stream::Err } else { Stream::Out },
                html: terminal_to_html(&text),
                dropped,
            },
            Output::Display { data, metadata } => rich(&data, &metadata, None, look),
            Output::Result { count, data, metadata } => rich(&data, &metadata, count, look),
            Output::Error { name, value, traceback } => OutputView::Error {
                name,
                message: strip_ansi(&value),
                traceback: traceback.iter().map(|line| strip_ansi(line)).collect(),
                line,
                advice: advice.cloned(),
            },
            Output::Unknown(value) => OutputView::Unknown {
                formats: value
                    .get("output_type")
                    .and_then(Value::as_str)
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
            },
        }
    }
}

fn rich(
    data: &[(String, String)],
    metadata: &JsonMap,
    count: Option<u32>,
    look: &Look<'_>,
) -> OutputView {
    let content = |format: &str| {
        data.iter().find(|(mime, _)| mime == format).map(|(_, content)| content.as_str())
    };
    if let Some(steps) = content(DRAWING) {
        return OutputView::Drawing { steps: steps.to_owned(), count };
    }
    let plain = content("text/plain");
    FORMATS
        .iter()
        .filter_map(|format| Some((*format, content(format)?)))
        .find_map(|(format, content)| one_format(format, content, plain, metadata, count, look))
        .unwrap_or_else(|| OutputView::Unknown {
            formats: data.iter().map(|(mime, _)| mime.clone()).collect(),
        })
}

/// One format, unless nothing of it can be shown.
fn one_format(
    format: &str,
    content: &str,
    plain: Option<&str>,
    metadata: &JsonMap,
    count: Option<u32>,
    look: &Look<'_>,
) -> Option<OutputView> {
    let options = MarkupOptions {
        id_prefix: look.id_prefix,
        language: look.language,
        ..MarkupOptions::default()
    };
    let html = match format {
        "text/html" => Some(sanitise_html(content, &options)),
        "text/markdown" => Some(render_markdown(content, &options)),
        "text/latex" => Some(render_latex(content)),
        "application/json" => Some(preformatted(&pretty(content))),
        "text/plain" => Some(preformatted(content)),
        _ => None,
    };
    if let Some(html) = html {
        // HTML that was nothing but scripts leaves nothing; its plain text says more.
        return (format == "text/plain" || !html.trim().is_empty())
            .then_some(OutputView::Html { html, count });
    }
    let url = if format == "image/svg+xml" {
        safe_svg_data_url(content)
    } else {
        let data: String = content.split_ascii_whitespace().collect();
        let base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
        if data.is_empty() || !data.bytes().all(base64) {
            return None;
        }
        format!("data:{format};base64,{data}")
    };
    let size = |key: &str| {
        let of = |map: &JsonMap| whole(map.get(key)?.as_number()?).map(|number| number.value);
        let size = metadata.get(format).and_then(Value::as_object).and_then(of).or(of(metadata))?;
        (1..=20_000).contains(&size).then_some(size)
    };
    // What a drawing says of itself says more than `<Figure size 640x480 with 1 Axes>`.
    let own = (format == "image/svg+xml").then(|| svg_words(content)).flatten();
    let plain = || strip_ansi(plain.filter(|text| text.len() <= LONGEST_ALT).unwrap_or_default());
    Some(OutputView::Image {
        url,
        alt: own.unwrap_or_else(plain),
        width: size("width"),
        height: size("height"),
        count,
    })
}

fn preformatted(text: &str) -> String {
    format!("<pre>{}</pre>", terminal_to_html(text))
}

fn pretty(json: &str) -> String {
    serde_json::from_str(json).map_or_else(|_| json.to_owned(), |value| interchange::pretty(&value))
}
