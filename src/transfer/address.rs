//! Chinese addresses: province, city and district told apart, masked or whole.

use super::cell::half_width;

/// An address as an order file gives it.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct PlainAddress {
    /// In full: `江苏省`. Empty when none was recognised.
    pub province: String,
    pub city: String,
    pub district: String,
    /// What is left: street, house, door.
    pub detail: String,
    /// Whether the platform hid a part of it.
    pub masked: bool,
}

impl PlainAddress {
    /// The part of the detail that is not hidden.
    pub fn street(&self) -> &str {
        self.detail.split('*').next().unwrap_or_default().trim()
    }
}

/// Full and short name of each division of the first level; GB/T 2260 in its order.
const PROVINCES: [(&str, &str); 34] = [
    ("北京市", "北京"),
    ("天津市", "天津"),
    ("河北省", "河北"),
    ("山西省", "山西"),
    ("内蒙古自治区", "内蒙古"),
    ("辽宁省", "辽宁"),
    ("吉林省", "吉林"),
    ("黑龙江省", "黑龙江"),
    ("上海市", "上海"),
    ("江苏省", "江苏"),
    ("浙江省", "浙江"),
    ("安徽省", "安徽"),
    ("福建省", "福建"),
    ("江西省", "江西"),
    ("山东省", "山东"),
    ("河南省", "河南"),
    ("湖北省", "湖北"),
    ("湖南省", "湖南"),
    ("广东省", "广东"),
    ("广西壮族自治区", "广西"),
    ("海南省", "海南"),
    ("重庆市", "重庆"),
    ("四川省", "四川"),
    ("贵州省", "贵州"),
    ("云南省", "云南"),
    ("西藏自治区", "西藏"),
    ("陕西省", "陕西"),
    ("甘肃省", "甘肃"),
    ("青海省", "青海"),
    ("宁夏回族自治区", "宁夏"),
    ("新疆维吾尔自治区", "新疆"),
    ("台湾省", "台湾"),
    ("香港特别行政区", "香港"),
    ("澳门特别行政区", "澳门"),
];

/// The four that are province and city in one.
const MUNICIPALITIES: [&str; 4] = ["北京市", "天津市", "上海市", "重庆市"];

/// Reads an address. What is not recognised stays in `detail`; nothing is guessed.
pub fn read(text: &str) -> PlainAddress {
    let text = half_width(text).trim().to_owned();
    let mut address = PlainAddress {
        masked: text.contains('*'),
        ..PlainAddress::default()
    };
    let Some((province, rest)) = province(&text) else {
        address.detail = text;
        return address;
    };
    address.province = province.to_owned();
    let mut rest = rest.trim_start_matches(is_gap);
    if MUNICIPALITIES.contains(&province) {
        address.city = province.to_owned();
        // 「北京 北京市 朝阳区」 and 「北京市市辖区朝阳区」 say it twice.
        for again in [province, "市辖区", province.trim_end_matches('市')] {
            if let Some(after) = rest.strip_prefix(again)
                && !after.starts_with(['路', '街', '大'])
            {
                rest = after.trim_start_matches(is_gap);
            }
        }
    } else if let Some((city, after)) = division(rest, &["自治州", "地区", "地區", "市", "盟"])
    {
        address.city = city.to_owned();
        rest = after;
    }
    if let Some((district, after)) = division(rest, &["区", "區", "县", "縣", "市", "旗"]) {
        address.district = district.to_owned();
        rest = after;
    }
    address.detail = rest.trim().to_owned();
    address
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '，' | '、' | '-' | '/')
}

/// The province a text begins with, in full, and what follows.
fn province(text: &str) -> Option<(&'static str, &str)> {
    let text = text.strip_prefix("中国").unwrap_or(text);
    let text = text.trim_start_matches(is_gap);
    PROVINCES.iter().find_map(|(full, short)| {
        if let Some(rest) = text.strip_prefix(full) {
            return Some((*full, rest));
        }
        let rest = text.strip_prefix(short)?;
        // 「吉林市」 is a city of 吉林省: the word is the city's then.
        match rest.chars().next() {
            Some('省') => Some((*full, &rest['省'.len_utf8()..])),
            Some('市') if !MUNICIPALITIES.contains(full) => Some((*full, text)),
            _ => Some((*full, rest)),
        }
    })
}

/// A division that ends in one of `endings`: at most eleven characters up to the first gap, the
/// nearest ending first.
fn division<'a>(text: &'a str, endings: &[&str]) -> Option<(&'a str, &'a str)> {
    let reach = text
        .char_indices()
        .take(12)
        .find(|(_, c)| is_gap(*c) || *c == '*')
        .map_or_else(
            || text.char_indices().nth(12).map_or(text.len(), |(at, _)| at),
            |(at, _)| at,
        );
    let word = &text[..reach];
    let end = endings
        .iter()
        .filter_map(|ending| {
            let at = word.find(ending)?;
            // An ending alone is no name.
            (at > 0).then_some(at + ending.len())
        })
        .min()?;
    // 「沙市区」 is one name.
    let end = match word[end..].chars().next() {
        Some(next @ ('区' | '區')) if word[..end].ends_with('市') && endings.contains(&"区") => {
            end + next.len_utf8()
        }
        _ => end,
    };
    Some((&text[..end], text[end..].trim_start_matches(is_gap)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str) -> (String, String, String, String) {
        let address = read(text);
        (
            address.province,
            address.city,
            address.district,
            address.detail,
        )
    }

    fn is(text: &str, province: &str, city: &str, district: &str, detail: &str) {
        let expected = (
            province.to_owned(),
            city.to_owned(),
            district.to_owned(),
            detail.to_owned(),
        );
        assert_eq!(parts(text), expected, "{text}");
    }

    #[test]
    fn the_parts_of_an_address_are_told_apart() {
        is(
            "江苏省 南京市 建邺区 沙洲街道****",
            "江苏省",
            "南京市",
            "建邺区",
            "沙洲街道****",
        );
        is(
            "浙江省杭州市西湖区文三路1号",
            "浙江省",
            "杭州市",
            "西湖区",
            "文三路1号",
        );
        is(
            "上海 上海市 浦东新区 世纪大道1号",
            "上海市",
            "上海市",
            "浦东新区",
            "世纪大道1号",
        );
        is(
            "北京市朝阳区望京街1号",
            "北京市",
            "北京市",
            "朝阳区",
            "望京街1号",
        );
        is(
            "重庆 重庆市 万州区 北京路2号",
            "重庆市",
            "重庆市",
            "万州区",
            "北京路2号",
        );
        is(
            "吉林市船营区 河南街3号",
            "吉林省",
            "吉林市",
            "船营区",
            "河南街3号",
        );
        is(
            "云南省 大理白族自治州 大理市 下关街道",
            "云南省",
            "大理白族自治州",
            "大理市",
            "下关街道",
        );
        is(
            "广西壮族自治区 南宁市 青秀区 民族大道",
            "广西壮族自治区",
            "南宁市",
            "青秀区",
            "民族大道",
        );
        is(
            "内蒙古 锡林郭勒盟 西乌珠穆沁旗 x",
            "内蒙古自治区",
            "锡林郭勒盟",
            "西乌珠穆沁旗",
            "x",
        );
        is(
            "湖北省荆州市沙市区北京路1号",
            "湖北省",
            "荆州市",
            "沙市区",
            "北京路1号",
        );
        is("Baker Street 221b", "", "", "", "Baker Street 221b");
        is("", "", "", "", "");
    }

    #[test]
    fn a_masked_address_says_so_and_keeps_its_street() {
        let address = read("江苏省 南京市 建邺区 沙洲街道****");
        assert!(address.masked);
        assert_eq!(address.street(), "沙洲街道");
        assert!(!read("浙江省杭州市西湖区文三路1号").masked);
    }

    proptest! {
        #[test]
        fn nothing_of_an_address_is_lost(text in "\\PC{0,40}") {
            let address = read(&text);
            let kept: usize = [address.city, address.district, address.detail]
                .iter()
                .map(|part| part.chars().count())
                .sum();
            prop_assert!(kept <= half_width(&text).chars().count() + 4);
        }
    }
}
