//! Text for terminals.

use ardoise_markup::{strip_ansi, terminal_to_html};
use expect_test::{Expect, expect};

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&terminal_to_html(text));
}

#[test]
fn colours() {
    check("plain <b>", expect!["plain &lt;b&gt;"]);
    check(
        "\u{1b}[0;31mred\u{1b}[1m bold\u{1b}[0m plain",
        expect![[
            r#"<span class="ansi-red-fg">red</span><span class="ansi-red-fg ansi-bold"> bold</span> plain"#
        ]],
    );
    check(
        "\u{1b}[91;44mx\n\u{1b}[39my\u{1b}[38;5;2mz\u{1b}[38;2;1;2;3mw",
        expect![[r#"
        <span class="ansi-red-intense-fg ansi-blue-bg">x
        </span><span class="ansi-blue-bg">y</span><span class="ansi-green-fg ansi-blue-bg">z</span><span class="ansi-blue-bg">w</span>"#]],
    );
    check("\u{1b}[2J\u{1b}[1;1Hx\u{7}\u{8}\u{1b}]0;title\u{7}y\u{1b}(Bz", expect!["xyz"]);
}

#[test]
fn carriage_returns() {
    check(
        "10%\r50%\r100%\ndone\r\n",
        expect![[r#"
        100%
        done
    "#]],
    );
}

#[test]
fn plain_text_of_a_traceback() {
    expect![[r#"
        NameError: name 'x'
    "#]]
    .assert_eq(&strip_ansi("\u{1b}[0;31mNameError\u{1b}[0m: name 'x'\n"));
}
