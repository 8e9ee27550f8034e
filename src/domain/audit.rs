//! What people and the desk did besides cases: the closed list of what is written down.

use crate::codes;

codes! {
    /// What was done. The phrase key is `audit-<code>`.
    pub enum Deed {
        SetUp = "set_up",
        SignIn = "sign_in",
        SignInFailed = "sign_in_failed",
        /// A code of the second step was right.
        SecondFactor = "second_factor",
        SecondFactorOn = "second_factor_on",
        SecondFactorOff = "second_factor_off",
        SecondFactorFailed = "second_factor_failed",
        RecoveryCodesMade = "recovery_codes_made",
        RecoveryCodeUsed = "recovery_code_used",
        SessionsEnded = "sessions_ended",
        PasswordReset = "password_reset",
        TokenCreated = "token_created",
        TokenRevoked = "token_revoked",
        /// Personal data was shown in clear.
        Reveal = "reveal",
        Settings = "settings",
        Import = "import",
        Backup = "backup",
        BuyerNote = "buyer_note",
        BuyerMerge = "buyer_merge",
        BuyerPart = "buyer_part",
        /// Two alike records were said to be two people.
        BuyerTellApart = "buyer_tell_apart",
        Product = "product",
        OwnerlessReceived = "ownerless_received",
        OwnerlessNote = "ownerless_note",
        OwnerlessMatch = "ownerless_match",
        OwnerlessDispose = "ownerless_dispose",
        TrackingRefused = "tracking_refused",
        MarketplaceRefused = "marketplace_refused",
        /// A decision is told to a marketplace once more.
        MarketplaceToldAgain = "marketplace_told_again",
        CourierPreferred = "courier_preferred",
        PluginBrought = "plugin_brought",
        PluginDiscarded = "plugin_discarded",
        PluginAgreed = "plugin_agreed",
        PluginRolledBack = "plugin_rolled_back",
        PluginEnabled = "plugin_enabled",
        PluginDisabled = "plugin_disabled",
        PluginPaused = "plugin_paused",
        PluginQuarantined = "plugin_quarantined",
        PluginRemoved = "plugin_removed",
        PluginAccountAdded = "plugin_account_added",
        PluginAccountChanged = "plugin_account_changed",
        PluginAccountRemoved = "plugin_account_removed",
        PluginAccountPaused = "plugin_account_paused",
        GatewayBroken = "gateway_broken",
        MailboxSaved = "mailbox_saved",
        MailboxRemoved = "mailbox_removed",
        RepliesChanged = "replies_changed",
        SurveySeen = "survey_seen",
        SmsSaved = "sms_saved",
        BuyerSilenced = "buyer_silenced",
        BuyerToldAgain = "buyer_told_again",
        NoticeRulesChanged = "notice_rules_changed",
        NoticeSent = "notice_sent",
        NoticeStopped = "notice_stopped",
        PluginWishRefused = "plugin_wish_refused",
        PluginAdvicePutAway = "plugin_advice_put_away",
    }
}
