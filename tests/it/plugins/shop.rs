//! An official plugin of a shop on a real desk: brought, agreed to, given an account whose address
//! is that of a server of the test, with encryption, and called by the host as in production.

use super::vendor::Answers;
use super::vendors::install;
use super::vendors::leading_here;
use super::vendors::speaking;
use crate::desk::Desk;
use crate::egress::server::Seen;
use crate::egress::server::Server;
use crate::egress::server::answer;
use aftercare::domain::ids::PluginAccountId;
use aftercare::domain::plugin::ending::Ending;
use aftercare::host::Host;
use aftercare::plugins::ask::Answer;
use aftercare::plugins::ask::Ask;
use std::sync::Arc;
use std::sync::Mutex;

/// Signs for `shop.test`; made for these tests and used nowhere else.
pub(super) const AUTHORITY: &[u8] = include_bytes!("../../fixtures/egress/authority.der");
pub(super) const CERTIFICATE: &[u8] = include_bytes!("../../fixtures/egress/server.der");
pub(super) const KEY: &[u8] = include_bytes!("../../fixtures/egress/server-key.der");

/// A desk with the plugin and one account, and the shop it belongs to.
pub struct Shop {
    pub server: Server,
    /// Its folder and server live as long as the shop does.
    pub desk: Desk,
    pub host: Arc<Host>,
    pub account: PluginAccountId,
    answers: Arc<Mutex<Answers>>,
}

impl Shop {
    /// `name` is the folder of the plugin; `shop-url` is filled in.
    pub async fn of(name: &str, typed: &[(&str, &str)]) -> Shop {
        let answers: Arc<Mutex<Answers>> = Arc::new(Mutex::new(Box::new(|_| None)));
        let told = Arc::clone(&answers);
        let server = speaking(CERTIFICATE, KEY, move |seen| {
            told.lock().expect("whole")(seen)
        });
        let desk = Desk::in_network("", leading_here(AUTHORITY)).await;
        let url = format!("https://shop.test:{}", server.port());
        let mut typed = typed.to_vec();
        typed.push(("shop-url", &url));
        let (account, _) = install(&desk, name, &typed).await;
        Shop {
            server,
            host: desk.host.clone().into_inner(),
            desk,
            account,
            answers,
        }
    }

    /// From now on the shop answers so.
    pub fn answers(&self, answers: impl Fn(&Seen) -> Option<Vec<u8>> + Send + Sync + 'static) {
        *self.answers.lock().expect("whole") = Box::new(answers);
    }

    /// From now on every answer is this status and body.
    pub fn says(&self, status: &'static str, headers: &'static [(&str, &str)], body: &'static str) {
        self.answers(move |_| Some(answer(status, headers, body.as_bytes())));
    }

    /// Calls the plugin: how it ended, the ms it is to wait, and its answer.
    pub async fn ask(&self, ask: Ask) -> (Ending, Option<i64>, Option<Answer>) {
        let (heard, _) = self
            .host
            .call(self.account, ask, None, |_, _| Ok(0_u32))
            .await
            .expect("heard");
        (heard.ending, heard.after, heard.answer)
    }

    /// The plugin's answer.
    pub async fn answer(&self, ask: Ask) -> Answer {
        let (ending, _, answer) = self.ask(ask).await;
        answer.unwrap_or_else(|| panic!("not answered: {ending:?}"))
    }

    /// How a call ended that was not answered.
    pub async fn ending(&self, ask: Ask) -> Ending {
        self.ask(ask).await.0
    }
}
