//! Whether the world may believe that mails of a domain come from the shop: what its SPF (RFC 7208),
//! DKIM (RFC 6376) and DMARC (RFC 9989) records in DNS say. Pure: the texts are told.

use crate::codes;

codes! {
    /// What a domain's SPF record comes to. The phrase key is `spf-<code>`.
    pub enum Spf {
        Good = "good",
        Missing = "missing",
        /// More than one: receivers take none of them (RFC 7208, 4.5).
        Several = "several",
        /// A word that is none of SPF.
        Unreadable = "unreadable",
        /// `+all`: anyone on earth may send as the shop.
        Anyone = "anyone",
        /// More than ten questions to DNS: receivers give up (RFC 7208, 4.6.4).
        TooLong = "too-long",
        Unknown = "unknown",
    }
}

codes! {
    /// What the place of the key that signs comes to. The phrase key is `dkim-<code>`.
    pub enum Dkim {
        Good = "good",
        /// The desk does not sign.
        Off = "off",
        Missing = "missing",
        Several = "several",
        /// An empty key: withdrawn.
        Revoked = "revoked",
        /// The key of somebody else.
        Differs = "differs",
        Unknown = "unknown",
    }
}

codes! {
    /// What a domain asks receivers to do with mails that are not its own. The phrase key is
    /// `dmarc-<code>`.
    pub enum Dmarc {
        Good = "good",
        Missing = "missing",
        Several = "several",
        Unreadable = "unreadable",
        /// It wants mails refused that neither SPF nor DKIM vouches for, and neither does.
        Refuses = "refuses",
        Unknown = "unknown",
    }
}

/// One kind of record: what it comes to, and its text where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding<T> {
    pub came: T,
    pub record: String,
}

/// Texts of DNS, or why there was no answer.
pub type Texts = Result<Vec<String>, String>;

impl<T> Finding<T> {
    fn of(came: T, record: &str) -> Finding<T> {
        Finding {
            came,
            record: record.to_owned(),
        }
    }
}

/// The SPF record among the texts of the domain.
pub fn spf(texts: &Texts) -> Finding<Spf> {
    let texts = match texts {
        Ok(texts) => texts,
        Err(why) => return Finding::of(Spf::Unknown, why),
    };
    let is_ours = |text: &&String| {
        let lower = text.trim().to_ascii_lowercase();
        lower == "v=spf1" || lower.starts_with("v=spf1 ")
    };
    let mut records = texts.iter().filter(is_ours);
    let Some(record) = records.next() else {
        return Finding::of(Spf::Missing, "");
    };
    if let Some(other) = records.next() {
        return Finding::of(Spf::Several, &format!("{record} / {other}"));
    }
    let mut questions = 0;
    let mut came = Spf::Good;
    for term in record.split_ascii_whitespace().skip(1) {
        let bare = term.trim_start_matches(['+', '-', '~', '?']);
        let name = bare
            .split([':', '/', '='])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match name.as_str() {
            "include" | "exists" if !bare.contains(':') => came = Spf::Unreadable,
            "include" | "exists" | "a" | "mx" | "ptr" | "redirect" => questions += 1,
            "ip4" | "ip6" if !bare.contains(':') => came = Spf::Unreadable,
            "all" if term.len() == 3 || term.starts_with('+') => came = Spf::Anyone,
            "all" | "ip4" | "ip6" | "exp" => {}
            // A modifier nobody knows is passed over (RFC 7208, 6).
            _ if bare.contains('=') => {}
            _ => came = Spf::Unreadable,
        }
        if matches!(came, Spf::Unreadable) {
            break;
        }
    }
    if came == Spf::Good && questions > 10 {
        came = Spf::TooLong;
    }
    Finding::of(came, record)
}

/// The key at the place of the selector, against the public half of the one that signs; `None`
/// where the desk does not sign.
pub fn dkim(texts: &Texts, public: Option<&str>) -> Finding<Dkim> {
    let Some(public) = public else {
        return Finding::of(Dkim::Off, "");
    };
    let texts = match texts {
        Ok(texts) => texts,
        Err(why) => return Finding::of(Dkim::Unknown, why),
    };
    let mut keys = texts.iter().filter(|text| tag(text, "p").is_some());
    let Some(record) = keys.next() else {
        return Finding::of(Dkim::Missing, "");
    };
    if keys.next().is_some() {
        return Finding::of(Dkim::Several, record);
    }
    let found: String = tag(record, "p")
        .unwrap_or_default()
        .split_ascii_whitespace()
        .collect();
    let came = match found {
        found if found.is_empty() => Dkim::Revoked,
        found if found == public => Dkim::Good,
        _ => Dkim::Differs,
    };
    Finding::of(came, record)
}

/// The places a DMARC record of a domain can stand at, nearest first (RFC 9989, 4.10: the tree is
/// walked up, eight steps at most, and never to a top-level domain).
pub fn dmarc_places(domain: &str) -> Vec<String> {
    let labels: Vec<&str> = domain.split('.').collect();
    let first = 0..labels.len().saturating_sub(1).max(1);
    let skips = first.filter(|skip| *skip == 0 || labels.len() - skip <= 7);
    skips
        .map(|skip| format!("_dmarc.{}", labels[skip..].join(".")))
        .take(8)
        .collect()
}

/// The DMARC record at the first of its places that has one, with what SPF and DKIM came to. The
/// envelope and the signature both name the domain of the sender, so each that passes is aligned.
pub fn dmarc(texts: &Texts, spf: Spf, dkim: Dkim) -> Finding<Dmarc> {
    let texts = match texts {
        Ok(texts) => texts,
        Err(why) => return Finding::of(Dmarc::Unknown, why),
    };
    let mut records = texts
        .iter()
        .filter(|text| tag(text, "v").as_deref() == Some("DMARC1"));
    let Some(record) = records.next() else {
        return Finding::of(Dmarc::Missing, "");
    };
    if records.next().is_some() {
        return Finding::of(Dmarc::Several, record);
    }
    let policy = tag(record, "p").map(|policy| policy.to_ascii_lowercase());
    let came = match policy.as_deref() {
        Some("quarantine" | "reject") => match (spf, dkim) {
            (Spf::Good | Spf::Unknown, _) | (_, Dkim::Good | Dkim::Unknown) => Dmarc::Good,
            _ => Dmarc::Refuses,
        },
        Some("none") => Dmarc::Good,
        // Without a policy that can be read it is as if it said none (RFC 9989, 4.7).
        None if tag(record, "rua").is_some() => Dmarc::Good,
        _ => Dmarc::Unreadable,
    };
    Finding::of(came, record)
}

/// One of the `name=value` parts of a record (RFC 6376, 3.2).
fn tag(record: &str, name: &str) -> Option<String> {
    record.split(';').find_map(|part| {
        let (tag, value) = part.split_once('=')?;
        (tag.trim() == name).then(|| value.trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[&str]) -> Texts {
        Ok(all.iter().map(|&text| text.to_owned()).collect())
    }

    #[test]
    fn an_spf_record_is_one_that_receivers_take() {
        let cases = [
            (&["v=spf1 include:spf.mail.qq.com ~all"][..], Spf::Good),
            (
                &["v=spf1 mx a:mail.shop.cn/28 ip6:2001:db8::/32 -all"],
                Spf::Good,
            ),
            (&["v=spf1 redirect=_spf.shop.cn"], Spf::Good),
            (&["V=SPF1 -ALL", "google-site-verification=x"], Spf::Good),
            (&["v=spf10 -all"], Spf::Missing),
            (&["hello"], Spf::Missing),
            (&[], Spf::Missing),
            (&["v=spf1 -all", "v=spf1 mx -all"], Spf::Several),
            (&["v=spf1 include:a.cn +all"], Spf::Anyone),
            (&["v=spf1 all"], Spf::Anyone),
            (&["v=spf1 inclde:a.cn -all"], Spf::Unreadable),
            (&["v=spf1 include -all"], Spf::Unreadable),
            (&["v=spf1 ip4=1.2.3.4 -all"], Spf::Unreadable),
            (
                &["v=spf1 a mx ptr a:a.cn a:b.cn a:c.cn a:d.cn a:e.cn a:f.cn a:g.cn a:h.cn -all"],
                Spf::TooLong,
            ),
        ];
        for (records, came) in cases {
            assert_eq!(spf(&texts(records)).came, came, "{records:?}");
        }
        let silent = spf(&Err("no answer".to_owned()));
        assert_eq!(
            (silent.came, silent.record.as_str()),
            (Spf::Unknown, "no answer")
        );
    }

    #[test]
    fn the_key_in_dns_is_the_one_that_signs() {
        let at = |records: &[&str]| dkim(&texts(records), Some("MIIBabc=")).came;
        assert_eq!(at(&["v=DKIM1; k=rsa; p=MIIBabc="]), Dkim::Good);
        // Long records are written in pieces.
        assert_eq!(at(&["v=DKIM1;p=MIIB abc=;"]), Dkim::Good);
        assert_eq!(at(&["v=DKIM1; k=rsa; p=MIIBother"]), Dkim::Differs);
        assert_eq!(at(&["v=DKIM1; p="]), Dkim::Revoked);
        assert_eq!(at(&["v=DKIM1; p=MIIBabc=", "p=x"]), Dkim::Several);
        assert_eq!(at(&[]), Dkim::Missing);
        assert_eq!(dkim(&texts(&["v=DKIM1; p=x"]), None).came, Dkim::Off);
        assert_eq!(dkim(&Err(String::new()), Some("x")).came, Dkim::Unknown);
    }

    #[test]
    fn a_policy_that_refuses_wants_someone_to_vouch() {
        let strict = texts(&["v=DMARC1; p=reject; rua=mailto:d@shop.cn"]);
        assert_eq!(dmarc(&strict, Spf::Good, Dkim::Off).came, Dmarc::Good);
        assert_eq!(dmarc(&strict, Spf::Missing, Dkim::Good).came, Dmarc::Good);
        assert_eq!(dmarc(&strict, Spf::Missing, Dkim::Off).came, Dmarc::Refuses);
        assert_eq!(
            dmarc(&strict, Spf::Unknown, Dkim::Missing).came,
            Dmarc::Good
        );
        let came = |records: &[&str]| dmarc(&texts(records), Spf::Good, Dkim::Good).came;
        assert_eq!(came(&["v=DMARC1;p=none"]), Dmarc::Good);
        assert_eq!(came(&["v=DMARC1; p=rejct"]), Dmarc::Unreadable);
        assert_eq!(came(&["v=DMARC1; rua=mailto:d@shop.cn"]), Dmarc::Good);
        assert_eq!(
            came(&["v=DMARC1; p=none", "v=DMARC1; p=reject"]),
            Dmarc::Several
        );
        assert_eq!(came(&["v=spf1 -all"]), Dmarc::Missing);
    }

    #[test]
    fn the_record_is_looked_for_up_the_tree() {
        assert_eq!(
            dmarc_places("mail.shop.com.cn"),
            [
                "_dmarc.mail.shop.com.cn",
                "_dmarc.shop.com.cn",
                "_dmarc.com.cn"
            ]
        );
        assert_eq!(dmarc_places("shop.cn"), ["_dmarc.shop.cn"]);
        assert_eq!(dmarc_places("localhost"), ["_dmarc.localhost"]);
        let deep = dmarc_places("a.b.c.d.e.f.g.h.i.shop.cn");
        assert_eq!(
            deep[..2],
            [
                "_dmarc.a.b.c.d.e.f.g.h.i.shop.cn",
                "_dmarc.e.f.g.h.i.shop.cn"
            ]
        );
    }
}
