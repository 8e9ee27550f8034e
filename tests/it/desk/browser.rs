//! A browser as far as tests need one: cookies, the last page's form token, no redirects followed.

use actix_web::http::Method;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use std::collections::BTreeMap;

/// Someone at a screen.
#[derive(Clone)]
pub struct Browser {
    base: String,
    pub cookies: BTreeMap<String, String>,
    /// The form token of the last page that had one.
    pub csrf: String,
    /// Sent with every request.
    pub headers: Vec<(&'static str, String)>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Browser {
    pub fn new(base: &str) -> Browser {
        Browser {
            base: base.to_owned(),
            cookies: BTreeMap::new(),
            csrf: String::new(),
            headers: vec![("accept-language", "zh-CN".into())],
        }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// Sends a form with the token of the last page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        self.post_raw(path, &all).await
    }

    /// Sends a form as it is.
    pub async fn post_raw(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect::<Vec<_>>()
            .join("&");
        self.send(Method::POST, path, Some(body)).await
    }

    pub async fn send(&mut self, method: Method, path: &str, body: Option<String>) -> Answer {
        let kind = "application/x-www-form-urlencoded";
        self.request(method, path, kind, body.map(String::into_bytes))
            .await
    }

    /// Sends bytes of another kind than a form.
    pub async fn send_as(
        &mut self,
        method: Method,
        path: &str,
        kind: &str,
        body: Vec<u8>,
    ) -> Answer {
        self.request(method, path, kind, Some(body)).await
    }

    async fn request(
        &mut self,
        method: Method,
        path: &str,
        kind: &str,
        body: Option<Vec<u8>>,
    ) -> Answer {
        let client = awc::Client::builder()
            .disable_redirects()
            .timeout(std::time::Duration::from_secs(30))
            .finish();
        let mut request = client.request(method, format!("{}{path}", self.base));
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.insert_header(("cookie", cookies.join("; ")));
        }
        for (name, value) in &self.headers {
            request = request.insert_header((*name, value.as_str()));
        }
        let sent = match body {
            None => request.send(),
            Some(body) => request
                .insert_header(("content-type", kind))
                .send_body(body),
        };
        let mut response = sent.await.expect("an answer");
        let body = response
            .body()
            .limit(8 << 20)
            .await
            .expect("the whole answer");
        self.keep_cookies(response.headers());
        let answer = Answer {
            status: response.status(),
            headers: response.headers().clone(),
            body: String::from_utf8_lossy(&body).into_owned(),
        };
        if let Some(csrf) = between(&answer.body, "name=\"csrf\" value=\"", "\"") {
            csrf.clone_into(&mut self.csrf);
        }
        answer
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all("set-cookie") {
            let line = line.to_str().expect("a cookie in ASCII");
            let (pair, rest) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a value");
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Answer {
    /// Asserts a redirect to this path.
    pub fn leads_to(self, path: &str) -> Answer {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        assert_eq!(self.header("location"), path);
        self
    }

    /// Asserts a status.
    pub fn is(self, status: u16) -> Answer {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    /// Asserts that the page says this.
    pub fn says(self, words: &str) -> Answer {
        assert!(self.body.contains(words), "no {words:?} in {}", self.body);
        self
    }

    /// Asserts that the page does not say this.
    pub fn lacks(self, words: &str) -> Answer {
        assert!(!self.body.contains(words), "{words:?} in {}", self.body);
        self
    }

    /// A header; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    }
}

/// What stands between two marks.
pub fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let rest = &text[text.find(from)? + from.len()..];
    Some(&rest[..rest.find(to)?])
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
