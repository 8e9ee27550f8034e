//! Every table and index with its key and value: the schema at a glance.
//!
//! Keys are fixed-width big-endian numbers, or text closed by a zero byte, so that key order is
//! the order a page reads. Values are records (`record.rs`); an index value covers what a list
//! shows, or is empty.

use redb::TableDefinition;

/// The version of this schema. A data folder with a newer one is refused.
pub const SCHEMA_VERSION: u32 = 2;

macro_rules! tables {
    ($($(#[$meta:meta])* $variant:ident = $name:literal,)+) => {
        /// A table. All are bytes to bytes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table { $($(#[$meta])* $variant,)+ }

        impl Table {
            pub const ALL: &'static [Table] = &[$(Table::$variant,)+];

            pub const fn name(self) -> &'static str {
                match self { $(Table::$variant => $name,)+ }
            }
        }
    };
}

tables! {
    /// name → number or text about the database itself: schema version, key id.
    Meta = "meta",
    /// sequence name → last number given.
    Sequences = "sequences",
    /// counter name → i64.
    Counters = "counters",
    /// command key hash [32] → result of the command.
    Commands = "commands",
    /// (at i64, command key hash [32]) → (): what to forget after seven days.
    CommandTimes = "command_times",

    /// case u64 → Case.
    Cases = "cases",
    /// (case u64, seq u64) → CaseEvent.
    Events = "events",
    /// (case u64, seq u64) → Text: erasable words of an event.
    Texts = "texts",
    /// order u64 → Order.
    Orders = "orders",
    /// buyer u64 → Buyer.
    Buyers = "buyers",
    /// shop u64 → Shop.
    Shops = "shops",
    /// staff u64 → Staff.
    Staff = "staff",
    /// session token hash [32] → Session.
    Sessions = "sessions",
    /// API token hash [32] → ApiToken.
    Tokens = "tokens",
    /// setting name → JSON.
    Settings = "settings",
    /// version u64 → Version of the rules.
    RulePacks = "rule_packs",
    /// (at i64, n u64) → AuditEvent: sign-ins, reveals, settings.
    Audit = "audit",
    /// notice u64 → QueuedNotice.
    Outbox = "outbox",
    /// dedupe key text → notice u64.
    OutboxKeys = "outbox_keys",
    /// delivery u64 → Delivery: a notice on one way to one receiver.
    Deliveries = "deliveries",
    /// (case u64, way u8, delivery u64) → Timestamp: those on their way, and not before when.
    DeliveriesOpen = "deliveries_open",
    /// delivery u64 → (): those a person has to look at.
    DeliveriesStuck = "deliveries_stuck",
    /// (case u64, delivery u64) → ().
    DeliveriesByCase = "deliveries_by_case",
    /// (gateway text, its own name text) → delivery u64: what a receipt is about.
    DeliveriesByReference = "deliveries_by_reference",
    /// (next i64, delivery u64) → u32: when a gateway is asked what became of it, and how often it was.
    ReceiptsAwaited = "receipts_awaited",
    /// (gateway text, its own name text) → Receipt: came before the desk knew the name.
    ReceiptsEarly = "receipts_early",
    /// keyed hash of an address text → OptOut: who wants no messages there.
    OptOuts = "opt_outs",
    /// mail u64 → Taken: what came in, and where it went.
    Inbox = "inbox",
    /// mail u64 → (): those a person has to look at.
    InboxToSee = "inbox_to_see",
    /// (mailbox u32 as u64, keyed hash of its own name text) → mail u64: what was taken before.
    InboxNames = "inbox_names",
    /// (day i64, what text) → u32: what was sent on a day.
    NoticeCounts = "notice_counts",
    /// posting u64 → Posting: an event for one webhook, and how far it came.
    Postings = "postings",
    /// (webhook u64, posting u64) → Timestamp: those on their way, and not before when.
    PostingsOpen = "postings_open",
    /// (webhook u64, posting u64) → ().
    PostingsByEndpoint = "postings_by_endpoint",
    /// job u64 → Job.
    Jobs = "jobs",
    /// header fingerprint text → Mapping of an unknown order file.
    Mappings = "mappings",
    /// seq u64 → Changed: what each commit changed, for the search index to follow.
    Changes = "changes",
    /// (case u64, n u64) → Answer: what a buyer said of a closed case.
    Surveys = "surveys",
    /// (case u64, n u64) → (): bad answers that nobody who leads looked at.
    SurveysToSee = "surveys_to_see",
    /// (day i64, staff u64) → Kept: promises made, kept and kept too late.
    PromiseCounts = "promise_counts",
    /// (case u64, event u64, due i64) → (): a time in a message that is no promise.
    PromisesPassed = "promises_passed",
    /// reply u64 → Reply: what is said again and again.
    Replies = "replies",
    /// (staff u64, reply u64) → i64: when somebody last said it.
    ReplyUses = "reply_uses",
    /// staff u64, or 0 for everyone → ViewList: saved lists.
    Views = "views",
    /// run u64 → BulkRun: one act on many cases, and what came of it.
    BulkRuns = "bulk_runs",
    /// ownerless parcel u64 → Ownerless.
    Ownerless = "ownerless",
    /// (staff u64, at i64, case u64, seq u64) → Mention.
    Mentions = "mentions",
    /// product u64 → Product.
    Products = "products",
    /// (number text, carrier text) → Track: what happened to one parcel.
    Tracks = "tracks",

    /// plugin id text → Plugin: its versions and where it stands.
    Plugins = "plugins",
    /// (plugin id text, n u64) → Grant: what the owner agreed to.
    PluginGrants = "plugin_grants",
    /// account u64 → Account of a plugin, its secrets sealed.
    PluginAccounts = "plugin_accounts",
    /// (account u64, name text) → KeptValue: what a plugin keeps for itself.
    PluginKept = "plugin_kept",
    /// (plugin id text, place u64) → Called: the last calls of a plugin.
    PluginCalls = "plugin_calls",
    /// push u64 → Pushed: what came in at an account's address and was not read yet.
    PluginPushes = "plugin_pushes",
    /// (account u64, BLAKE3 of the message's own key [32]) → i64: messages that were read.
    PluginPushesRead = "plugin_pushes_read",
    /// (account u64, day u64, origin text) → u32: requests that were sent.
    PluginSpent = "plugin_spent",
    /// (case u64, event u64) → Telling: a decision that a marketplace is told.
    Tellings = "tellings",
    /// (case u64, event u64) → Timestamp: those on their way, and not before when.
    TellingsOpen = "tellings_open",
    /// case u64 → Foreign: the marketplace's own request, as it was last told.
    ForeignRequests = "foreign_requests",
    /// account u64 → States: the plugin's table of foreign states.
    ForeignStates = "foreign_states",
    /// (account u64, thing u8, id text) → Look: what a marketplace is asked for by its id.
    Looks = "looks",
    /// (account u64, case u64, event u64) → Happening: events an automation plugin is still to hear.
    Happenings = "happenings",
    /// (case u64, account u64) → Advice: what an automation plugin said about a case.
    Advice = "advice",
    /// plugin id text → Standing: its faults and its quarantine.
    PluginStandings = "plugin_standings",

    /// (staff u64, case u64 or 0, place text, tab text) → Draft: words typed and not yet sent.
    Drafts = "drafts",
    /// message u64 → Waiting: a message to a buyer that can still be taken back.
    Waiting = "waiting_messages",

    // Look-ups: one row per name.
    /// case number text → case u64; a merged case leads on by itself.
    CaseNos = "ix_case_nos",
    /// (shop u64, order number text) → order u64.
    OrderNos = "ix_order_nos",
    /// (shop u64, platform number text) → case u64.
    PlatformNos = "ix_platform_nos",
    /// payment number text → case u64.
    TxnNos = "ix_txn_nos",
    /// login text → staff u64.
    Logins = "ix_logins",
    /// identity hash text → buyer u64.
    Identities = "ix_identities",
    /// (token text, 0, what u8, id u64) → (): quick find; personal tokens are keyed hashes.
    Find = "ix_find",

    /// (shop u64, product code text) → product u64.
    ProductCodes = "ix_product_codes",
    /// (BLAKE3 of a photo or film [32], case u64) → (): who handed the same in before (F10).
    Photos = "ix_photos",

    // Lists: covering rows in the order they are read.
    /// (due i64, case u64) → CaseRow of every open case.
    OpenByDue = "ix_open_by_due",
    /// (staff u64, due i64, case u64) → CaseRow of open cases.
    OpenByOwner = "ix_open_by_owner",
    /// (role u8, due i64, case u64) → CaseRow of open cases.
    OpenByRole = "ix_open_by_role",
    /// (kind u8, due i64, case u64) → CaseRow of open cases.
    OpenByKind = "ix_open_by_kind",
    /// (due i64, case u64) → CaseRow where the platform or the law acts by itself.
    PlatformByDue = "ix_platform_by_due",
    /// (due i64, case u64) → CaseRow of open cases in which the platform intervenes.
    DisputedByDue = "ix_disputed_by_due",
    /// (due i64, case u64) → CaseRow where we promised something.
    PromiseByDue = "ix_promise_by_due",
    /// (opened i64, case u64) → CaseRow of every case.
    CasesByOpened = "ix_cases_by_opened",
    /// (order u64, case u64) → ().
    CasesByOrder = "ix_cases_by_order",
    /// (buyer u64, opened i64, case u64) → CaseRow.
    CasesByBuyer = "ix_cases_by_buyer",
    /// (next i64, case u64) → (): when the clock has something to do.
    Timers = "ix_timers",
    /// (ordered i64, order u64) → OrderRow.
    OrdersByTime = "ix_orders_by_time",
    /// (buyer u64, ordered i64, order u64) → OrderRow.
    OrdersByBuyer = "ix_orders_by_buyer",
    /// (shop u64, product code text, ordered i64, order u64) → ().
    OrdersByProduct = "ix_orders_by_product",
    /// (shop u64, product code text, reason text, opened i64, case u64) → Trace: how it ended.
    CasesByProduct = "ix_cases_by_product",
    /// (staff u64, at i64, case u64, seq u64) → (): what they have not read.
    UnreadMentions = "ix_unread_mentions",
    /// (staff u64, 0 to them or 1 from them, at i64, case u64) → (): hand-overs that wait.
    HandOvers = "ix_hand_overs",
    /// (staff u64, at i64, case u64, no u64) → (): reminders that wait.
    Reminders = "ix_reminders",
    /// (next i64, number text, carrier text) → (): whose parcel is asked for when.
    TrackPolls = "ix_track_polls",
    /// (look i64, number text, carrier text) → (): when the clock sees whether a parcel still moves.
    TrackLooks = "ix_track_looks",
    /// (staff u64, session hash [32]) → ().
    SessionsByStaff = "ix_sessions_by_staff",
}

impl Table {
    /// Whether the table can be recomputed from records (`reindex`).
    pub fn is_index(self) -> bool {
        self.name().starts_with("ix_")
    }

    /// Whether its records are few, seldom change and are kept decoded (`kept.rs`).
    pub(super) const fn is_kept(self) -> bool {
        matches!(
            self,
            Table::Settings | Table::Staff | Table::Shops | Table::Sessions
        )
    }

    pub(super) const fn definition(self) -> TableDefinition<'static, &'static [u8], &'static [u8]> {
        TableDefinition::new(self.name())
    }
}
