//! Times in Chinese: `24小时内`, `明天中午前`, `周五18点前`, `12月3日`, `3到5个工作日内`, `月底前`.

use super::super::time::Span;
use super::times::CLOSING;
use super::times::Clock;
use super::times::EVENING;
use super::times::NIGHT;
use super::times::NOON;
use super::times::Read;
use super::times::number;
use jiff::civil::Weekday;
use regex::Captures;
use regex::Regex;
use std::sync::LazyLock;

const NUMBER: &str = r"(?:\d+(?:\.\d)?|半|[一二两三四五六七八九十百]+)";
/// Of a day, with what may stand behind it: `下午3点半前`.
const HOURS: &str = r"(?:的)?\s*(?P<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜里|下班)?\s*(?:(?P<h>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点钟?|:|时)(?:(?P<m>\d{1,2})分?|(?P<half>半)|(?P<quarter>一刻)|整)?)?";
const BEFORE: &str = r"(?:\s*(?P<before>之前|以前|前))?";

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of ours")
}

static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?:(?P<low>{NUMBER})\s*(?:个)?\s*(?:-|~|至|到|、)\s*)?(?P<n>{NUMBER})\s*(?:个)?(?P<and>半)?\s*(?P<unit>分钟|小时|钟头|工作日|工作天|天|日|周|星期|礼拜|月)\s*(?:(?:左右)?(?P<in>之内|以内|内)|之后|以后|后)"
    ))
});
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?P<day>大后天|后天|今天|今日|今晚|今早|明天|明日|明早|明晚|次日|隔天|第二天)(?:之?内)?{HOURS}{BEFORE}"
    ))
});
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?P<week>下下|下个?|本|这个?)?(?:周|星期|礼拜)(?P<d>[一二三四五六日天末]){HOURS}{BEFORE}"
    ))
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?:(?:(?P<y>20\d\d)\s*[年/-]\s*)?(?P<mo>\d{{1,2}})\s*(?:月|/|-)\s*)?(?P<d>\d{{1,2}})\s*(?P<mark>日|号)?{HOURS}{BEFORE}"
    ))
});
static HOUR: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"{HOURS}{BEFORE}")));
static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<what>本周|这周|这个?星期|本星期|下周|下个?星期|本月|这个?月|下个?月|月底|月末|年底|周末)(?:之?内|以内)?(?P<before>之前|以前|前)?",
    )
});
/// What a length counts from, when not from now.
static FROM_ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:签收|收货|收到[^，。,.;；]{0,6}|到货|购买|买了?|下单|发货|付款|质保|保修|出厂|过去|已经|超过)(?:之日|当天)?(?:起|后|之后|以后)?\s*(?:的|算)?\s*$",
    )
});

/// Every time, in no order.
pub fn read(text: &str, clock: &Clock<'_>) -> Vec<Read> {
    let mut found = Vec::new();
    let mut add = |caps: &Captures<'_>, due: Option<super::Timestamp>| {
        let (Some(whole), Some(due)) = (caps.get(0), due) else {
            return;
        };
        let words = whole.as_str();
        let lead = words.len() - words.trim_start().len();
        found.push(Read {
            from: whole.start() + lead,
            to: whole.start() + words.trim_end().len(),
            due,
        });
    };
    for caps in LENGTH.captures_iter(text) {
        let before = caps.get(0).map_or("", |whole| &text[..whole.start()]);
        if !FROM_ELSEWHERE.is_match(before) {
            add(&caps, length(&caps, clock));
        }
    }
    for caps in DAY.captures_iter(text) {
        let days = match &caps["day"] {
            "今天" | "今日" | "今晚" | "今早" => 0,
            "后天" => 2,
            "大后天" => 3,
            _ => 1,
        };
        let usual = match &caps["day"] {
            "今晚" | "明晚" => Some(EVENING),
            "今早" | "明早" => Some(10 * 60),
            _ => None,
        };
        let is_night = matches!(&caps["day"], "今晚" | "明晚");
        let minute = minute(&caps, usual, is_night);
        add(&caps, minute.and_then(|minute| clock.day(days, minute)));
    }
    for caps in WEEKDAY.captures_iter(text) {
        add(&caps, weekday(&caps, clock));
    }
    for caps in DATE.captures_iter(text) {
        add(&caps, date(&caps, clock));
    }
    for caps in HOUR.captures_iter(text) {
        add(&caps, hour(&caps, clock));
    }
    for caps in PERIOD.captures_iter(text) {
        add(&caps, period(text, &caps, clock));
    }
    found
}

fn length(caps: &Captures<'_>, clock: &Clock<'_>) -> Option<super::Timestamp> {
    let mut count = number(&caps["n"])?;
    if caps.name("and").is_some() {
        count += 0.5;
    }
    let minutes = |each: f64| Span::minutes((count * each) as i64);
    let is_within = caps.name("in").is_some();
    Some(match &caps["unit"] {
        "分钟" => clock.after(minutes(1.0)),
        "小时" | "钟头" => clock.after(minutes(60.0)),
        "工作日" | "工作天" => clock.working_days(count.ceil() as u32),
        "月" if count.fract() == 0.0 => clock.day(30 * count as i64, NIGHT)?,
        "月" => clock.day((30.0 * count) as i64, NIGHT)?,
        "周" | "星期" | "礼拜" => clock.day(7 * count as i64, NIGHT)?,
        // Within three days is by the hour at which it was said; in three days is on that day.
        _ if is_within || count.fract() != 0.0 => clock.after(minutes(24.0 * 60.0)),
        _ => clock.day(count as i64, NIGHT)?,
    })
}

/// The minute of a day that was named: its end when only the day was.
fn minute(caps: &Captures<'_>, usual: Option<u16>, is_night: bool) -> Option<u16> {
    let part = caps.name("part").map(|part| part.as_str());
    let Some(hour) = caps.name("h") else {
        return Some(match part {
            Some("凌晨") => 6 * 60,
            Some("早上" | "早晨") => 10 * 60,
            Some("上午" | "中午") => NOON,
            Some("下午" | "下班") => CLOSING,
            Some("傍晚") => 19 * 60,
            Some(_) => EVENING,
            None => match (usual, caps.name("before")) {
                (Some(usual), _) => usual,
                // By Friday is by the end of its work.
                (None, Some(_)) => CLOSING,
                (None, None) => NIGHT,
            },
        });
    };
    let mut hour = number(hour.as_str()).or((hour.as_str() == "0").then_some(0.0))? as u16;
    let minutes = match (caps.name("m"), caps.name("half"), caps.name("quarter")) {
        (Some(m), ..) => m.as_str().parse().ok().filter(|m| *m < 60)?,
        (_, Some(_), _) => 30,
        (.., Some(_)) => 15,
        _ => 0,
    };
    let is_late = is_night || matches!(part, Some("下午" | "傍晚" | "晚上" | "晚间" | "夜里"));
    if is_late && (1..12).contains(&hour) || part == Some("中午") && hour <= 2 {
        hour += 12;
    }
    (hour <= 24).then(|| (hour * 60 + minutes).min(NIGHT))
}

fn weekday(caps: &Captures<'_>, clock: &Clock<'_>) -> Option<super::Timestamp> {
    let (weekday, is_weekend) = match &caps["d"] {
        "一" => (Weekday::Monday, false),
        "二" => (Weekday::Tuesday, false),
        "三" => (Weekday::Wednesday, false),
        "四" => (Weekday::Thursday, false),
        "五" => (Weekday::Friday, false),
        "六" => (Weekday::Saturday, false),
        "末" => (Weekday::Sunday, true),
        _ => (Weekday::Sunday, false),
    };
    let weeks = match caps.name("week").map(|week| week.as_str()) {
        Some("下下") => Some(2),
        Some("下" | "下个") => Some(1),
        Some(_) => Some(0),
        None => None,
    };
    let days = clock.until(weekday, weeks);
    if is_weekend && caps.name("before").is_some() {
        // Before the weekend is by Friday.
        return clock.day(days - 2, CLOSING);
    }
    clock.day(days, minute(caps, None, false)?)
}

fn date(caps: &Captures<'_>, clock: &Clock<'_>) -> Option<super::Timestamp> {
    let words = &caps[0];
    let month: Option<i8> = caps
        .name("mo")
        .and_then(|month| month.as_str().parse().ok());
    let year = caps.name("y").and_then(|year| year.as_str().parse().ok());
    // 3-5 may be sizes, and a bare number is no day.
    let is_date = match month {
        Some(_) => words.contains('月') || year.is_some(),
        None => caps.name("mark").is_some_and(|mark| mark.as_str() == "号"),
    };
    if !is_date {
        return None;
    }
    let date = clock.date(year, month, caps["d"].parse().ok()?)?;
    Some(clock.on(date, minute(caps, None, false)?))
}

/// A time of today, or of tomorrow when today's is over.
fn hour(caps: &Captures<'_>, clock: &Clock<'_>) -> Option<super::Timestamp> {
    let part = caps.name("part").map(|part| part.as_str());
    let has_hour = caps.name("h").is_some();
    let is_before = caps.name("before").is_some();
    let is_time = match (part, has_hour) {
        (Some("下班"), false) => is_before,
        (Some("中午" | "下午" | "晚上" | "傍晚" | "上午"), false) => true,
        (None, true) => is_before,
        (Some(_), true) => true,
        _ => false,
    };
    if !is_time {
        return None;
    }
    let minute = minute(caps, None, false)?;
    let days = i64::from(minute <= clock.minute);
    clock.day(days, minute)
}

fn period(text: &str, caps: &Captures<'_>, clock: &Clock<'_>) -> Option<super::Timestamp> {
    let whole = caps.get(0)?;
    // 本周五 is a day, not a week.
    let next = text[whole.end()..].chars().next();
    if next.is_some_and(|c| "一二三四五六日天末".contains(c)) {
        return None;
    }
    let what = &caps["what"];
    let sunday = |weeks| clock.day(clock.until(Weekday::Sunday, Some(weeks)), NIGHT);
    match what {
        "月底" | "月末" => Some(clock.on(clock.end_of_month(), NIGHT)),
        "年底" => clock
            .date(Some(clock.today.year()), Some(12), 31)
            .map(|date| clock.on(date, NIGHT)),
        "周末" if caps.name("before").is_some() => {
            clock.day(clock.until(Weekday::Friday, Some(0)), CLOSING)
        }
        "周末" => sunday(0),
        _ if what.starts_with('下') && what.contains('月') => {
            let first = clock.end_of_month().tomorrow().ok()?;
            Some(clock.on(first.last_of_month(), NIGHT))
        }
        _ if what.contains('月') => Some(clock.on(clock.end_of_month(), NIGHT)),
        _ if what.starts_with('下') => sunday(1),
        _ => sunday(0),
    }
}
