//! Days and hours, counted from now in the shop's calendar.

use super::super::calendar::Calendar;
use super::super::time::Span;
use super::super::time::Timestamp;
use jiff::civil::Date;
use jiff::civil::Weekday;

/// Minutes of a day.
pub const NOON: u16 = 12 * 60;
/// People stop working then; the end of a day on which somebody says nothing more.
pub const CLOSING: u16 = 18 * 60;
pub const EVENING: u16 = 22 * 60;
pub const NIGHT: u16 = 23 * 60 + 59;

/// Now, and how to count from it.
pub struct Clock<'a> {
    pub now: Timestamp,
    pub today: Date,
    /// Of the day.
    pub minute: u16,
    calendar: &'a Calendar,
}

/// A time that was read: where, in bytes, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    pub from: usize,
    pub to: usize,
    pub due: Timestamp,
}

impl<'a> Clock<'a> {
    pub fn new(now: Timestamp, calendar: &'a Calendar) -> Clock<'a> {
        let (today, minute) = calendar.local(now);
        Clock {
            now,
            today,
            minute,
            calendar,
        }
    }

    pub fn after(&self, span: Span) -> Timestamp {
        self.now + span
    }

    /// A minute of the day that is so many days ahead.
    pub fn day(&self, days: i64, minute: u16) -> Option<Timestamp> {
        let date = self
            .today
            .checked_add(jiff::Span::new().try_days(days).ok()?)
            .ok()?;
        Some(self.calendar.moment(date, minute))
    }

    pub fn on(&self, date: Date, minute: u16) -> Timestamp {
        self.calendar.moment(date, minute)
    }

    /// The end of so many working days after today. Banks and buyers mean those of the state, whenever
    /// the shop is staffed.
    pub fn working_days(&self, days: u32) -> Timestamp {
        let date = self.calendar.add_business_days(self.today, days);
        self.calendar.moment(date, NIGHT)
    }

    /// Days until this weekday, `weeks` from the week that began on Monday. Said plainly (none), the
    /// next one that comes, today too.
    pub fn until(&self, weekday: Weekday, weeks: Option<i64>) -> i64 {
        let today = i64::from(self.today.weekday().to_monday_zero_offset());
        let wanted = i64::from(weekday.to_monday_zero_offset());
        match weeks {
            Some(weeks) => wanted - today + 7 * weeks,
            None => (wanted - today).rem_euclid(7),
        }
    }

    /// The next such day of a month, or of this or the next year.
    pub fn date(&self, year: Option<i16>, month: Option<i8>, day: i8) -> Option<Date> {
        if let Some(year) = year {
            return Date::new(year, month?, day).ok();
        }
        let (mut year, own) = (self.today.year(), self.today.month());
        if let Some(month) = month {
            let this = Date::new(year, month, day).ok();
            return match this {
                Some(this) if this >= self.today => Some(this),
                _ => Date::new(year + 1, month, day).ok(),
            };
        }
        let this = Date::new(year, own, day).ok();
        if let Some(this) = this.filter(|this| *this >= self.today) {
            return Some(this);
        }
        let month = own % 12 + 1;
        if month == 1 {
            year += 1;
        }
        Date::new(year, month, day).ok()
    }

    /// The last day of this month.
    pub fn end_of_month(&self) -> Date {
        self.today.last_of_month()
    }
}

/// One character as the readers know it: half width, simplified where a time is written.
pub const fn plain(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            // Full and half width are 0xFEE0 apart.
            match char::from_u32(c as u32 - 0xFEE0) {
                Some(half) => half,
                None => c,
            }
        }
        '：' => ':',
        '～' | '〜' => '~',
        '－' | '—' | '–' => '-',
        '　' | '\u{a0}' => ' ',
        '內' => '内',
        '後' => '后',
        '點' => '点',
        '週' => '周',
        '禮' => '礼',
        '個' => '个',
        '兩' => '两',
        '時' => '时',
        '鐘' | '鍾' => '钟',

        '這' => '这',
        '間' => '间',
        '裡' => '里',
        '號' => '号',
        '貨' => '货',
        '簽' => '签',
        '購' => '购',
        '買' => '买',
        '單' => '单',
        '發' => '发',
        '質' => '质',
        '過' => '过',
        '經' => '经',
        '’' => '\'',
        _ => c,
    }
}

/// A number as people write it: `24`, `1.5`, `半`, `两`, `十五`, `二十四`.
pub fn number(text: &str) -> Option<f64> {
    if let Ok(number) = text.parse::<f64>() {
        return Some(number);
    }
    if text == "半" {
        return Some(0.5);
    }
    let mut sum = 0_u32;
    let mut digit = None;
    for c in text.chars() {
        match c {
            '十' => {
                sum += digit.take().unwrap_or(1) * 10;
            }
            '百' => {
                sum += digit.take()? * 100;
            }
            _ => {
                let at = "零一二三四五六七八九".chars().position(|one| one == c);
                let value = match c {
                    '两' => 2,
                    _ => u32::try_from(at?).ok()?,
                };
                if digit.is_some() {
                    return None;
                }
                digit = Some(value);
            }
        }
    }
    Some(f64::from(sum + digit.unwrap_or(0))).filter(|number| *number > 0.0)
}
