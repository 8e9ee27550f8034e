# The command line and its settings.

# What the commands are for, in `--help`.
cli-about = Aftercare: the after-sales desk a shop runs itself
cli-serve = Run the desk (also what happens without a command)
cli-demo = Run a throw-away desk with an example shop; nothing is left behind
cli-json = Print one JSON object
cli-admin = Accounts for when nobody can sign in
cli-admin-create = Make an account with the role of owner
cli-admin-reset = Set a new password and end every session of the account
cli-admin-login = The sign-in name
cli-admin-password-stdin = Read the password from standard input; otherwise one is made and shown once
cli-backup = Copy everything, open the copy and check it; only then it counts
cli-restore = Put a backup in place; the data that was there is kept aside
cli-restore-from = The folder of the backup
cli-doctor = Check the data: indexes, event chain, files, disk, clock; then whether mailboxes and gateways let the desk in
cli-offline = Leave mailboxes and gateways out
cli-reindex = Rebuild every index from the records
cli-config = Look at the settings
cli-config-print = List every setting, its value and where it came from
cli-config-file = A settings file; aftercare.toml in the data folder unless told
cli-healthcheck = Ask the running desk whether it is well
cli-bench = Fill a throw-away folder and measure the desk over HTTP
cli-bench-cases = How many cases to fill in
cli-bench-folder = Keep the filled desk in this folder and measure it again later
cli-bench-components = Where the example in several languages lies, as plugins/examples/build made it
cli-bench-only = Measure only some, separated by commas: today,list,case,find,search,create,act
cli-bench-plugins = Measure plugins instead: calls beside a bare engine, many of them, and hostile ones beside the pages
cli-bench-notices = Measure notices instead: queueing, sending to a mail server here, what they cost in an act; beside the bare SMTP library
cli-bench-seconds = How many seconds each measurement takes
cli-heading-settings = Settings
cli-exit-codes =
    Exit codes:
    0 done; 1 failed; 2 the command line or a setting is wrong;
    3 not now (the folder or port is in use, or something must come first); 4 done, and something needs a person.

# What the commands say.
cli-failed = Error: { $why }
cli-store = The data cannot be opened: { $why }
cli-needs-stopped = This command needs a stopped desk: stop process { $pid } first, then try again.
cli-port-taken = { $address } is in use by another program. Stop that one, or take another port, as in AFTERCARE_LISTEN={ $other }.
cli-cannot-listen = Cannot listen on { $address }: { $why }. Choose another address with AFTERCARE_LISTEN.
cli-ready = The desk is running: { $address }
cli-set-up-here = First start: open this link in a browser to set the desk up (works for 24 hours, once; also written in { $file }):
cli-stopping = Stopping: requests under way are finished, within { $seconds } seconds.
cli-healthy = Well: { $address }
cli-unhealthy = Not well: { $address } { $why }. See whether the desk is running and what its log says.
cli-admin-not-set-up = The desk is not set up yet: run aftercare serve and open the link it shows.
cli-admin-unknown = There is no account called “{ $login }”.
cli-admin-created = The owner's account “{ $login }” was made.
cli-admin-was-reset = The password of “{ $login }” is new; its sessions have ended.
cli-admin-password = Password (shown only this once): { $password }
cli-admin-password-short = A password has at least { $count } characters.
cli-origin-default = default

# Settings: what each is for.
setting-data = The one folder that holds everything
setting-listen = The address and port the desk listens on
setting-public-url = What people type into the browser; may hold a path; empty means the address listened on
setting-trusted-proxies = Reverse proxies that may say where a request comes from, with commas
setting-key-file = The file with the key of personal fields; empty means in the data folder
setting-backup-folder = Where backups go; empty means backups in the data folder
setting-backup-keep = How many backups are kept
setting-workers = Threads that answer requests; empty means one per processor
setting-log = How much is logged
setting-log-format = How log lines are written: auto means text on a terminal and JSON elsewhere

# Settings: what a right value looks like.
setting-right-path = the path of a file or folder
setting-right-address = an address with a port, as 127.0.0.1:8080 or [::1]:8080
setting-right-url = an address that begins with http:// or https://, as https://shop.example/aftercare
setting-right-networks = addresses or ranges with commas, as 127.0.0.1, 10.0.0.0/8
setting-right-backup-keep = a whole number from 1 to 1000
setting-right-workers = a whole number from 1 to 256, or empty
setting-right-log = error, warn, info, debug, or a tracing filter such as info,aftercare::web=debug
setting-right-log-format = auto, json or text
setting-right-utf8 = UTF-8 text
setting-right-scalar = one value or one list

# Settings: what is wrong.
setting-wrong-value = { $place } is “{ $value }”. Right would be: { $right }.
setting-unknown = There is no such setting: { $place }. aftercare config print lists them all.
setting-unknown-but = There is no such setting: { $place }. Did you mean { $guess }?
setting-file-unreadable = The settings file { $path } cannot be read: { $why }
setting-file-broken = The settings file is broken at { $place }: { $why }
setting-data-in-data = { $place }: a settings file inside the data folder cannot say where the data folder is. Use --data, AFTERCARE_DATA, or a file elsewhere with --config.

# More of what the commands say.
cli-in-use = Process { $pid } has this data folder; waiting for it, up to { $seconds } seconds.
cli-no-data = There is no data in { $folder } yet. Name the data folder with --data or AFTERCARE_DATA, or run aftercare serve first.
cli-backup-made = The backup is made and checked: { $path } ({ $cases } cases, { $orders } orders, { $size }).
cli-backup-key = The key of personal fields is not in it: keep a copy of the key file apart.
cli-backup-asked = The desk is running (process { $pid }) and was asked for a backup; a moment.
cli-backup-unanswered = The running desk made no backup; its log says why.
cli-restore-without-key = Restore although the key is lost: personal fields stay unreadable for ever, the rest is there
cli-restored = The backup of { $at } is in place: { $cases } cases, { $orders } orders, { $files } files.
cli-restored-aside = The data that was there is in { $path }; remove it when all is well.
cli-restored-lacking = { $count } files were already missing when the backup was made.
cli-reindexed = Every index is new: { $records } records, { $rows } rows.
cli-reindex-unreadable = { $count } records cannot be read and have no rows; put a backup in place with aftercare restore.
cli-examined = Examined { $cases } cases, { $events } events, { $records } records, { $rows } index rows, { $files } files; database { $size }, disk free { $free }.
cli-findings-more = { $count } more findings are not listed.
cli-sound = All is well.
cli-cured-by-reindex = aftercare reindex cures indexes and counters.
cli-demo-here = The example shop is open; each link signs in (Ctrl+C ends it, nothing stays):
cli-bench-filling = Filling in { $count } cases …

# What the doctor finds: how bad, and what.
severity-note = note
severity-warning = warning
severity-broken = broken
doctor-record-unreadable = a record cannot be read
doctor-record-orphaned = a record belongs to no case
doctor-index-missing = an index row is missing
doctor-index-extra = an index row too many
doctor-index-different = an index row differs from its record
doctor-counter-different = a counter differs from the records
doctor-index-unfinished = writing the indexes again was interrupted
doctor-chain-broken = an event chain is broken
doctor-file-missing = a file is missing
doctor-file-damaged = a file is damaged
doctor-file-unnamed = a file that no record names; the nightly sweep takes it
doctor-disk-nearly-full = the disk is nearly full
doctor-clock-behind = the clock is behind the newest event
doctor-key-unfit = the key does not open the personal fields
doctor-key-exposed = other users of this machine may read the key
doctor-read-only = writes are refused since the disk failed

# Importing.
cli-import = Import a file
cli-import-orders = Import the order table or after-sales list of a platform
cli-import-file = The CSV or Excel file the platform gave
cli-import-shop = Which shop it belongs to, by number or name; not needed with one shop
cli-import-encoding = Text encoding such as gb18030; found out when left away
cli-import-unreadable = Cannot read { $file }: { $why }
cli-import-encoding-unknown = There is no encoding called { $name }. Known are { $all }.
cli-first-shop = My shop
cli-import-which-shop = Name the shop with --shop: { $shops }
cli-imported = Imported ({ $profile }, { $encoding }): { $rows } rows, { $created } new, { $updated } updated, { $skipped } unchanged, { $bad } bad rows.
cli-admin-reset-factor = Take away the second factor of someone who lost phone and recovery codes
cli-admin-factor-was-reset = The second factor of {$login} is gone; the password stays.
cli-admin-factor-unknown = Nobody signs in as {$login}, or there is no second factor.
cli-reached = Reached: { $what }
cli-not-reached = Not reached: { $what } ({ $said })
