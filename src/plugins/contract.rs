//! The contract in Rust: what `plugins/wit` says, made by wasmtime's own generator.
//!
//! One world holds every import and every export that any plugin may have; what a plugin offers is
//! found by looking for its exports, one interface at a time.

wasmtime::component::bindgen!({
    inline: "
        package aftercare:desk;
        world everything {
            include aftercare:plugin/courier-plugin-all@0.1.0;
            include aftercare:plugin/marketplace-plugin-all@0.1.0;
            include aftercare:plugin/sms-plugin-all@0.1.0;
            include aftercare:plugin/robot-plugin@0.1.0;
            include aftercare:plugin/payout-plugin@0.1.0;
            include aftercare:plugin/automation-plugin@0.1.0;
        }
    ",
    path: "plugins/wit",
    world: "aftercare:desk/everything",
    imports: { default: async },
    exports: { default: async },
    additional_derives: [serde::Serialize, serde::Deserialize],
});
