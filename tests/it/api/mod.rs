//! What programs use: stories over the real server, with tokens as the desk makes them.

mod access;
mod cases;
mod documented;
mod files;
mod orders;
mod problems;

use crate::desk::Desk;
use actix_web::http::Method;
use aftercare::actions::tokens;
use aftercare::actions::tokens::NewToken;
use aftercare::domain::ids::TokenId;
use aftercare::domain::people::Role;
use aftercare::domain::time::Timestamp;
use aftercare::domain::token::Scope;
use aftercare::store::people;
use serde_json::Value;
use serde_json::json;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// A program with a token.
#[derive(Clone)]
pub struct Program {
    base: String,
    pub token: String,
    pub id: TokenId,
    /// Sent with every request, besides the token.
    pub headers: Vec<(&'static str, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub json: Value,
    pub body: String,
}

static KEYS: AtomicU64 = AtomicU64::new(1);

impl Program {
    /// A program of someone who has an account, with these scopes.
    pub async fn of(desk: &Desk, login: &str, scopes: &[Scope]) -> Program {
        Program::until(desk, login, scopes, None).await
    }

    /// The same, with a token that ends.
    pub async fn until(
        desk: &Desk,
        login: &str,
        scopes: &[Scope],
        expires_at: Option<Timestamp>,
    ) -> Program {
        let token = tokens::token_of(&[desk.app.token(), desk.app.token()]);
        let (kept, moment) = (token.clone(), desk.app.moment());
        let (login, scopes) = (login.to_owned(), scopes.to_vec());
        let id = desk
            .app
            .write(None, move |plan| {
                let staff = people::by_login(plan, &login)?.expect("someone we made");
                let new = NewToken {
                    staff: staff.id,
                    name: "a test".into(),
                    scopes,
                    expires_at,
                };
                tokens::create(plan, &new, &kept, None, &moment)
            })
            .await
            .expect("makes a token");
        Program {
            base: desk.base.clone(),
            token,
            id,
            headers: vec![("accept-language", "zh-CN".into())],
        }
    }

    /// The owner's, with every scope.
    pub async fn of_owner(desk: &Desk) -> Program {
        Program::of(desk, "wang", Scope::ALL).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    /// Sends JSON under a key of its own.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        let key = format!("key-{}", KEYS.fetch_add(1, Ordering::SeqCst));
        self.post_as(&key, path, body).await
    }

    /// Sends JSON under this key.
    pub async fn post_as(&self, key: &str, path: &str, body: Value) -> Answer {
        self.post_with(&[("idempotency-key", key)], path, body)
            .await
    }

    /// Sends JSON with these headers.
    pub async fn post_with(&self, headers: &[(&str, &str)], path: &str, body: Value) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend_from_slice(headers);
        self.send(
            Method::POST,
            path,
            &all,
            Some(body.to_string().into_bytes()),
        )
        .await
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Answer {
        let client = awc::Client::builder()
            .disable_redirects()
            .timeout(std::time::Duration::from_secs(30))
            .finish();
        let mut request = client.request(method, format!("{}{path}", self.base));
        if !self.token.is_empty() {
            let bearer = format!("Bearer {}", self.token);
            request = request.insert_header(("authorization", bearer));
        }
        for (name, value) in &self.headers {
            request = request.insert_header((*name, value.as_str()));
        }
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        let sent = match body {
            None => request.send(),
            Some(body) => request.send_body(body),
        };
        let mut response = sent.await.expect("an answer");
        let bytes = response.body().limit(8 << 20).await.expect("whole");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer {
            status: response.status().as_u16(),
            headers: response
                .headers()
                .iter()
                .map(|(name, value)| {
                    let value = value.to_str().unwrap_or_default();
                    (name.as_str().to_owned(), value.to_owned())
                })
                .collect(),
            json: serde_json::from_str(&body).unwrap_or(Value::Null),
            body,
        }
    }
}

impl Answer {
    /// Asserts a status.
    pub fn is(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    /// Asserts a problem of this code.
    pub fn problem(self, status: u16, code: &str) -> Answer {
        let answer = self.is(status);
        assert_eq!(answer.json["code"], code, "{}", answer.body);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.json["status"], status);
        answer
    }

    /// A header; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// An order of the first shop with one line of two pieces, 200 元 each, signed yesterday.
pub fn order(no: &str) -> Value {
    json!({
        "shop": 1, "order_no": no, "status": "signed",
        "buyer": {"nick": "tb小可爱", "phone": "13800138000", "name": "张小凡"},
        "ordered_at": "2026-11-18T10:00:00+08:00", "paid_at": "2026-11-18T10:01:00+08:00",
        "shipped_at": "2026-11-19T10:00:00+08:00", "signed_at": "2026-11-21T10:00:00+08:00",
        "lines": [{"title": "羊毛围巾", "qty": 2, "unit_price_fen": 20_000}],
        "parcels": [{"tracking_no": format!("SF{no}"), "carrier": "顺丰"}],
    })
}

/// A return of one piece of an order.
pub fn a_return(order: u64) -> Value {
    json!({
        "kind": "return_refund", "subtype": "faulty", "reason": "broken", "order": order,
        "lines": [{"line_no": 1, "qty": 1}], "buyer_text": "收到就坏了",
    })
}

/// A desk with an order and a case about it, and the owner's program.
pub async fn with_a_case() -> (Desk, Program, String) {
    let desk = Desk::set_up().await;
    let owner = Program::of_owner(&desk).await;
    let made = owner.post("/api/v1/orders", order("1001")).await.is(201);
    let order = made.json["id"].as_u64().expect("a number");
    let opened = owner.post("/api/v1/cases", a_return(order)).await.is(201);
    let no = opened.json["no"].as_str().expect("a number").to_owned();
    (desk, owner, no)
}

/// Someone who works here, without a browser.
pub async fn hire(desk: &Desk, login: &str, role: Role) {
    desk.staff(login, role).await;
}
