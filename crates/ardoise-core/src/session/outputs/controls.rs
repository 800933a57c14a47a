//! Controls that a cell shows: the tree in an output, made into what the page shows.
//!
//! The tree comes from the kernel or from a stranger's file: whatever it holds, its size, depth and
//! texts are bounded here, and what is HTML comes safe. `docs/formats.md` describes it.

use ardoise_protocol::Advice;
use serde_json::Value;

use super::packed::advice_from;
use super::view::Look;
use super::{Content, Shown};
use crate::interchange::compact_map;
use crate::session::view::{ControlView, OutputView};

/// The format of a tree of controls.
pub(super) const CONTROLS: &str = "application/vnd.ardoise.controls+json";

/// More controls than this are not shown.
const MOST_CONTROLS: usize = 1000;
/// Nor are controls this deep in others, outputs included.
const DEEPEST: usize = 24;
/// Outputs of one control beyond these are not shown.
const MOST_OUTPUTS: usize = 200;
/// A control whose facts are longer, in bytes of JSON, is not shown.
const LONGEST_FACTS: usize = 200_000;
/// A name of a control or of a kind is shorter, and a label too, in characters.
const LONGEST_NAME: usize = 64;
const LONGEST_LABEL: usize = 2000;
/// The kind that stands where controls were left out.
const CUT: &str = "cut";

/// The tree in an output as a file holds it, if it has one.
pub(super) fn tree_in(output: &Value) -> Option<&Value> {
    output.get("data")?.get(CONTROLS)
}

/// What the page shows of a tree.
pub(super) fn view(tree: &Value, look: &Look<'_>) -> OutputView {
    OutputView::Controls { root: Walk { look, left: MOST_CONTROLS }.control(tree, 0) }
}

struct Walk<'a> {
    look: &'a Look<'a>,
    /// How many more controls may be shown.
    left: usize,
}

impl Walk<'_> {
    fn control(&mut self, control: &Value, depth: usize) -> ControlView {
        let name = |key: &str| {
            text(control, key).filter(|name| name.len() <= LONGEST_NAME).unwrap_or_default()
        };
        let facts = match control.get("facts") {
            Some(Value::Object(facts)) => compact_map(facts),
            _ => "{}".to_owned(),
        };
        if self.left == 0 || depth >= DEEPEST || facts.len() > LONGEST_FACTS {
            self.left = self.left.saturating_sub(1);
            return cut();
        }
        self.left -= 1;
        let mut view = ControlView {
            id: name("id").to_owned(),
            kind: name("kind").to_owned(),
            label: text(control, "label").unwrap_or_default().chars().take(LONGEST_LABEL).collect(),
            facts,
            ..ControlView::default()
        };
        for child in list(control, "children") {
            let full = self.left == 0;
            view.children.push(self.control(child, depth + 1));
            if full {
                break;
            }
        }
        for output in list(control, "outputs").iter().take(MOST_OUTPUTS) {
            view.outputs.push(self.output(output, depth + 1));
        }
        view
    }

    fn output(&mut self, output: &Value, depth: usize) -> OutputView {
        if let Some(tree) = tree_in(output) {
            return OutputView::Controls { root: self.control(tree, depth) };
        }
        let advice: Option<Advice> = output.get("advice").and_then(advice_from);
        let dropped = output.get("dropped").and_then(Value::as_u64).unwrap_or_default();
        let dropped = u32::try_from(dropped).unwrap_or(u32::MAX);
        let shown = Shown::new(Content::Stored { value: output.clone(), dropped });
        shown.view(self.look, None, advice.as_ref())
    }
}

fn cut() -> ControlView {
    ControlView { kind: CUT.to_owned(), ..ControlView::default() }
}

fn text<'a>(control: &'a Value, key: &str) -> Option<&'a str> {
    control.get(key)?.as_str()
}

fn list<'a>(control: &'a Value, key: &str) -> &'a [Value] {
    control.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
