//! What came in as text: decoded by its charset, and the fields of a form.

use encoding_rs::Encoding;
use encoding_rs::UTF_8;

/// A body as the text its content type says it is; none when it is none.
pub fn decoded(body: &[u8], content_type: &str) -> Option<String> {
    let parameters = content_type.split(';').skip(1);
    let charset = parameters
        .filter_map(|one| one.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
        .and_then(|(_, value)| Encoding::for_label(value.trim().trim_matches('"').as_bytes()));
    let (text, had_errors) = charset.unwrap_or(UTF_8).decode_without_bom_handling(body);
    (!had_errors).then(|| text.into_owned())
}

/// The fields of `application/x-www-form-urlencoded`, in their order.
pub fn form(body: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(body).into_owned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_chinese_service_sends_is_read_by_its_charset() {
        let (gbk, _, _) = encoding_rs::GBK.encode("已签收");
        assert_eq!(
            decoded(&gbk, "text/xml; charset=GBK").as_deref(),
            Some("已签收")
        );
        assert_eq!(decoded(&gbk, "application/json"), None);
        assert_eq!(decoded("已签收".as_bytes(), "").as_deref(), Some("已签收"));
        let fields = form("param=%7B%7D&sign=A+B".as_bytes());
        assert_eq!(
            fields,
            [
                ("param".to_owned(), "{}".to_owned()),
                ("sign".to_owned(), "A B".to_owned())
            ]
        );
    }
}
