//! Whose number it is. A guess pre-selects a carrier; it never refuses a number.

use super::carrier::Carrier;
use super::check::Check;
use super::formats::FORMATS;

/// A carrier a number may belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    pub carrier: Carrier,
    /// 0 to 100.
    pub certainty: u8,
}

/// From this certainty on a carrier is taken when nobody chose one.
pub const TAKEN: u8 = 60;

/// Longer numbers do not exist.
const LONGEST: usize = 40;

/// A number as it is compared: ASCII capitals and digits, without what people write between them.
pub fn normal(number: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    };
    number
        .chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\0'))
        .flat_map(char::to_uppercase)
        .collect()
}

/// The carriers this number may belong to, the likeliest first, each once. Nothing where people or
/// the carriers' own service must say it.
pub fn recognise(number: &str) -> Vec<Guess> {
    let number = normal(number);
    let first = number.bytes().next();
    // The same digit over and over passes many checks and is nobody's number.
    let says_nothing = number.len() > LONGEST
        || number
            .bytes()
            .all(|byte| byte.is_ascii_digit() && Some(byte) == first);
    if says_nothing {
        return Vec::new();
    }
    let mut guesses: Vec<Guess> = Vec::new();
    for format in FORMATS.iter().filter(|format| format.fits(&number)) {
        let guess = match format.check {
            Check::S10 => match of_post(&number) {
                Some(guess) => guess,
                None => continue,
            },
            _ => Guess {
                carrier: format.carrier,
                certainty: format.certainty,
            },
        };
        match guesses.iter_mut().find(|g| g.carrier == guess.carrier) {
            Some(known) => known.certainty = known.certainty.max(guess.certainty),
            None => guesses.push(guess),
        }
    }
    guesses.sort_by_key(|guess| (std::cmp::Reverse(guess.certainty), guess.carrier));
    guesses
}

/// The carrier of the likeliest guess, where it is likely enough to be taken.
pub fn taken(number: &str) -> Option<Carrier> {
    let guesses = recognise(number);
    let first = guesses.first()?;
    // Two that are equally likely are none.
    let alone = guesses
        .get(1)
        .is_none_or(|second| second.certainty < first.certainty);
    (alone && first.certainty >= TAKEN).then_some(first.carrier)
}

/// The post whose country stands at the end of a number of the UPU.
fn of_post(number: &str) -> Option<Guess> {
    let country = number.get(11..)?;
    if !is_country(country) {
        return None;
    }
    let carrier = match country {
        "CN" if number.starts_with('E') => Carrier::Ems,
        "CN" => Carrier::ChinaPost,
        "US" => Carrier::Usps,
        "CA" => Carrier::CanadaPost,
        "GB" => Carrier::RoyalMail,
        _ => Carrier::Post,
    };
    Some(Guess {
        carrier,
        certainty: 95,
    })
}

/// Codes of ISO 3166-1, two letters each.
const COUNTRIES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZ\
CACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGP\
GQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMA\
MCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQA\
RERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVA\
VCVEVGVIVNVUWFWSXKYEYTZAZMZW";

pub(super) fn is_country(code: &str) -> bool {
    COUNTRIES
        .as_bytes()
        .chunks_exact(2)
        .any(|known| known == code.as_bytes())
}
