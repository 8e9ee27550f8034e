//! URLs that try to lead elsewhere, and what a refusal tells.

use super::*;
use crate::domain::plugin::permissions::Method;
use crate::domain::plugin::permissions::RATE;

fn origin(text: &str) -> Origin {
    Origin::parse(text).expect("an origin")
}

fn address(text: &str) -> Address {
    Address::read(text).expect("an address")
}

fn row(text: &str, paths: &[&str], methods: &[Method]) -> Reach {
    Reach {
        origin: origin(text),
        paths: paths.iter().map(|path| (*path).to_owned()).collect(),
        methods: methods.to_vec(),
        private: false,
        rate: RATE,
    }
}

#[test]
fn an_origin_has_one_spelling() {
    for (written, plain) in [
        ("https://poll.kuaidi100.com", "https://poll.kuaidi100.com"),
        (
            "HTTPS://Poll.Kuaidi100.COM:443",
            "https://poll.kuaidi100.com",
        ),
        ("https://a.cn:8443", "https://a.cn:8443"),
        ("http://nas:9000", "http://nas:9000"),
        ("http://a.cn:80", "http://a.cn"),
        ("http://a.cn:443", "http://a.cn:443"),
        ("https://*.myshopify.com", "https://*.myshopify.com"),
        ("https://*.shop.com.cn:8443", "https://*.shop.com.cn:8443"),
        ("https://xn--fiq228c.cn", "https://xn--fiq228c.cn"),
        ("http://2130706433", "http://127.0.0.1"),
        (
            "http://[0:0:0:0:0:ffff:7f00:1]",
            "http://[::ffff:127.0.0.1]",
        ),
    ] {
        assert_eq!(origin(written).to_string(), plain);
        assert_eq!(origin(plain), origin(written));
    }
}

#[test]
fn an_origin_is_refused_with_its_reason() {
    for (written, why) in [
        ("poll.kuaidi100.com", Refused::Scheme),
        ("ftp://a.cn", Refused::Scheme),
        ("https://a.cn/", Refused::NotOnlyOrigin),
        ("https://a.cn?x", Refused::NotOnlyOrigin),
        ("https://u@a.cn", Refused::UserInfo),
        ("https://@a.cn", Refused::UserInfo),
        ("https://a.cn#x", Refused::Fragment),
        ("https://a.cn:0", Refused::Port),
        ("https://a.cn:", Refused::Port),
        ("https://a.cn:+1", Refused::Port),
        ("https://a.cn:99999", Refused::Port),
        ("https://a.cn:000443", Refused::Port),
        ("https://a.cn.", Refused::TrailingDot),
        ("https://127.0.0.1.", Refused::TrailingDot),
        ("https://商店.cn", Refused::HostNotAscii),
        ("https://ａ.cn", Refused::HostNotAscii),
        ("https://a%2ecn", Refused::Host),
        ("https://", Refused::Host),
        ("https://a..cn", Refused::Host),
        ("https://a!b.cn", Refused::Host),
        ("https://{setting:store-domain}", Refused::Port),
        ("https://*", Refused::Host),
        ("https://*.com", Refused::Star),
        ("https://*.com.cn", Refused::Star),
        ("https://*.co.uk", Refused::Star),
        ("https://*.127.0.0.1", Refused::Star),
        ("https://*.*.a.cn", Refused::Host),
        ("https://a.*.cn", Refused::Host),
        ("https:\\\\a.cn", Refused::Scheme),
        ("https://a.cn\t", Refused::Character),
        (" https://a.cn", Refused::Character),
        ("https://[::1", Refused::Port),
        ("https://[::1]x", Refused::Host),
        ("https://[fe80::1%25eth0]", Refused::Host),
        ("https://xn--a.cn", Refused::Form),
        ("https://1.2.3.4.5", Refused::Form),
        ("https://0x100.1", Refused::Form),
    ] {
        assert_eq!(Origin::parse(written), Err(why), "{written}");
    }
}

#[test]
fn a_star_stands_for_one_label() {
    let shops = origin("https://*.myshopify.com");
    assert!(shops.covers(&origin("https://a.myshopify.com")));
    for other in [
        "https://myshopify.com",
        "https://a.b.myshopify.com",
        "https://amyshopify.com",
        "https://a.myshopify.com.evil.cn",
        "https://a.myshopify.com:8443",
        "http://a.myshopify.com",
        "http://a.myshopify.com:443",
    ] {
        assert!(!shops.covers(&origin(other)), "{other}");
    }
}

/// How the loopback address is spelled to get past a check.
const LOOPBACK: &[&str] = &[
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0X7F.0.0.1/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127.0.0.0x1/",
];

#[test]
fn every_spelling_of_an_address_is_the_same_address() {
    let home = "127.0.0.1".parse().expect("an address");
    for text in LOOPBACK {
        assert_eq!(address(text).host(), Host::Address(home), "{text}");
    }
    for (text, inside) in [
        ("http://[::ffff:127.0.0.1]/", "::ffff:7f00:1"),
        ("http://[::ffff:7f00:1]/", "::ffff:7f00:1"),
        ("http://[0:0:0:0:0:0:0:1]/", "::1"),
        ("http://[::127.0.0.1]/", "::7f00:1"),
    ] {
        let inside = inside.parse().expect("an address");
        assert_eq!(address(text).host(), Host::Address(inside), "{text}");
    }
}

#[test]
fn an_address_in_place_of_a_name_is_reached_only_where_it_is_the_origin() {
    let named = [row("http://localhost", &["/"], &[Method::Get])];
    let mut own = [row("http://127.0.0.1", &["/"], &[Method::Get])];
    for text in LOOPBACK {
        assert!(granted(&named, &address(text), Method::Get).is_err());
        let refused = granted(&own, &address(text), Method::Get).expect_err("private");
        assert_eq!(
            refused.to_string(),
            "http://127.0.0.1/ lies in the shop's own network; add private = true to \
             [[permissions.http]] origin = \"http://127.0.0.1\""
        );
    }
    own[0].private = true;
    for text in LOOPBACK {
        assert!(granted(&own, &address(text), Method::Get).is_ok());
    }
    let mut closed = row("http://169.254.169.254", &["/"], &[Method::Get]);
    closed.private = true;
    let metadata = address("http://0xa9fea9fe/latest/meta-data");
    assert_eq!(
        closed
            .covers(&metadata, Method::Get)
            .expect_err("closed")
            .to_string(),
        "http://169.254.169.254/latest/meta-data is an address that no plugin may reach, whatever \
         it asks for"
    );
}

#[test]
fn a_path_is_plain_before_it_is_compared() {
    for (written, plain) in [
        ("https://a.cn", "/"),
        ("https://a.cn?x=/../", "/"),
        ("https://a.cn/poll/./a", "/poll/a"),
        ("https://a.cn/poll/../a", "/a"),
        ("https://a.cn/poll/%2e%2e/a", "/a"),
        ("https://a.cn/poll/.%2E/a", "/a"),
        ("https://a.cn/poll/%2e/a", "/poll/a"),
        ("https://a.cn/../../a", "/a"),
        ("https://a.cn/a%2eb", "/a.b"),
        ("https://a.cn/订单", "/%E8%AE%A2%E5%8D%95"),
        ("https://a.cn/poll/%41", "/poll/%41"),
        ("https://a.cn/a%20b", "/a%20b"),
    ] {
        assert_eq!(address(written).path(), plain, "{written}");
    }
    for (written, why) in [
        ("https://a.cn/poll/..%2fa", Refused::EncodedSlash),
        ("https://a.cn/poll/%2Fa", Refused::EncodedSlash),
        ("https://a.cn/poll/..%5ca", Refused::EncodedSlash),
        ("https://a.cn/poll/%00", Refused::EncodedSlash),
        ("https://a.cn/poll/%0d%0aX:1", Refused::EncodedSlash),
        ("https://a.cn/poll/%252e%252e/a", Refused::EncodedTwice),
        ("https://a.cn/poll/..%252fa", Refused::EncodedTwice),
        ("https://a.cn/poll/%25252e", Refused::EncodedTwice),
        ("https://a.cn/poll/..;/a", Refused::DotParameter),
        ("https://a.cn/poll/%2e%2e;x/a", Refused::DotParameter),
        ("https://a.cn/poll/%zz", Refused::Percent),
        ("https://a.cn/poll/%2", Refused::Percent),
        ("https://a.cn/poll/%+1", Refused::Percent),
        ("https://a.cn/poll\\..\\a", Refused::Backslash),
        ("https://a.cn\\@b.cn/", Refused::Backslash),
        ("https://a.cn/\r\nX: 1", Refused::Character),
        ("https://a.cn/ b", Refused::Character),
        ("https://a.cn/\u{a0}b", Refused::Character),
        ("https://a.cn@b.cn/", Refused::UserInfo),
        ("https:a.cn/", Refused::Scheme),
        ("https:/a.cn/", Refused::Scheme),
        ("https:///a.cn/", Refused::Host),
        ("//a.cn/", Refused::Scheme),
        ("file:///etc/passwd", Refused::Scheme),
        ("gopher://a.cn/", Refused::Scheme),
        ("", Refused::Scheme),
    ] {
        assert_eq!(Address::read(written), Err(why), "{written}");
    }
    let long = format!("https://a.cn/{}", "a".repeat(9_000));
    assert_eq!(Address::read(&long), Err(Refused::TooLong));
}

#[test]
fn a_refusal_says_what_the_manifest_has_to_add() {
    let rows = [row("https://a.cn:8443", &["/poll/"], &[Method::Post])];
    for (url, method, says) in [
        (
            "https://x.y/z?key=1",
            Method::Get,
            "https://x.y/z is not in permissions.http; add [[permissions.http]] origin = \
             \"https://x.y\"",
        ),
        (
            "https://a.cn/poll/x",
            Method::Post,
            "https://a.cn/poll/x is not in permissions.http; add [[permissions.http]] origin = \
             \"https://a.cn\"",
        ),
        (
            "http://a.cn:8443/poll/x",
            Method::Post,
            "http://a.cn:8443/poll/x is not in permissions.http; add [[permissions.http]] origin \
             = \"http://a.cn:8443\"",
        ),
        (
            "https://A.cn:8443/poll/../admin",
            Method::Post,
            "https://a.cn:8443/admin is outside the paths of permissions.http; add \"/admin\" to \
             paths of [[permissions.http]] origin = \"https://a.cn:8443\"",
        ),
        (
            "https://a.cn:8443/poll/x",
            Method::Delete,
            "DELETE https://a.cn:8443/poll/x is not in permissions.http; add \"DELETE\" to \
             methods of [[permissions.http]] origin = \"https://a.cn:8443\"",
        ),
        (
            "http://10.0.0.5:9000/",
            Method::Get,
            "http://10.0.0.5:9000/ is not in permissions.http; add [[permissions.http]] origin = \
             \"http://10.0.0.5:9000\" with private = true",
        ),
    ] {
        let refused = granted(&rows, &address(url), method).expect_err("not granted");
        assert_eq!(refused.to_string(), says, "{url}");
    }
    // What the refusal says to write is what then is enough.
    let added = row("https://x.y", &["/"], &[Method::Get]);
    assert!(
        added
            .covers(&address("https://x.y/z?key=1"), Method::Get)
            .is_ok()
    );
}

#[test]
fn a_redirect_is_read_like_any_other_url() {
    let from = address("https://a.cn/poll/query?x=1");
    for (location, to) in [
        ("next", "https://a.cn/poll/next"),
        ("/next#part", "https://a.cn/next"),
        ("?x=2", "https://a.cn/poll/query?x=2"),
        ("//b.cn/x", "https://b.cn/x"),
        ("http://127.1/", "http://127.0.0.1/"),
        ("../../../x", "https://a.cn/x"),
    ] {
        assert_eq!(from.join(location).expect("read").as_str(), to);
    }
    for location in [
        "https://u:p@b.cn/",
        "\\\\b.cn\\x",
        "https://b.cn/\r\nX: 1",
        "javascript:alert(1)",
        "/a%2fb",
        "https://b.cn./",
    ] {
        assert!(from.join(location).is_err(), "{location}");
    }
}

#[test]
fn only_addresses_of_the_world_are_of_the_world() {
    for (zone, addresses) in [
        (
            Zone::World,
            &[
                "8.8.8.8",
                "1.1.1.1",
                "114.114.114.114",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2400:3200::1",
                "2606:4700::1111",
                "64:ff9b::808:808",
            ] as &[&str],
        ),
        (
            Zone::Local,
            &[
                "10.0.0.1",
                "127.0.0.1",
                "127.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "::1",
                "fc00::1",
                "fd12:3456::1",
            ],
        ),
        (
            Zone::Closed,
            &[
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::127.0.0.1",
                "::8.8.8.8",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:8.8.8.8",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::808:808",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:808:808::",
                "2400:3200::5efe:7f00:1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "fd00:ec2::254",
            ],
        ),
    ] {
        for text in addresses {
            assert_eq!(Zone::of(text.parse().expect("an address")), zone, "{text}");
        }
    }
}
