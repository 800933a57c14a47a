//! Attempts to make the page run, fetch, cover or forge something, all ours: each one is read by
//! every renderer, and what comes out is judged by a strict reader that shares no code with them.

use ardoise_markup::{
    render_formula, render_latex, render_markdown, safe_svg_data_url, sanitise_html,
    terminal_to_html,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::options;
use crate::strict;

const ATTEMPTS: &[&str] = &[
    // Scripts, plainly and in disguise.
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT >",
    "<script",
    "<script>",
    "</script><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script/x>",
    "<script>\"</script><img src=x onerror=alert(1)>\"</script>",
    "<<script>alert(1);//<</script>",
    "a <script>b *c* d</script> e",
    // Handlers.
    "<img src=x onerror=alert(1)>",
    "<img src=x oNeRrOr = alert(1) alt=y>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=\"x\"onerror=\"alert(1)\">",
    "<img src='x'onerror='alert(1)'>",
    "<img src=x\nonerror\n=\nalert(1)>",
    "<img src=x onerror=\"alert(1)\" onerror=\"alert(2)\">",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src=`x`onerror=alert(1)>",
    "<a onclick=alert(1) href=#x>x</a>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>",
    "<div onmouseover=\"alert(1)\" style=\"width:100%\">x</div>",
    "<table background=javascript:alert(1)><tr><td background=x>y</table>",
    "<input autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<x onclick=alert(1)>y</x>",
    "<b title=\"x&quot; onclick=alert(1) y=&quot;\">z</b>",
    "<b title='\"><img src=x onerror=alert(1)>'>z</b>",
    // Addresses.
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\" javascript:alert(1)\">x</a>",
    "<a href=\"java\nscript:alert(1)\">x</a>",
    "<a href=\"java&#10;script:alert(1)\">x</a>",
    "<a href=\"java&Tab;script:alert(1)\">x</a>",
    "<a href=\"javascript&colon;alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href=\"&#x6A&#x61;vascript:alert(1)\">x</a>",
    "<a href=\"&#0000106avascript:alert(1)\">x</a>",
    "<a href=\"\u{1}javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\"vbscript:x\">x</a><a href=\"data:text/html,<script>alert(1)</script>\">y</a>",
    "<a href=\"file:///etc/passwd\">x</a><a href=\"blob:x\">y</a><a href=\"about:blank\">z</a>",
    "<a href=\"https://x.example/\" target=_self rel=opener ping=https://spy.example>x</a>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1) \"t\")",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x\" onerror=\"alert(1)](https://x.example/a.png \"y\\\" onload=\\\"alert(1)\")",
    "![a](trap.png)",
    "<data:text/html,x>",
    // Requests.
    "<img src=https://spy.example/x.png srcset=\"https://spy.example/y.png 2x\">",
    "<img src=//spy.example/x.png><img src=\\\\spy.example\\x.png>",
    "![x](https://spy.example/x.png)",
    "<video src=https://spy.example/v poster=https://spy.example/p autoplay></video>",
    "<audio><source src=https://spy.example/v></audio>",
    "<picture><source srcset=https://spy.example/x><img src=https://spy.example/y></picture>",
    "<link rel=stylesheet href=https://spy.example/x.css>",
    "<style>@import 'https://spy.example/x.css'; body{display:none}</style>",
    "<div style=\"background:url(https://spy.example)\">x</div>",
    "<div style=\"background:u\\72l(https://spy.example)\">x</div>",
    "<div style=\"background:&#117;rl(https://spy.example)\">x</div>",
    "<div style=\"background-image:image-set('https://spy.example' 1x)\">x</div>",
    "<div style=\"color:var(--x);width:calc(1px)\">x</div>",
    "<div style=\"width:expression(alert(1));behavior:url(x)\">x</div>",
    "<div style='color:red;/*' title='*/;background:url(x)'>x</div>",
    "<iframe src=https://spy.example srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=https://spy.example><embed src=https://spy.example></object>",
    "<meta http-equiv=refresh content=\"0;url=https://spy.example\">",
    "<base href=https://spy.example>",
    "<form action=https://spy.example><input name=x><button formaction=javascript:alert(1)>y</button></form>",
    "<body background=https://spy.example>",
    // Parsers that disagree.
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
    "<title><a title=\"</title><script>alert(1)</script>\"></title>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">",
    "<svg><p><style><a id=\"</style><img src=x onerror=alert(1)>\">",
    "<svg><script>alert(1)</script><image href=https://spy.example/></svg>",
    "<svg onload=alert(1)><g onclick=alert(1)></g></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
    "<svg><style>*{background:url(https://spy.example)}</style></svg",
    "<svg/onload=alert(1)//",
    "<template><script>alert(1)</script></template>",
    "<select><template><style><!--</style><a rel=\"--></style></template></select><img src=x onerror=alert(1)>\">",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
    "<plaintext><b>x",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--->--><img src=x onerror=alert(1)>",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml <img src=x onerror=alert(1)>?>",
    "<!DOCTYPE html [<!ENTITY x \"<script>\">]>&x;",
    "</p onmouseover=alert(1)><p/onmouseover=alert(1)>",
    "<a href=\"x\" <b onclick=alert(1)>y",
    "<p title=\"unfinished><b onclick=alert(1)>",
    "<table><td><a><table></a></td></table><b></table></b>",
    "<p><table><p></p></table></p></div></div></section>",
    "<a><a><a></a><b></a></b>",
    "<\u{0}script>alert(1)</script>",
    "<img src\u{0}=x on\u{0}error=alert(1)>",
    // Forging and covering.
    "<div id=app name=body class=\"cell toolbar dialog\" style=\"position:fixed;top:0;left:0;z-index:9999\">x</div>",
    "<a id=document name=getElementById href=#app>x</a>",
    "<div style=\"margin:-999px;margin-left:-.5em;width:9999999px\">x</div>",
    "<div data-testid=cell aria-hidden=true role=dialog contenteditable tabindex=0 slot=x is=y>z</div>",
    "<label for=app>x</label>",
    // Formulas.
    "$\\href{javascript:alert(1)}{x}$",
    "$\\text{<img src=x onerror=alert(1)>}$",
    "$</annotation></semantics></math><script>alert(1)</script>$",
    "$\\class{cell\" onclick=\"alert(1)}{x} \\style{position:fixed}{y} \\cssId{app}{z}$",
    "$\\color{red\" onclick=\"alert(1)}{x} \\textcolor{</math><script>}{y}$",
    "$\\unknown<script>alert(1)</script>\\\"$",
    "$$\\begin{<script>}x\\end{<script>}$$ \\begin{align}<b>\\end{align}",
    "<b title=\"$x$\">$y$</b> <a href=\"$z$javascript:alert(1)\">k</a> `$<i>$`",
    "\u{f8f0}0\u{f8f1} $<b>$ \u{f8f2}0 <!--\u{f8f2}0-->",
    // Markdown around it.
    ":::{note\" onclick=alert(1)} <script>alert(1)</script>\nx <script>alert(1)</script>\n:::",
    ":::{<script>}\nx\n:::\n:::{dropdown}\n:class: \"><script>\ny",
    "<div>\n\n:::{note}\n\n</div>\n\n:::\n\n</div>",
    "```\"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```",
    "```{note}\n```\n~~~js\" onclick=\"x\n</pre>\n~~~",
    "| a |\n|---|\n| <script>|</script> `</td>` </table> |",
    "# <script>alert(1)</script> \" onclick=\"alert(1) #\n## </h2>",
    "x[^\"><script>]\n\n[^\"><script>]: </section><script>alert(1)</script>",
    "> [!NOTE]\n> </div></blockquote><script>\n> x",
    "- <ul><li></ul>\n- </li></ul></div>\n  <b>",
    "[a<b]: x\n<a href='[x](y)'>[z](w)</a>",
    "https://x.example/\"onmouseover=alert(1) http://<script> https://x.example/'><b>",
    "<https://x.example/\"onclick=alert(1)> <mailto:a\"b@c.d>",
    "\\<script>alert(1)</script> &lt;script&gt;alert(1)&lt;/script&gt;",
    // Terminals.
    "\u{1b}[31m<script>\u{1b}[0m\u{1b}]8;;javascript:alert(1)\u{7}x\u{1b}]8;;\u{7}\u{1b}[",
    "\u{1b}[31;\"><script>m x \u{9b}1m",
];

fn check_all(text: &str) {
    let options = options();
    strict::check(&render_markdown(text, &options));
    strict::check(&terminal_to_html(text));
    strict::check(&render_latex(text));
    strict::check(&render_formula(text, true));
    let once = sanitise_html(text, &options);
    strict::check(&once);
    assert_eq!(once, sanitise_html(&once, &options), "from {text:?}");
    let url = safe_svg_data_url(text);
    assert!(
        url.starts_with("data:image/svg+xml,") && !url.contains(['"', '<', '>', '&', '#', ' '])
    );
}

#[test]
fn nothing_unsafe_comes_out() {
    for attempt in ATTEMPTS {
        check_all(attempt);
    }
}

#[test]
fn nothing_unsafe_comes_out_of_pieces_of_attempts() {
    let pieces: Vec<&str> = ATTEMPTS
        .iter()
        .flat_map(|attempt| {
            let middle =
                (0..=attempt.len() / 2).rev().find(|at| attempt.is_char_boundary(*at)).unwrap_or(0);
            [*attempt, &attempt[..middle], &attempt[middle..]]
        })
        .chain([
            "\n", "\n\n", "    ", "> ", "- ", "|", "`", "$", "\\", "*", "<", "</", ">", "\"", "'",
            "&", ":::\n",
        ])
        .collect();
    let texts = prop::collection::vec(prop::sample::select(pieces), 1..8)
        .prop_map(|pieces| pieces.concat());
    run(1500, &texts);
}

#[test]
fn nothing_unsafe_comes_out_of_noise() {
    let letters: Vec<char> =
        "<>/\\\"'=&;:#!?-$_^{}()[]|`*~ \n\tabsxé\u{0}\u{f8f0}\u{1b}1".chars().collect();
    let texts =
        prop::collection::vec(prop::sample::select(letters), 0..60).prop_map(String::from_iter);
    run(3000, &texts);
}

fn run(cases: u32, texts: &impl Strategy<Value = String>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, b"the same texts at every test run");
    TestRunner::new_with_rng(config, random)
        .run(texts, |text| {
            check_all(&text);
            Ok(())
        })
        .expect("every text is safe");
}

/// Work must grow in line with the text. No clock: what is bounded is the size of what comes out,
/// and a text for which the work grew with the square would not end while anybody waits.
#[test]
fn long_monotonous_texts_end() {
    const TIMES: usize = 20_000;
    for piece in [
        "[",
        "![",
        "*",
        "_a",
        "`",
        "$",
        "$a ",
        "\\\\(",
        "\\begin{align}",
        "<a ",
        "<",
        "<!--",
        "<script>",
        "<svg>",
        "<div>",
        "</div>",
        "<div><p>",
        "<b>",
        "&",
        "&a",
        ">",
        "> ",
        "- ",
        "|",
        "~~a",
        "http://a",
        ")",
        ":::{note}\n",
        "# a\n",
        "[^1]",
        "[a]: b\n",
        "{",
        "<table><tr><td>",
        "<iframe>",
        "<video>",
        "<object>",
        "\u{1b}[",
        "<a b=\"",
    ] {
        let text = piece.repeat(TIMES);
        let options = options();
        let sizes = [
            render_markdown(&text, &options).len(),
            sanitise_html(&text, &options).len(),
            terminal_to_html(&text).len(),
            render_latex(&text).len(),
        ];
        assert!(sizes.iter().all(|size| *size < 60 * text.len()), "{piece:?} grew to {sizes:?}");
    }
}
