//! Words that had better not be sent: promises without a time (R155), words that start a quarrel
//! (R161), what was left open, and what may not be said at all: paid praise and threats (R170).

use crate::codes;
use crate::domain::calendar::Calendar;
use crate::domain::promise;
use crate::domain::time::Timestamp;
use regex::Regex;
use std::sync::LazyLock;

codes! {
    /// What is never sent: [`crate::domain::case::refusal::Need::LawfulWords`].
    pub enum Unlawful {
        /// Something for a review, or for taking one back.
        Bribery = "bribery",
        Threat = "threat",
    }
}

codes! {
    /// What is sent once somebody has seen it. The phrase key is `caution-<code>`.
    pub enum Caution {
        /// Soon, perhaps, and no time with it.
        Vague = "vague",
        /// A word that hurts, or lets a buyer take us at it.
        Harsh = "harsh",
        /// A place that was left to be filled.
        Open = "open",
    }
}

/// A word somebody should look at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub what: Caution,
    pub words: String,
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of ours")
}

/// Read in simplified characters and lower case.
static BRIBERY: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        regex(
            r"好评返现|有偿(?:改|删)评|(?:好评|五星|5星|满分|改成好|改好|改个好|修改评价|改评|(?:删|撤|去)(?:除|销|回|掉|了)?(?:差评|中评|评价|评论)|(?:差评|中评|评价|评论)[^。！？!?\n]{0,4}(?:删|撤|改))[^。！？!?\n]{0,30}(?:返现|返红包|红包|奖励|优惠券|礼品|赠品|现金|返(?:您|你|\d)|送(?:您|你)|(?:补|退|打|转|给)(?:您|你)?\s*\d)",
        ),
        regex(
            r"(?:返现|红包|奖励|现金|优惠券|(?:补|退|打|转)(?:您|你)?\s*\d+\s*(?:元|块))[^。！？!?\n]{0,20}(?:换|要求|条件是|只要|麻烦|就|请)[^。！？!?\n]{0,10}(?:好评|五星|5星|改评|(?:删|撤|改)(?:除|销|掉|了|一下)?(?:差评|中评|评价))",
        ),
        regex(
            r"(?:5|five)[- ]?stars?[^.!?\n]{0,60}(?:refund|cash|gift|voucher|coupon|reward|discount|money)|(?:positive|good|better) review[^.!?\n]{0,60}(?:refund|cash|gift|voucher|coupon|reward|discount|money)|(?:remov|chang|delet|tak)[a-z]*\s+(?:down\s+)?(?:the|your)\s+(?:bad\s+|negative\s+)?review[^.!?\n]{0,60}(?:refund|cash|gift|voucher|coupon|reward|discount|money)",
        ),
        regex(
            r"(?:refund|cash|gift card|voucher|coupon|reward|discount|money)[^.!?\n]{0,40}(?:for|if you|once you|when you)[^.!?\n]{0,40}(?:5|five)?[- ]?(?:stars?|(?:positive|good) review|review)",
        ),
    ]
});
static THREAT: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        regex(
            r"(?:曝光|公开|公布|泄露|泄漏|发到网上|挂到网上)[^。！？!?\n]{0,8}(?:你|您)[^。！？!?\n]{0,6}(?:电话|手机|号码|地址|信息|照片|聊天|名字|姓名)|(?:把)?(?:你|您)的?(?:电话|手机|号码|地址|信息|照片|聊天记录|姓名)[^。！？!?\n]{0,8}(?:曝光|公开|公布|发出去|发到网上|挂到网上)",
        ),
        regex(
            r"(?:上门|去你家|到你家|去您家)[^。！？!?\n]{0,6}(?:找你|找您|堵|算账|理论)|等着瞧|走着瞧|你小心|给你好看|报复|后果自负|(?:不|再不|要是不)[^。！？!?\n]{0,8}(?:删|改|撤)[^。！？!?\n]{0,10}(?:起诉|告你|告您|曝光|拉黑|上门)",
        ),
        regex(
            r"(?:post|publish|expose|share)[^.!?\n]{0,20}your (?:phone|number|address|name|details|photo)|you(?:'ll| will) (?:be sorry|regret)|we know where you live|come to your (?:house|home|door)|(?:or|otherwise)[^.!?\n]{0,20}(?:we|i)(?:'ll| will)? sue you",
        ),
    ]
});
static VAGUE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"尽快|尽早|可能|大概|大约过|差不多|应该会|过几天|过两天|过段时间|过一阵|稍后|晚点|晚些|一会儿?|马上|近期|不久|回头|有空|到时候|as soon as possible|\basap\b|\bsoon\b|\bprobably\b|\bmaybe\b|\bperhaps\b|\bshortly\b|in a while|\bsome ?time\b|at some point|\beventually\b",
    )
});
static HARSH: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"不可能|没办法|没有办法|不归我们|不关我们|与我们无关|你自己|您自己没|自己看|爱要不要|随便你|规定就是|就是这样规定|别人都没|没看详情|不想要就|说了多少遍|听不懂|绝对不会|百分之百|\b100%|not our problem|nothing we can do|your own fault|calm down|that is our policy|that's our policy|read the description|\bnever\b[^.!?\n]{0,10}\bever\b",
    )
});
static OPEN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"【[^】\n]{1,20}】|_{3,}|-{4,}|\{[^{}\n]{1,20}\}"));

/// What may never be sent, if it says such a thing.
pub fn unlawful(text: &str) -> Option<Unlawful> {
    let plain = fold(text);
    if BRIBERY.iter().any(|one| one.is_match(&plain)) {
        return Some(Unlawful::Bribery);
    }
    let is_threat = THREAT.iter().any(|one| one.is_match(&plain));
    is_threat.then_some(Unlawful::Threat)
}

/// What whoever sends it should see first, in the order of the text. `own` are the shop's words.
pub fn cautions(text: &str, own: &[String], now: Timestamp, calendar: &Calendar) -> Vec<Remark> {
    let plain = fold(text);
    let mut found: Vec<(usize, usize, Remark)> = Vec::new();
    let mut add = |from: usize, to: usize, what: Caution| {
        // Folding keeps the number of characters.
        let (skip, take) = (
            plain[..from].chars().count(),
            plain[from..to].chars().count(),
        );
        let words: String = text.chars().skip(skip).take(take).collect();
        let is_known = |(begin, end, known): &(usize, usize, Remark)| {
            known.words == words || (from < *end && *begin < to)
        };
        if !found.iter().any(is_known) {
            found.push((from, to, Remark { what, words }));
        }
    };
    for one in OPEN.find_iter(&plain) {
        add(one.start(), one.end(), Caution::Open);
    }
    for one in HARSH.find_iter(&plain) {
        add(one.start(), one.end(), Caution::Harsh);
    }
    for word in own.iter().filter(|word| !word.is_empty()) {
        let word = fold(word);
        for (at, part) in plain.match_indices(&word) {
            add(at, at + part.len(), Caution::Harsh);
        }
    }
    for one in VAGUE.find_iter(&plain) {
        let sentence = sentence_around(&plain, one.start());
        if !promise::names_a_time(sentence, now, calendar) {
            add(one.start(), one.end(), Caution::Vague);
        }
    }
    found.sort_by_key(|(at, ..)| *at);
    found.into_iter().map(|(.., remark)| remark).collect()
}

fn sentence_around(text: &str, at: usize) -> &str {
    const ENDS: [char; 8] = ['。', '！', '？', '!', '?', '\n', ';', '；'];
    let from = text[..at].rfind(ENDS).map_or(0, |end| {
        end + text[end..].chars().next().map_or(1, char::len_utf8)
    });
    let to = text[at..].find(ENDS).map_or(text.len(), |end| at + end);
    &text[from..to]
}

/// Lower case and, where our words need it, simplified; as many characters as before.
fn fold(text: &str) -> String {
    const PAIRS: &str = "評评價价獎奖紅红補补償偿刪删銷销覆复復复曝曝開开佈布公公洩泄後后負负報报應应會会過过幾几兩两個个時时間间盡尽馬马現现從从無无關关與与歸归沒没辦办規规樣样說说聽听買买發发網网電电話话號号碼码記记錄录訊讯單单點点晚晚張张問问題题圖图請请條条給给錢钱禮礼贈赠優优滿满門门賬账帳账總总絕绝對对遍遍隨随愛爱要要別别都都您您";
    let pairs: Vec<char> = PAIRS.chars().collect();
    text.chars()
        .map(|c| {
            let at = pairs.chunks(2).find(|pair| pair[0] == c);
            let plain = at.map_or(c, |pair| pair[1]);
            let mut lower = plain.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => plain,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paid_praise_and_threats_are_found_in_all_three_languages() {
        for said in [
            "好评返现5元哦",
            "亲给个五星好评，返您3元红包",
            "麻烦把差评删除，我们补您20元",
            "您改成好评的话送您一张优惠券",
            "给您转20元，麻烦改一下评价",
            "麻煩刪除差評，我們補您50元",
            "給五星好評就送您紅包",
            "Give us 5 stars and get a gift card",
            "If you remove your review we refund you 10 dollars",
            "You get a voucher for a positive review",
        ] {
            assert_eq!(unlawful(said), Some(Unlawful::Bribery), "{said}");
        }
        for said in [
            "再不删评我们就起诉你",
            "我把你的电话发到网上",
            "公布您的地址",
            "你等着瞧",
            "上门找你理论",
            "不刪就曝光你的資料",
            "We will publish your address",
            "You will regret this",
        ] {
            assert_eq!(unlawful(said), Some(Unlawful::Threat), "{said}");
        }
    }

    #[test]
    fn what_shops_say_every_day_is_lawful() {
        for said in [
            "看到您的评价了，很抱歉给您添麻烦，我们补偿您20元，今天到账",
            "感谢您的好评！",
            "退您12元，原路返回",
            "我们会按规则处理，您也可以向平台申诉",
            "礼品已经放在包裹里了",
            "您的红包会退回到账户",
            "Thank you for your review. Your refund of 12 dollars is on its way.",
            "We are sorry. Your refund was sent today.",
            "地址请您确认一下，避免寄错",
        ] {
            assert_eq!(unlawful(said), None, "{said}");
        }
    }

    fn words(text: &str) -> Vec<(Caution, String)> {
        let now = Timestamp(1_795_399_200_000);
        cautions(text, &["亲亲".to_owned()], now, &Calendar::default())
            .into_iter()
            .map(|remark| (remark.what, remark.words))
            .collect()
    }

    #[test]
    fn a_vague_word_is_shown_unless_a_time_stands_with_it() {
        let vague = |text: &str| (Caution::Vague, text.to_owned());
        assert_eq!(words("我们会尽快处理"), [vague("尽快")]);
        assert_eq!(words("我們會盡快處理"), [vague("盡快")]);
        assert_eq!(
            words("We will do it as soon as possible."),
            [vague("as soon as possible")]
        );
        assert!(words("我们尽快处理，24小时内给您答复").is_empty());
        assert!(words("We answer soon, by Friday 18:00").is_empty());
        // The time stands in another sentence.
        assert_eq!(words("24小时内给您答复。退款可能要等等。"), [vague("可能")]);
    }

    #[test]
    fn a_hard_word_a_word_of_the_shop_and_an_open_place_are_shown() {
        assert_eq!(
            words("亲亲，这个不可能退，【承诺时间】前答复"),
            [
                (Caution::Harsh, "亲亲".to_owned()),
                (Caution::Harsh, "不可能".to_owned()),
                (Caution::Open, "【承诺时间】".to_owned()),
            ]
        );
        assert!(words("好的，已经给您安排退款，今天18:00前到账").is_empty());
    }
}
