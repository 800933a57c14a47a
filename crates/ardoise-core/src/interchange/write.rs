//! Writes a notebook file as Jupyter does: one space of indent, keys in order, text unescaped, a
//! line end at the end. Two saves of one notebook differ only where the notebook does.

use serde_json::Value;

use super::text::{compact, new_line, push_text};
use super::{CellFile, CellKind, JsonMap, NEWEST_MINOR, NotebookFile, lines};

/// Writes a notebook.
pub fn write(notebook: &NotebookFile) -> String {
    let cells: Vec<Node<'_>> =
        notebook.cells.iter().map(|cell| cell_node(cell, notebook.nbformat_minor)).collect();
    let mut keys: Vec<(&str, Node<'_>)> = vec![
        ("cells", Node::List(cells)),
        ("metadata", Node::Map(&notebook.metadata)),
        ("nbformat", Node::Number(notebook.nbformat)),
        ("nbformat_minor", Node::Number(notebook.nbformat_minor)),
    ];
    add_extra(&mut keys, &notebook.extra);
    let mut out = String::new();
    write_node(&mut out, &Node::Keys(keys), 0);
    out.push('\n');
    out
}

/// A value that borrows from the notebook, so that large outputs are not copied to be written.
enum Node<'a> {
    Value(&'a Value),
    Map(&'a JsonMap),
    Text(&'a str),
    Lines(Vec<&'a str>),
    Number(u32),
    Null,
    List(Vec<Node<'a>>),
    Values(&'a [Value]),
    Keys(Vec<(&'a str, Node<'a>)>),
}

fn cell_node(cell: &CellFile, minor: u32) -> Node<'_> {
    if let Some(whole) = cell.as_stored.get("cell").filter(|whole| compact(whole) == cell.source) {
        return Node::Value(whole);
    }
    let mut keys: Vec<(&str, Node<'_>)> = Vec::with_capacity(8);
    let kind = match cell.as_stored.get("cell_type") {
        Some(stored) if cell.kind == CellKind::Raw => Node::Value(stored),
        _ => Node::Text(cell.kind.name()),
    };
    keys.push(("cell_type", kind));
    if let Some(id) = cell.id.as_deref().filter(|_| minor >= NEWEST_MINOR) {
        keys.push(("id", Node::Text(id)));
    }
    keys.push(("metadata", Node::Map(&cell.metadata)));
    match cell.as_stored.get("source") {
        Some(Value::Null) if cell.source.is_empty() => {}
        Some(stored) if lines::from_value(stored).text == cell.source => {
            keys.push(("source", Node::Value(stored)));
        }
        _ => keys.push(("source", Node::Lines(lines::split(&cell.source)))),
    }
    if let Some(attachments) = &cell.attachments {
        keys.push(("attachments", Node::Map(attachments)));
    }
    if cell.kind == CellKind::Code {
        keys.push(("outputs", Node::Values(&cell.outputs)));
        let count = match (cell.execution_count, cell.as_stored.get("execution_count")) {
            (Some(count), _) => Node::Number(count),
            (None, Some(stored)) => Node::Value(stored),
            (None, None) => Node::Null,
        };
        keys.push(("execution_count", count));
    }
    add_extra(&mut keys, &cell.extra);
    Node::Keys(keys)
}

/// Adds the keys we do not know; one that we do know has been written already.
fn add_extra<'a>(keys: &mut Vec<(&'a str, Node<'a>)>, extra: &'a JsonMap) {
    let known: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
    let unknown = extra.iter().filter(|(key, _)| !known.contains(&key.as_str()));
    keys.extend(unknown.map(|(key, value)| (key.as_str(), Node::Value(value))));
}

fn write_node(out: &mut String, node: &Node<'_>, depth: usize) {
    match node {
        Node::Value(value) => write_value(out, value, depth),
        Node::Map(map) => write_map(out, map, depth),
        Node::Text(text) => push_text(out, text),
        Node::Lines(lines) => {
            write_items(out, ['[', ']'], depth, lines, |out, line| push_text(out, line));
        }
        Node::Number(number) => out.push_str(&number.to_string()),
        Node::Null => out.push_str("null"),
        Node::List(nodes) => {
            write_items(out, ['[', ']'], depth, nodes, |out, node| {
                write_node(out, node, depth + 1)
            });
        }
        Node::Values(values) => write_list(out, values, depth),
        Node::Keys(keys) => {
            let mut sorted: Vec<&(&str, Node<'_>)> = keys.iter().collect();
            sorted.sort_by_key(|(key, _)| *key);
            write_items(out, ['{', '}'], depth, sorted, |out, (key, node)| {
                push_text(out, key);
                out.push_str(": ");
                write_node(out, node, depth + 1);
            });
        }
    }
}

/// The recursion is as deep as the value, which the reader bounds.
fn write_value(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::String(text) => push_text(out, text),
        Value::Array(values) => write_list(out, values, depth),
        Value::Object(map) => write_map(out, map, depth),
        Value::Null | Value::Bool(_) | Value::Number(_) => out.push_str(&compact(value)),
    }
}

fn write_list(out: &mut String, values: &[Value], depth: usize) {
    write_items(out, ['[', ']'], depth, values, |out, value| write_value(out, value, depth + 1));
}

fn write_map(out: &mut String, map: &JsonMap, depth: usize) {
    let mut sorted: Vec<(&String, &Value)> = map.iter().collect();
    sorted.sort_by_key(|(key, _)| *key);
    write_items(out, ['{', '}'], depth, sorted, |out, (key, value)| {
        push_text(out, key);
        out.push_str(": ");
        write_value(out, value, depth + 1);
    });
}

fn write_items<I: IntoIterator>(
    out: &mut String,
    brackets: [char; 2],
    depth: usize,
    items: I,
    mut write_one: impl FnMut(&mut String, I::Item),
) {
    out.push(brackets[0]);
    let mut empty = true;
    for item in items {
        if !empty {
            out.push(',');
        }
        empty = false;
        new_line(out, depth + 1);
        write_one(out, item);
    }
    if !empty {
        new_line(out, depth);
    }
    out.push(brackets[1]);
}
