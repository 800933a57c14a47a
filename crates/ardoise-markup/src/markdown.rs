//! Markdown to safe HTML: pulldown-cmark reads, [`Writer`] writes.

use std::borrow::Cow;
use std::collections::HashMap;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag,
    TagEnd, TextMergeStream,
};

use crate::boxes::{self, BOX_MARK, BoxEdge, Look, Title};
use crate::extract::{Around, extract};
use crate::html::image::push_image;
use crate::html::url::address;
use crate::html::writer::{FORMULA_END, FORMULA_START, Writer};
use crate::html::{anchor, push_address, push_html, push_value};
use crate::links::push_linked;
use crate::{ANCHOR_PREFIX, Language, MarkupOptions};

/// Renders a Markdown text to HTML that may be put into the page.
pub fn render_markdown(text: &str, options: &MarkupOptions<'_>) -> String {
    let text = without_marks(text);
    let (text, edges) = boxes::mark(&text, options.language);
    let (text, formulas) = extract(&text, Around::Markdown);
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut renderer = Renderer {
        options,
        writer: Writer::new(&formulas),
        edges,
        block: None,
        heading: None,
        image: None,
        table: Table::default(),
        in_code: false,
        links: 0,
        footnotes: Footnotes::default(),
    };
    for event in TextMergeStream::new(Parser::new_ext(&text, extensions)) {
        renderer.take(event);
    }
    renderer.finish()
}

/// The letters of our marks are for nobody else.
fn without_marks(text: &str) -> Cow<'_, str> {
    let marks = [FORMULA_START, FORMULA_END, BOX_MARK];
    if text.contains(marks) {
        Cow::Owned(text.replace(marks, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

struct Renderer<'a> {
    options: &'a MarkupOptions<'a>,
    writer: Writer<'a>,
    edges: Vec<BoxEdge>,
    /// The lines so far of a block of raw HTML, whose tags may go over several.
    block: Option<String>,
    /// The text so far of a heading, which its id is made of.
    heading: Option<String>,
    image: Option<Image>,
    table: Table,
    in_code: bool,
    /// How many links are open.
    links: usize,
    footnotes: Footnotes,
}

/// A picture whose words are still being read.
struct Image {
    source: String,
    title: String,
    alt: String,
    /// Pictures inside its words.
    inside: usize,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_body: bool,
}

#[derive(Default)]
struct Footnotes {
    /// The number of each note, in the order in which the text calls them.
    numbers: HashMap<String, usize>,
    written: Vec<(String, String)>,
    name: String,
}

impl Renderer<'_> {
    fn take(&mut self, event: Event<'_>) {
        if self.image.is_some() {
            return self.take_words_of_image(event);
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                if let Some(heading) = &mut self.heading {
                    heading.push_str(&self.writer.with_sources(&code));
                }
                let code = self.writer.with_sources(&code).into_owned();
                self.writer.open("code", "");
                self.writer.text(&code);
                self.writer.close();
            }
            Event::Html(html) => match &mut self.block {
                Some(block) => block.push_str(&html),
                None => push_html(&mut self.writer, &html, self.options),
            },
            Event::InlineHtml(html) => push_html(&mut self.writer, &html, self.options),
            Event::SoftBreak => self.writer.text("\n"),
            Event::HardBreak => self.writer.void("br", ""),
            Event::Rule => self.writer.void("hr", ""),
            Event::FootnoteReference(name) => self.call_footnote(&name),
            Event::TaskListMarker(done) => self.push_task(done),
            // Formulas were taken out before.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.writer.text(&text),
        }
    }

    /// A task is told, not ticked: the notebook's text holds it.
    fn push_task(&mut self, done: bool) {
        let (sign, french, english) =
            if done { ("☑", "fait", "done") } else { ("☐", "à faire", "to do") };
        let name = match self.options.language {
            Language::French => french,
            Language::English => english,
        };
        self.writer.open("span", &format!(" class=\"task\" role=\"img\" aria-label=\"{name}\""));
        self.writer.text(sign);
        self.writer.close();
        self.writer.text(" ");
    }

    fn text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(&self.writer.with_sources(text));
        }
        if self.in_code {
            let text = self.writer.with_sources(text).into_owned();
            self.writer.text(&text);
        } else if self.links > 0 || self.writer.is_inside("a") {
            self.writer.text(text);
        } else {
            push_linked(&mut self.writer, text);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.writer.open("p", ""),
            Tag::Heading { .. } => {
                self.heading = Some(String::new());
                self.writer.begin_aside();
            }
            Tag::BlockQuote(None) => self.writer.open("blockquote", ""),
            Tag::BlockQuote(Some(kind)) => {
                let look = look_of(kind);
                self.open_box(look, false);
                self.writer.text(look.title(self.options.language));
                self.writer.close();
            }
            Tag::CodeBlock(kind) => {
                let mut attributes = String::new();
                if let CodeBlockKind::Fenced(info) = &kind
                    && let Some(language) = language_of(info)
                {
                    push_value(&mut attributes, "class", &format!("language-{language}"));
                }
                self.writer.open("pre", "");
                self.writer.open("code", &attributes);
                self.in_code = true;
            }
            Tag::HtmlBlock => self.block = Some(String::new()),
            Tag::List(Some(1)) => self.writer.open("ol", ""),
            Tag::List(Some(start)) => self.writer.open("ol", &format!(" start=\"{start}\"")),
            Tag::List(None) => self.writer.open("ul", ""),
            Tag::Item => self.writer.open("li", ""),
            Tag::FootnoteDefinition(name) => {
                self.footnotes.name = name.into_string();
                self.writer.begin_aside();
            }
            Tag::Table(alignments) => {
                self.table = Table { alignments, ..Table::default() };
                self.writer.open("table", "");
            }
            Tag::TableHead => {
                self.table.in_head = true;
                self.table.column = 0;
                self.writer.open("thead", "");
                self.writer.open("tr", "");
            }
            Tag::TableRow => {
                if !self.table.has_body {
                    self.table.has_body = true;
                    self.writer.open("tbody", "");
                }
                self.table.column = 0;
                self.writer.open("tr", "");
            }
            Tag::TableCell => {
                let alignment = match self.table.alignments.get(self.table.column) {
                    Some(Alignment::Left) => " class=\"align-left\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-right\"",
                    Some(Alignment::None) | None => "",
                };
                self.writer.open(if self.table.in_head { "th" } else { "td" }, alignment);
            }
            Tag::Emphasis => self.writer.open("em", ""),
            Tag::Strong => self.writer.open("strong", ""),
            Tag::Strikethrough => self.writer.open("del", ""),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.open_link(link_type, &dest_url, &title)
            }
            Tag::Image { dest_url, title, .. } => {
                self.image = Some(Image {
                    source: self.writer.with_sources(&dest_url).into_owned(),
                    title: self.writer.with_sources(&title).into_owned(),
                    alt: String::new(),
                    inside: 0,
                });
            }
            // Extensions that are not switched on.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => self.writer.open("span", ""),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::HtmlBlock => {
                let block = self.block.take().unwrap_or_default();
                self.push_block(&block);
            }
            TagEnd::BlockQuote(_) => self.writer.close(),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.writer.close();
                self.writer.close();
            }
            TagEnd::FootnoteDefinition => {
                let html = self.writer.end_aside();
                let name = std::mem::take(&mut self.footnotes.name);
                self.footnotes.written.push((name, html));
            }
            TagEnd::Table => {
                if self.table.has_body {
                    self.writer.close();
                }
                self.writer.close();
            }
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.writer.close();
                self.writer.close();
            }
            TagEnd::TableCell => {
                self.table.column += 1;
                self.writer.close();
            }
            TagEnd::Link => {
                self.links = self.links.saturating_sub(1);
                self.writer.close();
            }
            _ => self.writer.close(),
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let html = self.writer.end_aside();
        let text = self.heading.take().unwrap_or_default();
        let level =
            (level as usize + usize::from(self.options.heading_offset)).clamp(1, NAMES.len());
        let mut attributes = String::new();
        if let Some(anchor) = anchor(&text) {
            push_value(&mut attributes, "id", &self.writer.fresh_anchor(anchor));
        }
        self.writer.open(NAMES[level - 1], &attributes);
        self.writer.markup(&html);
        self.writer.close();
    }

    fn open_link(&mut self, link_type: LinkType, destination: &str, title: &str) {
        let mut attributes = String::new();
        let destination = self.writer.with_sources(destination);
        if link_type == LinkType::Email {
            push_address(&mut attributes, &format!("mailto:{destination}"));
        } else {
            push_address(&mut attributes, &destination);
        }
        if !title.is_empty() {
            push_value(&mut attributes, "title", &self.writer.with_sources(title));
        }
        self.links += 1;
        self.writer.open("a", &attributes);
    }

    fn take_words_of_image(&mut self, event: Event<'_>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(Tag::Image { .. }) => image.inside += 1,
            Event::End(TagEnd::Image) if image.inside > 0 => image.inside -= 1,
            Event::End(TagEnd::Image) => self.end_image(),
            Event::Text(text) | Event::Code(text) => {
                image.alt.push_str(&self.writer.with_sources(&text))
            }
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        let mut attributes = String::new();
        if !image.title.is_empty() {
            push_value(&mut attributes, "title", &image.title);
        }
        push_image(&mut self.writer, address(&image.source), &image.alt, &attributes, self.options);
    }

    /// Writes a block of raw HTML, in which comments may stand for the edges of boxes.
    fn push_block(&mut self, block: &str) {
        let mut rest = block;
        while let Some((before, edge, after)) = split_at_edge(rest) {
            push_html(&mut self.writer, before, self.options);
            match self.edges.get(edge).cloned() {
                Some(BoxEdge::Open { look, title, folded }) => {
                    self.open_box(look, folded);
                    if let Title::Plain(title) = title {
                        self.writer.text(&title);
                        self.writer.close();
                    }
                }
                Some(BoxEdge::TitleEnd | BoxEdge::Close) => self.writer.close(),
                None => {}
            }
            rest = after;
        }
        push_html(&mut self.writer, rest, self.options);
    }

    /// Opens a box and its title, which the caller writes and closes.
    fn open_box(&mut self, look: Look, folded: bool) {
        let (outer, head) = if folded { ("details", "summary") } else { ("div", "div") };
        self.writer.open(outer, &format!(" class=\"box {}\"", look.class()));
        self.writer.open(head, " class=\"box-title\"");
    }

    fn call_footnote(&mut self, name: &str) {
        let next = self.footnotes.numbers.len() + 1;
        let number = *self.footnotes.numbers.entry(name.to_owned()).or_insert(next);
        let anchor = format!("{ANCHOR_PREFIX}{}note-{number}", self.options.id_prefix);
        let mut attributes = String::new();
        push_value(&mut attributes, "href", &format!("#{anchor}"));
        if number == next {
            push_value(&mut attributes, "id", &format!("{anchor}-call"));
        }
        self.writer.open("sup", " class=\"footnote-ref\"");
        self.writer.open("a", &attributes);
        self.writer.text(&number.to_string());
        self.writer.close();
        self.writer.close();
    }

    fn finish(self) -> String {
        let mut notes = vec![None; self.footnotes.numbers.len()];
        for (name, html) in self.footnotes.written.iter().rev() {
            if let Some(number) = self.footnotes.numbers.get(name) {
                notes[number - 1] = Some(html);
            }
        }
        if notes.iter().all(Option::is_none) {
            return self.writer.finish();
        }
        let mut html = String::from("<section class=\"footnotes\"><ol>");
        for (index, note) in notes.into_iter().enumerate() {
            let Some(note) = note else { continue };
            let number = index + 1;
            let anchor = format!("{ANCHOR_PREFIX}{}note-{number}", self.options.id_prefix);
            html.push_str("<li");
            push_value(&mut html, "value", &number.to_string());
            push_value(&mut html, "id", &anchor);
            html.push('>');
            html.push_str(note);
            html.push_str("<a");
            push_value(&mut html, "href", &format!("#{anchor}-call"));
            html.push_str(">↩</a></li>");
        }
        html.push_str("</ol></section>");
        let mut out = self.writer.finish();
        out.push_str(&html);
        out
    }
}

/// Splits a block at the next comment that stands for an edge of a box.
fn split_at_edge(block: &str) -> Option<(&str, usize, &str)> {
    let mark = block.find(BOX_MARK)?;
    let before = block[..mark].strip_suffix("<!--")?;
    let (number, after) = block[mark + BOX_MARK.len_utf8()..].split_once("-->")?;
    Some((before, number.parse().ok()?, after))
}

fn look_of(kind: BlockQuoteKind) -> Look {
    match kind {
        BlockQuoteKind::Note => Look::Note,
        BlockQuoteKind::Tip => Look::Tip,
        BlockQuoteKind::Important => Look::Important,
        BlockQuoteKind::Warning => Look::Warning,
        BlockQuoteKind::Caution => Look::Danger,
    }
}

/// The language of fenced code: its first word, as it is or in braces.
fn language_of(info: &str) -> Option<String> {
    let word = info.split_whitespace().next()?.trim_matches(['{', '}', '.']);
    let language: String = word
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '+' | '#'))
        .collect();
    (!language.is_empty()).then(|| language.to_ascii_lowercase())
}
