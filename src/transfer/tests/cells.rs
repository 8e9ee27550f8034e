//! Single cells and their quirks.

use super::shanghai;
use crate::domain::money::Fen;
use crate::domain::time::Timestamp;
use crate::transfer::cell::Reason;
use crate::transfer::cell::clean;
use crate::transfer::cell::count;
use crate::transfer::cell::guarded;
use crate::transfer::cell::money;
use crate::transfer::cell::number;
use crate::transfer::cell::time;
use crate::transfer::row::Cell;
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn of(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn the_wrappings_around_a_number_come_off() {
    for wrapped in [
        "6917000000000000001",
        "=\"6917000000000000001\"",
        "\t6917000000000000001",
        "6917000000000000001\t",
        "'6917000000000000001",
        "`6917000000000000001",
        "\"6917000000000000001\"",
        "６９１７000000000000001",
        "\u{feff} 6917000000000000001 \u{3000}",
    ] {
        assert_eq!(
            number(&of(wrapped)),
            Ok(Some("6917000000000000001".to_owned())),
            "{wrapped}"
        );
    }
    assert_eq!(
        number(&of("190228-355530178612389")),
        Ok(Some("190228-355530178612389".to_owned()))
    );
    assert_eq!(
        number(&of("JDVA00003618100")).map(|n| n.is_some()),
        Ok(true)
    );
}

#[test]
fn a_number_that_lost_digits_is_refused_rather_than_guessed() {
    assert_eq!(number(&of("6.917E+18")), Err(Reason::DigitsLost));
    assert_eq!(number(&of("1.23e18")), Err(Reason::DigitsLost));
    assert_eq!(number(&of("6E+18")), Err(Reason::DigitsLost));
    assert_eq!(
        number(&Cell::Number(6_917_000_000_000_000_001_f64)),
        Err(Reason::DigitsLost)
    );
    assert_eq!(
        number(&Cell::Number(123_456_789_012_345.0)),
        Ok(Some("123456789012345".to_owned()))
    );
    assert_eq!(number(&of("合计")), Err(Reason::NotANumber));
    assert_eq!(number(&of("12 34")), Err(Reason::NotANumber));
    assert_eq!(number(&of(&"9".repeat(65))), Err(Reason::TooLong));
    // Letters with an E inside are no power of ten.
    assert_eq!(number(&of("SE1234")), Ok(Some("SE1234".to_owned())));
    assert_eq!(number(&of("12E34")), Ok(Some("12E34".to_owned())));
}

#[test]
fn money_becomes_fen_exactly_or_not_at_all() {
    for (written, fen) in [
        ("200.07", 20_007),
        ("￥1,290.00", 129_000),
        ("１２．５０", 1_250),
        ("12.5元", 1_250),
        ("=\"0.10\"", 10),
        ("-3.50", -350),
        ("¥-3.50", -350),
        (".50", 50),
        ("0.00000", 0),
    ] {
        assert_eq!(money(&of(written)), Ok(Some(Fen(fen))), "{written}");
    }
    assert_eq!(money(&Cell::Number(200.07)), Ok(Some(Fen(20_007))));
    assert_eq!(money(&Cell::Number(0.1 + 0.2)), Ok(Some(Fen(30))));
    assert_eq!(money(&of("--")), Ok(None));
    for wrong in [
        "1.005",
        "1e400",
        "0x10",
        "12.3.4",
        "abc",
        "9223372036854775808",
    ] {
        assert_eq!(money(&of(wrong)), Err(Reason::NotMoney), "{wrong}");
    }
    assert_eq!(money(&Cell::Number(1.005)), Err(Reason::NotMoney));
    assert_eq!(money(&Cell::Number(f64::NAN)), Err(Reason::NotMoney));
}

#[test]
fn times_in_every_form_platforms_write() {
    // 2026-11-22 10:20:30 in Shanghai.
    let expected = Timestamp(1_795_314_030_000);
    for written in [
        "2026-11-22 10:20:30",
        "2026/11/22 10:20:30",
        "\t2026-11-22 10:20:30",
        "2026年11月22日 10时20分30秒",
        "2026-11-22 10:20:30.0",
        "20261122102030",
        "2026-11-22T02:20:30Z",
        "2026-11-22T10:20:30+08:00",
        "1795314030",
        "1795314030000",
    ] {
        assert_eq!(
            time(&of(written), &shanghai()),
            Ok(Some(expected)),
            "{written}"
        );
    }
    let minute = time(&of("2026/11/22 10:20"), &shanghai());
    assert_eq!(minute, Ok(Some(Timestamp(expected.0 - 30_000))));
    // Excel keeps 46348.430902… for it.
    let serial = 46_348.0 + (10.0 * 3600.0 + 20.0 * 60.0 + 30.0) / 86_400.0;
    assert_eq!(time(&Cell::Number(serial), &shanghai()), Ok(Some(expected)));
    assert_eq!(
        time(&of(&format!("{serial}")), &shanghai()),
        Ok(Some(expected))
    );
}

#[test]
fn no_time_yet_is_nothing_and_an_impossible_time_is_refused() {
    for nothing in [
        "",
        "-",
        "null",
        "0000-00-00 00:00:00",
        "1970-01-01 08:00:00",
    ] {
        assert_eq!(time(&of(nothing), &shanghai()), Ok(None), "{nothing}");
    }
    for wrong in [
        "2026-02-30 10:00:00",
        "2026-13-01",
        "22/11/2026",
        "yesterday",
        "9999",
        "2026-11-22 25:00",
    ] {
        assert_eq!(
            time(&of(wrong), &shanghai()),
            Err(Reason::NotATime),
            "{wrong}"
        );
    }
}

#[test]
fn an_hour_that_the_clocks_skipped_is_still_a_time() {
    let zone = TimeZone::get("Europe/Berlin").expect("the zone is built in");
    assert!(matches!(
        time(&of("2026-03-29 02:30:00"), &zone),
        Ok(Some(_))
    ));
}

#[test]
fn pieces_are_whole() {
    assert_eq!(count(&of("3")), Ok(Some(3)));
    assert_eq!(count(&of("3.00")), Ok(Some(3)));
    assert_eq!(count(&of("２件")), Ok(Some(2)));
    assert_eq!(count(&Cell::Number(2.0)), Ok(Some(2)));
    assert_eq!(count(&of("1.5")), Err(Reason::NotACount));
    assert_eq!(count(&of("-1")), Err(Reason::NotACount));
}

#[test]
fn a_text_keeps_its_emoji_and_loses_what_hides_it() {
    assert_eq!(clean("👨‍👩‍👧 好评"), "👨‍👩‍👧 好评");
    assert_eq!(clean("ab\u{202e}cd\u{0}"), "abcd");
    assert_eq!(clean("'90s shirt"), "90s shirt");
    assert_eq!(clean("'=1+1"), "=1+1");
    assert_eq!(clean("O'Neill's \"big\" hat"), "O'Neill's \"big\" hat");
}

proptest! {
    #[test]
    fn a_guarded_text_comes_back_as_it_was(text in "\\PC{0,40}") {
        let plain = clean(&text).into_owned();
        // Only texts that are clean already are ever written.
        prop_assume!(clean(&plain) == plain);
        let written = guarded(&plain).into_owned();
        let is_live = written.starts_with(['=', '+', '-', '@', '\t', '\r']);
        prop_assert!(!is_live, "runs as a formula");
        prop_assert_eq!(clean(&written), plain);
    }

    #[test]
    fn no_cell_makes_a_reader_panic(text in "\\PC{0,60}", float in proptest::num::f64::ANY) {
        for cell in [of(&text), Cell::Number(float)] {
            let _ = (number(&cell), money(&cell), count(&cell), time(&cell, &shanghai()));
        }
    }

    #[test]
    fn every_amount_written_with_two_decimals_comes_back(fen in -1_000_000_000_000i64..1_000_000_000_000) {
        prop_assert_eq!(money(&of(&Fen(fen).to_string())), Ok(Some(Fen(fen))));
    }
}
