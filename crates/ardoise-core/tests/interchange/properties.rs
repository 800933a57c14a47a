//! Files nobody wrote: valid notebooks come back as they were, and no bytes make the reader fail
//! otherwise than by an answer.

use ardoise_core::interchange::{JsonMap, ReadError, Warning, read, read_bytes, write};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

fn run<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, b"the same files at every test run");
    TestRunner::new_with_rng(config, random)
        .run(strategy, |value| {
            test(value);
            Ok(())
        })
        .expect("it holds for every file");
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec!["1.0", "1e5", "-0.0", "123456789012345678901234567890"])
            .prop_map(|number| serde_json::from_str(number).expect("a number")),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z]{1,3}", inner), 0..4)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    let letters: Vec<char> = "ab \n\r\t\"\\é🌞\u{0}\u{7f}\u{2028}\u{c}".chars().collect();
    prop::collection::vec(prop::sample::select(letters), 0..12).prop_map(String::from_iter)
}

fn object() -> impl Strategy<Value = JsonMap> {
    prop::collection::vec(("[a-z]{1,4}x", json_value()), 0..3)
        .prop_map(|pairs| pairs.into_iter().collect())
}

/// A source as one string, as lines, or cut anywhere, but not so that it seems to have lost the
/// ends of its lines.
fn source() -> impl Strategy<Value = Value> {
    prop_oneof![
        text().prop_map(Value::from),
        prop::collection::vec(text().prop_map(|line| line + "\n"), 0..4).prop_map(Value::from),
        (text(), text()).prop_map(|(line, end)| json!([line + "\n", end])),
    ]
}

fn cell(minor: u32) -> impl Strategy<Value = Value> {
    (
        prop::sample::select(vec!["code", "markdown", "raw", "future"]),
        source(),
        object(),
        object(),
        json_value(),
        any::<u32>(),
    )
        .prop_map(move |(kind, source, metadata, extra, output, id)| {
            let mut cell = extra;
            cell.insert("cell_type".into(), kind.into());
            cell.insert("source".into(), source);
            cell.insert("metadata".into(), metadata.into());
            if kind == "code" {
                cell.insert("outputs".into(), json!([{"output_type": "x", "data": output}]));
                cell.insert(
                    "execution_count".into(),
                    if id % 2 == 0 { Value::Null } else { (id % 99).into() },
                );
            }
            if minor >= 5 {
                cell.insert("id".into(), format!("c{id}").into());
            }
            Value::Object(cell)
        })
}

fn notebook() -> impl Strategy<Value = Value> {
    (0_u32..8).prop_flat_map(|minor| {
        (prop::collection::vec(cell(minor), 0..5), object(), object()).prop_map(
            move |(cells, metadata, extra)| {
                let mut notebook = extra;
                notebook.insert("cells".into(), cells.into());
                notebook.insert("metadata".into(), metadata.into());
                notebook.insert("nbformat".into(), 4.into());
                notebook.insert("nbformat_minor".into(), minor.into());
                Value::Object(notebook)
            },
        )
    })
}

#[test]
fn valid_notebooks_come_back_as_they_were() {
    run(600, &notebook(), |before| {
        let (notebook, warnings) = read(&before.to_string()).expect("it opens");
        assert!(
            warnings.iter().all(|warning| matches!(
                warning,
                Warning::NewerMinor { .. }
                    | Warning::UnknownCellKind { .. }
                    | Warning::IdReplaced { .. }
            )),
            "{warnings:?}"
        );
        let ids_replaced =
            warnings.iter().any(|warning| matches!(warning, Warning::IdReplaced { .. }));
        let written = write(&notebook);
        let after: Value = serde_json::from_str(&written).expect("it is JSON");
        assert!(ids_replaced || before == after, "{before}\nbecame\n{after}");
        assert!(notebook.cells.iter().all(|cell| !cell.source.contains('\r')));
        assert_eq!(write(&read(&written).expect("it opens").0), written);
    });
}

#[test]
fn cut_notebooks_open_or_say_where_they_end() {
    run(400, &(notebook(), 0.0..1.0_f64), |(notebook, part)| {
        let whole = format!("{notebook:#}");
        let mut at = (whole.len() as f64 * part) as usize;
        while !whole.is_char_boundary(at) {
            at -= 1;
        }
        match read(&whole[..at]) {
            Ok((_, warnings)) => {
                assert!(matches!(warnings[0], Warning::CutShort { .. }), "{warnings:?}")
            }
            Err(ReadError::CutShort { .. } | ReadError::Empty) => {}
            Err(error) => panic!("{error:?} for {}", &whole[..at]),
        }
    });
}

#[test]
fn changed_bytes_never_break_the_reader() {
    let changes = prop::collection::vec((0.0..1.0_f64, any::<u8>(), 0_u8..3), 1..6);
    run(1500, &(notebook(), changes), |(notebook, changes)| {
        let mut bytes = notebook.to_string().into_bytes();
        for (part, byte, change) in changes {
            let at = (bytes.len() as f64 * part) as usize;
            match change {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        check_any(&bytes);
    });
}

#[test]
fn noise_never_breaks_the_reader() {
    let letters: Vec<u8> = b"{}[]\",:\\uD8000nN-1eE.tfa \n\r\xff\xfe\0\xef\xbb\xbf".to_vec();
    run(3000, &prop::collection::vec(prop::sample::select(letters), 0..60), |mut noise| {
        check_any(&noise);
        noise.splice(0..0, *b"{\"nbformat\":4,\"cells\":[");
        check_any(&noise);
    });
}

fn check_any(bytes: &[u8]) {
    if let Ok((notebook, _)) = read_bytes(bytes) {
        let written = write(&notebook);
        let (again, _) = read(&written).expect("what we write opens");
        assert_eq!(again, notebook, "from {}", String::from_utf8_lossy(bytes));
    }
}

/// Long monotonous files are answered in one pass: with work that grew with the square, this would
/// not end while anybody waits.
#[test]
fn long_monotonous_files_end() {
    const TIMES: usize = 100_000;
    for piece in [
        "{",
        "[",
        "\"a",
        "\\",
        "{\"cells\":",
        "[1,",
        "{\"a\":1,",
        "\u{1}",
        "\"\\ud800",
        "1",
        "<<<<<<< ",
        "\n",
    ] {
        assert!(read(&piece.repeat(TIMES)).is_err(), "{piece}");
    }
    let keys: String = (0..TIMES / 4).map(|key| format!("\"k{key}\": 0,")).collect();
    for start in [
        "",
        "\"worksheets\": [{\"cells\": [{\"cell_type\": \"code\", \"outputs\": [{\"output_type\": \"pyout\",",
    ] {
        let (notebook, _) =
            read(&format!("{{\"cells\": [{{\"source\": 1}}], \"nbformat\": 3, {start} {keys}"))
                .expect("it opens");
        assert!(write(&notebook).len() > keys.len());
    }
    let cells = "{\"source\": [\"a\", \"b\"], \"id\": \"same\"},".repeat(TIMES / 10);
    let (notebook, _) =
        read(&format!("{{\"cells\": [{cells}null], \"nbformat\": 4, \"nbformat_minor\": 5}}"))
            .expect("it opens");
    assert_eq!(notebook.cells.len(), TIMES / 10 + 1);
}
