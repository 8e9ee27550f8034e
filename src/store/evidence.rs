//! What a file of a case may be: known by its bytes, whatever its name says.

use crate::domain::case::record::FileKind;

/// The largest file of a case, in bytes.
pub const FILE_MOST: usize = 20 * 1024 * 1024;
/// The most files one form or mail may bring.
pub const FILES_MOST: usize = 10;
/// The longest name of a file that is kept, in characters.
const NAME_MOST: usize = 120;

/// What the bytes are, whatever the name says; none for what a case does not take.
pub fn sniff(bytes: &[u8]) -> Option<&'static str> {
    const TAKEN: &[&str] = &[
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "application/pdf",
        "video/mp4",
        "video/quicktime",
        "video/webm",
        "audio/mpeg",
        "audio/m4a",
        "audio/x-wav",
        "audio/amr",
    ];
    if let Some(kind) = infer::get(bytes) {
        let mime = kind.mime_type();
        return TAKEN.iter().find(|taken| **taken == mime).copied();
    }
    // A chat saved as text; HTML would be known above.
    let text = std::str::from_utf8(bytes).ok()?;
    let plain = !text.contains('\0') && !text.trim_start().starts_with('<');
    plain.then_some("text/plain; charset=utf-8")
}

/// What it shows, by what it is.
pub fn kind_of(mime: &str) -> FileKind {
    match mime.split('/').next() {
        Some("image") => FileKind::Photo,
        Some("video") => FileKind::Video,
        Some("audio") => FileKind::Audio,
        Some("text") => FileKind::ChatLog,
        _ => FileKind::Other,
    }
}

/// A name for people: the last part of a path, without control characters and not too long.
pub fn shown_name(filename: &str) -> String {
    let last = filename.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars()
        .filter(|c| !c.is_control())
        .take(NAME_MOST)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Some("image/png"));
        assert_eq!(
            sniff("买家：坏了".as_bytes()),
            Some("text/plain; charset=utf-8")
        );
        assert_eq!(sniff(b"MZ\x90\0\x03\0\0\0"), None);
        assert_eq!(sniff(b"<html><script>alert(1)</script>"), None);
        assert_eq!(sniff(b"<svg onload='x'>"), None);
    }

    #[test]
    fn a_name_is_no_path() {
        assert_eq!(shown_name("../../etc/\u{7}passwd"), "passwd");
        assert_eq!(shown_name("C:\\照片\\坏了.jpg"), "坏了.jpg");
    }
}
