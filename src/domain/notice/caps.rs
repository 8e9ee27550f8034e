//! How much is decent: nobody is drowned, and no mistake becomes a flood (reliability 3).

use serde::Deserialize;
use serde::Serialize;

/// The most that is sent to buyers in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caps {
    /// To one receiver.
    pub receiver: u32,
    /// About one case.
    pub case: u32,
    /// In the name of one shop.
    pub shop: u32,
}

pub const USUAL: Caps = Caps {
    receiver: 10,
    case: 8,
    shop: 5_000,
};

/// What was sent today already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Today {
    pub receiver: u32,
    pub case: u32,
    pub shop: u32,
}

impl Caps {
    /// The phrase key of the cap that one more would break.
    pub const fn broken_by(self, today: Today) -> Option<&'static str> {
        if today.receiver >= self.receiver {
            return Some("delivery-why-cap-receiver");
        }
        if today.case >= self.case {
            return Some("delivery-why-cap-case");
        }
        if today.shop >= self.shop {
            return Some("delivery-why-cap-shop");
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_notice_of_a_day_is_not_sent_to_the_same_buyer() {
        let mut today = Today::default();
        assert_eq!(USUAL.broken_by(today), None);
        today.receiver = USUAL.receiver;
        assert_eq!(USUAL.broken_by(today), Some("delivery-why-cap-receiver"));
    }
}
