//! Whom and where an order goes to, from the columns of its row.

use super::address;
use super::address::PlainAddress;
use super::cell::half_width;
use super::field::Field;
use super::imported::RowError;
use super::imported::excerpt;
use super::row_reader::RowReader;

/// A mobile number if there is one, else whatever stands there; masked ones stay masked.
pub(super) fn phone(row: &RowReader<'_>) -> Option<String> {
    let phones: Vec<String> = row
        .texts(Field::Phone)
        .iter()
        .map(|text| half_width(text).replace(' ', ""))
        .filter(|text| text.bytes().any(|b| b.is_ascii_digit()))
        .collect();
    let is_mobile = |text: &&String| {
        let digits = text.trim_start_matches("+86").trim_start_matches("86-");
        digits.len() == 11 && digits.starts_with('1')
    };
    phones
        .iter()
        .find(is_mobile)
        .or(phones.first())
        .map(|phone| excerpt(phone, 40))
}

/// The address, from one column or several.
///
/// # Errors
/// When a cell cannot be read.
pub(super) fn address(row: &RowReader<'_>) -> Result<Option<PlainAddress>, RowError> {
    let whole = row.text(Field::Address)?;
    let province = row.text(Field::Province)?;
    let city = row.text(Field::City)?;
    let district = row.text(Field::District)?;
    if let Some(province) = province {
        let city = city.unwrap_or_default();
        let district = district.unwrap_or_default();
        let whole = whole.unwrap_or_default();
        let mut detail = whole.as_str();
        for part in [&province, &city, &district] {
            if !part.is_empty() {
                detail = detail.strip_prefix(part.as_str()).unwrap_or(detail).trim();
            }
        }
        let read = address::read(&province);
        return Ok(Some(PlainAddress {
            masked: detail.contains('*'),
            // 「江苏」 and 「江苏省」 are the same province.
            province: match read.province.is_empty() {
                true => province,
                false => read.province,
            },
            city,
            district,
            detail: detail.to_owned(),
        }));
    }
    Ok(whole.map(|whole| address::read(&whole)))
}
