//! Where secrets go and where they do not.

use super::*;
use proptest::prelude::*;

fn secret(text: &str) -> Part {
    Part::Secret {
        name: "key".to_owned(),
        bytes: text.as_bytes().to_vec(),
        origins: vec![Origin::parse("https://a.cn").expect("an origin")],
    }
}

fn plain(text: &str) -> Part {
    Part::Plain(text.as_bytes().to_vec())
}

fn placed(placeholder: &str, value: &str, json: bool) -> Placed {
    Placed {
        placeholder: placeholder.to_owned(),
        value: vec![secret(value)],
        json,
    }
}

fn sent(url: &str, credential: Credential, body: Option<Body>) -> Result<Dressed, Failure> {
    let address = Address::read(url).expect("a URL");
    let headers = HeaderMap::new();
    dress(&[credential], &address, headers, body.as_ref(), true)
}

#[test]
fn a_credential_stands_where_it_is_wanted() {
    let bearer = Credential::Bearer(vec![secret("s3cret")]);
    let bearer = sent("https://a.cn/", bearer, None).expect("sent");
    assert_eq!(bearer.headers[AUTHORIZATION], "Bearer s3cret");
    assert!(bearer.headers[AUTHORIZATION].is_sensitive());

    for (user, password, line) in [
        (
            "Aladdin",
            "open sesame",
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        ),
        ("ck_1", "cs_2", "Basic Y2tfMTpjc18y"),
        ("u", "p", "Basic dTpw"),
        ("", "", "Basic Og=="),
    ] {
        let credential = Credential::Basic {
            user: vec![plain(user)],
            password: vec![secret(password)],
        };
        let basic = sent("https://a.cn/", credential, None).expect("sent");
        assert_eq!(basic.headers[AUTHORIZATION], line);
    }

    let query = Credential::Query {
        name: "key".to_owned(),
        value: vec![secret("a&b=c d/é")],
    };
    let query = sent("https://a.cn/q?x=1", query, None).expect("sent");
    let url = "https://a.cn/q?x=1&key=a%26b%3Dc+d%2F%C3%A9";
    assert_eq!(query.address.as_str(), url);

    let path = Credential::Path(placed("{token}", "12:A-b/c d", false));
    let path = sent("https://a.cn/bot{token}/send?x", path, None).expect("sent");
    assert_eq!(path.address.as_str(), "https://a.cn/bot12:A-b/c%20d/send?x");

    let json = Credential::Body(placed("$KEY", "a\"b\\c\n", true));
    let text = Body::Text("{\"key\":\"$KEY\"}".to_owned());
    let json = sent("https://a.cn/", json, Some(text)).expect("sent");
    let read: serde_json::Value =
        serde_json::from_slice(&json.body.expect("a body")).expect("JSON");
    assert_eq!(read["key"], "a\"b\\c\n");

    let form = Credential::Body(placed("$KEY", "a&b 中", false));
    let fields = vec![("k&".to_owned(), "x$KEY".to_owned())];
    let form = sent("https://a.cn/", form, Some(Body::Form(fields))).expect("sent");
    assert_eq!(form.body.expect("a body"), b"k%26=xa%26b+%E4%B8%AD");
    let sort = &form.headers[CONTENT_TYPE];
    assert_eq!(sort, "application/x-www-form-urlencoded");
}

#[test]
fn a_secret_goes_only_where_its_manifest_says() {
    let credentials = [
        Credential::Bearer(vec![plain("x"), secret("s3cret")]),
        Credential::Basic {
            user: vec![plain("u")],
            password: vec![secret("s3cret")],
        },
        Credential::Header {
            name: "x-key".to_owned(),
            value: vec![secret("s3cret")],
        },
        Credential::Query {
            name: "key".to_owned(),
            value: vec![secret("s3cret")],
        },
        Credential::Path(placed("KEY", "s3cret", false)),
        Credential::Body(placed("KEY", "s3cret", false)),
    ];
    for credential in credentials {
        let body = Some(Body::Text("KEY".to_owned()));
        for url in [
            "https://b.cn/KEY",
            "http://a.cn/KEY",
            "https://a.cn:444/KEY",
        ] {
            let failure = sent(url, credential.clone(), body.clone())
                .err()
                .expect("no");
            assert_eq!(failure.kind, Kind::Denied);
            assert!(!failure.maybe_sent);
            let says = "to origins of [[settings]] key = \"key\"";
            assert!(failure.message.ends_with(says), "{failure}");
            assert!(!failure.message.contains("s3cret"), "{failure}");
        }
        assert!(sent("https://a.cn/KEY", credential, body).is_ok());
    }
}

#[test]
fn what_cannot_be_put_in_is_said() {
    let fields = |value: &str| Some(Body::Form(vec![("a".to_owned(), value.to_owned())]));
    for (credential, body, says) in [
        (
            Credential::Body(placed("$K", "v", false)),
            Some(Body::Text("no".to_owned())),
            "\"$K\" does not stand in the body",
        ),
        (
            Credential::Body(placed("$K", "v", false)),
            fields("no"),
            "\"$K\" does not stand in the form",
        ),
        (
            Credential::Body(placed("$K", "v", false)),
            Some(Body::Bytes(b"$K".to_vec())),
            "a credential can be put into a text or a form, not into bytes",
        ),
        (
            Credential::Body(placed("$K", "v", false)),
            None,
            "a credential goes into the body, and there is none",
        ),
        (
            Credential::Path(placed("$K", "v", false)),
            None,
            "\"$K\" does not stand in the path",
        ),
        (
            Credential::Path(placed("", "v", false)),
            None,
            "a credential has an empty placeholder",
        ),
        (
            Credential::Path(placed("/x", "..", false)),
            None,
            "a credential cannot stand in a path: it would lead elsewhere",
        ),
        (
            Credential::Path(placed("x", "../admin", false)),
            None,
            "a credential cannot stand in a path: it would lead elsewhere",
        ),
        (
            Credential::Header {
                name: "Content-Length".to_owned(),
                value: vec![secret("5")],
            },
            None,
            "a credential cannot be the header content-length",
        ),
        (
            Credential::Basic {
                user: vec![plain("a:b")],
                password: Vec::new(),
            },
            None,
            "the user of `basic` holds a colon",
        ),
    ] {
        let failure = sent("https://a.cn/x", credential, body).err();
        assert_eq!(
            failure.map(|failure| failure.message).as_deref(),
            Some(says)
        );
    }
    let broken = Credential::Bearer(vec![secret("a\r\nHost: evil")]);
    assert!(sent("https://a.cn/x", broken, None).is_err());
}

#[test]
fn after_a_redirect_nothing_is_put_into_the_url() {
    let address = Address::read("https://a.cn/next").expect("a URL");
    let credentials = [
        Credential::Query {
            name: "key".to_owned(),
            value: vec![secret("s3cret")],
        },
        Credential::Path(placed("KEY", "s3cret", false)),
        Credential::Bearer(vec![secret("s3cret")]),
    ];
    let dressed = dress(&credentials, &address, HeaderMap::new(), None, false).expect("sent");
    assert_eq!(dressed.address, address);
    assert_eq!(dressed.headers[AUTHORIZATION], "Bearer s3cret");
}

#[test]
fn secrets_are_struck_out_of_what_is_told() {
    let secrets = vec![b"a b/c".to_vec(), b"key".to_vec()];
    let told = "plain a b/c, in a URL a%20b%2Fc, in a form a+b%2Fc, key";
    let left = "plain ***, in a URL ***, in a form ***, key";
    assert_eq!(strike(told, &secrets), left);
}

proptest! {
    #[test]
    fn what_was_put_in_is_not_read_again(value in "[AB$x/.]{0,12}") {
        let fillings: [(&[u8], &[u8]); 2] = [(b"$A", value.as_bytes()), (b"$B", b"b")];
        let (filled, found) = fill(b"1$A2$B3", &fillings);
        prop_assert_eq!(String::from_utf8(filled).expect("a text"), format!("1{value}2b3"));
        prop_assert_eq!(found, vec![true, true]);
    }

    #[test]
    fn no_secret_leads_a_path_elsewhere(value in "\\PC{0,20}") {
        let credential = Credential::Path(placed("KEY", &value, false));
        if let Ok(dressed) = sent("https://a.cn/v1/KEY/send?x=1", credential, None) {
            prop_assert!(dressed.address.path().starts_with("/v1/"));
            prop_assert!(dressed.address.path().ends_with("/send"));
            prop_assert_eq!(dressed.address.query(), Some("x=1"));
            prop_assert_eq!(dressed.address.origin().to_string(), "https://a.cn");
        }
    }
}
