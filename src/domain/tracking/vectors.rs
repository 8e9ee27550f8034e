//! Every case of `tests/fixtures/vectors/tracking_numbers_*.json`, with their sources named there.

use super::carrier::Carrier;
use super::formats;
use super::formats::FORMATS;
use super::recognise::is_country;
use super::recognise::normal;
use super::recognise::recognise;
use super::recognise::taken;
use proptest::strategy::Strategy;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;

fn cases(name: &str) -> Vec<Value> {
    let path = format!("tests/fixtures/vectors/tracking_numbers_{name}.json");
    let text = std::fs::read_to_string(&path).expect(&path);
    let file: Value = serde_json::from_str(&text).expect("JSON");
    file["cases"].as_array().expect("cases").clone()
}

#[test]
fn every_number_from_abroad_fits_its_form_or_not() {
    let mut wrong = Vec::new();
    let cases = cases("intl");
    assert_eq!(cases.len(), 280);
    for case in &cases {
        let name = case["name"].as_str().expect("a name");
        let inputs = &case["inputs"];
        let form = inputs["format"].as_str().expect("a format");
        let Some(format) = formats::named(form) else {
            wrong.push(format!("{name}: no form {form}"));
            continue;
        };
        let number = normal(inputs["number"].as_str().expect("a number"));
        let in_time = form != "S10" || number.get(11..).is_some_and(is_country);
        let fits = format.fits(&number) && in_time;
        if Some(fits) != case["expected"]["valid"].as_bool() {
            wrong.push(format!("{name}: {number} fits: {fits}"));
        }
        // What fits is proposed, whatever else is.
        let proposed = recognise(&number);
        let own = form == "S10" || proposed.iter().any(|g| g.carrier == format.carrier);
        if fits && (proposed.is_empty() || !own) {
            wrong.push(format!("{name}: {number} is not proposed: {proposed:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_hint_for_chinese_numbers_pre_selects() {
    let mut runner = TestRunner::deterministic();
    for case in cases("cn_hints") {
        let name = case["name"].as_str().expect("a name");
        let expected = &case["expected"];
        let code = ["carrier_kuaidi100", "matches_pattern_of"]
            .iter()
            .find_map(|key| expected[*key].as_str());
        let carrier = code.map(|code| Carrier::called(code).expect(code));
        if let Some(number) = case["inputs"]["number"].as_str() {
            assert_eq!(taken(number), carrier, "{name}");
            continue;
        }
        let regex = case["inputs"]["regex"].as_str().expect("number or regex");
        let regex = regex.trim_matches(['^', '$']).replace("\\d", "[0-9]");
        let numbers = proptest::string::string_regex(&regex).expect("a pattern");
        for _ in 0..20 {
            let tree = numbers.new_tree(&mut runner).expect("a number");
            let number = tree.current();
            let number = number.chars().take(24).collect::<String>();
            let guesses = recognise(&number);
            let found = guesses.iter().any(|guess| Some(guess.carrier) == carrier);
            assert!(found, "{name}: {number}: {guesses:?}");
        }
    }
}

#[test]
fn a_guess_refuses_nothing_and_every_form_can_be_proposed() {
    assert!(recognise("").is_empty());
    assert!(recognise("我的快递").is_empty());
    assert!(recognise(&"7".repeat(500)).is_empty());
    assert!(recognise("000000000000000").is_empty());
    assert_eq!(taken("SF0000000000000"), Some(Carrier::Sf));
    assert_eq!(taken("ea123456785cn"), Some(Carrier::Ems));
    assert_eq!(taken("RB123456785GB"), Some(Carrier::RoyalMail));
    // The name of a form is used once.
    let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FORMATS.len());
}
