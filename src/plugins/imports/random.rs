//! `random`: chance of the desk. What a language calls random may be the same in every call.

use crate::plugins::contract::aftercare::plugin::random::Host;
use crate::plugins::state::State;

const AT_ONCE: u32 = 1_024;

impl Host for State {
    async fn bytes(&mut self, len: u32) -> Vec<u8> {
        let mut bytes = vec![0; len.min(AT_ONCE) as usize];
        (self.around.chance)(&mut bytes);
        bytes
    }

    async fn uuid(&mut self) -> String {
        let mut b = [0; 16];
        (self.around.chance)(&mut b);
        b[6] = (b[6] & 0x0f) | 0x40;
        b[8] = (b[8] & 0x3f) | 0x80;
        let hex: String = b.iter().map(|byte| format!("{byte:02x}")).collect();
        format!(
            "{}-{}-{}-{}-{}",
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..]
        )
    }
}
