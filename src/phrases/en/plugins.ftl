# Plug-ins

## What is wrong

plugin-fault-not-toml = This is not valid TOML: { $found }.
plugin-fault-not-text = It holds characters nobody sees, or is no UTF-8 text. Type it anew: { $write }
plugin-fault-missing = This is missing. Write: { $write }
plugin-fault-unknown-key = “{ $found }” is not known. These are: { $write }
plugin-fault-wrong-kind = This is of the wrong type ({ $found }). Write: { $write }
plugin-fault-empty = This cannot be empty. Write: { $write }
plugin-fault-too-long = This is too long; { $write } are the most: { $found }
plugin-fault-too-many = There are { $found } of these; { $write } are the most.
plugin-fault-twice = This is there twice: { $found }. Keep one.
plugin-fault-not-among = There is no “{ $found }”. Choose among: { $write }
plugin-fault-out-of-bounds = { $found } is out of bounds. Possible is: { $write }
plugin-fault-schema-newer = This manifest is of form { $found }; this desk reads form 1. Use a newer desk, or write { $write }.
plugin-fault-plugin-id-form = “{ $found }” cannot be an id. Write a domain backwards, in lower-case letters, digits and dashes: { $write }
plugin-fault-version-form = “{ $found }” is not a version of three numbers (without a + part). Write: { $write }
plugin-fault-api-form = “{ $found }” is not a released version of the contract. Write: { $write }
plugin-fault-api-newer = This plug-in needs a newer desk: it is made for contract { $found }, and this desk speaks { $write }. Upgrade the desk first.
plugin-fault-api-older = This plug-in is made for the old contract { $found }, which this desk ({ $write }) no longer speaks. Ask its publisher for a newer version.
plugin-fault-key-form = “{ $found }” cannot be a key. Begin with a lower-case letter and use letters, digits and dashes, at most 40: { $write }
plugin-fault-origin-form = “{ $found }” is not an origin. Write https://, a domain and perhaps a port, nothing else: { $write }
plugin-fault-origin-plain = “{ $found }” is not encrypted; that is only for the shop's own network (private = true). Write: { $write }
plugin-fault-origin-literal = “{ $found }” is an address or a host of the local network. Name a domain, or add private = true if it really is local: { $write }
plugin-fault-path-form = “{ $found }” cannot begin a path: start with / and leave out .., //, %, ? and *. Write: { $write }
plugin-fault-pattern-form = “{ $found }” cannot be a pattern: * is any run, ? one character, # one digit. Write: { $write }
plugin-fault-pattern-alone = A pattern is only for a host that a setting names. Write: { $write }
plugin-fault-setting-unknown = There is no setting “{ $found }”. Add: { $write }
plugin-fault-setting-no-host = A setting of type { $found } cannot name a host. Make it: { $write }
plugin-fault-origin-not-asked = A secret cannot be sent to “{ $found }”: permissions.http does not have it. These are there: { $write }
plugin-fault-secret-unknown = There is no secret “{ $found }”. Add: { $write }
plugin-fault-secret-only = Only a secret can have this (it is { $found }). Make it: { $write }
plugin-fault-network-unused = A plug-in of these worlds has no network: take permissions.http out.
plugin-fault-webhook-needed = { $found } reads what comes in. Add: { $write }
plugin-fault-webhook-unused = Nothing in it reads what comes in: take [permissions.webhook] out.
plugin-fault-choices-needed = Type choice needs choices, and no other type has them (it is { $found }): { $write }
plugin-fault-default-unfit = The default “{ $found }” does not fit its own setting (type { $write }; a secret has none).
plugin-fault-duration-form = “{ $found }” is not a length of time. Write a number and s, m, h or d: { $write }
plugin-fault-below-floor = every is { $found }, shorter than min ({ $write }). Make every longer.
plugin-fault-call-not-offered = Its worlds do not offer “{ $found }”. Possible is: { $write }
plugin-fault-call-not-scheduled = “{ $found }” is not called by the clock. Possible is: { $write }

## The package itself

plugin-fault-not-zip = This is not a plug-in package. Choose an .asp file.
plugin-fault-packed-too-large = This is too large: { $found }; { $write } are the most.
plugin-fault-unpacked-too-large = Unpacked it has more than { $write }.
plugin-fault-too-many-files = There are more than { $write } files in it.
plugin-fault-name-form = The file name “{ $found }” cannot be used: a relative path of letters, digits, dots, dashes and underscores.
plugin-fault-compressed = Files in a package are not compressed. Make it with aftercare plugin pack.
plugin-fault-container = The package was changed or damaged here. Download it again; authors make it with aftercare plugin pack.
plugin-fault-file-missing = This file is missing from the package.
plugin-fault-file-unasked = A package has no place for this file: only plugin.toml, plugin.wasm, README, LICENSE and fixtures/.
plugin-fault-sums-form = The list of sums is not as it should be. Make the package again with aftercare plugin pack.
plugin-fault-sums-other = The list of sums is that of another plug-in or version. Make the package again.
plugin-fault-sum-missing = The list of sums does not have this file: it was put in later.
plugin-fault-sum-wrong = Its content does not fit its sum: it was changed or damaged.
plugin-fault-signature-form = The signature is not as it should be. Sign again with aftercare plugin sign.
plugin-fault-signature-wrong = The signature is not that key's for these files: something was changed. Do not install it.
plugin-fault-hand-over-form = The statement that another key follows is not as it should be. Sign again with aftercare plugin sign --from.
plugin-fault-hand-over-wrong = The statement that another key follows was not made by the old key for this plug-in and this key. Do not install it.
plugin-fault-machine-code = This is compiled machine code, which is never taken from outside. Only a WebAssembly component is.
plugin-fault-core-module = This is a WebAssembly module and not yet a component. Make one with aftercare plugin build.
plugin-fault-not-component = This is not a WebAssembly component. Make one with aftercare plugin build.
plugin-fault-place-line = { $file } line { $line } { $key }
plugin-fault-at = { $place }: { $said }

## What it wants to do

plugin-offer-account = test the connection
plugin-offer-courier = look parcels up
plugin-offer-courier-recognise = say whose tracking number it is
plugin-offer-courier-subscribe = be told when a parcel moves
plugin-offer-courier-push = read what the courier sends
plugin-offer-marketplace = read orders and requests from the marketplace, and hand decisions back
plugin-offer-marketplace-order = read one order of the marketplace by its id
plugin-offer-marketplace-push = read what the marketplace sends
plugin-offer-sms = send text messages
plugin-offer-sms-check = look up whether a text message was sent
plugin-offer-sms-push = read receipts of text messages
plugin-offer-robot = post alerts to the staff's chat
plugin-offer-payout = carry out payments that people approved (it cannot approve any)
plugin-offer-automation = look at cases, suggest and tag
plugin-data-shipment-number = tracking number
plugin-data-shipment-carrier = carrier
plugin-data-buyer-phone-tail = last four digits of the buyer's phone
plugin-data-buyer-phone = the buyer's phone number
plugin-data-buyer-name = the buyer's name
plugin-data-buyer-address = the buyer's address
plugin-data-message-text = the words of messages to buyers
plugin-data-alert-text = the words of alerts to staff
plugin-data-decision = decisions on marketplace requests, with amounts
plugin-data-shop-return-address = the shop's return address
plugin-data-payment = approved payments, with amount and payment number
plugin-data-case-facts = kind, state, reason, dates, amount, goods and tags of a case
plugin-limit-wall = up to { $value } s for a call
plugin-limit-cpu = up to { $value } ms of computing for a call
plugin-limit-http-calls = up to { $value } requests in a call
plugin-limit-memory = up to { $value } MiB of memory
plugin-limit-result = up to { $value } MiB of results in a call
plugin-right-offer = Be called by the desk to { $what }
plugin-right-http = Send { $method } requests to { $origin }{ $path }
plugin-right-setting = the “{ $label }” you enter
plugin-right-local = Reach { $origin } in the shop's own network
plugin-right-per-day = Ask { $origin } up to { $calls } times a day
plugin-right-secret-to = Have the secret “{ $key }” put into requests to { $origin } (the plug-in itself cannot read it)
plugin-right-reveal = Read the secret “{ $key }”
plugin-right-told = Be told: { $what }
plugin-right-webhook = Be sent requests from outside, up to { $kib } KiB each
plugin-right-keep = Keep up to { $kib } KiB of its own data for each account
plugin-right-limit = Use more than usual: { $what }

## The words that a publisher's key is read out in: 256, one for each byte

plugin-key-words = acid acorn actor agent album alarm amber angel ankle apple april apron arena armor arrow aspen atlas attic auto badge bagel baker bamboo banjo barn basil basin beach beard berry birch bison blade bloom board bonus book boot bowl bread brick bride brush bugle cabin cable cactus camel candy canoe cargo carol castle cedar cello chalk cherry chess chief cider cinema circle citrus clay cliff clock cloud clover coach coal cobra cocoa comet coral corn cotton couch crab crane cream creek crow crown cube curry daisy dance dawn deer delta denim desk dice diner disk dolphin donkey door dove dragon dress drum duck dune eagle earth easel echo eel elbow elk ember engine envoy fable falcon farm feather fence fern ferry fiber field fig film finch fire flag flame flint flute foam forest fork fossil fox frame frog fruit galaxy garden garlic gate ghost giant ginger giraffe glass globe glove goat gold grape grass gravel guitar gull hammer harbor harp hawk hazel helmet heron hill honey hoof horn hotel house husky ice igloo index ink iris iron island ivory ivy jacket jade jaguar jam jazz jelly jewel jungle juniper kayak kettle key king kite kiwi knee knight koala label lace ladder lake lamp lark laser lava lemon lens lily lime linen lion lizard llama lobster locket lotus lunar lynx magnet mango maple marble mask meadow melon metal mint mirror mocha moon moose moss motor mouse museum music napkin nectar needle nest noodle north nutmeg oak oasis ocean olive onion opal orbit orchid otter owl oyster paddle

## The command line

cli-plugin-keygen = Make a publisher's key that only you can read
cli-plugin-keygen-out = Where the key file goes
cli-plugin-pack = Pack a folder into an .asp package, unsigned
cli-plugin-pack-folder = The folder with plugin.toml and plugin.wasm
cli-plugin-pack-out = Where the package goes; id-version.asp unless told
cli-plugin-sign = Sign a package with a publisher's key
cli-plugin-sign-key = The key file
cli-plugin-sign-from = When the key changes: the file of the old key, which says that the new one follows it
cli-plugin-verify = Check that a package is whole, and who signed it
cli-plugin-verify-by = Ask that this public key, or its short form, signed it
cli-plugin-inspect = Look at what a package is and wants to do
cli-plugin-inspect-against = Compare the permissions with this older version
cli-plugin-package = The package (.asp)
cli-plugin-key-made =
    The key is made: { $path } (keep a copy elsewhere; without it there are no new versions of your plug-in)
    Public key: { $key }
    Short form: { $id }  { $words }
cli-plugin-packed =
    Packed: { $path } ({ $size } bytes, unsigned)
    sha256: { $hash }
cli-plugin-signed =
    Signed: { $path }
    Publisher: { $id }  { $words }
    sha256: { $hash }
cli-plugin-whole =
    Whole: { $plugin } { $version }, signed by { $id } ({ $words }).
    sha256: { $hash }
cli-plugin-whole-unsigned =
    Whole but unsigned: { $plugin } { $version }. Only its content names it:
    sha256: { $hash }
cli-plugin-by-other = It is signed by { $id }, not by whom you asked for.
cli-plugin-by-nobody = This package is not signed.
cli-plugin-faults = { $count } things to change:
cli-plugin-unreadable = { $path } cannot be read: { $why }
cli-plugin-unwritable = { $path } cannot be written: { $why }
cli-plugin-no-manifest = There is no plugin.toml in { $folder }. Run this in the plug-in's folder, or name the folder.
cli-plugin-about =
    { $name }  { $plugin } { $version }
    Contract { $api }, { $language }, component of { $size } bytes
cli-plugin-by = Publisher: { $id }  { $words }
cli-plugin-follows = This key follows: { $id }
cli-plugin-unsigned = Unsigned
cli-plugin-wants = It wants to:
cli-plugin-settings = Its settings:
cli-plugin-setting-required =  (required)
cli-plugin-difference = Compared with { $version }:
cli-plugin-same-rights = The permissions are the same.
cli-plugin-needs-consent = It wants more: the owner is asked again at the upgrade.
cli-plugin-no-consent = It does not want more: the upgrade asks nobody.
cli-plugin-folder = The folder of the plugin
cli-plugin-check = Check whether the plugin in a folder can be installed: manifest, component, what it uses
cli-plugin-test = Run all recorded cases of the folder in the real host
cli-plugin-unfit = This component cannot be installed: { $why }
cli-plugin-offers-differ = The manifest says it offers { $said }; the component offers { $is }. Change worlds in plugin.toml, or export what is missing.
cli-plugin-http-unused = The manifest asks for the network, and the component does not use http. Remove [[permissions.http]].
cli-plugin-checked =
    { $plugin } { $version } can be installed ({ $size } bytes)
      offers: { $offers }
      uses: { $imports }
cli-plugin-no-cases = There is no case. Put JSON files into fixtures/, one for each case.
cli-plugin-tested = { $passed } passed, { $failed } differ.
plugin-ending-answered = answered
plugin-ending-retryable = again later
plugin-ending-rate-limited = asked to wait
plugin-ending-auth = wrong credentials
plugin-ending-invalid = not acceptable
plugin-ending-not-found = not there
plugin-ending-refused = refused
plugin-ending-conflict = changed there meanwhile
plugin-ending-unsupported = not supported
plugin-ending-unknown-outcome = outcome unknown
plugin-ending-upstream = unreadable answer
plugin-ending-internal = a fault of the plugin
plugin-ending-nonsense = nonsense from the plugin
plugin-ending-broken = the plugin broke
