//! The codec gives back what it was given, keeps its bytes, and survives any bytes at all.

use ardoise_protocol::codec::{
    DecodeError, bytes_from_report, bytes_from_request, head_of_file_request, report_from_bytes,
    request_from_bytes,
};
use ardoise_protocol::{Advice, Failure, Frame, Place, Report, Request, RunId, Stream};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// One report of each kind, with every optional field both there and missing.
fn reports() -> Vec<Report> {
    let run = RunId(7);
    let failure = Failure {
        name: "ZeroDivisionError".into(),
        message: "division by zero".into(),
        traceback: vec!["Traceback (most recent call last):".into(), "é🙂".into()],
        frames: vec![
            Frame {
                file: "Cell In [1]".into(),
                cell: Some("a".into()),
                line: 1,
                function: "<module>".into(),
            },
            Frame { file: "random.py".into(), cell: None, line: 300, function: "choice".into() },
        ],
        place: Some(Place { cell: "a".into(), line: 1, column: Some(4) }),
        advice: Some(Advice {
            code: "zero-divide".into(),
            values: vec!["/".into()],
            line: Some(1),
            column: None,
        }),
    };
    vec![
        Report::Started { run },
        Report::Text { run, stream: Stream::Out, text: "bonjour\n".into() },
        Report::Text { run, stream: Stream::Err, text: String::new() },
        Report::Display {
            run,
            data: vec![("text/html".into(), "<b>1</b>".into()), ("text/plain".into(), "1".into())],
            display_id: Some("d".into()),
            replaces: true,
        },
        Report::Display { run, data: vec![], display_id: None, replaces: false },
        Report::Value { run, count: 3, data: vec![("text/plain".into(), "41".into())] },
        Report::Clear { run, wait: true },
        Report::Question { run, prompt: "Âge ? ".into(), secret: false },
        Report::Failed { run, failure: failure.clone() },
        Report::Failed { run, failure: Failure { place: None, advice: None, ..failure } },
        Report::Truncated { run, dropped: u32::MAX },
        Report::FileWritten { run, path: "données/été.csv".into(), content: vec![0, 255, 0xc3] },
        Report::FileWritten { run, path: "vide".into(), content: vec![] },
        Report::FileRemoved { run, path: "vide".into() },
        Report::Done { run, millis: 12 },
    ]
}

#[test]
fn every_report_comes_back() {
    for report in reports() {
        assert_eq!(report_from_bytes(&bytes_from_report(&report)), Ok(report));
    }
}

#[test]
fn bytes_stay_the_same() {
    let request =
        Request::Run { run: RunId(300), count: 2, cell: "c".into(), source: "1+1".into() };
    assert_eq!(bytes_from_request(&request), [1, 0, 0xac, 0x02, 2, 1, b'c', 3, b'1', b'+', b'1']);
    let request =
        Request::Interact { run: RunId(1), control: "w2".into(), values: vec!["7".into()] };
    assert_eq!(bytes_from_request(&request), [1, 1, 1, 2, b'w', b'2', 1, 1, b'7']);
    let advice =
        Advice { code: "z".into(), values: vec!["/".into()], line: Some(2), column: Some(3) };
    let failure = Failure {
        name: "E".into(),
        message: "m".into(),
        traceback: vec![],
        frames: vec![],
        place: None,
        advice: Some(advice),
    };
    assert_eq!(
        bytes_from_report(&Report::Failed { run: RunId(1), failure }),
        [1, 6, 1, 1, b'E', 1, b'm', 0, 0, 0, 1, 1, b'z', 1, 1, b'/', 1, 2, 1, 3]
    );
    let report = Report::Text { run: RunId(1), stream: Stream::Err, text: "é".into() };
    assert_eq!(bytes_from_report(&report), [1, 1, 1, 1, 2, 0xc3, 0xa9]);
}

#[test]
fn a_file_laid_down_keeps_its_bytes() {
    let file = |content| Request::File { path: "é".into(), content };
    let (laid, gone) = (file(Some(vec![0xff, 0])), file(None));
    assert_eq!(bytes_from_request(&laid), [1, 20, 2, 0xc3, 0xa9, 1, 2, 0xff, 0]);
    assert_eq!(bytes_from_request(&gone), [1, 20, 2, 0xc3, 0xa9, 0]);
    assert_eq!(request_from_bytes(&bytes_from_request(&laid)), Ok(laid));
    assert_eq!(request_from_bytes(&bytes_from_request(&gone)), Ok(gone));
    let mut apart = head_of_file_request("é", Some(300));
    apart.extend([7; 300]);
    assert_eq!(request_from_bytes(&apart), Ok(file(Some(vec![7; 300]))));
    assert_eq!(request_from_bytes(&apart[..299]), Err(DecodeError::TooShort));
    assert_eq!(request_from_bytes(&head_of_file_request("é", None)), Ok(file(None)));
}

#[test]
fn a_message_cut_short_or_too_long_is_refused() {
    for report in reports() {
        let bytes = bytes_from_report(&report);
        for end in 0..bytes.len() {
            assert!(report_from_bytes(&bytes[..end]).is_err(), "{report:?} cut at {end}");
        }
        let mut longer = bytes;
        longer.push(0);
        assert_eq!(report_from_bytes(&longer), Err(DecodeError::TooLong));
    }
}

#[test]
fn a_message_of_another_version_is_refused() {
    assert_eq!(request_from_bytes(&[2, 0]), Err(DecodeError::UnknownVersion(2)));
    assert_eq!(report_from_bytes(&[1, 99, 0]), Err(DecodeError::UnknownTag(99)));
    assert_eq!(
        report_from_bytes(&[1, 0, 0xff, 0xff, 0xff, 0xff, 0x1f]),
        Err(DecodeError::NumberTooLarge)
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_request_comes_back(run: u32, count: u32, cell in ".*", source in "(?s).*") {
        let request = Request::Run { run: RunId(run), count, cell, source };
        prop_assert_eq!(request_from_bytes(&bytes_from_request(&request)), Ok(request));
    }

    #[test]
    fn any_interaction_comes_back(run: u32, control in ".*", values: Vec<String>) {
        let request = Request::Interact { run: RunId(run), control, values };
        prop_assert_eq!(request_from_bytes(&bytes_from_request(&request)), Ok(request));
    }

    #[test]
    fn any_bytes_are_read_without_harm(bytes: Vec<u8>) {
        let _ = request_from_bytes(&bytes);
        let mut versioned = vec![1];
        versioned.extend(bytes);
        if let Ok(report) = report_from_bytes(&versioned) {
            prop_assert_eq!(report_from_bytes(&bytes_from_report(&report)), Ok(report));
        }
    }
}
