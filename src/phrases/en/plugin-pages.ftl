# Pages of plug-ins

## When something cannot be done

error-plugin-other-key = It is signed with another key than before, and the old key does not say that this one follows. Ask the publisher; if you are sure, remove the plug-in first and then install this one.
error-plugin-unsigned-now = Earlier versions were signed and this one is not. Ask the publisher for a signed package.
error-plugin-version-differs = This version was here before with other content. A version stays what it is; the publisher has to give it another number.
error-plugin-too-many = There are too many plug-ins. Remove some first.
error-plugin-releases-many = Too many versions of this plug-in lie here. Discard some first.
error-plugin-accounts-many = There are too many accounts.
error-plugin-active = This version is in use and cannot be discarded.
error-plugin-no-grant = Nobody has agreed to what this version may do.
error-plugin-unfit = This does not fit.
error-plugin-account-name = A name has at most 60 characters, on one line.
error-plugin-account-taken = Another account has this name.

## Where it stands

plugin-state-uploaded = Waiting for consent
plugin-state-installed = Installed, not enabled
plugin-state-enabled = Enabled
plugin-state-paused = Paused
plugin-state-quarantined = Left alone for a while after faults
plugin-state-disabled = Disabled

## The pages

settings-plugins = Plug-ins
settings-plugins-hint = Couriers, marketplaces, text messages, payouts
plugins-about = Others write plug-ins; they do what you agree to and nothing else. Look at what one wants before you install it. You can switch it off or remove it at any time.
plugins-none = There are no plug-ins yet.
plugin-bring = Bring a plug-in
plugin-package = Package
plugin-package-hint = An .asp file of at most 40 MiB. You are shown what it wants first; nothing of it runs.
plugin-bring-go = Upload and look
plugin-refused = This package cannot be used:
plugin-no-file = Choose an .asp file first.
plugin-catalogue = Ready-made plug-ins
plugin-catalogue-about = They come with the desk, from the people who wrote it. As with any other: you see what one wants first, and it runs only after you agree.
plugin-look = Look and install
plugin-look-newer = Look at the new version
plugin-here = Already here
plugin-fetch = Install from an address
plugin-fetch-hint = The address of an .asp file, beginning with https, at most 8 MiB. You are shown what it wants first; nothing of it runs.
plugin-fetch-go = Fetch and look
plugin-fetch-address = Please type a whole address that begins with https.
plugin-fetch-nowhere = This address cannot be found, or leads into the shop’s own network, from where nothing is fetched.
plugin-fetch-status = Not there: the server answers { $status }.
plugin-fetch-large = The file is larger than 8 MiB. Download it, then upload it above.
plugin-fetch-broken = It broke off. Try again later, or download it and upload it above.
plugin-shipped = Comes with the desk
plugin-id = Id
plugin-publisher = Publisher
plugin-publisher-known = The same as of earlier versions
plugin-publisher-new = A new publisher. Compare this short form with the one they publish.
plugin-unsigned = Unsigned
plugin-unsigned-about = Nobody vouches for it. Only the sha256 below names its content, and your consent is for this content alone.
plugin-follows = The publisher says that this key follows the former one:
plugin-homepage = Home page
plugin-license = Licence
plugin-wants = It wants to
plugin-reason = Why (the publisher's words)
plugin-personal = personal data
plugin-nothing-else = Nothing else: no files, no other sites, not the shop's network, no other plug-ins.
plugin-uses = A call may use { $memory } MiB of memory, { $cpu } ms of computing and { $wall } s; a day at most { $calls } requests.
plugin-uses-offline = It has no network. A call may use { $memory } MiB of memory.
plugin-differs = Compared with the version in use:
plugin-same-rights = it wants the same.
plugin-more = New
plugin-less = No longer
plugin-upgrade-free = It wants nothing that you have not agreed to.
plugin-upgrade-asked = It wants more than you agreed to. Until you agree, the old version goes on.
plugin-all-rights = Everything it may do
plugin-is-active = This version is in use.
plugin-return = Go back to this version
plugin-upgrade = Agree and use this version
plugin-install-enable = Agree, install and enable
plugin-install = Agree and install, not enabled
plugin-discard = Discard this package
plugin-state = State
plugin-enable = Enable
plugin-enable-again = Enable again
plugin-disable = Disable
plugin-accounts = Accounts
plugin-accounts-none = There is no account yet. The plug-in works with one.
plugin-account-add = Add an account
plugin-export = Download the settings (without secrets)
plugin-versions = Versions
plugin-version = Version
plugin-brought = Brought
plugin-version-active = In use
plugin-version-waits = Waits for you
plugin-version-former = Ran before; you can go back
plugin-may = What it may do
plugin-grants = What was agreed to
plugin-remove = Remove the plug-in
plugin-remove-goes = This goes with it and does not come back:
plugin-remove-versions = The plug-in, all its versions and what was agreed to
plugin-remove-account = Account
plugin-remove-secrets = Secrets: { $n }
plugin-remove-stays = What it brought stays: tracking, orders and cases.
plugin-remove-go = Remove
plugin-remove-not = Keep it
plugin-account-name = Name
plugin-account-name-hint = One that you recognise, such as the shop's
plugin-optional = optional
plugin-secret-kept = Set on { $at } and not shown again. Type a new one to replace it; left empty, it stays.
plugin-secret-forget = Forget it
plugin-account-remove = Remove the account
plugin-account-remove-sure = The account goes with its secrets.
plugin-unfit-required = Fill this in.
plugin-unfit-length = It has { $least } to { $most } characters.
plugin-unfit-number = Write a whole number.
plugin-unfit-bounds = Write a whole number from { $least } to { $most }.
plugin-unfit-among = Choose one of those listed.
plugin-unfit-pattern = It looks like { $pattern } (* is any run, ? one character, # one digit).
plugin-unfit-domain = Write a domain alone, as shop.example.com, without https:// or slashes.
plugin-unfit-url = Write a whole address that begins with https://, without ? or #.
plugin-unfit-invisible = There are characters in it that nobody sees. Type it anew.
done-plugin-discarded = Discarded.
done-plugin-returned = Back to the earlier version.
done-plugin-agreed = Agreed; this version is in use.
done-plugin-enabled = The plug-in is enabled.
done-plugin-disabled = The plug-in is disabled.
done-plugin-removed = The plug-in was removed.
done-plugin-account-saved = The account is saved.
done-plugin-account-removed = The account was removed.
error-plugin-not-running = The plugin is not switched on. Switch it on on its page first.
error-plugin-account-paused = This account is paused: its credentials are wrong. It is tried again once they are saved anew.
error-plugin-quarantined = The plugin kept failing and is left alone for a while; its page says why and until when.
plugin-verify = Test the connection
plugin-verify-hint = Asks the other side who we are with the saved credentials; changes nothing.
plugin-verified = Connected. The other side knows us as { $who }.
plugin-not-verified = Not connected: { $ending }. { $why }
plugin-hook = Address for messages from the service
plugin-hook-hint = The plug-in tells the service by itself; copy it where it must be typed. The address is a credential: keep it to yourself.
plugin-hook-unreachable = This desk has no public https address, so services outside cannot find it and are asked by the clock instead. Set public_url to be told.
plugin-calls = Calls
plugin-calls-hint = The last 100 calls: where they went, how they ended and how long they took. Never what was in them, and no secrets.
plugin-calls-none = Not called yet.
plugin-call-at = Time
plugin-call = Call
plugin-call-ending = Result
plugin-account = Account
settings-couriers = Parcel tracking
settings-couriers-hint = Who is asked first, and how often
couriers-hint = The first account that knows the carrier is asked; where it does not know or fails, the next.
couriers-order = Order
couriers-none = No account can look parcels up yet.
couriers-all = all carriers
couriers-floor = at least { $span } between two questions about one number
couriers-rests = left alone until { $at }
couriers-up = Move up
couriers-up-which = Move { $name } up
couriers-used = Requests per day
couriers-used-none = No request was sent yet.
couriers-day = Day (Beijing)
couriers-most = at most { $n } a day
done-courier-preferred = Order changed.
error-plugin-pushes-many = Too many messages wait to be read.
plugin-call-requests = { $n ->
    [one] { $n } request
   *[other] { $n } requests
}
plugin-call-log = { $n ->
    [one] { $n } line of log
   *[other] { $n } lines of log
}
