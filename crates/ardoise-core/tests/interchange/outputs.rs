//! The typed view of outputs.

use ardoise_core::interchange::Output;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

fn check(stored: Value, expected: Expect) {
    let output = Output::from_json(&stored);
    expected.assert_eq(&format!("{output:?}"));
    assert_eq!(output.to_json(), stored);
}

#[test]
fn outputs_are_read_and_written() {
    check(
        json!({"output_type": "stream", "name": "stdout", "text": ["a\n", "b"]}),
        expect![[r#"Stream { name: "stdout", text: "a\nb" }"#]],
    );
    check(
        json!({"output_type": "display_data", "metadata": {}, "data": {
            "text/plain": ["a\n", "b"], "image/png": "iVBO", "application/vnd.x+json": {"k": [1]},
            "image/svg+xml": ["<svg>\n", "</svg>"]}}),
        expect![[
            r#"Display { data: [("text/plain", "a\nb"), ("image/png", "iVBO"), ("application/vnd.x+json", "{\"k\":[1]}"), ("image/svg+xml", "<svg>\n</svg>")], metadata: {} }"#
        ]],
    );
    check(
        json!({"output_type": "execute_result", "execution_count": 3, "metadata": {"a": 1}, "data": {"text/plain": ["1"]}}),
        expect![[
            r#"Result { count: Some(3), data: [("text/plain", "1")], metadata: {"a": Number(1)} }"#
        ]],
    );
    check(
        json!({"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a", "b"]}),
        expect![[r#"Error { name: "E", value: "v", traceback: ["a", "b"] }"#]],
    );
    check(
        json!({"output_type": "new kind", "x": 1}),
        expect![[r#"Unknown(Object {"output_type": String("new kind"), "x": Number(1)})"#]],
    );
    check(json!(null), expect!["Unknown(Null)"]);
}

#[test]
fn outputs_that_lack_parts_are_read_as_far_as_they_go() {
    let read = |stored: Value| format!("{:?}", Output::from_json(&stored));
    expect![[r#"Stream { name: "stdout", text: "a" }"#]]
        .assert_eq(&read(json!({"output_type": "stream", "text": "a"})));
    expect![[r#"Error { name: "", value: "", traceback: ["a", "b"] }"#]]
        .assert_eq(&read(json!({"output_type": "error", "traceback": "a\nb"})));
    expect![[r#"Unknown(Object {"output_type": String("stream"), "name": String("stdout")})"#]]
        .assert_eq(&read(json!({"output_type": "stream", "name": "stdout"})));
    expect![[r#"Result { count: None, data: [("text/plain", "5")], metadata: {} }"#]]
        .assert_eq(&read(json!({"output_type": "execute_result", "data": {"text/plain": 5}})));
}
