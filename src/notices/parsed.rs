//! The bytes of a mail, read (RFC 5322, 2045, 3464), in whatever encoding they came.

use crate::domain::notice::inbound::Mail;
use crate::domain::notice::inbound::Report;
use crate::domain::notice::inbound::Signs;
use mail_parser::HeaderValue;
use mail_parser::Message;
use mail_parser::MessageParser;
use mail_parser::MessagePart;
use mail_parser::MimeHeaders;
use mail_parser::PartType;

/// A file that came with a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A mail and its files; none for bytes that are no mail.
pub fn read(bytes: &[u8]) -> Option<(Mail, Vec<Attached>)> {
    let message = MessageParser::default().parse(bytes)?;
    let from = message.from().and_then(|from| from.first());
    let from = from.and_then(|one| one.address())?.trim().to_lowercase();
    let report = report(&message);
    let mut answers = names(message.in_reply_to());
    answers.extend(names(message.references()));
    if report.is_some() || is_server(&from) {
        answers.extend(named_in(bytes));
    }
    let text = message.body_text(0).unwrap_or_default().into_owned();
    let mail = Mail {
        id: message.message_id().unwrap_or_default().to_owned(),
        from,
        subject: message.subject().unwrap_or_default().to_owned(),
        answers,
        text,
        signs: signs(&message),
        report,
    };
    let files = message.attachments().filter_map(attached).collect();
    Some((mail, files))
}

fn is_server(from: &str) -> bool {
    from.starts_with("mailer-daemon@") || from.starts_with("postmaster@")
}

fn names(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(one) => vec![one.trim().to_owned()],
        HeaderValue::TextList(all) => all.iter().map(|one| one.trim().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// Names of mails of ours anywhere in what a server sent back: in the head of the mail it returns.
fn named_in(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let begun = text.split("<notice.").skip(1);
    begun
        .filter_map(|rest| rest.split_once('>'))
        .filter(|(name, _)| name.len() < 200)
        .map(|(name, _)| format!("notice.{name}"))
        .collect()
}

fn signs(message: &Message<'_>) -> Signs {
    let raw = |name: &str| message.header_raw(name.to_owned()).map(str::trim);
    let low = |name: &str| raw(name).unwrap_or_default().to_lowercase();
    Signs {
        auto_submitted: low("Auto-Submitted")
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned(),
        precedence: low("Precedence"),
        is_list: raw("List-Id").is_some() || raw("List-Unsubscribe").is_some(),
        has_no_return: raw("Return-Path") == Some("<>"),
        is_marked: raw("X-Aftercare-Loop").is_some(),
        is_autoreply: raw("X-Autoreply").is_some()
            || raw("X-Autorespond").is_some()
            || low("X-Auto-Response-Suppress").contains("all"),
    }
}

/// What a server says of a mail (RFC 3464): the fields of the first receiver.
fn report(message: &Message<'_>) -> Option<Report> {
    let is_status = |part: &&MessagePart<'_>| {
        let sort = part.content_type();
        sort.is_some_and(|sort| {
            sort.ctype().eq_ignore_ascii_case("message")
                && sort.subtype().is_some_and(|sub| {
                    sub.eq_ignore_ascii_case("delivery-status")
                        || sub.eq_ignore_ascii_case("global-delivery-status")
                })
        })
    };
    let part = message.parts.iter().find(is_status)?;
    let text = match &part.body {
        PartType::Text(text) | PartType::Html(text) => text.to_string(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        PartType::Message(inner) => String::from_utf8_lossy(inner.raw_message()).into_owned(),
        PartType::Multipart(_) => String::new(),
    };
    // A field goes on in lines that begin with a blank.
    let text = text
        .replace("\r\n", "\n")
        .replace("\n ", " ")
        .replace("\n\t", " ");
    let field = |name: &str| {
        let mut lines = text.lines().filter_map(|line| line.split_once(':'));
        let found = lines.find(|(key, _)| key.trim().eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim().to_owned())
    };
    let said = field("Diagnostic-Code").unwrap_or_default();
    Some(Report {
        action: field("Action").unwrap_or_default().to_lowercase(),
        status: field("Status").unwrap_or_default(),
        said: match said.split_once(';') {
            Some((_, said)) => said.trim().to_owned(),
            None => said,
        },
    })
}

fn attached(part: &MessagePart<'_>) -> Option<Attached> {
    let bytes = match &part.body {
        PartType::Message(_) | PartType::Multipart(_) => return None,
        _ => part.contents().to_vec(),
    };
    let name = part.attachment_name().unwrap_or_default().to_owned();
    (!bytes.is_empty()).then_some(Attached { name, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(text: &str) -> (Mail, Vec<Attached>) {
        read(text.replace('\n', "\r\n").as_bytes()).expect("a mail")
    }

    #[test]
    fn an_answer_in_gbk_with_a_photo_is_read() {
        // 还没收到 in GBK.
        let mut raw = b"From: =?gb2312?B?zfXQodHg?= <Wang@Example.com>\r\n\
            To: service@shop.test\r\nSubject: =?gbk?B?u9i4tA==?=\r\n\
            Message-ID: <a1@example.com>\r\nIn-Reply-To: <case.x@shop.test>\r\n\
            References: <case.x@shop.test> <notice.y@shop.test>\r\n\
            MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/plain; charset=gbk\r\n\r\n"
            .to_vec();
        raw.extend_from_slice(&[0xbb, 0xb9, 0xc3, 0xbb, 0xca, 0xd5, 0xb5, 0xbd]);
        raw.extend_from_slice(
            b"\r\n--b\r\nContent-Type: image/png; name=\"a.png\"\r\n\
            Content-Disposition: attachment; filename=\"a.png\"\r\n\
            Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n",
        );
        let (mail, files) = read(&raw).expect("a mail");
        assert_eq!(mail.from, "wang@example.com");
        assert_eq!(
            (mail.subject.as_str(), mail.text.trim()),
            ("回复", "还没收到")
        );
        assert_eq!(mail.id, "a1@example.com");
        assert_eq!(
            mail.answers,
            ["case.x@shop.test", "case.x@shop.test", "notice.y@shop.test"]
        );
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].name, "a.png");
        assert_eq!(files[0].bytes, b"\x89PNG\r\n\x1a\n");
    }

    #[test]
    fn html_alone_becomes_text() {
        let (mail, _) = mail(
            "From: a@b.test\nContent-Type: text/html; charset=utf-8\n\n<p>还没<b>收到</b></p><script>x()</script>",
        );
        assert!(mail.text.contains("还没收到"), "{}", mail.text);
        assert!(!mail.text.contains("x()"), "{}", mail.text);
    }

    #[test]
    fn a_report_of_a_server_names_the_mail_and_the_reason() {
        let (mail, _) = mail(
            "From: MAILER-DAEMON@mx.example.com\nReturn-Path: <>\nSubject: Undelivered\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n\
             --r\nContent-Type: text/plain\n\nI'm sorry.\n\
             --r\nContent-Type: message/delivery-status\n\n\
             Reporting-MTA: dns; mx.example.com\n\n\
             Final-Recipient: rfc822; wang@example.com\nAction: failed\nStatus: 5.1.1\n\
             Diagnostic-Code: smtp; 550 5.1.1 user\n unknown\n\
             --r\nContent-Type: text/rfc822-headers\n\n\
             Message-ID: <notice.AS261124-0001X.abc.12@shop.test>\n--r--\n",
        );
        let report = mail.report.expect("a report");
        assert_eq!(
            (report.action.as_str(), report.status.as_str()),
            ("failed", "5.1.1")
        );
        assert_eq!(report.said, "550 5.1.1 user unknown");
        assert_eq!(mail.answers, ["notice.AS261124-0001X.abc.12@shop.test"]);
        assert!(mail.signs.has_no_return);
    }

    #[test]
    fn signs_of_a_program_are_seen() {
        let (mail, _) = mail(
            "From: a@b.test\nAuto-Submitted: auto-replied; x=1\nPrecedence: Bulk\nList-Id: <l.b.test>\n\n在休假",
        );
        assert_eq!(mail.signs.auto_submitted, "auto-replied");
        assert_eq!(mail.signs.precedence, "bulk");
        assert!(mail.signs.is_list && !mail.signs.is_marked);
        assert!(read(b"").is_none());
        assert!(read(b"\xff\xfe nothing").is_none());
    }
}
