# From nothing to a plugin: new, run, record, dev, install.

cli-plugin-new = Begin a plugin: writes a folder that builds, checks and tests green at once
cli-plugin-new-name = The plugin's name, and its folder's: small letters, digits and hyphens, as in my-courier
cli-plugin-new-lang = What it is written in
cli-plugin-new-kind = What it is for
cli-plugin-new-id = The plugin's id (a domain written backwards; it never changes); com.example.NAME unless told
cli-plugin-new-sdk = The kit lies here already: it is used and not copied
cli-plugin-new-bad-name = { $name } cannot be a name. Begin with a small letter and use small letters, digits and hyphens only, 40 characters at most, as in my-courier.
cli-plugin-new-bad-id = { $id } cannot be an id. Write your domain backwards, as in cn.example.my-courier.
cli-plugin-new-taken = { $folder } is there already and stays as it is. Choose another name, or move it away first.
cli-plugin-new-no-template =
    There is no template for { $kind } in { $lang } yet. There are:
    { $there }
cli-plugin-new-no-sdk = { $path } is no kit of this language: it has no { $mark }. Without --sdk the kit is written into sdk/.
cli-plugin-new-made = { $folder }/ is written
cli-plugin-new-rust =
    Next:
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }
cli-plugin-new-ts =
    Next:
      npm install --prefix { $folder }/sdk
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }
cli-plugin-new-python =
    Next:
      python3 -m venv { $folder }/.venv
      { $folder }/.venv/bin/pip install -r { $folder }/sdk/requirements.txt
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }

cli-plugin-build-sdk = Where the kit for TypeScript or Python lies; sdk/ in the plugin's folder unless told
cli-plugin-no-kit = { $path } has no { $mark }: it is no kit of this language. Say with --sdk where the kit is, or have a new one written with aftercare plugin new.
cli-plugin-no-node = A plugin in TypeScript is built by node, 20 or newer. Install node and try again.
cli-plugin-no-node-tools =
    What the kit builds with is not installed yet:
      npm install --prefix { $sdk }
cli-plugin-no-python = A plugin in Python is built by python3 with venv. Install python3 and try again.
cli-plugin-no-python-tools =
    What the kit builds with is not installed yet:
      python3 -m venv { $folder }/.venv
      { $folder }/.venv/bin/pip install -r { $sdk }/requirements.txt
cli-plugin-not-built-by-kit = It was not built; the kit says why above.

cli-plugin-install = Put a package into a stopped desk: it runs once the owner has agreed on the page
cli-plugin-install-by = The owner in whose name it is brought (login); not needed when there is one only
cli-plugin-install-who = There are several owners; name one with --by: { $owners }
cli-plugin-install-running = The desk is running (process { $pid }). Bring the package on its page Settings, Plugins ({ $page }), or stop the desk first.
cli-plugin-install-waits =
    { $plugin } { $version } lies in the desk and waits for the owner's consent.
    Start the desk and open { $page }: it says what the plugin wants. Nothing of it runs before that.

cli-plugin-dev = Build and test whenever a file changes, until Ctrl+C
cli-plugin-dev-times = End after so many builds
cli-plugin-dev-waits = Waiting for a file to change (Ctrl+C ends it)

cli-plugin-conformance = Rules of its kind: { $tried } tries, { $broken } broken.
conformance-unauthorised = The service answers 401: { $call } must give auth, so that the account waits for a person; it gave { $came }.
conformance-too-often = The service answers 429 and does not say for how long: { $call } must give rate-limited with a pause of its own, say 60 s; it gave { $came }.
conformance-too-often-told = The service answers 429 and asks for 120 s: { $call } must give rate-limited with after-s of 120 or more; it gave { $came }.
conformance-server-error = The service answers 500: { $call } must give retryable, or unknown-outcome where it changes something; it gave { $came }.
conformance-unsent = No connection, and nothing was sent: { $call } must give retryable; it gave { $came }.
conformance-cut-read = The connection was cut after the request: { $call } only reads, so it must give retryable; it gave { $came }. A POST that only asks has to say so (in Rust reads_only).
conformance-cut-write = The connection was cut after the request, and it may have happened: { $call } must give unknown-outcome, so that nothing is sent again blindly; it gave { $came }.
conformance-unreadable = The answer is a page of HTML, or half a JSON: { $call } must give upstream, for the call or for that parcel; it gave { $came }.
conformance-parcels = { $call } must give exactly one item for each parcel asked for, with its parcel unchanged; those that came back: { $came }.
conformance-too-many = { $call } may give no more than window.limit; it gave { $came }. Pass the limit to the service, or cut the page and give a next-cursor.
conformance-signature = A message with a wrong signature: { $call } must give auth(bad-signature) before it reads anything; it gave { $came }.
conformance-states-double = { $call } has { $came } twice in its table of states; leave one row.
conformance-unknown-code = A code that is in no table: { $call } must give Unmapped and keep the code as it came; it guessed { $came }.
conformance-breaks = Whatever the service answers, { $call } must not break but give a typed error: { $came }
conformance-secret = The secret { $came } stands in what { $call } gave or logged. Keep it out of every text.

cli-plugin-run = Make one real call: asks the service at the origins of the manifest, shows requests, log and result
cli-plugin-run-what = The folder of the plugin, or the component in it
cli-plugin-run-account = Settings and secrets of the account, one a line: key = "…" (TOML)
cli-plugin-run-call = Which call, as in courier.track; the test of the connection unless told
cli-plugin-run-json = Its arguments in JSON, by the names of the contract
cli-plugin-run-wrong = It cannot be called: { $why }. Write it by the names of plugins/wit.
cli-plugin-account-unfit = In { $path } these are wrong, missing, or not in the manifest: { $why }. Hold it against [[settings]] of plugin.toml.
cli-plugin-record = Make one real call and record it as a case: stand-ins for secrets and personal data
cli-plugin-record-as = Name of the case, written to fixtures/NAME.json
cli-plugin-record-differs = With stand-ins the call goes another way, so it was not recorded: { $why }
cli-plugin-record-taken = { $path } is there already and stays. Choose another name, or remove it first.
cli-plugin-recorded = Recorded in { $path }. Look it over before you publish it: secrets, phones, names and addresses are replaced, but the service's own words may tell more.

cli-plugin-unfit-no-component = This is no WebAssembly component ({ $why }). Build it with aftercare plugin build.
cli-plugin-unfit-other-track = The plugin was built for aftercare:plugin { $wanted }; this desk speaks { $here }.x. Ask its author for a build for { $here }, or install a newer desk.
cli-plugin-unfit-unknown-part = The plugin asks for { $name }, which this desk does not know. Install a newer desk.
cli-plugin-unfit-forbidden = The plugin asks for { $name }; the only way to the network is aftercare:plugin/http. In TypeScript build without the features http and fetch-event.
cli-plugin-unfit-no-offer = The component offers nothing of aftercare:plugin. Export at least one of: { $offers }.
