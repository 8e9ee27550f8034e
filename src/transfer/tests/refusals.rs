//! Files that are refused, each with its reason.

use super::read;
use super::read_within;
use crate::domain::people::Lang;
use crate::phrases::Words;
use crate::transfer::cell::Reason;
use crate::transfer::encoding::TextEncoding;
use crate::transfer::field::Field;
use crate::transfer::field::SheetKind;
use crate::transfer::limits::Limits;
use crate::transfer::refused::Refused;
use std::io::Write;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn refused(bytes: &[u8]) -> Refused {
    match read(bytes) {
        Err(refused) => refused,
        Ok(_) => panic!("it was read"),
    }
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("a ZIP").into_inner()
}

#[test]
fn a_program_a_picture_a_pdf_and_a_page_say_what_they_are() {
    assert_eq!(
        refused(b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0"),
        Refused::Program
    );
    assert_eq!(
        refused(&[b"\x7fELF\x02\x01\x01".as_slice(), &[0; 64]].concat()),
        Refused::Program
    );
    assert_eq!(refused(b"\xff\xd8\xff\xe0\0\x10JFIF\0"), Refused::Picture);
    assert_eq!(refused(b"%PDF-1.7\n1 0 obj"), Refused::Pdf);
    assert_eq!(
        refused("<html><table><tr><td>订单编号</td></tr></table></html>".as_bytes()),
        Refused::HtmlTable
    );
    assert_eq!(refused(b""), Refused::Empty);
    assert_eq!(refused(b"\r\n \r\n"), Refused::Empty);
    assert_eq!(refused(b"\0\0\0\0\0\0\0\0\x01"), Refused::NotText);
}

#[test]
fn a_zip_says_what_is_in_it() {
    assert_eq!(
        refused(&zipped(&[("orders.csv", b"a,b\n1,2\n")])),
        Refused::Archive
    );
    assert_eq!(
        refused(&zipped(&[
            ("[Content_Types].xml", b"x"),
            ("word/document.xml", b"x")
        ])),
        Refused::OtherKind("docx".to_owned())
    );
    assert_eq!(
        refused(&zipped(&[("mimetype", b"x"), ("content.xml", b"x")])),
        Refused::OtherWorkbook
    );
    assert_eq!(
        refused(&zipped(&[
            ("[Content_Types].xml", b"x"),
            ("xl/workbook.xml", b"<nonsense")
        ])),
        Refused::Damaged
    );
    let mut cut = zipped(&[("xl/workbook.xml", b"<workbook/>")]);
    cut.truncate(40);
    assert_eq!(refused(&cut), Refused::Damaged);
}

#[test]
fn a_zip_bomb_is_refused_before_the_workbook_is_opened() {
    let blank = vec![b' '; 40 << 20];
    let bomb = zipped(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/worksheets/sheet1.xml", &blank),
    ]);
    assert!(bomb.len() < 100 << 10);
    assert_eq!(refused(&bomb), Refused::Bomb);
    // Not by its ratio but by what comes out of it.
    let limits = Limits {
        unpacked: 1 << 20,
        ratio: u64::MAX,
        ..Limits::default()
    };
    assert_eq!(read_within(&bomb, limits).err(), Some(Refused::Bomb));
}

#[test]
fn a_workbook_with_a_password_says_so() {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(4096, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&bytes), Refused::Encrypted);
    // The same wrapping without either is no workbook at all.
    bytes.truncate(4096);
    assert_eq!(refused(&bytes), Refused::Damaged);
}

#[test]
fn a_file_over_the_limit_says_the_limit() {
    let limits = Limits {
        file: 1 << 20,
        ..Limits::default()
    };
    let large = vec![b'a'; (1 << 20) + 1];
    assert_eq!(
        read_within(&large, limits).err(),
        Some(Refused::TooLarge { limit: 1 })
    );
}

#[test]
fn headings_without_what_every_row_needs_name_what_is_missing() {
    let whole = "买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址,\
        联系手机,订单创建时间,订单付款时间,宝贝标题,物流单号,物流公司,宝贝总数量\nn,1,0,1,1,交易成功,,,,,,t,,,1\n";
    assert_eq!(
        refused(whole.as_bytes()),
        Refused::MissingColumns(vec![Field::OrderNo])
    );
    assert_eq!(refused(b"a,b,c\n1,2,3\n"), Refused::UnknownHeadings);
}

#[test]
fn every_refusal_reason_field_and_profile_has_its_words_in_every_language() {
    let refusals = [
        Refused::Empty,
        Refused::TooLarge { limit: 1 },
        Refused::Program,
        Refused::Picture,
        Refused::Pdf,
        Refused::OtherKind(String::new()),
        Refused::HtmlTable,
        Refused::Archive,
        Refused::OtherWorkbook,
        Refused::NotText,
        Refused::Bomb,
        Refused::LineTooLong { row: 1, limit: 1 },
        Refused::TooManyColumns { limit: 1 },
        Refused::TooManyRows { limit: 1 },
        Refused::TooScattered,
        Refused::Encrypted,
        Refused::Damaged,
        Refused::UnknownHeadings,
        Refused::MissingColumns(Vec::new()),
        Refused::Unreadable,
    ];
    let mut keys: Vec<String> = refusals.iter().map(Refused::key).collect();
    keys.extend(Reason::ALL.iter().map(|reason| reason.key()));
    keys.extend(Field::ALL.iter().map(|field| field.key()));
    keys.extend(SheetKind::ALL.iter().map(|kind| kind.key()));
    keys.extend(TextEncoding::ALL.iter().map(|encoding| encoding.key()));
    keys.extend(
        crate::transfer::profiles::ALL
            .iter()
            .map(|profile| crate::transfer::profile::key(profile.code)),
    );
    // The phrases' own tests say that what zh-CN has every language has.
    let words = Words::of(Lang::ZhCn);
    let lacking: Vec<&String> = keys.iter().filter(|key| !words.has(key)).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}
