//! The forms of tracking numbers: shape, check digit, carrier, and how much one form says.
//!
//! Abroad: `jkeen/tracking_number_data` (MIT, commit b79ce4b), restated. Chinese carriers publish
//! neither form nor check digit: theirs are common forms, hints that pre-select and never refuse.

use super::carrier::Carrier;
use super::check::Check;
use super::shape;

/// One form.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// As its source calls it.
    #[cfg_attr(not(test), expect(dead_code, reason = "the vectors name forms by it"))]
    pub name: &'static str,
    pub carrier: Carrier,
    pub shapes: &'static [&'static str],
    /// What the check digit is computed over: so many characters are left off in front, and so many
    /// behind it.
    pub within: (usize, usize),
    /// Written before what the check is computed over, unless it begins so.
    pub before: &'static str,
    pub check: Check,
    /// What a fitting number says, 0 to 100.
    pub certainty: u8,
}

impl Format {
    /// Whether a number (see [`super::recognise::normal`]) has this form, with a check digit that
    /// holds.
    pub fn fits(&self, number: &str) -> bool {
        self.shapes.iter().any(|shape| shape::fits(shape, number)) && self.checks(number)
    }

    fn checks(&self, number: &str) -> bool {
        let (front, back) = self.within;
        // Postal codes in front of an American number are not part of it.
        let number = match self.carrier {
            Carrier::Usps => without_routing(number),
            _ => number,
        };
        let end = number.len().saturating_sub(back);
        let Some(counted) = number.get(front..end) else {
            return false;
        };
        if self.before.is_empty() || counted.starts_with(self.before) {
            return self.check.holds(counted);
        }
        self.check.holds(&format!("{}{counted}", self.before))
    }
}

/// A number of the American post without 420 and the postal code of 5 or 9 digits.
fn without_routing(number: &str) -> &str {
    let Some(rest) = number.strip_prefix("420") else {
        return number;
    };
    match rest.len() {
        25 | 27 | 29 => rest.get(5..).unwrap_or(rest),
        31 | 33 | 35 => rest.get(9..).unwrap_or(rest),
        _ => number,
    }
}

const fn form(
    name: &'static str,
    carrier: Carrier,
    shapes: &'static [&'static str],
    certainty: u8,
) -> Format {
    Format {
        name,
        carrier,
        shapes,
        within: (0, 0),
        before: "",
        check: Check::None,
        certainty,
    }
}

const fn checked(of: Format, front: usize, back: usize, check: Check) -> Format {
    Format {
        within: (front, back),
        check,
        ..of
    }
}

const fn preceded(of: Format, before: &'static str) -> Format {
    Format { before, ..of }
}

use Carrier as C;

const EVEN3: Check = Check::Mod10 {
    first: 3,
    second: 1,
};
const ODD3: Check = Check::Mod10 {
    first: 1,
    second: 3,
};
const ODD2: Check = Check::Mod10 {
    first: 1,
    second: 2,
};
const FEDEX: Check = Check::Weighted(&[3, 1, 7]);
const FEDEX_LONG: Check = Check::Weighted(&[1, 7, 3]);

/// Every form. A shape alone, of digits alone, says little.
pub const FORMATS: &[Format] = &[
    // China: hints.
    form("shunfeng", C::Sf, &["SF#{13}"], 95),
    form("shunfeng old", C::Sf, &["#{12}"], 20),
    form("jtexpress", C::Jt, &["JT#{13}"], 95),
    form("yuantong", C::Yto, &["YT#{13}"], 95),
    form("yuantong short", C::Yto, &["YT#{11}"], 80),
    form("ems", C::Ems, &["E@#{9}CN"], 90),
    form("chinapost", C::ChinaPost, &["[A-DF-Z]@#{9}CN"], 85),
    form("shentong", C::Sto, &["77#{13}", "88#{13}"], 70),
    form("yunda", C::Yunda, &["4[36]#{11}"], 70),
    form("zhongtong", C::Zto, &["7[3-9]#{12}"], 70),
    form(
        "zhongtong other",
        C::Zto,
        &["7[3-9]#{10}", "7[3-9]#{13}"],
        35,
    ),
    form("jd", C::Jd, &["JD[A-Z0-9]{2}#{1,20}"], 85),
    form("deppon", C::Deppon, &["DPK#{12}"], 90),
    form("danniao", C::Cainiao, &["DN#{13}"], 80),
    form("kuayue", C::Kye, &["KY4#{11,12}"], 80),
    // Post of the world.
    checked(form("S10", C::Post, &["@@#{9}@@"], 75), 2, 2, Check::S10),
    // Carriers abroad.
    form("Amazon Logistics", C::Amazon, &["TB[ACM]#{12}"], 95),
    form("Amazon International", C::Amazon, &["C1#{9}"], 50),
    checked(
        form("Canada Post (16)", C::CanadaPost, &["#{16}"], 45),
        0,
        0,
        EVEN3,
    ),
    form("Canpar (22)", C::Canpar, &["[DLS]#{21}"], 80),
    checked(
        form("DHL Express", C::Dhl, &["#{10,11}"], 45),
        0,
        0,
        Check::Mod7,
    ),
    form(
        "DHL Express (Piece ID)",
        C::Dhl,
        &["JJD#{10}", "JVGL#{10}"],
        85,
    ),
    form("DHL E-Commerce", C::Dhl, &["GM*{16,20}"], 85),
    form(
        "DHL E-Commerce (14)",
        C::Dhl,
        &["6012#{10}", "5108#{10}"],
        40,
    ),
    checked(
        form("DPD (28)", C::Dpd, &["*{7}#{20}*"], 80),
        0,
        0,
        Check::Mod37,
    ),
    checked(
        form("DPD (14)", C::Dpd, &["#{14}*"], 45),
        0,
        0,
        Check::Mod37,
    ),
    checked(
        form("FedEx Express (12)", C::Fedex, &["#{12}"], 50),
        0,
        0,
        FEDEX,
    ),
    checked(
        form("FedEx Express (34)", C::Fedex, &["1#{33}"], 85),
        20,
        0,
        FEDEX_LONG,
    ),
    checked(
        form("FedEx ASTRA (32)", C::Fedex, &["#{32}"], 75),
        16,
        4,
        FEDEX,
    ),
    checked(form("FedEx Ground", C::Fedex, &["#{15}"], 40), 0, 0, ODD3),
    checked(
        form("FedEx Ground (SSCC-18)", C::Fedex, &["#{18}"], 40),
        2,
        0,
        EVEN3,
    ),
    checked(
        form("FedEx Ground 96 (22)", C::Fedex, &["96#{20}"], 75),
        7,
        0,
        ODD3,
    ),
    checked(
        form("FedEx Ground GSN", C::Fedex, &["96#{32}"], 85),
        20,
        0,
        FEDEX_LONG,
    ),
    form("GOFO Express (US)", C::Gofo, &["GFUS#{14}"], 95),
    form("Landmark Global LTN", C::Landmark, &["LTN#{8}N1"], 90),
    form("LaserShip LX", C::Lasership, &["L[AEHINX][1-3]#{7}"], 60),
    form("LaserShip 1LS7 (15)", C::Lasership, &["1LS7#{11}"], 95),
    form("LaserShip 1LS7 (18)", C::Lasership, &["1LS7#{12}1"], 95),
    form("LaserShip 1LSCX (15)", C::Lasership, &["1LSCX*{10}"], 95),
    checked(
        form(
            "Old Dominion",
            C::OldDominion,
            &["07#{9}", "77#{9}", "78#{9}"],
            40,
        ),
        0,
        0,
        Check::Luhn,
    ),
    checked(
        form(
            "Old Dominion Guaranteed Shipment",
            C::OldDominion,
            &["80#{9}"],
            40,
        ),
        0,
        0,
        Check::Luhn,
    ),
    preceded(
        checked(form("OnTrac", C::Ontrac, &["C#{14}"], 80), 1, 0, ODD2),
        "4",
    ),
    preceded(
        checked(form("OnTrac D", C::Ontrac, &["D#{14}"], 80), 1, 0, ODD2),
        "5",
    ),
    checked(
        form("Purolator (12)", C::Purolator, &["#{12}"], 25),
        0,
        0,
        Check::Luhn,
    ),
    form("Purolator (alpha + 9)", C::Purolator, &["@{3}#{9}"], 45),
    form("Spee-Dee (20)", C::Speedee, &["SP#{18}"], 90),
    checked(form("UPS", C::Ups, &["1Z*{16}"], 98), 2, 0, ODD2),
    checked(
        form("UPS Waybill", C::Ups, &["[AHJKTV]#{10}"], 70),
        1,
        0,
        ODD2,
    ),
    checked(form("USPS 20", C::Usps, &["#{20}"], 45), 0, 0, EVEN3),
    checked(
        form(
            "USPS IMpb N",
            C::Usps,
            &["94#{20}", "420#{5}94#{20}", "420#{9}94#{20}"],
            85,
        ),
        0,
        0,
        EVEN3,
    ),
    preceded(
        checked(
            form(
                "USPS Legacy",
                C::Usps,
                &["#{20}", "91#{20}", "420#{5}91#{20}"],
                40,
            ),
            0,
            0,
            EVEN3,
        ),
        "91",
    ),
    checked(
        form(
            "USPS IMpb C",
            C::Usps,
            &[
                "9[235]#{20,24}",
                "420#{5}9[235]#{20,24}",
                "420#{9}9[235]#{20,24}",
            ],
            85,
        ),
        0,
        0,
        EVEN3,
    ),
    form("Yodel", C::Yodel, &["JJD#{16}", "JD#{16}"], 60),
    form("YunExpress", C::YunExpress, &["YT#{16}"], 95),
];

/// The form with this name.
#[cfg(test)]
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
