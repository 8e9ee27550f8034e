//! How large a workbook unpacks, looked at before it is opened.

use super::limits::Limits;
use super::refused::Refused;
use std::io::Read;
use std::io::Seek;
use zip::ZipArchive;

/// Below this many bytes a high ratio says nothing: empty sheets pack very well.
const HARMLESS: u64 = 16 << 20;

/// Unpacks every part of the workbook into nothing, counting, and stops at the first limit
/// passed. The sizes a file declares are not believed.
///
/// # Errors
/// [`Refused::Bomb`] past a limit; other refusals when it is no XLSX workbook.
pub fn within(source: impl Read + Seek, packed: u64, limits: &Limits) -> Result<(), Refused> {
    let mut archive = ZipArchive::new(source).map_err(|_| Refused::Damaged)?;
    contents(&archive)?;
    if archive
        .decompressed_size()
        .is_some_and(|size| size > u128::from(limits.unpacked))
    {
        return Err(Refused::Bomb);
    }
    let (mut total, mut texts) = (0u64, 0u64);
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|_| Refused::Damaged)?;
        if part.encrypted() {
            return Err(Refused::Encrypted);
        }
        let streamed = part.name_raw().starts_with(b"xl/worksheets/");
        let mut piece = vec![0; 64 << 10];
        loop {
            let read = part.read(&mut piece).map_err(|_| Refused::Damaged)? as u64;
            if read == 0 {
                break;
            }
            total += read;
            if !streamed {
                texts += read;
            }
            if total > limits.unpacked
                || texts > limits.texts
                || total > HARMLESS && total / packed.max(1) > limits.ratio
            {
                return Err(Refused::Bomb);
            }
        }
    }
    Ok(())
}

/// Says what a ZIP holds when that is no XLSX.
fn contents<R: Read + Seek>(archive: &ZipArchive<R>) -> Result<(), Refused> {
    let mut is_office = false;
    for name in archive.file_names_raw() {
        match name {
            b"xl/workbook.xml" => return Ok(()),
            b"xl/workbook.bin" | b"content.xml" => return Err(Refused::OtherWorkbook),
            b"word/document.xml" => return Err(Refused::OtherKind("docx".to_owned())),
            b"ppt/presentation.xml" => return Err(Refused::OtherKind("pptx".to_owned())),
            b"[Content_Types].xml" => is_office = true,
            _ => {}
        }
    }
    Err(if is_office {
        Refused::Damaged
    } else {
        Refused::Archive
    })
}
