//! What a file really is, by its content and never by its name.

use super::encoding::by_mark;
use super::encoding::by_zeros;
use super::refused::Refused;

/// The forms a table can come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Lines of text: CSV, TSV.
    Text,
    /// XLSX.
    Workbook,
    /// XLS, as Excel wrote it until 2003.
    OldWorkbook,
}

impl Form {
    /// What a report calls it.
    pub const fn code(self) -> &'static str {
        match self {
            Form::Text => "text",
            Form::Workbook => "xlsx",
            Form::OldWorkbook => "xls",
        }
    }
}

/// The form a file with this `head` (its first 8 KiB or all of it) comes in.
///
/// # Errors
/// Names what it is instead of a table.
pub fn form(head: &[u8]) -> Result<Form, Refused> {
    if head.iter().all(|byte| byte.is_ascii_whitespace()) {
        return Err(Refused::Empty);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Form::Workbook);
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Ok(Form::OldWorkbook);
    }
    if head.starts_with(b"%PDF") {
        return Err(Refused::Pdf);
    }
    if by_mark(head).is_none() && has_controls(head) {
        // UTF-16 without a mark has zeros too, but none of the signatures.
        match by_magic(head) {
            Some(refused) => return Err(refused),
            None if by_zeros(head).is_none() => return Err(Refused::NotText),
            None => {}
        }
    }
    if is_page(head) {
        return Err(Refused::HtmlTable);
    }
    Ok(Form::Text)
}

/// Whether there are bytes no text has.
fn has_controls(head: &[u8]) -> bool {
    head.iter()
        .any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c))
}

fn by_magic(head: &[u8]) -> Option<Refused> {
    use infer::MatcherType;
    let kind = infer::get(head)?;
    Some(match kind.matcher_type() {
        MatcherType::App => Refused::Program,
        MatcherType::Image => Refused::Picture,
        MatcherType::Archive => match kind.extension() {
            "pdf" => Refused::Pdf,
            _ => Refused::Archive,
        },
        _ => Refused::OtherKind(kind.extension().to_owned()),
    })
}

/// Whether it is a page, an XML workbook or a mail archive that calls itself a table.
fn is_page(head: &[u8]) -> bool {
    // Only ASCII matters here, so zeros between the letters of UTF-16 are skipped over.
    let start: String = head
        .iter()
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .take(512)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let start = start.trim_start();
    [
        "<html",
        "<!doctype",
        "<table",
        "<meta",
        "<head",
        "<?xml",
        "<style",
        "mime-version:",
    ]
    .iter()
    .any(|sign| start.starts_with(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_says_what_it_is_instead() {
        assert_eq!(form("订单编号,金额\n".as_bytes()), Ok(Form::Text));
        assert_eq!(form(b"BM,MZ,order\n1,2,3\n"), Ok(Form::Text));
        assert_eq!(form(b"\xff\xfea\0,\0b\0"), Ok(Form::Text));
        assert_eq!(form(b" \r\n\t"), Err(Refused::Empty));
        assert_eq!(form(b""), Err(Refused::Empty));
        assert_eq!(form(b"%PDF-1.7\nxx"), Err(Refused::Pdf));
        assert_eq!(
            form(b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0"),
            Err(Refused::Program)
        );
        assert_eq!(
            form(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            Err(Refused::Picture)
        );
        assert_eq!(form(b"\x1f\x8b\x08\0\0\0\0\0\0\x03"), Err(Refused::Archive));
        assert_eq!(form(b"\0\0\0\0\x01\x02"), Err(Refused::NotText));
        assert_eq!(
            form("\u{feff} <html xmlns:x=\"…excel\"><table>".as_bytes()),
            Err(Refused::HtmlTable)
        );
        assert_eq!(
            form(b"<?xml version=\"1.0\"?><Workbook>"),
            Err(Refused::HtmlTable)
        );
    }
}
