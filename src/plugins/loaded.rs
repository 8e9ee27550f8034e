//! A component that is ready to be called, and what it offers.

use super::contract::exports::aftercare::plugin as exports;
use super::engine::Engine;
use super::fault::Fault;
use super::fault::FaultKind;
use super::imports;
use super::state::State;
use wasmtime::component::Component;
use wasmtime::component::InstancePre;

/// Where each offered function is found, interface by interface. What is None is not offered.
pub(super) struct Offers {
    pub account: Option<exports::account::GuestIndices>,
    pub courier: Option<exports::courier::GuestIndices>,
    pub courier_recognise: Option<exports::courier_recognise::GuestIndices>,
    pub courier_subscribe: Option<exports::courier_subscribe::GuestIndices>,
    pub courier_push: Option<exports::courier_push::GuestIndices>,
    pub marketplace: Option<exports::marketplace::GuestIndices>,
    pub marketplace_order: Option<exports::marketplace_order::GuestIndices>,
    pub marketplace_push: Option<exports::marketplace_push::GuestIndices>,
    pub sms: Option<exports::sms::GuestIndices>,
    pub sms_check: Option<exports::sms_check::GuestIndices>,
    pub sms_push: Option<exports::sms_push::GuestIndices>,
    pub robot: Option<exports::robot::GuestIndices>,
    pub payout: Option<exports::payout::GuestIndices>,
    pub automation: Option<exports::automation::GuestIndices>,
}

/// A component of one version, linked once. Each call makes an instance of its own.
pub struct Loaded {
    pub(super) engine: Engine,
    pub(super) ready: InstancePre<State>,
    pub(super) offers: Offers,
}

impl Loaded {
    /// Links a component.
    ///
    /// # Errors
    /// When it imports what the desk does not have, in a sentence for its author.
    pub(super) fn link(engine: &Engine, component: &Component) -> Result<Loaded, Fault> {
        let missing = |error: wasmtime::Error| {
            Fault::new(
                FaultKind::Missing,
                format!("it asks for something this desk does not have: {error:#}"),
            )
        };
        let linker = imports::linker(engine).map_err(missing)?;
        let ready = linker.instantiate_pre(component).map_err(missing)?;
        let offers = Offers {
            account: exports::account::GuestIndices::new(&ready).ok(),
            courier: exports::courier::GuestIndices::new(&ready).ok(),
            courier_recognise: exports::courier_recognise::GuestIndices::new(&ready).ok(),
            courier_subscribe: exports::courier_subscribe::GuestIndices::new(&ready).ok(),
            courier_push: exports::courier_push::GuestIndices::new(&ready).ok(),
            marketplace: exports::marketplace::GuestIndices::new(&ready).ok(),
            marketplace_order: exports::marketplace_order::GuestIndices::new(&ready).ok(),
            marketplace_push: exports::marketplace_push::GuestIndices::new(&ready).ok(),
            sms: exports::sms::GuestIndices::new(&ready).ok(),
            sms_check: exports::sms_check::GuestIndices::new(&ready).ok(),
            sms_push: exports::sms_push::GuestIndices::new(&ready).ok(),
            robot: exports::robot::GuestIndices::new(&ready).ok(),
            payout: exports::payout::GuestIndices::new(&ready).ok(),
            automation: exports::automation::GuestIndices::new(&ready).ok(),
        };
        Ok(Loaded {
            engine: engine.clone(),
            ready,
            offers,
        })
    }

    /// The interfaces it offers, by their names in the contract.
    pub fn offers(&self) -> Vec<&'static str> {
        let offers = &self.offers;
        let all = [
            ("account", offers.account.is_some()),
            ("courier", offers.courier.is_some()),
            ("courier-recognise", offers.courier_recognise.is_some()),
            ("courier-subscribe", offers.courier_subscribe.is_some()),
            ("courier-push", offers.courier_push.is_some()),
            ("marketplace", offers.marketplace.is_some()),
            ("marketplace-order", offers.marketplace_order.is_some()),
            ("marketplace-push", offers.marketplace_push.is_some()),
            ("sms", offers.sms.is_some()),
            ("sms-check", offers.sms_check.is_some()),
            ("sms-push", offers.sms_push.is_some()),
            ("robot", offers.robot.is_some()),
            ("payout", offers.payout.is_some()),
            ("automation", offers.automation.is_some()),
        ];
        all.into_iter()
            .filter(|(_, is)| *is)
            .map(|(name, _)| name)
            .collect()
    }
}
