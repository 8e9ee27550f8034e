//! What the timeline says beside an act.

use crate::domain::people::Lang;
use crate::phrases::Words;
use crate::phrases::facts::facts;
use crate::phrases::formats;

fn said(lang: Lang, kept: &[(&str, &str)]) -> Vec<String> {
    let kept: Vec<(String, String)> = kept
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    facts(
        Words::of(lang),
        &kept,
        &formats::zone("Asia/Shanghai"),
        "CNY",
    )
}

#[test]
fn amounts_and_codes_become_words() {
    let kept = [
        ("amount", "12900"),
        ("freight_payer", "shop"),
        ("level", "2"),
    ];
    assert_eq!(
        said(Lang::ZhCn, &kept),
        ["金额 ¥129.00", "运费承担方：店铺", "第 2 次预警"]
    );
    assert_eq!(
        said(Lang::En, &kept),
        ["Amount ¥129.00", "Freight paid by: Shop", "Warning 2 of 3"]
    );
}

#[test]
fn what_was_before_and_after_is_one_sentence() {
    assert_eq!(
        said(
            Lang::ZhTw,
            &[("kind_before", "exchange"), ("kind", "refund_only")]
        ),
        ["由換貨改為僅退款"]
    );
    assert_eq!(
        said(
            Lang::ZhCn,
            &[
                ("inspect_before", "1795334709000"),
                ("inspect_after", "1795338309000"),
            ]
        ),
        ["验货：由 2026-11-22 16:05 改为 2026-11-22 17:05"]
    );
}

#[test]
fn a_fact_of_a_newer_version_is_left_out() {
    let kept = [
        ("shoe_size", "43"),
        ("amount", "many"),
        ("kind_before", "gift"),
    ];
    assert!(said(Lang::En, &kept).is_empty());
}

#[test]
fn every_fact_the_rules_write_down_can_be_said() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let teller = std::fs::read_to_string(root.join("src/phrases/facts.rs")).unwrap_or_default();
    let mut wrong = Vec::new();
    for (path, text) in super::usage::files(&root.join("src/domain"), "rs") {
        for rest in text.split("draft.fact(\"").skip(1) {
            let name = rest.split('"').next().unwrap_or_default();
            if !teller.contains(&format!("\"{name}\"")) {
                wrong.push(format!("{name} in {}", path.display()));
            }
        }
    }
    super::nothing(wrong, "facts that facts.rs leaves out");
}
