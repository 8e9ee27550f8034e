//! `config`: the account's settings that are no secrets.

use crate::plugins::contract::aftercare::plugin::config::Host;
use crate::plugins::state::State;

impl Host for State {
    async fn get(&mut self, key: String) -> Option<String> {
        self.around.settings.get(&key).cloned()
    }

    async fn all(&mut self) -> Vec<(String, String)> {
        let all = self.around.settings.iter();
        all.map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }
}
