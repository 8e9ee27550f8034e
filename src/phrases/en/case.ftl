# The pages of a case

## The case

case-steps = Five steps
case-next = Next step
case-not-now = Not possible now
case-wants = What the buyer wants
case-applied = Amount asked
case-approved = Amount approved
case-intake = Came by
case-platform-no = Platform case number
case-platform-no-hint = If the platform has a case for this already.
case-rma = Return code
case-owner = Owner
case-next-action = Next
case-lines = Items
case-goods = Item
case-qty = Pieces
case-paid = Paid
case-left = Refundable
case-approved-qty = Agreed
case-returned = Returned
case-passed = Passed
case-failed = Failed
case-expected = Expected
case-grade = Grade
case-sent-out = Sent
case-order = Order
case-order-no = Order number
case-order-status = Order status
case-buyer = Buyer
case-parcels = Parcels
case-carrier = Carrier
case-tracking-no = Tracking number
case-shipped-at = sent {$at}
case-signed-at = signed for {$at}
case-freight = freight {$amount}
case-timeline = Timeline
case-buyer-sees = visible to the buyer
case-say = Write something
case-say-note = Add note
case-say-buyer = Send to buyer
case-receipt = Receipt
case-receipt-empty = No money yet.
case-refundable = At most {$amount} can be refunded.
case-sum = The buyer gets
case-rules-version = Rules version {$n}
case-deadlines = Deadlines
case-files = Files
case-files-empty = No files yet.
case-attach = Upload
case-related = Related cases
case-parent = Parent
case-child = Child
case-split-from = Split from
case-merged-into = Merged into
case-also-known-as = Merged number
case-claim-reason = Claim reason
case-claimed = Claimed
case-recovered = Recovered
case-reference-no = Reference number
case-ruling-amount = Ruled amount
case-points-lost = Points lost
case-group-dispute = Platform dispute
case-group-claim = Courier claim
case-group-money = Money and approval
case-group-work = Hand over and plan
case-group-shape = Merge, split, convert

## Forms of acts

case-at-most = at most {$amount}
case-with-more = Add details
case-optional = optional
case-choose = Choose
case-copy = Copy
case-back = Back
case-instead = Possible now:
case-since-title = Something happened since you opened this
case-since = This is what just happened. What you typed is still here. Read it and submit again.
case-carriers = SF Express | ZTO | YTO | STO | Yunda | J&T | JD Logistics | EMS | DHL | FedEx | UPS

## New case

case-new = New case
case-order-hint = Paste an order number, or choose New case on an order page.
case-order-find = Find order
case-order-not-found = Order {$no} was not found.
case-order-by-hand = Enter the order by hand
case-no-order = Continue without an order
case-kind-choose = Choose the kind of case
case-kind-refund-only = Money back, nothing returned.
case-kind-return-refund = Goods back, then money back.
case-kind-exchange = The same or another variant instead.
case-kind-repair = Sent in, repaired, sent back.
case-kind-reship = Missing or lost, sent again.
case-kind-complaint = Unhappy with service, wants an answer.
case-kind-review = A bad review: reach out and improve.
case-kind-compensation = Freight, price difference, delay or goodwill.
case-kind-inquiry = How to use it, when it arrives.
case-kind-logistics = Stuck, lost, damaged or falsely signed.
case-shop = Shop
case-about = What it is about
case-about-hint = Name the item and why there is no order.
case-subtype = Details
case-reason = Reason
case-amount-hint = Leave empty to take what is refundable for the pieces.
case-amount-follows = Refundable for the pieces. You may lower it; unchanged, it follows the pieces.
case-warned = Worth a look before you open it
case-warned-now = Not opened yet: look at this first. Sending the form again opens the case.
case-buyer-text = In the buyer's words
case-tracking-hint = The tracking number it is about.
case-override-hint = Past the window or excluded, a reason is needed to go on. It is kept in the timeline.
case-line-open = There is an open case:
case-window-closed = The window closed on {$at}.
case-open = Open case: {$kind}

## Said when done

done-act = “{$verb}” is done. Now: {$state}.
done-case-opened = Case {$no} is open.

## What is wrong

error-number-form = Enter a whole number.
error-moment-form = Write the time like 2026-11-22 16:05.
error-choice = Choose one from the list.
error-case-no-form = Not a case number. Check the last character.
error-case-unknown = There is no such case.
error-grade-missing = Choose a grade.
error-invalid-here = This does not fit. Please change it.
error-pieces = No more pieces than were bought.
error-no-pieces = Enter the pieces of at least one item.
error-upload-broken = The content did not arrive whole. Please try again.
error-form-too-large = This is too long.
error-file-too-large = A file may be at most 20 MB.
error-too-many-files = At most 10 files at a time.
error-file-kind = Only pictures, videos, recordings, PDF and plain text.
