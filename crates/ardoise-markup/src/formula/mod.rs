//! Formulas in LaTeX to MathML.
//!
//! Our own, since the part of LaTeX that lessons use is small and a general library weighed as much
//! as all of Markdown. What a formula may hold: `symbols` (signs and their names), `parser` (what
//! commands do), `tables` (matrices, cases, alignments), `fences`, `text`. A command nobody knows is shown where it
//! stands; a formula that cannot be read is shown as its source.
//!
//! The LaTeX goes with each formula as its annotation, for those who copy it, for screen readers and
//! for engines without MathML, whose look the classes `formula-...` give
//! (`web/src/view/mathml-fallback.css`).

mod parser;

mod alphabets;
mod fences;
mod lexer;
mod mathml;
mod symbols;
mod tables;
mod text;

use crate::extract::{Around, extract};
use crate::html::escape::push_escaped;
use crate::html::writer::Writer;

/// Longer formulas are shown as their source.
const LONGEST: usize = 20_000;

/// Renders one formula, without the dollars around it; `display` when it stands alone.
pub fn render_formula(latex: &str, display: bool) -> String {
    let body = (latex.len() <= LONGEST).then(|| parser::parse(latex, display)).and_then(Result::ok);
    let mut out = String::new();
    let Some(body) = body else {
        out.push_str("<code class=\"formula-error\">");
        push_escaped(&mut out, latex.trim());
        out.push_str("</code>");
        return out;
    };
    out.push_str("<math class=\"formula\"");
    out.push_str(if display { " display=\"block\"" } else { "" });
    out.push_str("><semantics>");
    out.push_str(&mathml::row(&body));
    out.push_str("<annotation encoding=\"application/x-tex\">");
    push_escaped(&mut out, latex.trim());
    out.push_str("</annotation></semantics></math>");
    out
}

/// Renders the LaTeX output of a program: text with formulas in it.
pub fn render_latex(text: &str) -> String {
    let (text, formulas) = extract(text, Around::Latex);
    let mut writer = Writer::new(&formulas);
    writer.open("p", "");
    writer.text(&text);
    writer.finish()
}
