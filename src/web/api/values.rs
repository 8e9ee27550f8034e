//! Single values as programs send and read them. What reads a value also says in the document what
//! it takes.

use crate::domain::money::Fen;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de::Error;
use serde::de::MapAccess;
use serde::de::Visitor;
use serde::de::value::MapAccessDeserializer;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use utoipa::PartialSchema;
use utoipa::ToSchema;
use utoipa::openapi::KnownFormat;
use utoipa::openapi::ObjectBuilder;
use utoipa::openapi::RefOr;
use utoipa::openapi::SchemaFormat;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::schema::Type;

/// The most 分 a program may name: a thousand million 元.
pub const AMOUNT_MOST: i64 = 100_000_000_000;
/// The most pieces or days a program may name.
pub const COUNT_MOST: u32 = 100_000;
/// Moments lie between the years 2000 and 2200.
const MOMENTS: std::ops::Range<i64> = 946_684_800_000..7_258_118_400_000;

/// An object and nothing else: left to itself, serde takes a list for an object as well, and an empty
/// list for one whose keys may all be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Object<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Object<T>, D::Error> {
        struct Keys<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Keys<T> {
            type Value = T;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<T, M::Error> {
                T::deserialize(MapAccessDeserializer::new(map))
            }
        }

        deserializer.deserialize_map(Keys(PhantomData)).map(Object)
    }
}

/// A list of objects and nothing else.
///
/// # Errors
/// When it is no list, or a member no object or not what is wanted.
pub fn objects<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let all: Vec<Object<T>> = Deserialize::deserialize(deserializer)?;
    Ok(all.into_iter().map(|object| object.0).collect())
}

/// A list of objects, or none.
///
/// # Errors
/// As [`objects`].
pub fn objects_or_null<'de, D, T>(deserializer: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let all: Option<Vec<Object<T>>> = Deserialize::deserialize(deserializer)?;
    Ok(all.map(|all| all.into_iter().map(|object| object.0).collect()))
}

/// A moment: RFC 3339, told in UTC with milliseconds, taken with any offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time(pub Timestamp);

impl Time {
    pub fn of(at: Option<Timestamp>) -> Option<Time> {
        at.map(Time)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let at = jiff::Timestamp::from_millisecond(self.0.0).unwrap_or_default();
        serializer.collect_str(&format_args!("{at:.3}"))
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let text = String::deserialize(deserializer)?;
        let at: jiff::Timestamp = text
            .parse()
            .map_err(|_| D::Error::custom("error-time-form"))?;
        let ms = at.as_millisecond();
        match MOMENTS.contains(&ms) {
            true => Ok(Time(Timestamp(ms))),
            false => Err(D::Error::custom("error-time-form")),
        }
    }
}

impl PartialSchema for Time {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .description(Some(
                "RFC 3339; told in UTC with milliseconds, taken with any offset, years 2000 to 2199",
            ))
            .examples(["2026-11-22T01:00:00.000Z"])
            .into()
    }
}

impl ToSchema for Time {
    fn name() -> Cow<'static, str> {
        "Time".into()
    }
}

/// An amount of money that someone names, in 分: not negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(pub Fen);

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
        let fen = i64::deserialize(deserializer)?;
        match (0..=AMOUNT_MOST).contains(&fen) {
            true => Ok(Amount(Fen(fen))),
            false => Err(D::Error::custom("error-amount-range")),
        }
    }
}

impl PartialSchema for Amount {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
            .minimum(Some(0))
            .maximum(Some(AMOUNT_MOST))
            .description(Some("Money in 分, 1/100 of the shop's currency unit"))
            .examples([12_900])
            .into()
    }
}

impl ToSchema for Amount {
    fn name() -> Cow<'static, str> {
        "Amount".into()
    }
}

/// The number of something in this desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id(pub u64);

/// The largest number that every JSON reader takes whole.
const ID_MOST: i64 = (1 << 53) - 1;

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        let id = u64::deserialize(deserializer)?;
        match (1..=ID_MOST.unsigned_abs()).contains(&id) {
            true => Ok(Id(id)),
            false => Err(D::Error::custom("error-number-form")),
        }
    }
}

impl PartialSchema for Id {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
            .minimum(Some(1))
            .maximum(Some(ID_MOST))
            .examples([1])
            .into()
    }
}

impl ToSchema for Id {
    fn name() -> Cow<'static, str> {
        "Id".into()
    }
}

/// A number of pieces, days or points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub u32);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Count, D::Error> {
        let count = u32::deserialize(deserializer)?;
        match count <= COUNT_MOST {
            true => Ok(Count(count)),
            false => Err(D::Error::custom("error-number-form")),
        }
    }
}

impl PartialSchema for Count {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(0))
            .maximum(Some(COUNT_MOST))
            .examples([1])
            .into()
    }
}

impl ToSchema for Count {
    fn name() -> Cow<'static, str> {
        "Count".into()
    }
}

/// Words of people: one to so many characters, kept without blanks around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<const MOST: usize>(pub String);

/// A name, number or code.
pub type Line = Text<100>;
/// Several sentences.
pub type Area = Text<5000>;

impl<'de, const MOST: usize> Deserialize<'de> for Text<MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.chars().count() > MOST {
            return Err(D::Error::custom("error-text-long"));
        }
        let text = text.trim().replace("\r\n", "\n");
        let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        if text.is_empty() {
            Err(D::Error::custom("error-required"))
        } else if text.contains(odd) {
            Err(D::Error::custom("error-text-control"))
        } else {
            Ok(Text(text))
        }
    }
}

impl<const MOST: usize> PartialSchema for Text<MOST> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(MOST))
            .pattern(Some(r"\S"))
            .into()
    }
}

impl<const MOST: usize> ToSchema for Text<MOST> {
    fn name() -> Cow<'static, str> {
        format!("Text{MOST}").into()
    }
}

/// What stands in an optional text.
pub fn said<const MOST: usize>(text: Option<Text<MOST>>) -> Option<String> {
    text.map(|text| text.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_taken_with_any_offset_and_told_in_utc() {
        let at: Time = serde_json::from_str("\"2026-11-22T09:00:00+08:00\"").expect("a moment");
        assert_eq!(
            serde_json::to_string(&at).expect("JSON"),
            "\"2026-11-22T01:00:00.000Z\""
        );
        for wrong in ["\"2026-11-22\"", "\"9999-01-01T00:00:00Z\"", "5", "\"\""] {
            assert!(serde_json::from_str::<Time>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn money_is_a_whole_number_of_fen() {
        let read = |text| serde_json::from_str::<Amount>(text).ok();
        assert_eq!(read("12900"), Some(Amount(Fen(12_900))));
        for wrong in ["129.00", "-1", "\"12900\"", "100000000001", "1e3"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn words_are_trimmed_bounded_and_without_control_characters() {
        let read = |text| serde_json::from_str::<Text<4>>(text).ok().map(|t| t.0);
        assert_eq!(read("\" 坏了 \"").as_deref(), Some("坏了"));
        for wrong in ["\"坏了坏了坏\"", "\"  \"", "\"a\\u0000b\"", "null"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
