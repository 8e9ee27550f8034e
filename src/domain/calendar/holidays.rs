//! China's statutory holidays and make-up working days (调休), 2024 to 2026.
//!
//! Facts from the State Council's notices; the notice for a year comes in the November before.

use jiff::civil::Date;

/// What the notice says about a day that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// 放假
    Off,
    /// 调休上班
    MakeUp,
}

/// The last year the table knows.
pub const LAST_YEAR: i16 = 2026;

/// Year, month, first and last day off.
const OFF: &[(i16, i8, i8, i8)] = &[
    (2024, 1, 1, 1),
    (2024, 2, 10, 17),
    (2024, 4, 4, 6),
    (2024, 5, 1, 5),
    (2024, 6, 10, 10),
    (2024, 9, 15, 17),
    (2024, 10, 1, 7),
    (2025, 1, 1, 1),
    (2025, 1, 28, 31),
    (2025, 2, 1, 4),
    (2025, 4, 4, 6),
    (2025, 5, 1, 5),
    (2025, 5, 31, 31),
    (2025, 6, 1, 2),
    (2025, 10, 1, 8),
    (2026, 1, 1, 3),
    (2026, 2, 15, 23),
    (2026, 4, 4, 6),
    (2026, 5, 1, 5),
    (2026, 6, 19, 21),
    (2026, 9, 25, 27),
    (2026, 10, 1, 7),
];

/// Year, month, day worked although it is a weekend.
const MAKE_UP: &[(i16, i8, i8)] = &[
    (2024, 2, 4),
    (2024, 2, 18),
    (2024, 4, 7),
    (2024, 4, 28),
    (2024, 5, 11),
    (2024, 9, 14),
    (2024, 9, 29),
    (2024, 10, 12),
    (2025, 1, 26),
    (2025, 2, 8),
    (2025, 4, 27),
    (2025, 9, 28),
    (2025, 10, 11),
    (2026, 1, 4),
    (2026, 2, 14),
    (2026, 2, 28),
    (2026, 5, 9),
    (2026, 9, 20),
    (2026, 10, 10),
];

/// What the notices say about a day; `None` when they do not name it.
pub fn day(date: Date) -> Option<Day> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    if OFF
        .iter()
        .any(|(y, m, first, last)| *y == year && *m == month && (*first..=*last).contains(&day))
    {
        return Some(Day::Off);
    }
    MAKE_UP.contains(&(year, month, day)).then_some(Day::MakeUp)
}
