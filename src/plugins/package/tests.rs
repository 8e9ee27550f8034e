//! Stories of packages: made, signed, handed over, and every way to change one.

use super::*;
use crate::domain::plugin::Fault;
use crate::domain::plugin::Why;
use crate::domain::plugin::tests::KUAIDI100;
use proptest::prelude::*;
use std::sync::LazyLock;

/// The least that begins like a component.
const WASM: &[u8] = b"\0asm\x0d\0\x01\0and the rest of it";

static KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::from_seed([7; 32]).expect("a key"));
static SIGNED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let packed = pack(files()).expect("packs");
    sign(&read(&packed).expect("reads"), &KEY, None).expect("signs")
});

fn files() -> PackedFiles {
    let file = |name: &str, content: &[u8]| (name.to_owned(), content.to_vec());
    PackedFiles::from([
        file("plugin.toml", KUAIDI100.as_bytes()),
        file("plugin.wasm", WASM),
        file("LICENSE", b"MIT"),
        file("README.md", "# 快递100\n".as_bytes()),
        file("fixtures/track.json", b"{}"),
    ])
}

fn whys(faults: Vec<Fault>) -> Vec<(String, Why)> {
    faults
        .into_iter()
        .map(|fault| (fault.file, fault.why))
        .collect()
}

#[test]
fn the_same_files_give_the_same_package() {
    let packed = pack(files()).expect("packs");
    assert_eq!(packed, pack(files()).expect("packs again"));
    let package = read(&packed).expect("reads");
    assert_eq!(package.publisher, None);
    assert_eq!(package.component(), WASM);
    assert_eq!(package.manifest.version.to_string(), "1.4.0");
    assert_eq!(package.files.len(), 6);
}

#[test]
fn a_signature_says_who() {
    let package = read(&SIGNED).expect("reads");
    assert_eq!(package.publisher, Some(KEY.public()));
    assert!(package.is_by(&KEY.public()));
    let other = SigningKey::from_seed([8; 32]).expect("a key");
    assert!(!package.is_by(&other.public()));
    let signed_over = sign(&package, &other, None).expect("signs");
    assert_eq!(
        read(&signed_over).expect("reads").publisher,
        Some(other.public())
    );
}

#[test]
fn a_publisher_hands_over_to_another_key() {
    let new = SigningKey::from_seed([9; 32]).expect("a key");
    let package = read(&SIGNED).expect("reads");
    let handed = read(&sign(&package, &new, Some(&KEY)).expect("signs")).expect("reads");
    assert!(handed.is_by(&new.public()) && handed.is_by(&KEY.public()));

    // A stranger cannot hand over to themself with a statement made for someone else.
    let thief = SigningKey::from_seed([1; 32]).expect("a key");
    let mut files = handed.files.clone();
    let sums = sums::text(&package.manifest.id, &package.manifest.version, &files).into_bytes();
    files.insert(
        SIGNATURE.into(),
        signature::text(&sums, &thief).into_bytes(),
    );
    files.insert(SUMS.into(), sums);
    let faults = read(&container::write(&files)).expect_err("refused");
    assert_eq!(whys(faults), [(HAND_OVER.into(), Why::HandOverWrong)]);
}

/// The package with one file changed, added or taken away, and the container made to fit.
fn tampered(change: impl FnOnce(&mut PackedFiles)) -> Vec<(String, Why)> {
    let mut files = read(&SIGNED).expect("reads").files;
    change(&mut files);
    whys(read(&container::write(&files)).expect_err("refused"))
}

#[test]
fn a_changed_file_is_named() {
    let changed = tampered(|files| files.get_mut("plugin.wasm").expect("there")[9] ^= 1);
    assert_eq!(changed, [("plugin.wasm".into(), Why::SumWrong)]);
    let gone = tampered(|files| drop(files.remove("LICENSE")));
    assert_eq!(gone, [("LICENSE".into(), Why::FileMissing)]);
    let more = tampered(|files| drop(files.insert("README.en.md".into(), b"buy".to_vec())));
    assert_eq!(more, [("README.en.md".into(), Why::SumMissing)]);
    let unasked = tampered(|files| drop(files.insert("run.sh".into(), b"rm".to_vec())));
    assert_eq!(unasked, [("run.sh".into(), Why::FileUnasked)]);
    let unsummed = tampered(|files| drop(files.remove(SUMS)));
    assert_eq!(unsummed, [(SUMS.into(), Why::FileMissing)]);
}

#[test]
fn sums_made_to_fit_do_not_fit_the_signature() {
    let refused = tampered(|files| {
        files.insert("LICENSE".into(), b"all mine".to_vec());
        let manifest = read(&SIGNED).expect("reads").manifest;
        let sums = sums::text(&manifest.id, &manifest.version, files);
        files.insert(SUMS.into(), sums.into_bytes());
    });
    assert_eq!(refused, [(SIGNATURE.into(), Why::SignatureWrong)]);
    // Nor do those of another version of the same plugin.
    let refused = tampered(|files| {
        let text = KUAIDI100.replacen("1.4.0", "1.4.1", 1);
        files.insert("plugin.toml".into(), text.into_bytes());
        files.remove(SIGNATURE);
        let manifest = read(&SIGNED).expect("reads").manifest;
        let sums = sums::text(&manifest.id, &manifest.version, files);
        files.insert(SUMS.into(), sums.into_bytes());
    });
    assert_eq!(refused, [(SUMS.into(), Why::SumsOther)]);
}

#[test]
fn machine_code_is_never_taken_from_outside() {
    let with = |name: &str, content: &[u8]| {
        let mut files = files();
        files.insert(name.to_owned(), content.to_vec());
        whys(pack(files).expect_err("refused"))
    };
    assert_eq!(
        with("plugin.wasm", b"\x7fELF\x02"),
        [("plugin.wasm".into(), Why::MachineCode)]
    );
    assert_eq!(
        with("fixtures/a.bin", b"\x7fELF\x02"),
        [("fixtures/a.bin".into(), Why::MachineCode)]
    );
    assert_eq!(
        with("plugin.wasm", b"\0asm\x01\0\0\0"),
        [("plugin.wasm".into(), Why::CoreModule)]
    );
    assert_eq!(
        with("plugin.wasm", b"hello"),
        [("plugin.wasm".into(), Why::NotComponent)]
    );
    assert_eq!(
        with("icon.png", b"x"),
        [("icon.png".into(), Why::FileUnasked)]
    );
}

#[test]
fn a_key_lies_in_a_file_of_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("publisher.key");
    KEY.write(&path).expect("writes");
    assert!(KEY.write(&path).is_err());
    let mode = std::fs::metadata(&path)
        .expect("there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(
        SigningKey::read(&path).expect("reads").public(),
        KEY.public()
    );
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("opens");
    assert!(SigningKey::read(&path).is_err());
}

#[test]
fn the_bytes_of_a_package_stay_what_they_are() {
    // Another value here means that every package out there has another hash than its maker's.
    let hash = crate::domain::plugin::identity::sha256(&container::write(&PackedFiles::from([
        ("a".to_owned(), b"one".to_vec()),
        ("b/c".to_owned(), Vec::new()),
    ])));
    expect_test::expect!["041ad1291e5db1947c26886d402db4840b2a019915dfdbd4642063603dfa9d45"]
        .assert_eq(&hash);
}

proptest! {
    /// One byte changed anywhere is refused, with the name of a file.
    #[test]
    fn no_byte_can_be_changed(at in 0..SIGNED.len(), by in 1u8..=255) {
        let mut bytes = SIGNED.clone();
        bytes[at] ^= by;
        let faults = read(&bytes).expect_err("a changed byte");
        prop_assert!(faults.iter().all(|fault| !fault.file.is_empty()));
    }

    /// Nor can bytes be cut off, put before, between or behind.
    #[test]
    fn no_byte_can_be_added_or_taken(at in 0..SIGNED.len(), more in prop::collection::vec(any::<u8>(), 1..40)) {
        prop_assert!(read(&SIGNED[..at]).is_err());
        prop_assert!(read(&SIGNED[at.max(1)..]).is_err());
        let grown = [&SIGNED[..at], &more[..], &SIGNED[at..]].concat();
        prop_assert!(read(&grown).is_err());
        prop_assert!(read(&[&SIGNED[..], &more[..]].concat()).is_err());
    }

    #[test]
    fn no_bytes_make_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(read(&bytes).is_err());
        let begun = [&b"PK\x03\x04"[..], &bytes].concat();
        prop_assert!(read(&begun).is_err());
    }
}
