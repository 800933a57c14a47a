//! Markdown as lessons write it.

use ardoise_markup::{Language, MarkupOptions, render_markdown};
use expect_test::{Expect, expect};

use crate::options;

fn check(markdown: &str, expected: Expect) {
    expected.assert_eq(&render_markdown(markdown, &options()));
}

#[test]
fn ordinary_text() {
    check(
        "# A *b* `c`\n\ntext **bold** ~~gone~~  \nnew line\n\n---",
        expect![[
            r#"<h2 id="n-A-b-c">A <em>b</em> <code>c</code></h2><p>text <strong>bold</strong> <del>gone</del><br>new line</p><hr>"#
        ]],
    );
    check(
        "same\n====\n\n# same\n\n###### deep",
        expect![[
            r#"<h2 id="n-same">same</h2><h2 id="n-same-2">same</h2><h6 id="n-deep">deep</h6>"#
        ]],
    );
    check(
        "3. three\n4. four\n   - deep\n\n* loose\n\n* list",
        expect![[
            r#"<ol start="3"><li>three</li><li>four<ul><li>deep</li></ul></li></ol><ul><li><p>loose</p></li><li><p>list</p></li></ul>"#
        ]],
    );
    check(
        "- [x] done\n- [ ] to do",
        expect![[
            r#"<ul><li><span class="task" role="img" aria-label="done">☑</span> done</li><li><span class="task" role="img" aria-label="to do">☐</span> to do</li></ul>"#
        ]],
    );
    check(
        "> quoted\n\n    indented <code>\n\n```Python extra\nx < 1\n```\n~~~ {.js}\ny\n~~~",
        expect![[r#"
            <blockquote><p>quoted</p></blockquote><pre><code>indented &lt;code&gt;
            </code></pre><pre><code class="language-python">x &lt; 1
            </code></pre><pre><code class="language-js">y
            </code></pre>"#]],
    );
    check(
        "| a | b | c |\n|:--|:-:|--:|\n| 1 | **2** |\n",
        expect![[
            r#"<table><thead><tr><th class="align-left">a</th><th class="align-center">b</th><th class="align-right">c</th></tr></thead><tbody><tr><td class="align-left">1</td><td class="align-center"><strong>2</strong></td><td class="align-right"></td></tr></tbody></table>"#
        ]],
    );
    check(
        "x[^n] y[^o] z[^n] [^absent]\n\n[^n]: first\n[^o]: second `c`",
        expect![[
            r##"<p>x<sup class="footnote-ref"><a href="#n-c1-note-1" id="n-c1-note-1-call">1</a></sup> y<sup class="footnote-ref"><a href="#n-c1-note-2" id="n-c1-note-2-call">2</a></sup> z<sup class="footnote-ref"><a href="#n-c1-note-1">1</a></sup> [^absent]</p><section class="footnotes"><ol><li value="1" id="n-c1-note-1"><p>first</p><a href="#n-c1-note-1-call">↩</a></li><li value="2" id="n-c1-note-2"><p>second <code>c</code></p><a href="#n-c1-note-2-call">↩</a></li></ol></section>"##
        ]],
    );
    check(
        "&eacute; &copy; &nosuch; & a &amp; b \\* \\<b>",
        expect!["<p>é © &amp;nosuch; &amp; a &amp; b * &lt;b&gt;</p>"],
    );
    // The names that the patch of pulldown-cmark keeps.
    check(
        "&OElig;&rarr;&le;&alpha;&hearts;&equals;&semi;&lowbar;&check;|&nbsp;|&#x2605;&#9733;",
        expect!["<p>Œ→≤α♥=;_✓|\u{a0}|★★</p>"],
    );
}

#[test]
fn links() {
    check(
        "[a](https://x.example/?a=b&c=d \"title\") <https://y.example> <me@z.example>",
        expect![[
            r#"<p><a href="https://x.example/?a=b&amp;c=d" target="_blank" rel="noopener noreferrer" title="title">a</a> <a href="https://y.example" target="_blank" rel="noopener noreferrer">https://y.example</a> <a href="mailto:me@z.example">me@z.example</a></p>"#
        ]],
    );
    check(
        "[part](#A-b) [other](TP2.ipynb#x) [file](attachment:a.csv) [none]()",
        expect![[
            r##"<p><a href="#n-A-b">part</a> <a data-name="TP2.ipynb#x">other</a> <a data-name="a.csv">file</a> <a>none</a></p>"##
        ]],
    );
    check(
        "See https://fr.wikipedia.org/wiki/Python_(langage), (http://a.example) and `https://b.example`.",
        expect![[
            r#"<p>See <a href="https://fr.wikipedia.org/wiki/Python_(langage)" target="_blank" rel="noopener noreferrer">https://fr.wikipedia.org/wiki/Python_(langage)</a>, (<a href="http://a.example" target="_blank" rel="noopener noreferrer">http://a.example</a>) and <code>https://b.example</code>.</p>"#
        ]],
    );
    check(
        "[https://a.example](https://b.example)",
        expect![[
            r#"<p><a href="https://b.example" target="_blank" rel="noopener noreferrer">https://a.example</a></p>"#
        ]],
    );
}

#[test]
fn pictures() {
    check(
        "![a plan](attachment:plan%20b.png) ![](img/tri.png \"sort\")",
        expect![[
            r#"<p><img src="data:image/png;base64,AAAA" alt="a plan"> <img src="blob:http://here/1" alt="" title="sort"></p>"#
        ]],
    );
    check(
        "![missing *one*](img/no.png) ![](attachment:gone.png)",
        expect![[
            r#"<p><span class="missing-image" data-name="img/no.png">missing one</span> <span class="missing-image" data-name="gone.png">gone.png</span></p>"#
        ]],
    );
    check(
        "![far](https://x.example/far.png) [![](https://x.example/badge.svg?a=1)](https://x.example)",
        expect![[
            r#"<p><a class="remote-image" data-src="https://x.example/far.png" href="https://x.example/far.png" target="_blank" rel="noopener noreferrer">far</a> <a href="https://x.example" target="_blank" rel="noopener noreferrer"><span class="remote-image" data-src="https://x.example/badge.svg?a=1">badge.svg</span></a></p>"#
        ]],
    );
    check(
        "<img src=\"img/tri.png\" width=\"50%\" height=20px alt='a \"b\"' onclick=x>",
        expect![[
            r#"<img src="blob:http://here/1" alt="a &quot;b&quot;" width="50%" height="20px">"#
        ]],
    );
    check(
        "![dot](data:image/gif;base64,R0lGOD)",
        expect![[r#"<p><img src="data:image/gif;base64,R0lGOD" alt="dot"></p>"#]],
    );
}

#[test]
fn boxes() {
    check(
        ":::{note} My *title*\nbody **bold**\n:::\nafter",
        expect![[r#"
            <div class="box box-note"><div class="box-title">
            <p>My <em>title</em></p></div>
            <p>body <strong>bold</strong></p></div>
            <p>after</p>"#]],
    );
    check(
        "::::{warning}\n:class: dropdown\n:::{tip}\nin\n:::\nout\n::::",
        expect![[r#"
            <details class="box box-warning"><summary class="box-title">Warning</summary>
            <div class="box box-tip"><div class="box-title">Tip</div>
            <p>in</p></div>
            <p>out</p></details>
        "#]],
    );
    check(
        "```{admonition} Title\n```python\nx\n```\n```",
        expect![[r#"
            <div class="box box-note"><div class="box-title">Title</div>
            <pre><code class="language-python">x
            </code></pre></div>
        "#]],
    );
    check(
        ":::{figure} x.png\ncaption\n:::\n\n::: danger\nx",
        expect![[r#"
            <div class="box box-note"><div class="box-title">x.png</div>
            <p>caption</p></div>
            <div class="box box-danger"><div class="box-title">Danger</div>
            <p>x</p></div>
        "#]],
    );
    check(
        ":::{note} 1. Plain title\nx\n:::\n:::{tip}\n:class: dropdown\n:::",
        expect![[r#"
        <div class="box box-note"><div class="box-title">1. Plain title</div>
        <p>x</p></div>
        <details class="box box-tip"><summary class="box-title">Tip</summary>
        </details>
    "#]],
    );
    check(
        "> [!TIP]\n> use it\n\n> [!unknown]\n> plain",
        expect![[r#"
            <div class="box box-tip"><div class="box-title">Tip</div><p>use it</p></div><blockquote><p>[!unknown]
            plain</p></blockquote>"#]],
    );
    check(
        "```\n:::{note}\n:::\n```\n\n    :::{note}\n",
        expect![[r#"
        <pre><code>:::{note}
        :::
        </code></pre><pre><code>:::{note}
        </code></pre>"#]],
    );
    check(
        "<div class=\"alert alert-block alert-warning mine\">\n<b>Be</b> careful\n</div>",
        expect![[r#"
            <div class="box box-warning">
            <b>Be</b> careful
            </div>"#]],
    );
    check(
        "- item\n\n:::{exercise}\n1. a\n2. b [l]\n:::\n\n[l]: https://x.example",
        expect![[r#"
            <ul><li>item</li></ul><div class="box box-exercise"><div class="box-title">Exercise</div>
            <ol><li>a</li><li>b <a href="https://x.example" target="_blank" rel="noopener noreferrer">l</a></li></ol></div>
        "#]],
    );
    let french = MarkupOptions { language: Language::French, ..options() };
    expect![[r#"
        <div class="box box-warning"><div class="box-title">Attention</div><p>x</p></div><div class="box box-tip"><div class="box-title">Astuce</div>
        <p>y</p></div>
    "#]].assert_eq(&render_markdown("> [!WARNING]\n> x\n\n:::{hint}\ny\n:::", &french));
}

#[test]
fn raw_html_of_real_notebooks() {
    check(
        "<center><font color=\"red\" size=+2>Title</font></center>\n\n**after**",
        expect![[r#"
        <center><font color="red" size="+2">Title</font></center>
        <p><strong>after</strong></p>"#]],
    );
    check(
        "<details><summary>Hint</summary>\n\nUse `len`\n\n</details>",
        expect![[r#"
        <details><summary>Hint</summary>
        <p>Use <code>len</code></p></details>"#]],
    );
    check(
        "press <kbd>Ctrl</kbd>+<kbd>C</kbd><br/>x<sub>1</sub> <u>u</u> <a name=\"top\"></a>",
        expect![[
            r#"<p>press <kbd>Ctrl</kbd>+<kbd>C</kbd><br>x<sub>1</sub> <u>u</u> <a name="n-top"></a></p>"#
        ]],
    );
    check(
        "<div align=\"right\" style=\"Color: RED; position:fixed\">\n\n- a\n\n</div>\n\n- b",
        expect![[r#"
            <div align="right" style="color: RED">
            <ul><li>a</li></ul></div>
            <ul><li>b</li></ul>"#]],
    );
    check(
        "<iframe width=\"560\" src=\"https://www.youtube.com/embed/a_b-c?x=1\"></iframe>",
        expect![[
            r#"<a href="https://www.youtube.com/watch?v=a_b-c" target="_blank" rel="noopener noreferrer">https://www.youtube.com/watch?v=a_b-c</a>"#
        ]],
    );
    check(
        "<video controls src=\"film.mp4\"></video> <video><source src=https://x.example/f.mp4>no</video>",
        expect![[
            r#"<p><span class="missing-image" data-name="film.mp4">film.mp4</span> <a href="https://x.example/f.mp4" target="_blank" rel="noopener noreferrer">https://x.example/f.mp4</a>no</p>"#
        ]],
    );
    check(
        "a <script>x()</script> b <style>p{}</style> c <!-- d --> e",
        expect!["<p>a  b  c  e</p>"],
    );
    check(
        "<table><tr><td colspan=2>**a**</td></tr>\n<tr><td>b\n</table>",
        expect![[r#"
        <table><tr><td colspan="2">**a**</td></tr>
        <tr><td>b
        </td></tr></table>"#]],
    );
    check(
        "<div><p>one<p>two</div> <b>left open\n\nnext",
        expect![[r#"
        <div><p>one</p><p>two</p></div> <b>left open
        <p>next</p></b>"#]],
    );
    check("<form><label>Name <input></label><button>Go</button></form>", expect!["Name Go"]);
}

#[test]
fn formulas_in_markdown() {
    check(
        "let $a_1*b_1$ and *$c$*; `$d$`",
        expect![[
            r#"<p>let <math class="formula"><semantics><mrow><msub><mi>a</mi><mn>1</mn></msub><mo>∗</mo><msub><mi>b</mi><mn>1</mn></msub></mrow><annotation encoding="application/x-tex">a_1*b_1</annotation></semantics></math> and <em><math class="formula"><semantics><mi>c</mi><annotation encoding="application/x-tex">c</annotation></semantics></math></em>; <code>$d$</code></p>"#
        ]],
    );
    check(
        "$$\na\n- b\n= c\n$$",
        expect![[r#"
        <p><math class="formula" display="block"><semantics><mrow><mi>a</mi><mo>−</mo><mi>b</mi><mo>=</mo><mi>c</mi></mrow><annotation encoding="application/x-tex">a
        - b
        = c</annotation></semantics></math></p>"#]],
    );
    check(
        "\\\\(x\\\\) \\\\[y\\\\] \\(z\\) \\$5",
        expect![[
            r#"<p><math class="formula"><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math> <math class="formula" display="block"><semantics><mi>y</mi><annotation encoding="application/x-tex">y</annotation></semantics></math> (z) $5</p>"#
        ]],
    );
    check("it costs $5 or $6, 5$ or 6$", expect!["<p>it costs $5 or $6, 5$ or 6$</p>"]);
    check("it costs $5 or $6, 5$", expect!["<p>it costs $5 or $6, 5$</p>"]);
    check("from $5 to $ 6", expect!["<p>from $5 to $ 6</p>"]);
    check(
        "$5$ and $ 2 $ and $2x+1 $ for 3$",
        expect![[
            r#"<p><math class="formula"><semantics><mn>5</mn><annotation encoding="application/x-tex">5</annotation></semantics></math> and <math class="formula"><semantics><mn>2</mn><annotation encoding="application/x-tex">2</annotation></semantics></math> and <math class="formula"><semantics><mrow><mn>2</mn><mi>x</mi><mo>+</mo><mn>1</mn></mrow><annotation encoding="application/x-tex">2x+1</annotation></semantics></math> for 3$</p>"#
        ]],
    );
    check(
        "| $|x|$ | `a$` |\n|---|---|\n| $y$ | $ |",
        expect![[
            r#"<table><thead><tr><th><math class="formula"><semantics><mrow><mo stretchy="false" lspace="0" rspace="0">|</mo><mi>x</mi><mo stretchy="false" lspace="0" rspace="0">|</mo></mrow><annotation encoding="application/x-tex">|x|</annotation></semantics></math></th><th><code>a$</code></th></tr></thead><tbody><tr><td><math class="formula"><semantics><mi>y</mi><annotation encoding="application/x-tex">y</annotation></semantics></math></td><td>$</td></tr></tbody></table>"#
        ]],
    );
    check(
        "\\begin{align}\na &= b\\\\\n&= c\n\\end{align} \\begin{verse}x\\end{verse}",
        expect![[r#"
            <p><math class="formula" display="block"><semantics><mtable class="formula-align" displaystyle="true"><mtr><mtd><mi>a</mi></mtd><mtd><mrow></mrow><mo>=</mo><mi>b</mi></mtd></mtr><mtr><mtd><mrow></mrow></mtd><mtd><mrow></mrow><mo>=</mo><mi>c</mi></mtd></mtr></mtable><annotation encoding="application/x-tex">\begin{align}
            a &amp;= b\\
            &amp;= c
            \end{align}</annotation></semantics></math> \begin{verse}x\end{verse}</p>"#]],
    );
    check(
        "> $$\n> x\n> $$\n\n# About $x$\n\n<div>$y$</div> <b title=\"$z$\">t</b> [l](a$b$c)",
        expect![[
            r#"<blockquote><p><math class="formula" display="block"><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math></p></blockquote><h2 id="n-About-$x$">About <math class="formula"><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math></h2><div><math class="formula"><semantics><mi>y</mi><annotation encoding="application/x-tex">y</annotation></semantics></math></div> <b title="$z$">t</b> [l](a<math class="formula"><semantics><mi>b</mi><annotation encoding="application/x-tex">b</annotation></semantics></math>c)"#
        ]],
    );
    check(
        "```\n$x$\n```\n\n``a ` $x$`` and $`b`$",
        expect![[r#"
        <pre><code>$x$
        </code></pre><p><code>a ` $x$</code> and <math class="formula"><semantics><mrow><mo>`</mo><mi>b</mi><mo>`</mo></mrow><annotation encoding="application/x-tex">`b`</annotation></semantics></math></p>"#]],
    );
    check(
        "$unclosed\n\n$other$ \u{f8f0}0\u{f8f1}",
        expect![[
            r#"<p>$unclosed</p><p><math class="formula"><semantics><mrow><mi>o</mi><mi>t</mi><mi>h</mi><mi>e</mi><mi>r</mi></mrow><annotation encoding="application/x-tex">other</annotation></semantics></math> �0�</p>"#
        ]],
    );
}

/// The letters of Latin, Greek and Cyrillic are compared by `slim/unicase`.
#[test]
fn a_link_finds_its_address_whatever_the_case() {
    for (called, defined) in
        [("Été", "ÉTÉ"), ("œuvre", "ŒUVRE"), ("ΑΓΩ", "αγω"), ("Толпой", "ТОЛПОЙ"), ("ẞ", "SS")]
    {
        let page = render_markdown(&format!("[{called}]\n\n[{defined}]: #a"), &options());
        assert!(page.contains("</a>"), "{called} and {defined}: {page}");
    }
    let page = render_markdown("[ete]\n\n[été]: #a", &options());
    assert!(!page.contains("</a>"), "{page}");
}
