//! How amounts, moments and lengths are written.

use crate::domain::money::Fen;
use crate::domain::people::Lang;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::phrases::Words;
use crate::phrases::formats;

#[test]
fn money_has_symbol_grouping_and_sign() {
    assert_eq!(formats::money(Fen(129_000), "CNY"), "¥1,290.00");
    assert_eq!(formats::money(Fen(-350), "CNY"), "-¥3.50");
    assert_eq!(formats::money(Fen(123_456_789), "TWD"), "NT$1,234,567.89");
    assert_eq!(formats::money(Fen(5), "CHF"), "CHF 0.05");
}

#[test]
fn a_length_of_time_is_said_in_its_two_largest_units() {
    let said = |span| {
        Lang::ALL
            .iter()
            .map(move |lang| formats::span(Words::of(*lang), span))
    };
    let hours: Vec<String> = said(Span::minutes(112)).collect();
    assert_eq!(hours, ["1 小时 52 分", "1 小時 52 分", "1 h 52 min"]);
    let days: Vec<String> = said(Span::hours(51)).collect();
    assert_eq!(days, ["2 天 3 小时", "2 天 3 小時", "2 d 3 h"]);
    let little: Vec<String> = said(Span(59_999)).collect();
    assert_eq!(little, ["不到 1 分钟", "不到 1 分鐘", "under 1 min"]);
}

#[test]
fn a_deadline_says_how_long_is_left_or_how_long_it_is_over() {
    let now = Timestamp(1_000_000_000_000);
    let words = Words::of(Lang::ZhCn);
    assert_eq!(
        formats::left(words, now + Span::minutes(112), now),
        "还剩 1 小时 52 分"
    );
    assert_eq!(
        formats::left(words, now - Span::hours(3), now),
        "已超 3 小时"
    );
    assert_eq!(formats::ago(words, now - Span::hours(3), now), "3 小时前");
}

#[test]
fn a_moment_is_as_short_as_it_is_clear() {
    let zone = formats::zone("Asia/Shanghai");
    // 2026-11-22 16:05:09 in Shanghai.
    let now = Timestamp(1_795_334_709_000);
    assert_eq!(formats::exact(now, &zone), "2026-11-22 16:05:09");
    assert_eq!(formats::short(now, &zone, now), "16:05");
    assert_eq!(
        formats::short(now - Span::days(2), &zone, now),
        "11-20 16:05"
    );
    assert_eq!(
        formats::short(now - Span::days(400), &zone, now),
        "2025-10-18 16:05"
    );
    assert_eq!(formats::iso(now, &zone), "2026-11-22T16:05:09+08:00");
    assert_eq!(
        formats::parse_input("2026-11-22T16:05", &zone),
        Some(now - Span(9_000))
    );
    assert_eq!(formats::parse_input("soon", &zone), None);
    let said: Vec<String> = Lang::ALL
        .iter()
        .map(|lang| formats::day_heading(Words::of(*lang), now, &zone, now))
        .collect();
    assert_eq!(
        said,
        [
            "11 月 22 日 周日",
            "11 月 22 日 週日",
            "Sunday, 22 November"
        ]
    );
}

#[test]
fn sizes_and_counts_are_read_at_a_glance() {
    assert_eq!(formats::size(812), "812 B");
    assert_eq!(formats::size(3_249_000), "3.2 MB");
    assert_eq!(formats::size(104_000_000), "104 MB");
    assert_eq!(formats::count(100_000), "100,000");
}

#[test]
fn moments_are_written_as_the_calendar_library_would() {
    for name in ["Asia/Shanghai", "America/St_Johns", "Asia/Kathmandu", "UTC"] {
        let zone = formats::zone(name);
        for n in 0..2_000_i64 {
            let at = Timestamp(n * 961_748_927 - 62_000_000_000);
            let moment = jiff::Timestamp::from_millisecond(at.0).expect("in range");
            let zoned = moment.to_zoned(zone.clone());
            let by = |pattern: &str| zoned.strftime(pattern).to_string();
            assert_eq!(formats::full(at, &zone), by("%Y-%m-%d %H:%M"));
            assert_eq!(formats::exact(at, &zone), by("%Y-%m-%d %H:%M:%S"));
            assert_eq!(formats::iso(at, &zone), by("%Y-%m-%dT%H:%M:%S%:z"));
            assert_eq!(formats::short(at, &zone, at), by("%H:%M"));
        }
    }
}
