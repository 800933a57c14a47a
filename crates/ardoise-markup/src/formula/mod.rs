//! Formulas.
use crate::html::escape::push_escaped;
/// Renders.
pub fn render_formula(tex: &str, _display: bool) -> String {
    let mut out = String::from("<code>");
    push_escaped(&mut out, tex);
    out.push_str("</code>");
    out
}
/// Renders.
pub fn render_latex(text: &str) -> String {
    let (text, formulas) = crate::extract::extract(text, crate::extract::Around::Latex);
    let mut w = crate::html::writer::Writer::new(&formulas);
    w.text(&text);
    w.finish()
}
