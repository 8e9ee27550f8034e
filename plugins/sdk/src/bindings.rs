//! The contract as Rust, made by `wit-bindgen` out of `plugins/wit`.
//!
//! The imports are made once. Every interface a plugin may offer has a small world of its own, so
//! that a plugin can offer any of them together: the component carries only the worlds that
//! `register!` names, and `wit-component` lays them over each other.

/// What a plugin may call, and the types of every kind.
pub mod imports {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-imports;
            world sdk-imports {
                import aftercare:plugin/log@0.1.0;
                import aftercare:plugin/clock@0.1.0;
                import aftercare:plugin/random@0.1.0;
                import aftercare:plugin/config@0.1.0;
                import aftercare:plugin/kv@0.1.0;
                import aftercare:plugin/vault@0.1.0;
                import aftercare:plugin/http@0.1.0;
                import aftercare:plugin/push@0.1.0;
                import aftercare:plugin/courier-types@0.1.0;
                import aftercare:plugin/marketplace-types@0.1.0;
                import aftercare:plugin/sms-types@0.1.0;
                import aftercare:plugin/payout-types@0.1.0;
                import aftercare:plugin/automation-types@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-imports/sdk-imports",
        generate_all,
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `account`, offered.
pub mod account {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-account;
            world offers-account {
                export aftercare:plugin/account@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-account/offers-account",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
        },
        pub_export_macro: true,
        export_macro_name: "export_account",
        default_bindings_module: "aftercare_plugin::bindings::account",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `courier`, offered.
pub mod courier {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-courier;
            world offers-courier {
                export aftercare:plugin/courier@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-courier/offers-courier",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/courier-types@0.1.0": super::imports::aftercare::plugin::courier_types,
        },
        pub_export_macro: true,
        export_macro_name: "export_courier",
        default_bindings_module: "aftercare_plugin::bindings::courier",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `courier-recognise`, offered.
pub mod courier_recognise {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-courier-recognise;
            world offers-courier-recognise {
                export aftercare:plugin/courier-recognise@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-courier-recognise/offers-courier-recognise",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/courier-types@0.1.0": super::imports::aftercare::plugin::courier_types,
        },
        pub_export_macro: true,
        export_macro_name: "export_courier_recognise",
        default_bindings_module: "aftercare_plugin::bindings::courier_recognise",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `courier-subscribe`, offered.
pub mod courier_subscribe {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-courier-subscribe;
            world offers-courier-subscribe {
                export aftercare:plugin/courier-subscribe@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-courier-subscribe/offers-courier-subscribe",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/courier-types@0.1.0": super::imports::aftercare::plugin::courier_types,
        },
        pub_export_macro: true,
        export_macro_name: "export_courier_subscribe",
        default_bindings_module: "aftercare_plugin::bindings::courier_subscribe",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `courier-push`, offered.
pub mod courier_push {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-courier-push;
            world offers-courier-push {
                export aftercare:plugin/courier-push@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-courier-push/offers-courier-push",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/courier-types@0.1.0": super::imports::aftercare::plugin::courier_types,
            "aftercare:plugin/push@0.1.0": super::imports::aftercare::plugin::push,
            "aftercare:plugin/http@0.1.0": super::imports::aftercare::plugin::http,
            "aftercare:plugin/vault@0.1.0": super::imports::aftercare::plugin::vault,
        },
        pub_export_macro: true,
        export_macro_name: "export_courier_push",
        default_bindings_module: "aftercare_plugin::bindings::courier_push",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `marketplace`, offered.
pub mod marketplace {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-marketplace;
            world offers-marketplace {
                export aftercare:plugin/marketplace@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-marketplace/offers-marketplace",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/marketplace-types@0.1.0": super::imports::aftercare::plugin::marketplace_types,
        },
        pub_export_macro: true,
        export_macro_name: "export_marketplace",
        default_bindings_module: "aftercare_plugin::bindings::marketplace",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `marketplace-order`, offered.
pub mod marketplace_order {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-marketplace-order;
            world offers-marketplace-order {
                export aftercare:plugin/marketplace-order@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-marketplace-order/offers-marketplace-order",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/marketplace-types@0.1.0": super::imports::aftercare::plugin::marketplace_types,
        },
        pub_export_macro: true,
        export_macro_name: "export_marketplace_order",
        default_bindings_module: "aftercare_plugin::bindings::marketplace_order",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `marketplace-push`, offered.
pub mod marketplace_push {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-marketplace-push;
            world offers-marketplace-push {
                export aftercare:plugin/marketplace-push@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-marketplace-push/offers-marketplace-push",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/marketplace-types@0.1.0": super::imports::aftercare::plugin::marketplace_types,
            "aftercare:plugin/push@0.1.0": super::imports::aftercare::plugin::push,
            "aftercare:plugin/http@0.1.0": super::imports::aftercare::plugin::http,
            "aftercare:plugin/vault@0.1.0": super::imports::aftercare::plugin::vault,
        },
        pub_export_macro: true,
        export_macro_name: "export_marketplace_push",
        default_bindings_module: "aftercare_plugin::bindings::marketplace_push",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `sms`, offered.
pub mod sms {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-sms;
            world offers-sms {
                export aftercare:plugin/sms@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-sms/offers-sms",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/sms-types@0.1.0": super::imports::aftercare::plugin::sms_types,
        },
        pub_export_macro: true,
        export_macro_name: "export_sms",
        default_bindings_module: "aftercare_plugin::bindings::sms",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `sms-check`, offered.
pub mod sms_check {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-sms-check;
            world offers-sms-check {
                export aftercare:plugin/sms-check@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-sms-check/offers-sms-check",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/sms-types@0.1.0": super::imports::aftercare::plugin::sms_types,
        },
        pub_export_macro: true,
        export_macro_name: "export_sms_check",
        default_bindings_module: "aftercare_plugin::bindings::sms_check",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `sms-push`, offered.
pub mod sms_push {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-sms-push;
            world offers-sms-push {
                export aftercare:plugin/sms-push@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-sms-push/offers-sms-push",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/sms-types@0.1.0": super::imports::aftercare::plugin::sms_types,
            "aftercare:plugin/push@0.1.0": super::imports::aftercare::plugin::push,
            "aftercare:plugin/http@0.1.0": super::imports::aftercare::plugin::http,
            "aftercare:plugin/vault@0.1.0": super::imports::aftercare::plugin::vault,
        },
        pub_export_macro: true,
        export_macro_name: "export_sms_push",
        default_bindings_module: "aftercare_plugin::bindings::sms_push",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `robot`, offered.
pub mod robot {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-robot;
            world offers-robot {
                export aftercare:plugin/robot@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-robot/offers-robot",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
        },
        pub_export_macro: true,
        export_macro_name: "export_robot",
        default_bindings_module: "aftercare_plugin::bindings::robot",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `payout`, offered.
pub mod payout {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-payout;
            world offers-payout {
                export aftercare:plugin/payout@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-payout/offers-payout",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/payout-types@0.1.0": super::imports::aftercare::plugin::payout_types,
        },
        pub_export_macro: true,
        export_macro_name: "export_payout",
        default_bindings_module: "aftercare_plugin::bindings::payout",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}

/// `automation`, offered.
pub mod automation {
    wit_bindgen::generate!({
        inline: "
            package aftercare:sdk-automation;
            world offers-automation {
                export aftercare:plugin/automation@0.1.0;
            }
        ",
        path: "../wit",
        world: "aftercare:sdk-automation/offers-automation",
        with: {
            "aftercare:plugin/types@0.1.0": super::imports::aftercare::plugin::types,
            "aftercare:plugin/automation-types@0.1.0": super::imports::aftercare::plugin::automation_types,
        },
        pub_export_macro: true,
        export_macro_name: "export_automation",
        default_bindings_module: "aftercare_plugin::bindings::automation",
        additional_derives: [Clone, PartialEq, serde::Serialize, serde::Deserialize],
    });
}
