//! The container: a zip that any tool opens, of which there is exactly one for the same files. All
//! files lie in it as they are, in the order of their names, without times, comments or rights; so
//! nothing unpacks to more than it is, and a changed byte cannot hide between the files.

use super::FILES_MOST;
use super::PACKED_MOST;
use super::PackedFiles;
use super::UNPACKED_MOST;
use super::names;
use crate::domain::plugin::Fault;
use crate::domain::plugin::Why;

/// What faults of the container as a whole are filed under.
pub const WHOLE: &str = "*.asp";

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const LOCAL_LENGTH: usize = 30;
/// The first of January 1980, the zero of zips.
const DATE: u16 = 0x0021;
/// A plain stored file needs nothing newer.
const VERSION: u16 = 10;

/// The container of these files.
pub fn write(files: &PackedFiles) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut index = Vec::new();
    for (name, content) in files {
        let offset = length(bytes.len());
        let about = about(name, content);
        bytes.extend(LOCAL.to_le_bytes());
        bytes.extend(&about);
        bytes.extend(name.as_bytes());
        bytes.extend(content);
        index.extend(CENTRAL.to_le_bytes());
        index.extend(VERSION.to_le_bytes());
        index.extend(&about);
        // comment 2, disk 2, attributes 2 and 4: none
        index.extend([0; 10]);
        index.extend(offset.to_le_bytes());
        index.extend(name.as_bytes());
    }
    let offset = length(bytes.len());
    let count = u16::try_from(files.len()).unwrap_or(u16::MAX);
    bytes.extend(&index);
    bytes.extend(END.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(length(index.len()).to_le_bytes());
    bytes.extend(offset.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

/// What both headers say of a file.
fn about(name: &str, content: &[u8]) -> Vec<u8> {
    let size = length(content.len()).to_le_bytes();
    let mut about = Vec::with_capacity(26);
    about.extend(VERSION.to_le_bytes());
    about.extend([0; 6]); // flags, method: stored, time
    about.extend(DATE.to_le_bytes());
    about.extend(crc32(content).to_le_bytes());
    about.extend(size);
    about.extend(size);
    let length = u16::try_from(name.len()).unwrap_or(u16::MAX);
    about.extend(length.to_le_bytes());
    about.extend([0; 2]); // extra
    about
}

/// Packages end long before 4 GiB.
fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// The files of a container, with every limit held. Their sums are not looked at here.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(bytes: &[u8]) -> Result<PackedFiles, Fault> {
    let fault = |why| Fault::of_file(WHOLE, why);
    if bytes.len() > PACKED_MOST {
        let found = format!("{} B", bytes.len());
        return Err(fault(Why::PackedTooLarge)
            .found(&found)
            .write(mib(PACKED_MOST)));
    }
    if u32_at(bytes, 0) != Some(LOCAL) {
        return Err(fault(Why::NotZip));
    }
    let mut files = PackedFiles::new();
    let mut at = 0;
    let mut unpacked = 0;
    while u32_at(bytes, at) == Some(LOCAL) {
        let (name, content, next) = one(bytes, at)?;
        unpacked += content.len();
        if unpacked > UNPACKED_MOST {
            return Err(fault(Why::UnpackedTooLarge).write(mib(UNPACKED_MOST)));
        }
        if files.len() >= FILES_MOST {
            return Err(fault(Why::TooManyFiles).write(FILES_MOST.to_string()));
        }
        let alike = files.keys().find(|other| other.eq_ignore_ascii_case(name));
        if alike.is_some() {
            return Err(Fault::of_file(name, Why::Twice));
        }
        files.insert(name.to_owned(), content.to_vec());
        at = next;
    }
    // There is one container for these files: whatever differs was changed.
    let whole = write(&files);
    if whole == bytes {
        return Ok(files);
    }
    let same = whole.iter().zip(bytes).take_while(|(a, b)| a == b).count();
    Err(changed(&files, same))
}

/// Name and content of the file whose header begins here, and where the next begins.
fn one(bytes: &[u8], at: usize) -> Result<(&str, &[u8], usize), Fault> {
    let fault = || Fault::of_file(WHOLE, Why::Container);
    let part = |from: usize, length: usize| {
        let from = at.checked_add(from)?;
        bytes.get(from..from.checked_add(length)?)
    };
    let number =
        |from: usize| part(from, 2).map(|two| usize::from(two[0]) | usize::from(two[1]) << 8);
    let named = number(26).ok_or_else(fault)?;
    let name = part(LOCAL_LENGTH, named).ok_or_else(fault)?;
    let plain = names::plain(name)
        .map_err(|why| Fault::of_file(WHOLE, why).found(&String::from_utf8_lossy(name)))?;
    if number(8) != Some(0) {
        return Err(Fault::of_file(plain, Why::Compressed));
    }
    let extra = number(28).ok_or_else(fault)?;
    let size = u32_at(bytes, at + 18).and_then(|size| usize::try_from(size).ok());
    let size = size.ok_or_else(fault)?;
    let begin = LOCAL_LENGTH + named + extra;
    let cut = || Fault::of_file(plain, Why::Container);
    let content = part(begin, size).ok_or_else(cut)?;
    Ok((plain, content, at + begin + size))
}

/// Which file the byte at `offset` belongs to.
fn changed(files: &PackedFiles, offset: usize) -> Fault {
    let mut end = 0;
    for (name, content) in files {
        end += LOCAL_LENGTH + name.len() + content.len();
        if offset < end {
            return Fault::of_file(name, Why::Container);
        }
    }
    Fault::of_file(WHOLE, Why::Container)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// MiB, written.
pub fn mib(bytes: usize) -> String {
    format!("{} MiB", bytes / 1024 / 1024)
}

/// The checksum that zips carry. It guards against nothing here; the sums do.
fn crc32(bytes: &[u8]) -> u32 {
    let mut table = [0u32; 256];
    for (n, row) in (0u32..).zip(table.iter_mut()) {
        *row = (0..8).fold(n, |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)));
    }
    let step = |crc: u32, byte: &u8| {
        let low = usize::from(crc.to_le_bytes()[0] ^ byte);
        (crc >> 8) ^ table[low]
    };
    !bytes.iter().fold(!0, step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::io::Write;

    fn files(pairs: &[(&str, &[u8])]) -> PackedFiles {
        let pair = |(name, content): &(&str, &[u8])| ((*name).to_owned(), content.to_vec());
        pairs.iter().map(pair).collect()
    }

    /// A zip as another tool makes it.
    fn foreign(pairs: &[(&str, &[u8])], method: zip::CompressionMethod) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        for (name, content) in pairs {
            zip.start_file(*name, options).expect("a file");
            zip.write_all(content).expect("its bytes");
        }
        zip.finish().expect("a zip").into_inner()
    }

    #[test]
    fn any_zip_tool_opens_a_package() {
        let packed = write(&files(&[
            ("a.txt", b"one"),
            ("b/c.txt", b""),
            ("d", &[7; 70_000]),
        ]));
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(packed)).expect("opens");
        let names: Vec<String> = zip
            .file_names()
            .map(|name| name.expect("a name").into_owned())
            .collect();
        assert_eq!(names, ["a.txt", "b/c.txt", "d"]);
        let mut text = String::new();
        zip.by_name("a.txt")
            .expect("there")
            .read_to_string(&mut text)
            .expect("its sum fits");
        assert_eq!(text, "one");
    }

    #[test]
    fn a_zip_of_another_tool_is_told_how_to_be_made() {
        let deflated = foreign(
            &[("a.txt", &[0; 1_000_000])],
            zip::CompressionMethod::Deflated,
        );
        assert!(deflated.len() < 5_000);
        assert_eq!(read(&deflated).map_err(|f| f.why), Err(Why::Compressed));
        let stored = foreign(&[("a.txt", b"one")], zip::CompressionMethod::Stored);
        assert_eq!(read(&stored).map_err(|f| f.why), Err(Why::Container));
        assert_eq!(read(b"GIF89a").map_err(|f| f.why), Err(Why::NotZip));
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        for name in [
            "../a",
            "a/../b",
            "/etc/passwd",
            "a//b",
            "./a",
            "a/",
            "C:\\a",
            "a\\b",
            "快递",
            "a b",
            "a\u{0}b",
            "",
            "...",
            "con.",
            &"x".repeat(121),
        ] {
            let packed = write(&files(&[(name, b"x")]));
            assert_eq!(
                read(&packed).map_err(|f| f.why),
                Err(Why::NameForm),
                "{name:?}"
            );
        }
    }

    #[test]
    fn one_name_twice_and_two_that_only_case_tells_apart_are_refused() {
        let packed = write(&files(&[("LICENSE", b"x"), ("license", b"y")]));
        assert_eq!(read(&packed).map_err(|f| f.why), Err(Why::Twice));
        let one = write(&files(&[("a", b"x")]));
        let twice = [&one[..32], &one[..]].concat();
        assert_eq!(read(&twice).map_err(|f| f.why), Err(Why::Twice));
    }

    #[test]
    fn a_size_that_lies_and_a_file_too_many_are_refused() {
        let mut packed = write(&files(&[("a", b"x")]));
        packed[18..22].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(read(&packed).map_err(|f| f.why), Err(Why::Container));
        let many: PackedFiles = (0..201).map(|n| (format!("f{n}"), Vec::new())).collect();
        assert_eq!(
            read(&write(&many)).map_err(|f| f.why),
            Err(Why::TooManyFiles)
        );
        let most: PackedFiles = (0..200).map(|n| (format!("f{n}"), Vec::new())).collect();
        assert!(read(&write(&most)).is_ok());
        let large = vec![0; PACKED_MOST + 1];
        assert_eq!(read(&large).map_err(|f| f.why), Err(Why::PackedTooLarge));
    }
}
