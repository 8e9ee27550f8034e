# The daily work on a case

## Checklist items

check-order-no = Order number is right
check-product = Product and variant are right
check-problem = Problem is clearly described
check-opened-on-camera = Photographed while unpacking
check-return-address = Address checked with the buyer
check-chat-read = Read the whole conversation
check-facts-checked = Facts checked with those involved
check-money-arrived = Buyer confirms the money arrived

## Contacts

contact-channel-phone-out = Phone out
contact-channel-phone-in = Phone in
contact-channel-chat = Platform chat
contact-channel-wechat = WeChat
contact-channel-sms = SMS
contact-channel-email = E-mail
contact-channel-page = Page message
contact-channel-in-person = In person
contact-outcome-reached = Reached
contact-outcome-no-answer = No answer
contact-outcome-call-later = Call again later
contact-outcome-refused = Refused to talk
contact-outcome-sent = Sent
contact-outcome-buyer-came = Buyer came to us
direction-in = From the buyer
direction-out = From us
hand-over-answer-open = Not confirmed yet
hand-over-answer-taken = Taken over
hand-over-answer-given-back = Given back

## Acts

verb-log-contact = Log a contact
verb-pin = Pin as a fact
verb-unpin = Unpin
verb-take-over = Take over
verb-restate = Restate to the buyer
verb-give-back = Give back
verb-snooze = Snooze
verb-wake = Wake
verb-remind = Remind me
verb-remind-done = Reminder done
verb-check = Tick an item
verb-uncheck = Untick an item
verb-hint-take-over = First tell the buyer how you understand it, and tick the box once they agree. Until then no other reply goes to the buyer.
verb-hint-restate = The buyer sees this text. Once they agree, tick the box under “Take over”.
verb-hint-give-back = The case returns to whoever handed it over, with your reason.
verb-hint-snooze = It stays out of “My turn” until then. It cannot pass a deadline of the platform or the law, and news wakes it.
verb-hint-remind = It appears on your Today page when it is due. Only you see it there.
field-contact-channel = Channel
field-contact-outcome = Outcome
field-mentions = Mention
field-pinned = Pin as a fact
field-event = Timeline entry
field-reminder = Reminder
field-item = Checklist item
field-help-mentions = They see it under “For me”.
field-help-pinned = Stays in sight above the timeline.

## Refusals and what must hold

refusal-past-deadline = “{$deadline}” runs out at {$time}; it cannot be put off past that.
refusal-unchecked = Tick these items first: {$items}.
refusal-cannot-see = {$name} cannot see this case; choose another colleague.
need-handed-to-you = No hand-over waits for you here.
need-not-taken-yet = No hand-over waits for your answer, so nothing can be given back.
need-buyer-heard = This case has just changed hands: the receiver restates it to the buyer, and replies wait until the buyer agrees.
need-no-hard-deadline = A deadline of the platform or the law runs out in minutes, so it cannot be snoozed.
need-snoozed = It is not snoozed.
need-own-reminder = You have no reminder on this case.
need-unticked-item = Every item of this step is ticked.
need-ticked-item = No item of this step is ticked.
need-pinned-fact = No fact is pinned.

## Owner, next step, times

preset-closing = Before closing today
preset-morning = Tomorrow morning
preset-three-days = In 3 days
plan-closing-next = Before closing, next working day
plan-morning-next = Morning of the next working day
plan-assign = Change owner
plan-next = What happens next
plan-own-time = Another time
plan-save = Save

## Contacts, mentions, facts

contact-legend = Log a contact
contact-words = A few words, optional
mention-pick = Mention
mention-nobody = Nobody
mention-here = {$who} mentioned you here
mention-read = Mark as read
mention-read-all = Mark all as read
fact-due = By {$value}
fact-mentions = Mentions {$names}
pin-title = Facts
pin-pin = Pin
pin-unpin = Unpin

## Snooze and reminders

later-title = Snooze and remind
later-why = Why
later-until = Until when
later-hint = A snoozed case stays out of “My turn” until news wakes it. A reminder appears on your Today page when it is due.
later-snoozed = Snoozed until {$until}
later-reminder = Reminder
later-done = Done

## Checklist

check-title = Checklist
check-required = required

## Hand-over card

card-preview = What the receiver will see
card-quotes = The buyer said
card-promised = We promised
card-proven = Proven
card-money = Money
card-inspected = {$title}: {$passed} passed, {$failed} failed
card-files = Files: {$n}
card-summary = {$kind}, reason: {$reason}. Now “{$state}”; next: {$next}.
card-summary-amount = {$kind}, reason: {$reason}, amount {$amount}. Now “{$state}”; next: {$next}.
card-restate = What you tell the buyer
card-buyer-agreed = The buyer agrees that this is it
card-agreed-at = buyer agreed {$at}
card-not-agreed = the buyer has not agreed yet

## For me

nav-for-me = For me
for-me-handed = Handed to me
for-me-handed-empty = No case waits for you to take it over.
for-me-reminders = Reminders
for-me-reminders-empty = No reminders. Set one under “Snooze and remind” on a case.
for-me-mentions = Mentions of me
for-me-mentions-empty = Nobody has mentioned you yet.
for-me-given = Handed on by me
for-me-given-empty = Everything you handed on is confirmed.
