//! HTML outputs of code and files.

use ardoise_markup::{safe_svg_data_url, sanitise_html, svg_words};
use expect_test::{Expect, expect};

use crate::options;

fn check(html: &str, expected: Expect) {
    expected.assert_eq(&sanitise_html(html, &options()));
}

#[test]
fn a_table_as_pandas_writes_it() {
    check(
        "<div>\n<style scoped>\n    .dataframe tbody tr th { vertical-align: top; }\n</style>\n\
         <table border=\"1\" class=\"dataframe\">\n  <thead>\n    <tr style=\"text-align: right;\">\n      <th></th>\n\
         <th>a</th></tr></thead>\n<tbody><tr><th>0</th><td>1.5</td></tr></tbody></table>\n<p>1 rows × 1 columns</p></div>",
        expect![[r#"
            <div>

            <table border="1" class="dataframe">
              <thead>
                <tr style="text-align: right">
                  <th></th>
            <th>a</th></tr></thead>
            <tbody><tr><th>0</th><td>1.5</td></tr></tbody></table>
            <p>1 rows × 1 columns</p></div>"#]],
    );
}

#[test]
fn elements_and_attributes() {
    check(
        "<B>x</B> <Unknown>y</Unknown> <br/><hr size=3 noshade>",
        expect![[r#"<b>x</b> y <br><hr size="3">"#]],
    );
    check(
        "<ol start=3 type=a reversed><li value=2>x<li>y</ol>",
        expect![[r#"<ol start="3" type="a" reversed=""><li value="2">x</li><li>y</li></ol>"#]],
    );
    check(
        "<td>alone</td> <table><tr><td>a<td>b<tr><td>c</table>",
        expect!["<td>alone</td> <table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"],
    );
    check("<p>a<p>b<div>c</div>", expect!["<p>a</p><p>b</p><div>c</div>"]);
    check(
        "<a href='x.html'>x</a> <a href=//y.example>y</a> <a id='a b' href='#a b'>z</a>",
        expect![[
            r##"<a data-name="x.html">x</a> <a href="https://y.example" target="_blank" rel="noopener noreferrer">y</a> <a id="n-a-b" href="#n-a-b">z</a>"##
        ]],
    );
    check(
        "<font color=\"#ff0000\" face='Comic Sans MS'>x</font><span lang=fr dir=ltr title='a \"b\" &lt;'>y</span>",
        expect![[
            r##"<font color="#ff0000" face="Comic Sans MS">x</font><span lang="fr" dir="ltr" title="a &quot;b&quot; &lt;">y</span>"##
        ]],
    );
    check(
        "1 < 2 && 3 > 2 <3 &lt;b&gt; &amp;amp; &#233; &#xZZ;",
        expect!["1 &lt; 2 &amp;&amp; 3 &gt; 2 &lt;3 &lt;b&gt; &amp;amp; &#233; &amp;#xZZ;"],
    );
    check(
        "<b class='alert alert-info evil ansi-red-fg'>x</b>",
        expect![[r#"<b class="box box-note ansi-red-fg">x</b>"#]],
    );
}

#[test]
fn styles() {
    check(
        "<p style=\"color:red; BACKGROUND-COLOR: #EEE !important;; width : 50%\">x</p>",
        expect![[r#"<p style="color: red; background-color: #EEE; width: 50%">x</p>"#]],
    );
    check(
        "<p style=\"font-family: 'DejaVu Sans', serif; margin: 0 auto; color: rgb(1, 2, 3)\">x</p>",
        expect![[
            r#"<p style="font-family: 'DejaVu Sans', serif; margin: 0 auto; color: rgb(1, 2, 3)">x</p>"#
        ]],
    );
    check(
        "<p style=\"position:absolute;top:0;margin-left:-5px;background:url(x);float:left\">x</p>",
        expect![[r#"<p style="float: left">x</p>"#]],
    );
    check(
        "<p style=\"color:var(--x);width:calc(1px);display:contents;font-family:'a\">x</p>",
        expect!["<p>x</p>"],
    );
}

#[test]
fn drawings_become_pictures() {
    check(
        "<svg width=\"10\" viewBox='0 0 1 1'><path d=\"M0 0\"/><text>é</text></svg> after",
        expect![[
            r#"<img src="data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22%20width=%2210%22%20viewBox=%220%200%201%201%22%3E%3Cpath%20d=%22M0%200%22/%3E%3Ctext%3E%C3%A9%3C/text%3E%3C/svg%3E" alt="" width="10"> after"#
        ]],
    );
    check(
        "<p><svg><g><svg></svg></g></svg></p><svg>never closed <b>x</b>",
        expect![[
            r#"<p><img src="data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cg%3E%3Csvg%3E%3C/svg%3E%3C/g%3E%3C/svg%3E" alt=""></p>"#
        ]],
    );
    expect!["data:image/svg+xml,%3C%3Fxml%20version=%221.0%22%3F%3E%20%3Csvg%20xmlns:xlink=%22http://www.w3.org/1999/xlink%22%20xmlns=%22u%22%3E%3Cuse%20xlink:href='%23a'/%3E%3C/svg%3E"].assert_eq(&safe_svg_data_url(
        "<?xml version=\"1.0\"?>\n<svg xmlns=\"u\"><use xlink:href='#a'/></svg>",
    ));
    expect!["data:image/svg+xml,no%20drawing"].assert_eq(&safe_svg_data_url("no drawing"));
}

#[test]
fn a_drawing_says_what_it_shows() {
    let words = |svg| svg_words(svg).unwrap_or_default();
    let plot = "<svg role=\"img\"><title>Chute &amp; vitesse</title><desc>plot (3).\n x: 0 … 2</desc><path/></svg>";
    assert_eq!(words(plot), "Chute & vitesse. plot (3). x: 0 … 2");
    assert_eq!(words("<svg><desc>seul</desc></svg>"), "seul");
    assert_eq!(svg_words("<svg><path d=\"M0 0\"/></svg>"), None);
    assert_eq!(svg_words("<svg><title><b>x</b></title><desc>jamais fermé</svg>"), None);
    let long = format!("<svg><title>{}</title></svg>", "é".repeat(5_000));
    assert_eq!(words(&long).chars().count(), 1_001);
}
