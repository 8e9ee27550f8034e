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
error-plugin-not-running = The plugin is not switched on. Switch it on on its page first.
error-plugin-account-paused = This account is paused: its credentials are wrong. It is tried again once they are saved anew.
error-plugin-quarantined = The plugin kept failing and is left alone for a while; its page says why and until when.
