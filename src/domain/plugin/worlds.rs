//! What a plugin can be: the worlds of the contract, the interfaces they offer, and their calls.

use crate::codes;

codes! {
    /// A world of `plugins/wit/worlds.wit`.
    pub enum World {
        Courier = "courier-plugin",
        CourierRecognise = "courier-plugin-recognise",
        CourierPush = "courier-plugin-push",
        CourierAll = "courier-plugin-all",
        Marketplace = "marketplace-plugin",
        MarketplacePush = "marketplace-plugin-push",
        MarketplaceOrder = "marketplace-plugin-order",
        MarketplaceAll = "marketplace-plugin-all",
        Sms = "sms-plugin",
        SmsPush = "sms-plugin-push",
        SmsCheck = "sms-plugin-check",
        SmsAll = "sms-plugin-all",
        Robot = "robot-plugin",
        Payout = "payout-plugin",
        Automation = "automation-plugin",
    }
}

codes! {
    /// An interface that a plugin exports. The phrase key is `plugin-offer-<code>`.
    pub enum Offer {
        Account = "account",
        Courier = "courier",
        CourierRecognise = "courier-recognise",
        CourierSubscribe = "courier-subscribe",
        CourierPush = "courier-push",
        Marketplace = "marketplace",
        MarketplaceOrder = "marketplace-order",
        MarketplacePush = "marketplace-push",
        Sms = "sms",
        SmsCheck = "sms-check",
        SmsPush = "sms-push",
        Robot = "robot",
        Payout = "payout",
        Automation = "automation",
    }
}

codes! {
    /// A function that the desk calls. Interface and function.
    pub enum Call {
        AccountVerify = "account.verify",
        CourierTrack = "courier.track",
        CourierRecognise = "courier-recognise.recognise",
        CourierSubscribe = "courier-subscribe.subscribe",
        CourierPush = "courier-push.read",
        PullOrders = "marketplace.pull-orders",
        PullRequests = "marketplace.pull-requests",
        GetRequest = "marketplace.get-request",
        PushDecision = "marketplace.push-decision",
        CheckDecision = "marketplace.check-decision",
        States = "marketplace.states",
        GetOrder = "marketplace-order.get-order",
        MarketplacePush = "marketplace-push.read",
        SmsSend = "sms.send",
        SmsQuery = "sms.query",
        SmsEstimate = "sms.estimate",
        SmsCheck = "sms-check.check",
        SmsPush = "sms-push.read",
        RobotPost = "robot.post",
        PayoutExecute = "payout.execute",
        PayoutCheck = "payout.check",
        AutomationOnEvent = "automation.on-event",
        AutomationAdvise = "automation.advise",
    }
}

codes! {
    /// What sort of call it is: decides its limits.
    pub enum Sort {
        /// Reads from the other side, often much.
        Pull = "pull",
        /// Changes one thing there.
        Decision = "decision",
        /// Sends one message, or asks one question.
        Send = "send",
        /// Answers a request that is waiting: no network.
        Push = "push",
        /// Thinks, here: no network.
        Quick = "quick",
    }
}

impl World {
    pub const fn offers(self) -> &'static [Offer] {
        match self {
            World::Courier => &[Offer::Account, Offer::Courier],
            World::CourierRecognise => &[Offer::Account, Offer::Courier, Offer::CourierRecognise],
            World::CourierPush => &[
                Offer::Account,
                Offer::Courier,
                Offer::CourierSubscribe,
                Offer::CourierPush,
            ],
            World::CourierAll => &[
                Offer::Account,
                Offer::Courier,
                Offer::CourierRecognise,
                Offer::CourierSubscribe,
                Offer::CourierPush,
            ],
            World::Marketplace => &[Offer::Account, Offer::Marketplace],
            World::MarketplacePush => &[Offer::Account, Offer::Marketplace, Offer::MarketplacePush],
            World::MarketplaceOrder => {
                &[Offer::Account, Offer::Marketplace, Offer::MarketplaceOrder]
            }
            World::MarketplaceAll => &[
                Offer::Account,
                Offer::Marketplace,
                Offer::MarketplaceOrder,
                Offer::MarketplacePush,
            ],
            World::Sms => &[Offer::Account, Offer::Sms],
            World::SmsPush => &[Offer::Account, Offer::Sms, Offer::SmsPush],
            World::SmsCheck => &[Offer::Account, Offer::Sms, Offer::SmsCheck],
            World::SmsAll => &[Offer::Account, Offer::Sms, Offer::SmsCheck, Offer::SmsPush],
            World::Robot => &[Offer::Account, Offer::Robot],
            World::Payout => &[Offer::Account, Offer::Payout],
            World::Automation => &[Offer::Automation],
        }
    }

    /// Whether it has a service behind it: `http` is imported and `account` exported.
    pub const fn is_connected(self) -> bool {
        !matches!(self, World::Automation)
    }
}

impl Offer {
    /// Whether it reads what comes in at an account's own address.
    pub const fn is_push(self) -> bool {
        matches!(
            self,
            Offer::CourierPush | Offer::MarketplacePush | Offer::SmsPush
        )
    }
}

impl Call {
    /// The interface it belongs to.
    pub fn offer(self) -> Offer {
        let name = self.code().split('.').next().unwrap_or_default();
        Offer::from_code(name).expect("a call is named after an interface")
    }

    pub const fn sort(self) -> Sort {
        match self {
            Call::AccountVerify
            | Call::CourierTrack
            | Call::CourierSubscribe
            | Call::PullOrders
            | Call::PullRequests
            | Call::GetRequest
            | Call::GetOrder
            | Call::States
            | Call::SmsQuery
            | Call::SmsCheck => Sort::Pull,
            Call::PushDecision | Call::CheckDecision | Call::PayoutExecute | Call::PayoutCheck => {
                Sort::Decision
            }
            Call::SmsSend | Call::RobotPost | Call::CourierRecognise => Sort::Send,
            Call::CourierPush | Call::MarketplacePush | Call::SmsPush => Sort::Push,
            Call::SmsEstimate | Call::AutomationOnEvent | Call::AutomationAdvise => Sort::Quick,
        }
    }

    /// Whether the desk may make it by the clock.
    pub const fn is_scheduled(self) -> bool {
        matches!(
            self,
            Call::CourierTrack | Call::PullOrders | Call::PullRequests | Call::SmsQuery
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_belongs_to_an_interface_some_world_offers() {
        for call in Call::ALL {
            let offer = call.offer();
            assert!(World::ALL.iter().any(|w| w.offers().contains(&offer)));
        }
        for offer in Offer::ALL {
            assert!(
                Call::ALL.iter().any(|call| call.offer() == *offer),
                "{offer}"
            );
        }
    }

    #[test]
    fn the_worlds_are_those_of_the_contract() {
        let wit = include_str!("../../../plugins/wit/worlds.wit");
        for world in World::ALL {
            assert!(wit.contains(&format!("world {world} {{")), "{world}");
        }
        let written = wit.lines().filter(|line| line.starts_with("world "));
        let apart = ["world base {", "world connected {"];
        assert_eq!(
            written.filter(|line| !apart.contains(line)).count(),
            World::ALL.len()
        );
    }
}
