//! Carriers: our codes, and what people call them.

use super::recognise::taken;
use crate::codes;

codes! {
    /// A carrier this desk knows by name. A plugin may bring others by their code.
    pub enum Carrier {
        Sf = "sf",
        Zto = "zto",
        Yto = "yto",
        Sto = "sto",
        Yunda = "yunda",
        Jt = "jt",
        Jd = "jd",
        Ems = "ems",
        ChinaPost = "chinapost",
        Deppon = "deppon",
        Cainiao = "cainiao",
        Best = "best",
        Kye = "kye",
        Ane = "ane",
        Ups = "ups",
        Fedex = "fedex",
        Dhl = "dhl",
        Usps = "usps",
        Amazon = "amazon",
        CanadaPost = "canadapost",
        Canpar = "canpar",
        Dpd = "dpd",
        Gofo = "gofo",
        Landmark = "landmark",
        Lasership = "lasership",
        OldDominion = "olddominion",
        Ontrac = "ontrac",
        Purolator = "purolator",
        RoyalMail = "royalmail",
        Speedee = "speedee",
        Yodel = "yodel",
        YunExpress = "yunexpress",
        /// A post abroad, known from the number's form.
        Post = "post",
        /// Nobody said which, and the number does not tell.
        Other = "other",
    }
}

/// What people, files and services write for a carrier, in small letters without 快递, 速运 and the
/// like ([`bare`]).
const CALLED: &[(&str, Carrier)] = &[
    ("顺丰", Carrier::Sf),
    ("順豐", Carrier::Sf),
    ("shunfeng", Carrier::Sf),
    ("中通", Carrier::Zto),
    ("zhongtong", Carrier::Zto),
    ("圆通", Carrier::Yto),
    ("圓通", Carrier::Yto),
    ("yuantong", Carrier::Yto),
    ("申通", Carrier::Sto),
    ("shentong", Carrier::Sto),
    ("韵达", Carrier::Yunda),
    ("韻達", Carrier::Yunda),
    ("yd", Carrier::Yunda),
    ("极兔", Carrier::Jt),
    ("極兔", Carrier::Jt),
    ("j&t", Carrier::Jt),
    ("jtsd", Carrier::Jt),
    ("jtexpress", Carrier::Jt),
    ("京东", Carrier::Jd),
    ("京東", Carrier::Jd),
    ("jdl", Carrier::Jd),
    ("邮政特快专递", Carrier::Ems),
    ("邮政ems", Carrier::Ems),
    ("中国邮政ems", Carrier::Ems),
    ("邮政", Carrier::ChinaPost),
    ("郵政", Carrier::ChinaPost),
    ("中国邮政", Carrier::ChinaPost),
    ("中國郵政", Carrier::ChinaPost),
    ("邮政包裹", Carrier::ChinaPost),
    ("邮政小包", Carrier::ChinaPost),
    ("youzhengguonei", Carrier::ChinaPost),
    ("youzhengguoji", Carrier::ChinaPost),
    ("yzpy", Carrier::ChinaPost),
    ("德邦", Carrier::Deppon),
    ("debang", Carrier::Deppon),
    ("debangkuaidi", Carrier::Deppon),
    ("debangwuliu", Carrier::Deppon),
    ("dbl", Carrier::Deppon),
    ("菜鸟", Carrier::Cainiao),
    ("菜鳥", Carrier::Cainiao),
    ("丹鸟", Carrier::Cainiao),
    ("丹鳥", Carrier::Cainiao),
    ("danniao", Carrier::Cainiao),
    ("百世", Carrier::Best),
    ("汇通", Carrier::Best),
    ("huitongkuaidi", Carrier::Best),
    ("htky", Carrier::Best),
    ("跨越", Carrier::Kye),
    ("kuayue", Carrier::Kye),
    ("kysy", Carrier::Kye),
    ("安能", Carrier::Ane),
    ("annengwuliu", Carrier::Ane),
    ("联邦", Carrier::Fedex),
    ("聯邦", Carrier::Fedex),
    ("敦豪", Carrier::Dhl),
    ("美国邮政", Carrier::Usps),
    ("加拿大邮政", Carrier::CanadaPost),
    ("皇家邮政", Carrier::RoyalMail),
    ("云途", Carrier::YunExpress),
    ("雲途", Carrier::YunExpress),
];

/// What is added to a carrier's name without saying more.
const ADDED: &[&str] = &[
    "有限公司",
    "股份",
    "集团",
    "快递",
    "快遞",
    "速递",
    "速遞",
    "速运",
    "速運",
    "快运",
    "快運",
    "物流",
    "货运",
    "貨運",
    "标快",
    "特惠",
    "特快",
    "express",
    "logistics",
];

/// A name without what is only added to it: "顺丰速运（SF）" is "顺丰".
fn bare(name: &str) -> String {
    let mut bare: String = name
        .split(['(', '（', '[', '【'])
        .find(|part| !part.trim().is_empty())
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '.' | '·' | '\0'))
        .flat_map(char::to_lowercase)
        .collect();
    loop {
        let shorter = ADDED
            .iter()
            .find_map(|added| bare.strip_suffix(added))
            .filter(|rest| !rest.is_empty());
        match shorter {
            Some(rest) => bare = rest.to_owned(),
            None => return bare,
        }
    }
}

impl Carrier {
    /// The carrier someone means: our code, a service's code, or any of its usual names.
    pub fn called(name: &str) -> Option<Carrier> {
        let whole: String = name
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect();
        let bare = bare(name);
        [whole.as_str(), bare.as_str()].iter().find_map(|text| {
            let by_name = CALLED.iter().find(|(name, _)| name == text);
            Carrier::from_code(text).or(by_name.map(|(_, carrier)| *carrier))
        })
    }
}

/// The code of a parcel's carrier: what was typed, else what the number says.
pub fn code_of(typed: &str, number: &str) -> &'static str {
    Carrier::called(typed)
        .filter(|carrier| *carrier != Carrier::Other)
        .or_else(|| taken(number).filter(|_| typed.trim().is_empty()))
        .unwrap_or(Carrier::Other)
        .code()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_understood() {
        for (typed, meant) in [
            ("顺丰", Carrier::Sf),
            ("顺丰速运", Carrier::Sf),
            ("SF", Carrier::Sf),
            ("順豐速運", Carrier::Sf),
            ("顺丰快递（标快）", Carrier::Sf),
            ("SF Express", Carrier::Sf),
            (" 中通快递 ", Carrier::Zto),
            ("圆通速递有限公司", Carrier::Yto),
            ("韵达", Carrier::Yunda),
            ("极兔速递", Carrier::Jt),
            ("J&T Express", Carrier::Jt),
            ("京东物流", Carrier::Jd),
            ("EMS", Carrier::Ems),
            ("邮政快递包裹", Carrier::Other),
            ("中国邮政", Carrier::ChinaPost),
            ("德邦物流", Carrier::Deppon),
            ("ups", Carrier::Ups),
            ("shunfeng", Carrier::Sf),
            ("debangkuaidi", Carrier::Deppon),
        ] {
            assert_eq!(
                Carrier::called(typed).unwrap_or(Carrier::Other),
                meant,
                "{typed}"
            );
        }
        assert_eq!(Carrier::called("快递"), None);
        assert_eq!(Carrier::called(""), None);
    }

    #[test]
    fn what_was_typed_counts_more_than_what_the_number_says() {
        assert_eq!(code_of("圆通", "SF1234567890123"), "yto");
        assert_eq!(code_of("", "SF1234567890123"), "sf");
        assert_eq!(code_of("", "000000000000000"), "other");
        // A name nobody knows is not overruled by a guess.
        assert_eq!(code_of("小蜜蜂同城", "SF1234567890123"), "other");
    }
}
