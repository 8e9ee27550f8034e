//! `register!`: which plugin the component is, and what it offers.

use core::marker::PhantomData;

/// Stands between the contract and a plugin's traits. `register!` names it; nobody else needs to.
pub struct Exported<P>(PhantomData<P>);

/// Exports a plugin: its type, then what it can do. Every name is a trait to implement.
///
/// `courier`, `courier_recognise`, `courier_subscribe`, `courier_push`, `marketplace`,
/// `marketplace_order`, `marketplace_push`, `sms`, `sms_check`, `sms_push`, `robot`, `payout` — all of them with `Account` —
/// and, by itself, `automation`.
#[macro_export]
macro_rules! register {
    ($plugin:ty: automation) => {
        // A linker for this machine does not take such names.
        #[cfg(target_family = "wasm")]
        const _: () = {
            type OfferedPlugin = $crate::Exported<$plugin>;
            $crate::bindings::automation::export_automation!(
                OfferedPlugin with_types_in $crate::bindings::automation
            );
        };
    };
    ($plugin:ty: $($kind:ident),+ $(,)?) => {
        // A linker for this machine does not take such names.
        #[cfg(target_family = "wasm")]
        const _: () = {
            type OfferedPlugin = $crate::Exported<$plugin>;
            $crate::bindings::account::export_account!(
                OfferedPlugin with_types_in $crate::bindings::account
            );
            $($crate::register!(@offer $kind OfferedPlugin);)+
        };
    };
    (@offer courier $offered:ident) => {
        $crate::bindings::courier::export_courier!(
            $offered with_types_in $crate::bindings::courier
        );
    };
    (@offer courier_recognise $offered:ident) => {
        $crate::bindings::courier_recognise::export_courier_recognise!(
            $offered with_types_in $crate::bindings::courier_recognise
        );
    };
    (@offer courier_subscribe $offered:ident) => {
        $crate::bindings::courier_subscribe::export_courier_subscribe!(
            $offered with_types_in $crate::bindings::courier_subscribe
        );
    };
    (@offer courier_push $offered:ident) => {
        $crate::bindings::courier_push::export_courier_push!(
            $offered with_types_in $crate::bindings::courier_push
        );
    };
    (@offer marketplace $offered:ident) => {
        $crate::bindings::marketplace::export_marketplace!(
            $offered with_types_in $crate::bindings::marketplace
        );
    };
    (@offer marketplace_order $offered:ident) => {
        $crate::bindings::marketplace_order::export_marketplace_order!(
            $offered with_types_in $crate::bindings::marketplace_order
        );
    };
    (@offer marketplace_push $offered:ident) => {
        $crate::bindings::marketplace_push::export_marketplace_push!(
            $offered with_types_in $crate::bindings::marketplace_push
        );
    };
    (@offer sms $offered:ident) => {
        $crate::bindings::sms::export_sms!($offered with_types_in $crate::bindings::sms);
    };
    (@offer sms_check $offered:ident) => {
        $crate::bindings::sms_check::export_sms_check!(
            $offered with_types_in $crate::bindings::sms_check
        );
    };
    (@offer sms_push $offered:ident) => {
        $crate::bindings::sms_push::export_sms_push!(
            $offered with_types_in $crate::bindings::sms_push
        );
    };
    (@offer robot $offered:ident) => {
        $crate::bindings::robot::export_robot!($offered with_types_in $crate::bindings::robot);
    };
    (@offer payout $offered:ident) => {
        $crate::bindings::payout::export_payout!($offered with_types_in $crate::bindings::payout);
    };
    (@offer automation $offered:ident) => {
        $crate::bindings::automation::export_automation!(
            $offered with_types_in $crate::bindings::automation
        );
    };
}
