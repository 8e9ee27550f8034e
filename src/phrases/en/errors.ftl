# Errors

## What is said when something goes wrong

error-not-found = This page or record does not exist.
error-not-allowed = You are not allowed to do this.
error-invalid = Some entries need a change; see the marked places.
error-changed-meanwhile = Someone changed this meanwhile. Look at the newest state and try again.
error-read-only = Nothing can be saved just now. Ask the operator to check the disk.
error-busy = Too many things at once. Try again in a moment.
error-fault = Something broke and has been recorded. Try again later.
