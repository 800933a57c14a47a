//! LaTeX as lessons write it.

use ardoise_markup::{render_formula, render_latex};
use expect_test::{Expect, expect};

/// Shows what is between the row and the annotation.
fn check(latex: &str, expected: Expect) {
    let html = render_formula(latex, false);
    let inner = html
        .strip_prefix("<math class=\"formula\"><semantics>")
        .and_then(|rest| rest.split_once("<annotation"))
        .map_or(html.as_str(), |(inner, _)| inner);
    expected.assert_eq(inner);
}

#[test]
fn a_whole_formula() {
    expect![[r#"<math class="formula"><semantics><mrow><mi>x</mi><mo>&lt;</mo><mn>1</mn></mrow><annotation encoding="application/x-tex">x&lt;1</annotation></semantics></math>"#]].assert_eq(&render_formula(" x<1 ", false));
    expect![[r#"<math class="formula" display="block"><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math>"#]].assert_eq(&render_formula("x", true));
    expect![[r#"<p>Sum: <math class="formula"><semantics><mstyle displaystyle="true" scriptlevel="0"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle><annotation encoding="application/x-tex">\displaystyle \frac{1}{2}</annotation></semantics></math> &amp; <math class="formula"><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math> <math class="formula" display="block"><semantics><mi>y</mi><annotation encoding="application/x-tex">y</annotation></semantics></math></p>"#]].assert_eq(&render_latex("Sum: $\\displaystyle \\frac{1}{2}$ & \\(x\\) \\[y\\]"));
}

#[test]
fn signs_and_letters() {
    check(
        "3,14 \\times 2.5 - a'",
        expect![
            "<mrow><mn>3,14</mn><mo>×</mo><mn>2.5</mn><mo>−</mo><msup><mi>a</mi><mo>′</mo></msup></mrow>"
        ],
    );
    check(
        "\\alpha \\Gamma \\infty \\in \\mathbb{R}^+ \\mathscr{C}_f \\mathbf{u} \\mathrm{d}x",
        expect![[
            r#"<mrow><mi>α</mi><mi mathvariant="normal">Γ</mi><mi mathvariant="normal">∞</mi><mo>∈</mo><msup><mi mathvariant="normal">ℝ</mi><mo>+</mo></msup><msub><mi mathvariant="normal">𝒞</mi><mi>f</mi></msub><mi mathvariant="normal">𝐮</mi><mi mathvariant="normal">d</mi><mi>x</mi></mrow>"#
        ]],
    );
    check(
        "x \\geqslant 0 \\leqslant \\neq \\not\\in \\{1;2\\} \\% \\euro",
        expect![[
            r#"<mrow><mi>x</mi><mo>⩾</mo><mn>0</mn><mo>⩽</mo><mo>≠</mo><mo>∉</mo><mo stretchy="false">{</mo><mn>1</mn><mo>;</mo><mn>2</mn><mo stretchy="false">}</mo><mi mathvariant="normal">%</mi><mi mathvariant="normal">€</mi></mrow>"#
        ]],
    );
    check(
        "2\\sin x \\cos(x) \\ln^2 x \\operatorname{pgcd}(a,b)",
        expect![[
            r#"<mrow><mn>2</mn><mspace width="0.1667em"></mspace><mi mathvariant="normal">sin</mi><mspace width="0.1667em"></mspace><mi>x</mi><mspace width="0.1667em"></mspace><mi mathvariant="normal">cos</mi><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo><mspace width="0.1667em"></mspace><msup><mi mathvariant="normal">ln</mi><mn>2</mn></msup><mspace width="0.1667em"></mspace><mi>x</mi><mspace width="0.1667em"></mspace><mi mathvariant="normal">pgcd</mi><mo stretchy="false">(</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo stretchy="false">)</mo></mrow>"#
        ]],
    );
    check(
        "|x| + \\|u\\| \\quad \\text{si } n \\to +\\infty % comment",
        expect![[
            r#"<mrow><mo stretchy="false" lspace="0" rspace="0">|</mo><mi>x</mi><mo stretchy="false" lspace="0" rspace="0">|</mo><mo>+</mo><mo stretchy="false" lspace="0" rspace="0">‖</mo><mi>u</mi><mo stretchy="false" lspace="0" rspace="0">‖</mo><mspace width="1em"></mspace><mtext>si </mtext><mi>n</mi><mo>→</mo><mo>+</mo><mi mathvariant="normal">∞</mi></mrow>"#
        ]],
    );
    check(
        "\\text{l'été vaut $x$ \\& \\'e}",
        expect!["<mrow><mtext>l'été vaut </mtext><mi>x</mi><mtext> &amp; é</mtext></mrow>"],
    );
}

#[test]
fn constructions() {
    check(
        "\\frac12 \\dfrac{a}{b} {n \\over 2}",
        expect![[
            r#"<mrow><mfrac><mn>1</mn><mn>2</mn></mfrac><mstyle displaystyle="true" scriptlevel="0"><mfrac><mi>a</mi><mi>b</mi></mfrac></mstyle><mfrac><mi>n</mi><mn>2</mn></mfrac></mrow>"#
        ]],
    );
    check(
        "\\sqrt{x} \\sqrt[3]{x+1}",
        expect![
            "<mrow><msqrt><mi>x</mi></msqrt><mroot><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mn>3</mn></mroot></mrow>"
        ],
    );
    check(
        "x_1^2 x^{n+1} f''(x) {}^2x \\sum_{i=0}^n \\int_0^1 \\lim_{x\\to 0}",
        expect![[
            r#"<mrow><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup><msup><mi>x</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup><msup><mi>f</mi><mrow><mo>′</mo><mo>′</mo></mrow></msup><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo><msup><mrow></mrow><mn>2</mn></msup><mi>x</mi><munderover><mo movablelimits="true">∑</mo><mrow><mi>i</mi><mo>=</mo><mn>0</mn></mrow><mi>n</mi></munderover><msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><munder><mo movablelimits="true" lspace="0.1667em" rspace="0.1667em">lim</mo><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder></mrow>"#
        ]],
    );
    check(
        "\\vec{u} \\overrightarrow{AB} \\overline{z} \\widehat{ABC} \\underbrace{a+b}_{n}",
        expect![[
            r#"<mrow><mover accent="true"><mi>u</mi><mo stretchy="false">→</mo></mover><mover accent="true"><mrow><mi>A</mi><mi>B</mi></mrow><mo stretchy="true">→</mo></mover><mover class="formula-overline"><mi>z</mi><mo stretchy="true">‾</mo></mover><mover accent="true"><mrow><mi>A</mi><mi>B</mi><mi>C</mi></mrow><mo stretchy="true">^</mo></mover><munder><munder><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mo stretchy="true">⏟</mo></munder><mi>n</mi></munder></mrow>"#
        ]],
    );
    check(
        "\\left(\\frac{1}{x}\\right) \\left\\{ x \\middle| y \\right. \\bigl( \\Big]",
        expect![[
            r#"<mrow><mrow class="formula-fenced formula-rows-2"><mo class="formula-fence" fence="true" stretchy="true" lspace="0" rspace="0">(</mo><mfrac><mn>1</mn><mi>x</mi></mfrac><mo class="formula-fence" fence="true" stretchy="true" lspace="0" rspace="0">)</mo></mrow><mrow class="formula-fenced formula-rows-1"><mo class="formula-fence" fence="true" stretchy="true" lspace="0" rspace="0">{</mo><mi>x</mi><mo class="formula-fence" fence="true" stretchy="true" lspace="0" rspace="0">|</mo><mi>y</mi></mrow><mo stretchy="true" symmetric="true" minsize="1.2em" maxsize="1.2em">(</mo><mo stretchy="true" symmetric="true" minsize="1.8em" maxsize="1.8em">]</mo></mrow>"#
        ]],
    );
    check(
        "\\binom{n}{k} a \\equiv b \\pmod{n} \\xrightarrow[a]{b} \\overset{!}{=}",
        expect![[
            r#"<mrow><mrow class="formula-fenced formula-rows-2"><mo class="formula-fence" fence="true" stretchy="true" lspace="0" rspace="0">(</mo><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac><mo class="formula-fence" fence="true" stretchy="true" lspace="0" rspace="0">)</mo></mrow><mi>a</mi><mo>≡</mo><mi>b</mi><mrow><mspace width="1em"></mspace><mo>(</mo><mtext>mod</mtext><mspace width="0.3333em"></mspace><mi>n</mi><mo>)</mo></mrow><munderover><mo stretchy="true">→</mo><mi>a</mi><mi>b</mi></munderover><mover><mo>=</mo><mo>!</mo></mover></mrow>"#
        ]],
    );
    check(
        "\\color{red}{x} \\textcolor{#00f}{y} \\boxed{z}",
        expect![[
            r##"<mrow><mstyle mathcolor="red"><mi>x</mi></mstyle><mstyle mathcolor="#00f"><mi>y</mi></mstyle><mrow class="formula-boxed"><mi>z</mi></mrow></mrow>"##
        ]],
    );
}

#[test]
fn tables() {
    check(
        "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
        expect![[
            r#"<mrow class="formula-fenced formula-rows-2"><mo class="formula-fence" fence="true" stretchy="true" lspace="0" rspace="0">(</mo><mtable class="formula-matrix"><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo class="formula-fence" fence="true" stretchy="true" lspace="0" rspace="0">)</mo></mrow>"#
        ]],
    );
    check(
        "\\begin{cases} x & y \\\\[2pt] z \\end{cases}",
        expect![[
            r#"<mrow class="formula-fenced formula-rows-2"><mo class="formula-fence" fence="true" stretchy="true" lspace="0" rspace="0">{</mo><mtable class="formula-cases"><mtr><mtd><mi>x</mi></mtd><mtd><mi>y</mi></mtd></mtr><mtr><mtd><mi>z</mi></mtd></mtr></mtable></mrow>"#
        ]],
    );
    check(
        "\\begin{array}{|l|r} a & b \\\\ \\hline c & d \\end{array}",
        expect![[
            r#"<mtable class="formula-array"><mtr><mtd class="formula-left formula-rule"><mi>a</mi></mtd><mtd class="formula-right formula-rule"><mi>b</mi></mtd></mtr><mtr class="formula-ruled"><mtd class="formula-left formula-rule"><mi>c</mi></mtd><mtd class="formula-right formula-rule"><mi>d</mi></mtd></mtr></mtable>"#
        ]],
    );
    check(
        "\\begin{aligned} a &= b \\\\ &= c \\end{aligned}",
        expect![[
            r#"<mtable class="formula-align" displaystyle="true"><mtr><mtd><mi>a</mi></mtd><mtd><mrow></mrow><mo>=</mo><mi>b</mi></mtd></mtr><mtr><mtd><mrow></mrow></mtd><mtd><mrow></mrow><mo>=</mo><mi>c</mi></mtd></mtr></mtable>"#
        ]],
    );
    check(
        "a \\\\ b",
        expect![[
            r#"<mtable displaystyle="true"><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr></mtable>"#
        ]],
    );
}

#[test]
fn what_cannot_be_read_is_shown() {
    check(
        "\\foo x",
        expect![[r#"<mrow><mtext class="formula-unknown">\foo</mtext><mi>x</mi></mrow>"#]],
    );
    for unreadable in [
        "x_",
        "{x",
        "x}",
        "\\frac{1}",
        "\\left( x",
        "\\begin{align} x",
        "\\begin{nosuch}x\\end{nosuch}",
        "a & b",
    ] {
        let html = render_formula(unreadable, false);
        assert!(html.starts_with("<code class=\"formula-error\">"), "{unreadable}: {html}");
    }
    let deep = format!("{}x{}", "{".repeat(1000), "}".repeat(1000));
    assert!(render_formula(&deep, false).starts_with("<code"));
    assert!(render_formula(&"x".repeat(30_000), false).starts_with("<code"));
}
