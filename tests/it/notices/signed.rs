//! Mails that receivers believe: signed with the shop's key (DKIM, RFC 6376), and DNS checked against
//! it behind the test button.

use super::dns::NameServer;
use super::mailbox::network;
use super::server::MailServer;
use crate::desk::Browser;
use crate::desk::Desk;
use aftercare::egress::texts_of_server;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ring::digest;
use ring::signature;
use ring::signature::UnparsedPublicKey;

/// The key of another sender, as OpenSSL writes it; made for these tests.
const PEM: &str = include_str!("../../fixtures/notices/dkim-pkcs8.pem");

async fn desk_asking(names: &NameServer) -> (Desk, Browser) {
    let mut network = network(true);
    network.texts = texts_of_server(names.at);
    let desk = Desk::in_network("", network).await;
    let owner = desk.owner().await;
    (desk, owner)
}

async fn enter(owner: &mut Browser, port: u16, more: &[(&str, &str)]) -> String {
    let port = port.to_string();
    let mut fields = vec![
        ("from", "service@mail.shop.test"),
        ("from_name", "女装旗舰店"),
        ("host", "shop.test"),
        ("port", port.as_str()),
        ("security", "none"),
        ("lang", "zh-CN"),
    ];
    fields.retain(|(name, _)| more.iter().all(|(typed, _)| typed != name));
    fields.extend_from_slice(more);
    owner.get("/settings/mail/new").await.is(200);
    let answer = owner.post("/settings/mail/new", &fields).await.is(303);
    answer.header("location").to_owned()
}

async fn test(owner: &mut Browser, at: &str) -> String {
    owner.get(at).await.is(200);
    let fields = [("act", "test"), ("to", "wang@example.com")];
    owner.post(at, &fields).await.is(200).body
}

/// The record a page asks its owner to put into DNS.
fn record(page: &str) -> String {
    let from = page.find("v=DKIM1").expect("a record");
    let text = &page[from..];
    let text = &text[..text.find(['<', '"']).expect("its end")];
    text.replace("&#43;", "+")
        .replace("&#61;", "=")
        .replace("&#x2F;", "/")
}

/// One of the parts of a signature or a record.
fn tag<'a>(of: &'a str, name: &str) -> Option<&'a str> {
    of.split(';').find_map(|part| {
        let (tag, value) = part.split_once('=')?;
        (tag.trim() == name).then(|| value.trim())
    })
}

/// Runs of blanks are one; none at the end (RFC 6376, 3.4.2 and 3.4.4).
fn squeezed(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            ' ' | '\t' if out.ends_with(' ') => {}
            ' ' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out.trim_end_matches(' ').to_owned()
}

/// Whether a receiver that finds this record believes the signature, and why not (RFC 6376, 6.1).
fn verified(raw: &str, record: &str) -> Result<(), String> {
    let (head, body) = raw.split_once("\r\n\r\n").ok_or("no body")?;
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let headers: Vec<(String, String)> = unfolded
        .split("\r\n")
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_lowercase(), squeezed(value.trim())))
        .collect();
    let of = |name: &str| headers.iter().rev().find(|(known, _)| known == name);
    let (_, signature) = of("dkim-signature").ok_or("no signature")?;
    if tag(signature, "a") != Some("rsa-sha256") || tag(signature, "c") != Some("relaxed/relaxed") {
        return Err(format!("of another kind: {signature}"));
    }
    let mut lines: Vec<String> = body.split("\r\n").map(squeezed).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let body: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let hash = BASE64_STANDARD.encode(digest::digest(&digest::SHA256, body.as_bytes()));
    if tag(signature, "bh") != Some(hash.as_str()) {
        return Err("the body is another".to_owned());
    }
    let mut signed = String::new();
    for name in tag(signature, "h").ok_or("no headers")?.split(':') {
        if let Some((name, value)) = of(name.trim()) {
            signed.push_str(&format!("{name}:{value}\r\n"));
        }
    }
    let own = tag(signature, "b").ok_or("no value")?;
    let emptied = signature.replace(own, "");
    signed.push_str(&format!("dkim-signature:{}", emptied.trim_end()));
    let key = BASE64_STANDARD
        .decode(tag(record, "p").ok_or("no key")?)
        .map_err(|error| error.to_string())?;
    // What ring wants is within the SubjectPublicKeyInfo of a 2048-bit key, after its first 24 bytes.
    let key = UnparsedPublicKey::new(&signature::RSA_PKCS1_2048_8192_SHA256, &key[24..]);
    let value: String = own.split_ascii_whitespace().collect();
    let value = BASE64_STANDARD
        .decode(value)
        .map_err(|error| error.to_string())?;
    key.verify(signed.as_bytes(), &value)
        .map_err(|_| "the signature is of another key, or of other headers".to_owned())
}

#[actix_web::test]
async fn the_desk_makes_a_key_signs_with_it_and_says_what_belongs_into_dns() {
    let (server, names) = (MailServer::new(), NameServer::new());
    let (_desk, mut owner) = desk_asking(&names).await;
    let at = enter(&mut owner, server.port, &[("selector", "aftercare")]).await;
    let page = owner.get(&at).await.is(200);
    let page = page.says("aftercare._domainkey.mail.shop.test").body;
    assert!(!page.contains("PRIVATE KEY"));
    let record = record(&page);

    // Nothing is in DNS yet, and the letter goes all the same.
    let page = test(&mut owner, &at).await;
    for said in ["没有 SPF 记录", "DNS 里还没有这把公钥", "没有 DMARC 记录"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let letter = server.taken()[0].raw.clone();
    verified(&letter, &record).expect("believed");
    let signature = server.taken()[0]
        .header("DKIM-Signature")
        .map(str::to_owned);
    let signature = signature.expect("a signature");
    assert!(signature.contains("d=mail.shop.test"), "{signature}");
    // Nobody changes a word of it on the way, or adds a header that speaks for the shop.
    let forged = letter.replacen("Subject:", "Subject: Re:", 1);
    assert!(verified(&forged, &record).is_err());
    let forged = letter.replacen("From:", "Reply-To: evil@example.com\r\nFrom:", 1);
    assert!(verified(&forged, &record).is_err());
    let (head, body) = letter.split_once("\r\n\r\n").expect("a body");
    assert!(verified(&format!("{head}\r\n\r\n{body}more\r\n"), &record).is_err());

    // They put it there, with the rest; the policy stands at the domain above.
    names.says("aftercare._domainkey.mail.shop.test", &[&record]);
    names.says("mail.shop.test", &["v=spf1 mx -all", "some-verification=1"]);
    names.says("_dmarc.shop.test", &["v=DMARC1; p=reject"]);
    let page = test(&mut owner, &at).await;
    for said in ["是一对", "v=spf1 mx -all", "v=DMARC1; p=reject"] {
        assert!(page.contains(said), "{said}: {page}");
    }

    // Saving again keeps the key; another name gets another.
    let fields = |selector| {
        [
            ("from", "service@mail.shop.test"),
            ("from_name", "女装旗舰店"),
            ("host", "shop.test"),
            ("security", "none"),
            ("lang", "zh-CN"),
            ("selector", selector),
        ]
    };
    owner.post(&at, &fields("aftercare")).await.is(303);
    owner.get(&at).await.is(200).says(&record[..60]);
    owner.post(&at, &fields("s2026")).await.is(303);
    let page = owner.get(&at).await.is(200).says("s2026._domainkey").body;
    assert_ne!(self::record(&page), record);
    owner.post(&at, &fields("")).await.is(303);
    let page = owner.get(&at).await.is(200).body;
    assert!(!page.contains("v=DKIM1"));
}

#[actix_web::test]
async fn a_key_that_is_given_signs_and_one_that_is_none_is_named() {
    let (server, names) = (MailServer::new(), NameServer::new());
    let (_desk, mut owner) = desk_asking(&names).await;
    let long = "云裳女装官方旗舰店售后服务中心（杭州市余杭区）";
    let given = [
        ("from_name", long),
        ("selector", "k1"),
        ("signing_key", PEM),
    ];
    let at = enter(&mut owner, server.port, &given).await;
    let page = owner.get(&at).await.is(200).body;
    let record = record(&page);
    names.says(
        "k1._domainkey.mail.shop.test",
        &["v=DKIM1; k=rsa; p=MIIBother"],
    );
    names.says("mail.shop.test", &["v=spf1 +all"]);
    names.says("_dmarc.mail.shop.test", &["v=DMARC1; p=quarantine"]);
    let page = test(&mut owner, &at).await;
    for said in ["另一把公钥", "谁都能冒充你", "可能被退回"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    verified(&server.taken()[0].raw, &record).expect("believed");

    owner.get("/settings/mail/new").await.is(200);
    let fields = [
        ("from", "b@shop.test"),
        ("from_name", "店"),
        ("host", "shop.test"),
        ("selector", "k1"),
        ("signing_key", "-----BEGIN PRIVATE KEY-----\nnonsense"),
    ];
    let page = owner.post("/settings/mail/new", &fields).await.is(422);
    let page = page.says("读不懂这把私钥").says("value=\"b@shop.test\"");
    assert!(!page.body.contains("nonsense"), "a key is not shown again");
    let fields = [
        ("from", "b@shop.test"),
        ("from_name", "店"),
        ("host", "shop.test"),
        ("selector", "a b"),
        ("signing_key", PEM),
    ];
    let page = owner.post("/settings/mail/new", &fields).await.is(422);
    page.says("只能用英文字母、数字和连字符");
}

#[actix_web::test]
async fn without_an_answer_of_dns_the_letter_is_tested_all_the_same() {
    let server = MailServer::new();
    let mut network = network(true);
    network.texts = std::sync::Arc::new(|_| {
        Box::pin(async { Err(std::io::Error::other("connection refused")) })
    });
    let desk = Desk::in_network("", network).await;
    let mut owner = desk.owner().await;
    let at = enter(&mut owner, server.port, &[]).await;
    let page = test(&mut owner, &at).await;
    assert!(page.contains("测试信已被服务器收下"), "{page}");
    assert!(page.contains("DNS 没有回答"), "{page}");
    assert!(page.contains("connection refused"), "{page}");
    assert!(page.contains("系统不签名"), "{page}");
}
