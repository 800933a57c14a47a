//! A reader of HTML that accepts only what we promise: balanced elements of a list, quoted values,
//! known attributes, harmless addresses. It panics on anything else.

const ELEMENTS: &str = " a abbr b bdi bdo big blockquote br caption center cite code col colgroup dd del details \
    dfn div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby \
    s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var wbr \
    math semantics annotation mrow mi mo mn mtext mspace mfrac msqrt mroot msub msup msubsup munder mover \
    munderover mtable mtr mtd mstyle mphantom ";

const VOID: &str = " br col hr img wbr ";

const ATTRIBUTES: &str = " align alt aria-label bgcolor border cellpadding cellspacing class clear color colspan \
    data-name data-src dir face height href id lang name nowrap open rel reversed role rowspan scope size span \
    src start style target title type valign value width \
    accent display displaystyle encoding fence linethickness lspace mathcolor mathvariant maxsize minsize \
    movablelimits rspace scriptlevel stretchy symmetric ";

/// Reads HTML and panics where it is not as promised.
pub(crate) fn check(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(closing) = rest.strip_prefix('/') {
            let (name, after) = closing.split_once('>').expect("a closing tag ends");
            assert_eq!(open.pop(), Some(name), "in {html}");
            rest = after;
            continue;
        }
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, after) = rest.split_at(length);
        assert!(
            ELEMENTS.contains(&format!(" {name} ")) && !name.is_empty(),
            "element {name:?} in {html}"
        );
        rest = attributes(name, after, html);
        if !VOID.contains(&format!(" {name} ")) {
            open.push(name);
        }
        assert!(open.len() <= 400, "too deep");
    }
    text(rest);
    assert!(open.is_empty(), "{open:?} left open in {html}");
}

fn text(text: &str) {
    assert!(!text.contains(['>', '\0']), "raw sign in text {text:?}");
}

fn attributes<'a>(element: &str, mut rest: &'a str, html: &str) -> &'a str {
    let mut seen = Vec::new();
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        rest = rest.strip_prefix(' ').unwrap_or_else(|| panic!("{rest:?} in a tag of {html}"));
        let length =
            rest.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'-').count();
        let (name, after) = rest.split_at(length);
        assert!(
            ATTRIBUTES.contains(&format!(" {name} ")) && !name.is_empty(),
            "attribute {name:?} in {html}"
        );
        assert!(!seen.contains(&name), "{name} twice in {html}");
        seen.push(name);
        let quoted =
            after.strip_prefix("=\"").unwrap_or_else(|| panic!("{name} without value in {html}"));
        let (value, after) = quoted.split_once('"').expect("a value ends");
        assert!(!value.contains(['<', '>']), "raw sign in {value:?}");
        judge(element, name, value, html);
        rest = after;
    }
}

fn judge(element: &str, name: &str, value: &str, html: &str) {
    match name {
        "href" => {
            let known = ["http://", "https://", "mailto:", "#n-"];
            let address = value.to_lowercase();
            assert!(known.iter().any(|start| address.starts_with(start)), "{value:?} in {html}");
        }
        "data-src" => assert!(value.to_lowercase().starts_with("http"), "{value:?} in {html}"),
        "src" => {
            assert_eq!(element, "img");
            assert!(
                value.to_lowercase().starts_with("data:image/") || value.starts_with("blob:"),
                "{value:?} in {html}"
            );
        }
        "id" => assert!(value.starts_with("n-"), "{value:?} in {html}"),
        "name" => assert!(value.starts_with("n-"), "{value:?} in {html}"),
        "target" => assert_eq!(value, "_blank"),
        "role" => assert_eq!((element, value), ("span", "img")),
        "style" => {
            let style = value.to_lowercase();
            for word in [
                "url",
                "expression",
                "import",
                "position",
                "fixed",
                "behavior",
                "var(",
                "\\",
                "/*",
                "z-index",
            ] {
                assert!(!style.contains(word), "{style:?} in {html}");
            }
        }
        _ => {}
    }
}

/// The judge must be able to say no.
#[test]
fn the_strict_reader_refuses_what_is_unsafe() {
    for unsafe_html in [
        "<script></script>",
        "<b onclick=\"x\"></b>",
        "<a href=\"javascript:x\"></a>",
        "<img src=\"https://spy.example\">",
        "<b><i></b></i>",
        "<b title=x></b>",
        "<b id=\"app\"></b>",
        "<b style=\"position: fixed\"></b>",
        "a > b",
        "<b>",
    ] {
        assert!(std::panic::catch_unwind(|| check(unsafe_html)).is_err(), "{unsafe_html} passed");
    }
}
