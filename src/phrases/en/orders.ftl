# Orders and buyers

## Orders

order-list = Orders
order-list-empty = There are no orders yet.
order-import = Import orders
order-by-hand = Enter an order by hand
order-keep = Save order
order-add-line = Add a line
order-sku = Variant
order-price = Unit price
order-paid-hint = Leave empty for goods plus freight.
order-ordered = Ordered
order-paid = Paid
order-shipped = Shipped
order-signed = Signed for
order-completed = Completed
order-closed = Closed
order-cod = Cash on delivery
order-refunded = Refunded
order-cases = Cases
order-no-cases = This order has no cases.
order-money = Money
order-goods-total = Goods
order-freight = Freight
order-discount = Discount
order-shown-no = The buyer knows it as {$no}
order-subsidy = Platform subsidy
order-paid-total = Paid in total
order-address = Delivery address
order-buyer-note = Buyer's note
order-seller-note = Seller's note

## Buyers

buyer-identities = Identities
buyer-note = Note
buyer-note-hint = Facts only, no judgements.
buyer-risk = Risk level
buyer-erased = This buyer's personal data was erased.
buyer-no-cases = No cases.
buyer-no-orders = No orders.
reveal = Show
reveal-hint = Each time is recorded. At most 20 an hour for each person.
reveal-title = Personal data
reveal-logged = It was recorded who looked and when. It is shown only once.

## Done and wrong

done-order-kept = The order is saved.
error-order-known = This shop has an order with this number already.
error-order-line = Each line needs an item, pieces and a correct price.
error-paid-below-freight = What was paid cannot be less than the freight.

## The pages of an import

bring-lead = Upload the platform's export of orders or after-sales requests, look at it, then import. The same file twice changes nothing.
bring-file = File
bring-file-hint = CSV or Excel (.xlsx, .xls), at most 200 MB.
bring-upload = Upload and preview
bring-past = Recent imports
bring-result = Result
bring-when = When
bring-counts = {$created} new, {$updated} updated, {$skipped} unchanged, {$bad} bad
bring-progress = {$done} of {$rows} rows
bring-encoding = Text encoding
bring-start = Start the import
bring-drop = Do not import
bring-stop = Stop
bring-stopping = Stopping. What was imported stays.
bring-retry = Import again
bring-rows = Rows
bring-created = New
bring-updated = Updated
bring-skipped = Unchanged
bring-bad = Bad rows
bring-profile = Table
bring-bad-title = Rows that were left out
bring-bad-download = Download these rows
bring-bad-file = bad-rows
bring-row = Row
bring-column = Column
bring-excerpt = Content
bring-unknown = Unknown headings
bring-map = Say what each column means
bring-kind = This table holds
bring-merged = Only the first row of an order has its number
bring-remember = Remember and preview again
bring-too-large = The file is larger than 200 MB. Export it in parts.
bring-no-file = Choose a file.

## Ownerless parcels

ownerless-title = Ownerless parcels
ownerless-empty = There are no ownerless parcels.
ownerless-new = Take one in
ownerless-take = Take in
ownerless-tail = Last digits of the phone
ownerless-received = Received
ownerless-matched = Matched to
ownerless-disposal = How it is disposed of
ownerless-match = Match to a case
ownerless-proposed = It may be one of these
ownerless-no-proposal = No case matches so far. Enter the nickname or phone on the slip.
ownerless-score = Score
ownerless-why = Why
ownerless-sender = Sender’s nickname or phone
ownerless-sender-hint = Nickname, phone or its last four digits, as the slip says.
ownerless-look = Look for cases
