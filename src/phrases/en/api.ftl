# The API

## What a token may do

scope-cases-read = Read cases
scope-cases-act = Open and handle cases
scope-orders-read = Read orders
scope-orders-write = Add and update orders
scope-import = Import order files
scope-buyers-read = Read buyers, masked
scope-buyers-reveal = See personal fields in full, each one recorded
scope-search = Search

## What went wrong

problem-title-malformed = The request cannot be read
problem-malformed = The body of the request is not valid JSON.
problem-title-invalid-query = The query does not fit
problem-invalid-query = A parameter of the query is unknown, there twice, or does not fit; see errors.
problem-title-idempotency-key-missing = Idempotency-Key is missing
problem-idempotency-key-missing = A request that changes something needs an Idempotency-Key: 1 to 80 visible ASCII characters, a new one for each change.
problem-title-not-authenticated = No valid token
problem-not-authenticated = Send a valid token in Authorization. This one may have expired or been revoked, or its person is no longer active.
problem-title-scope-missing = The token lacks the scope
problem-scope-missing = This token was not made for this; use one that has the scope.
problem-title-not-allowed = Not allowed
problem-not-allowed = The person this token belongs to may not do this.
problem-title-not-found = Not found
problem-not-found = It is not there, or the person this token belongs to may not see it.
problem-title-method-not-allowed = Method not allowed
problem-method-not-allowed = Allow names the methods this address takes.
problem-title-refused = Refused by the rules
problem-refused = The rules do not allow this.
problem-title-warned = Warnings to accept
problem-warned = There are warnings. When they are right all the same, name them in accept_warnings and send again.
problem-title-changed-meanwhile = Not in its present state
problem-changed-meanwhile = It has just been changed, or is under way. Look at it again before deciding.
problem-title-precondition-failed = Changed since it was read
problem-precondition-failed = It was changed since it was read: If-Match does not fit. Read it again.
problem-title-too-large = Too large
problem-too-large = The body is larger than this address takes.
problem-title-wrong-content-type = Wrong content type
problem-wrong-content-type = This address does not take this Content-Type.
problem-title-invalid = What was sent does not fit
problem-invalid = Something does not fit; errors says where.
problem-title-idempotency-key-reused = Idempotency-Key was used before
problem-idempotency-key-reused = This Idempotency-Key was used for something else. Take a new one for each change.
problem-title-too-many-requests = Too many requests
problem-too-many-requests = Too many requests; wait as many seconds as Retry-After says.
problem-title-fault = Something broke
problem-fault = Something broke. It is in the log under request_id.
problem-title-unavailable = No changes just now
problem-unavailable = Nothing can be saved just now, or too many changes wait. Try again with the same Idempotency-Key.

## What does not fit

error-field-unknown = There is no such field.
error-field-twice = It is there twice.
error-value-form = It is of another type or form.
error-time-form = Write a moment as in RFC 3339, such as 2026-11-22T09:00:00+08:00.
error-amount-range = An amount is a whole number of fen (1/100 of the unit), from 0 to 100000000000.
error-text-long = The text is too long.
error-text-control = The text holds control characters.
error-cursor = Use the next of the page before as it is.
error-field-not-asked = This act is not told this.
error-one-per-line = One for each line of the case.
error-other-shop = The order belongs to another shop.
error-if-match = As the ETag of the case, such as "12".
error-key-form = 1 to 80 visible ASCII characters, once.
error-key-reused = It was used for something else.

## Settings

setting-api-per-minute = How often one API token may ask in a minute
setting-api-burst = How many of those may come at once
setting-right-api-per-minute = a whole number from 1 to 1000000
setting-right-api-burst = a whole number from 1 to 100000

## The page of tokens

tokens-about = A token lets a program work here in your name, never with more rights than you have. Give each program its own, and revoke it when it is no longer used.
tokens-document = Description of the API (OpenAPI)
tokens-none = There are no tokens yet.
tokens-new = New token
token-confirm = Type the password to make one
token-name = Name
token-name-hint = What uses it, such as “warehouse script”
token-whose = Belongs to
token-begins = Begins
token-scopes = May
token-scopes-hint = Tick only what is needed.
token-expires = Expires
token-used = Last used
token-never-used = Never
token-endless = Never
token-expired = Expired
token-days-30 = 30 days
token-days-90 = 90 days
token-days-365 = 1 year
token-create = Make the token
token-revoke = Revoke
token-shown = The new token, shown only this once. Copy it to where it is used now:
token-was-shown = This token was made a moment ago and shown only then. If it was not copied, revoke it and make another.
token-name-form = A name has at most 64 characters, on one line.
token-scope-missing = Tick at least one.
token-expires-past = It must end in the future.
token-too-many = There are too many tokens; revoke those that are not used.
done-token-revoked = Revoked: programs that use it are shut out at once.

## The command line

cli-token = API tokens: make, list, revoke
cli-token-create = Make a token; it is shown once
cli-token-list = List every token
cli-token-revoke = Revoke a token
cli-token-login = Whose rights it has: the sign-in name
cli-token-name = What the token is called
cli-token-scope = What it may do; may be said several times
cli-token-expires = The day it ends (YYYY-MM-DD, at the end of that day); never when not said
cli-token-json = Print JSON
cli-token-id = The number of the token, as in token list
cli-token-made = Token (shown only this once): { $token }
cli-token-revoked = Token { $id } “{ $name }” is revoked.
cli-token-unknown = There is no token { $id }.
cli-token-day = Write the day as 2027-06-30; it must be in the future.
cli-demo-token = The API (the owner's token, shown only here): { $address } Authorization: Bearer { $token }
