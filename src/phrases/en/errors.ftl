# Errors

## What is said when something goes wrong

error-not-found = This page or record does not exist.
error-not-allowed = You are not allowed to do this.
error-not-allowed-page = You are not allowed to do this. If you need it, ask the owner to give you the role under Settings · Staff.
error-invalid = Some entries need a change; see the marked places.
error-changed-meanwhile = Someone changed this meanwhile. Look at the newest state and try again.
error-read-only = Nothing can be saved just now. Ask the operator to check the disk.
error-busy = Too many things at once. Try again in a moment.
error-fault = Something broke and has been recorded. Try again later.

## What is wrong with an entry

error-required = This is required.
error-login-form = A sign-in name has 2 to 64 characters and no spaces.
error-login-taken = Someone uses this sign-in name already.
error-role-missing = Choose at least one role.
error-last-owner = At least one active owner must remain.
error-zone-unknown = There is no such time zone.
error-shop-taken = There is a shop with this name already.
error-order-without-lines = An order needs at least one item.
error-money-form = Write an amount like 129 or 129.50, with two decimals at most.
