//! A file of a case, sent to be kept: never shown as a page of ours.

use crate::actions::access::see_case;
use crate::app::App;
use crate::domain::case::CaseNo;
use crate::failure::Failure;
use crate::web::Visit;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::web::Path;

/// # Errors
/// `NotFound` unless the case is this person's to see and has the file.
pub async fn download(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (no, hash) = at.into_inner();
    let no = CaseNo::parse(&no).ok_or(Failure::NotFound)?;
    let store = std::sync::Arc::clone(&app.store);
    let (file, bytes) = app
        .read(move |view| {
            let (_, case) = see_case(view, visit.viewer()?, &no)?;
            let file = case.files.into_iter().find(|file| file.hash == hash);
            let file = file.ok_or(Failure::NotFound)?;
            let bytes = store.files().get(&file.hash)?;
            Ok((file, bytes))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type(file.mime)
        .insert_header((header::CONTENT_DISPOSITION, disposition(&file.name)))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ))
        .insert_header((header::CACHE_CONTROL, "private, max-age=3600"))
        .body(bytes))
}

/// `attachment` with the name in UTF-8, every other character escaped (RFC 8187).
pub fn disposition(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename*=UTF-8''{escaped}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        assert_eq!(
            disposition("坏\r\n\".png"),
            "attachment; filename*=UTF-8''%E5%9D%8F%0D%0A%22.png"
        );
    }
}
