//! Mails that come in: what sort one is, which case it answers, and what of it is new. Pure: the bytes
//! were read elsewhere.

use crate::codes;
use crate::domain::case::CaseNo;
use crate::domain::case::record::CaseFile;
use crate::domain::ids::CaseId;
use crate::domain::sealed::Sealed;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// Characters of a mail that a case keeps; the rest is cut with a mark.
pub const LONGEST: usize = 8_000;

/// A mail, as far as the desk looks at it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mail {
    /// Its own name, without brackets.
    pub id: String,
    /// The address it says it is from, in lower case.
    pub from: String,
    pub subject: String,
    /// Names of mails it answers (In-Reply-To, References), without brackets.
    pub answers: Vec<String>,
    pub text: String,
    pub signs: Signs,
    /// What a mail server says of a mail of ours (RFC 3464).
    pub report: Option<Report>,
}

/// Signs of a mail nobody wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signs {
    /// `Auto-Submitted` (RFC 3834), in lower case.
    pub auto_submitted: String,
    /// `Precedence`, in lower case.
    pub precedence: String,
    /// It came through a list (RFC 2919, 2369).
    pub is_list: bool,
    /// `Return-Path: <>`: nobody wants an answer.
    pub has_no_return: bool,
    /// It carries the mark of mails the desk sends.
    pub is_marked: bool,
    /// `X-Autoreply`, `X-Autorespond`, and what Outlook says when nobody is there.
    pub is_autoreply: bool,
}

/// What became of a mail of ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// `failed`, `delayed`, `delivered`, …
    pub action: String,
    /// `5.1.1`
    pub status: String,
    /// In the words of the server.
    pub said: String,
}

codes! {
    /// What sort of mail it is.
    pub enum Sort {
        Letter = "letter",
        /// A server tells of a mail of ours.
        Bounce = "bounce",
        /// One of our own came back.
        Loop = "loop",
        /// Nobody is at the desk, or a program wrote it.
        Automatic = "automatic",
        List = "list",
    }
}

codes! {
    /// What was done with a mail. The phrase key is `inbox-<code>`.
    pub enum Went {
        /// The buyer's words stand in their case.
        Said = "said",
        /// What the shop asked for was added.
        Added = "added",
        /// The case is closed: it stands there as a contact.
        AfterTheEnd = "after-the-end",
        /// It answers a mail of ours, and its sender is not the buyer.
        Stranger = "stranger",
        /// It answers no mail of ours.
        NoCase = "no-case",
        /// The buyer wants no more mails.
        Silenced = "silenced",
        /// A mail of ours did not arrive.
        Bounced = "bounced",
        /// A mail of ours is under way, or arrived.
        Reported = "reported",
        Loop = "loop",
        Automatic = "automatic",
        List = "list",
        /// It was taken before.
        Twice = "twice",
        /// Nothing could be read.
        Unreadable = "unreadable",
        TooLarge = "too-large",
    }
}

impl Went {
    /// Whether a person should look at it.
    pub const fn needs_a_person(self) -> bool {
        matches!(
            self,
            Went::AfterTheEnd | Went::Stranger | Went::NoCase | Went::Unreadable | Went::TooLarge
        )
    }
}

/// A mail that was looked at, and why it went where it went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Taken {
    pub id: u64,
    /// The mailbox it came to.
    pub mailbox: u32,
    pub at: Timestamp,
    pub went: Went,
    pub from: Sealed,
    pub subject: Sealed,
    /// What a person has to read; none where the case has it.
    #[serde(default)]
    pub text: Option<Sealed>,
    /// What came with it, and waits with it.
    #[serde(default)]
    pub files: Vec<CaseFile>,
    #[serde(default)]
    pub case: Option<CaseId>,
    #[serde(default)]
    pub no: Option<CaseNo>,
    /// More than the code says: the words of a server.
    #[serde(default)]
    pub why: String,
}

/// How far a mailbox was read (RFC 9051, 2.3.1.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    pub validity: u32,
    /// The last one that was taken.
    pub uid: u32,
}

impl Cursor {
    /// Where the next reading of a folder begins that says this of itself.
    pub fn next(self, validity: u32) -> u32 {
        match self.validity == validity {
            true => self.uid.saturating_add(1),
            // Its numbers mean other mails now: those taken before are known by their own names.
            false => 1,
        }
    }
}

/// What the name of a mail of ours says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    pub no: CaseNo,
    pub delivery: Option<u64>,
    /// Known to whoever got a mail about the case.
    pub token: String,
}

/// The name of a mail about a case, without brackets.
pub fn name(no: &str, token: &str, delivery: u64, domain: &str) -> String {
    format!("notice.{no}.{token}.{delivery}@{domain}")
}

/// The name of what all mails about a case belong to.
pub fn thread_name(no: &str, token: &str, domain: &str) -> String {
    format!("case.{no}.{token}@{domain}")
}

/// The address that a mail program writes to for a buyer who wants no more mails (RFC 2369, 3.2): the
/// subject says which case it was, as such a mail answers none.
pub fn leaving(to: &str, thread: &str) -> String {
    let escaped = |text: &str| -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let mut out = String::new();
        for c in text.chars() {
            match plain(c) {
                true => out.push(c),
                false => {
                    let bytes = c.encode_utf8(&mut [0; 4]).bytes().collect::<Vec<_>>();
                    out.extend(bytes.iter().map(|byte| format!("%{byte:02X}")));
                }
            }
        }
        out
    };
    let (local, domain) = to.split_once('@').unwrap_or((to, ""));
    let (local, subject) = (escaped(local), escaped(&format!("TD {thread}")));
    format!("mailto:{local}@{domain}?subject={subject}&body=TD")
}

/// Whether a subject is that of [`leaving`], whatever a mail program put below it.
pub fn is_leaving(subject: &str) -> bool {
    let named = subject.trim().strip_prefix("TD ");
    named.is_some_and(|name| thread(name).is_some())
}

/// Reads a name back; none for a name that is not ours.
pub fn thread(name: &str) -> Option<Thread> {
    let (local, _) = name.trim().split_once('@')?;
    let mut parts = local.split('.');
    let sort = parts.next()?;
    let no = CaseNo::parse(parts.next()?)?;
    let token = parts.next()?.to_owned();
    let delivery = match (sort, parts.next()) {
        ("case", None) => None,
        ("notice", Some(delivery)) => Some(delivery.parse().ok()?),
        _ => return None,
    };
    let is_whole = parts.next().is_none() && token.len() == 32;
    is_whole.then_some(Thread {
        no,
        delivery,
        token,
    })
}

/// What sort of mail it is. `own` are the addresses the shop sends from.
pub fn sort(mail: &Mail, own: &[String]) -> Sort {
    let signs = &mail.signs;
    let from_server = ["mailer-daemon@", "postmaster@"]
        .iter()
        .any(|name| mail.from.starts_with(name));
    // Servers that do not speak RFC 3464 at least say which mail they mean.
    if mail.report.is_some() || (from_server && !mail.answers.is_empty()) {
        return Sort::Bounce;
    }
    if signs.is_marked
        || own
            .iter()
            .any(|address| address.to_lowercase() == mail.from)
    {
        return Sort::Loop;
    }
    let automatic = !matches!(signs.auto_submitted.as_str(), "" | "no")
        || signs.is_autoreply
        || signs.has_no_return
        || from_server
        || signs.precedence == "auto_reply";
    if automatic {
        return Sort::Automatic;
    }
    if signs.is_list || matches!(signs.precedence.as_str(), "bulk" | "list" | "junk") {
        return Sort::List;
    }
    Sort::Letter
}

/// What is new in a mail: without what it quotes. The whole of it where nothing else stands there.
pub fn new_words(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines() {
        if begins_quote(line) {
            break;
        }
        if !line.trim_start().starts_with('>') {
            kept.push(line.trim_end());
        }
    }
    let own = kept.join("\n");
    let own = match own.trim().is_empty() {
        true => text.trim(),
        false => own.trim(),
    };
    let mut short: String = own.chars().take(LONGEST).collect();
    if short.len() < own.len() {
        short.push('…');
    }
    short
}

/// Whether what follows a line was written before: what mail programs put there in three languages.
fn begins_quote(line: &str) -> bool {
    let plain = line.trim().trim_matches(['-', '_', ' ', '*']);
    let lower = plain.to_lowercase();
    let dashed = line.trim_start().starts_with("--");
    let named = [
        "original message",
        "forwarded message",
        "原始邮件",
        "原始郵件",
        "原邮件",
        "原郵件",
        "转发的邮件",
        "回复的原邮件",
        "回复的邮件",
        "回覆的郵件",
    ];
    if dashed && named.iter().any(|name| lower.contains(name)) {
        return true;
    }
    let wrote = ["写道：", "写道:", "寫道：", "寫道:"];
    if wrote.iter().any(|end| lower.ends_with(end)) {
        return true;
    }
    if lower.starts_with("on ") && lower.ends_with("wrote:") {
        return true;
    }
    // Outlook: a head of fields without a mark before it.
    [
        "发件人：",
        "发件人:",
        "寄件者：",
        "寄件者:",
        "寄件人：",
        "from: ",
    ]
    .iter()
    .any(|head| lower.starts_with(head))
        && lower.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wants_no_more_says_of_which_case() {
        let name = thread_name(&no().to_string(), TOKEN, "shop.test");
        assert!(is_leaving(&format!("TD {name}")));
        assert!(!is_leaving(&name) && !is_leaving("TD") && !is_leaving("TD case.x@y"));
        let at = leaving("a+b@shop.test", "case.x@shop.test");
        let right = "mailto:a%2Bb@shop.test?subject=TD%20case.x%40shop.test&body=TD";
        assert_eq!(at, right);
    }

    const TOKEN: &str = "0123456789abcdef0123456789abcdef";

    fn no() -> CaseNo {
        CaseNo::new(2026, 11, 24, 1)
    }

    fn letter() -> Mail {
        Mail {
            from: "wang@example.com".to_owned(),
            text: "还没收到".to_owned(),
            ..Mail::default()
        }
    }

    #[test]
    fn the_name_of_a_mail_says_which_case_it_is_about() {
        let no = no();
        let own = name(&no.to_string(), TOKEN, 12, "shop.test");
        let read = thread(&own).expect("ours");
        assert_eq!((&read.no, read.delivery), (&no, Some(12)));
        assert_eq!(read.token, TOKEN);
        let whole = thread_name(&no.to_string(), TOKEN, "shop.test");
        assert_eq!(thread(&whole).expect("ours").delivery, None);
        for foreign in [
            "",
            "CAF=abc@mail.gmail.com",
            "notice.AS261124-0001X.short.1@shop.test",
            "case.nonsense.0123456789abcdef0123456789abcdef@shop.test",
            "notice.AS261124-0001X@shop.test",
        ] {
            assert_eq!(thread(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn what_nobody_wrote_is_told_from_a_letter() {
        let own = vec!["Service@shop.test".to_owned()];
        assert_eq!(sort(&letter(), &own), Sort::Letter);
        let with = |signs: Signs| Mail { signs, ..letter() };
        let said = |auto: &str| Signs {
            auto_submitted: auto.to_owned(),
            ..Signs::default()
        };
        assert_eq!(sort(&with(said("no")), &own), Sort::Letter);
        assert_eq!(sort(&with(said("auto-replied")), &own), Sort::Automatic);
        let no_return = Signs {
            has_no_return: true,
            ..Signs::default()
        };
        assert_eq!(sort(&with(no_return), &own), Sort::Automatic);
        let list = Signs {
            precedence: "bulk".to_owned(),
            ..Signs::default()
        };
        assert_eq!(sort(&with(list), &own), Sort::List);
        let ours = Mail {
            from: "service@shop.test".to_owned(),
            ..letter()
        };
        assert_eq!(sort(&ours, &own), Sort::Loop);
        let bounce = Mail {
            from: "mailer-daemon@example.com".to_owned(),
            report: Some(Report::default()),
            ..letter()
        };
        assert_eq!(sort(&bounce, &own), Sort::Bounce);
    }

    #[test]
    fn only_what_is_new_is_kept_of_an_answer() {
        let cases = [
            ("还没收到\n\n> 你好，\n> 已寄出", "还没收到"),
            (
                "谢谢！\n\n在 2026年11月24日 09:12，女装旗舰店 <service@shop.test> 写道：\n> 你好",
                "谢谢！",
            ),
            (
                "照片在附件。\n\n------------------ 原始邮件 ------------------\n发件人: \"女装旗舰店\" <service@shop.test>;",
                "照片在附件。",
            ),
            (
                "Where is it?\r\n\r\nOn Tue, 24 Nov 2026 at 09:12, Shop <s@shop.test> wrote:\r\n> Hello",
                "Where is it?",
            ),
            (
                "好的\n\n-----Original Message-----\nFrom: service@shop.test",
                "好的",
            ),
            (
                "收到\n\n发件人：女装旗舰店 <service@shop.test>\n发送时间：今天",
                "收到",
            ),
            (
                "我還沒收到\n\n女裝旗艦店 <s@shop.test> 於 2026年11月24日 寫道：\n> 你好",
                "我還沒收到",
            ),
            // Nothing but a quotation: the whole of it.
            ("> 你好", "> 你好"),
            // A line that only looks like one.
            ("发件人：我朋友\n他说没收到", "发件人：我朋友\n他说没收到"),
        ];
        for (text, own) in cases {
            assert_eq!(new_words(text), own);
        }
        assert_eq!(new_words(&"长".repeat(9_000)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn a_folder_that_was_made_anew_is_read_from_its_beginning() {
        let cursor = Cursor {
            validity: 7,
            uid: 41,
        };
        assert_eq!(cursor.next(7), 42);
        assert_eq!(cursor.next(8), 1);
    }
}
