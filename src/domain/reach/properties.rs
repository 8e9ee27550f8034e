//! What holds of every URL, whatever is in it.

use super::*;
use crate::domain::plugin::permissions::Method;
use crate::domain::plugin::permissions::RATE;
use proptest::prelude::*;
use std::net::IpAddr;
use std::net::Ipv4Addr;

/// Pieces that URLs are misread by.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("/"),
        Just("//"),
        Just("."),
        Just(".."),
        Just("%2e"),
        Just("%2E"),
        Just("%2f"),
        Just("%5c"),
        Just("%25"),
        Just("%"),
        Just("\\"),
        Just("@"),
        Just("?"),
        Just("#"),
        Just(":"),
        Just(";"),
        Just("poll"),
        Just("a.cn"),
        Just("127.1"),
        Just("0x7f"),
        Just("[::1]"),
        Just("é"),
        Just("\t"),
        Just("\r\n"),
        Just("。"),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn reading_twice_gives_the_same(tail in pieces(), junk in "\\PC{0,12}") {
        for text in [format!("https://a.cn/{tail}"), format!("https://{tail}"), format!("http://a.cn/{junk}")] {
            if let Ok(address) = Address::read(&text) {
                prop_assert_eq!(Address::read(address.as_str()), Ok(address.clone()));
                prop_assert_eq!(Origin::parse(&address.origin().to_string()), Ok(address.origin()));
            }
        }
    }

    #[test]
    fn no_path_leaves_its_prefix(tail in pieces()) {
        let row = Reach {
            origin: Origin::parse("https://a.cn").expect("an origin"),
            paths: vec!["/poll/".to_owned()],
            methods: vec![Method::Get],
            private: false,
        rate: RATE,
        };
        let Ok(address) = Address::read(&format!("https://a.cn/poll/{tail}")) else {
            return Ok(());
        };
        if row.covers(&address, Method::Get).is_ok() {
            // As the worst of servers reads it: decoded again and again, then collapsed.
            let mut path = address.path().to_owned();
            for _ in 0..3 {
                for (coded, plain) in [("%25", "%"), ("%2e", "."), ("%2E", "."), ("%2f", "/"), ("%5c", "/")] {
                    path = path.replace(coded, plain);
                }
            }
            let mut kept: Vec<&str> = Vec::new();
            for segment in path.split('/').filter(|segment| !segment.is_empty()) {
                match segment.split(';').next().unwrap_or_default() {
                    ".." => { kept.pop(); }
                    "." => {}
                    name => kept.push(name),
                }
            }
            prop_assert_eq!(kept.first(), Some(&"poll"), "{}", address);
        }
    }

    #[test]
    fn whatever_stands_before_the_path_names_the_host_that_was_written(host in "[a-z]{1,8}\\.cn", tail in pieces()) {
        if let Ok(address) = Address::read(&format!("https://{host}/{tail}")) {
            prop_assert_eq!(address.host(), Host::Name(host));
        }
    }

    #[test]
    fn an_address_inside_another_is_never_more_than_itself(bits in any::<u32>()) {
        let v4 = Ipv4Addr::from(bits);
        let inside = Zone::of(IpAddr::V4(v4));
        for other in [
            v4.to_ipv6_mapped(),
            v4.to_ipv6_compatible(),
            format!("64:ff9b::{v4}").parse().expect("an address"),
            format!("2002:{:x}:{:x}::1", bits >> 16, bits & 0xffff).parse().expect("an address"),
        ] {
            let outside = Zone::of(IpAddr::V6(other));
            let loopback = other == std::net::Ipv6Addr::LOCALHOST;
            prop_assert!(outside == Zone::Closed || outside == inside || loopback, "{other}");
            prop_assert!(outside != Zone::Local || loopback, "{other}");
        }
    }

    #[test]
    fn every_spelling_of_a_number_is_one_address(bits in any::<u32>()) {
        let [a, b, c, d] = bits.to_be_bytes();
        let low = bits & 0xff_ffff;
        for text in [
            format!("http://{bits}/"),
            format!("http://{bits:#x}/"),
            format!("http://0{bits:o}/"),
            format!("http://{a}.{low}/"),
            format!("http://{a:#x}.{b:#x}.{c:#x}.{d:#x}/"),
            format!("http://0{a:o}.0{b:o}.0{c:o}.0{d:o}/"),
        ] {
            let read = Address::read(&text).expect("an address").host();
            prop_assert_eq!(read, Host::Address(IpAddr::V4(Ipv4Addr::from(bits))), "{}", text);
        }
    }
}
