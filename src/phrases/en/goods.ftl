# Products, similar cases, possible duplicates

## Products

product-list = Products
product-find = Find by seller's code or name
product-find-go = Find
product-none = No products yet. They appear by themselves as orders are imported or typed in.
product-not-found = No product has “{ $asked }” in its code or name.
product-all = Show all
product-sku = Seller's code
product-known = Noted
product-faults-known = { $n ->
    [one] 1 known fault
   *[other] { $n } known faults
}
product-edit = Edit notes
product-tells-nothing = No care notes and known faults yet. What is written here helps everyone who handles a case of it, and can be sent to buyers.
product-name = Name
product-name-hint = As colleagues see it.
product-care = Care and use
product-care-hint = Written so that it can be sent to a buyer as it is.
product-faults = Known faults
product-faults-hint = One per line: symptom → what to do.
product-selling = Selling points and reply lines
product-selling-hint = One per line; each can be put into a reply with one click.
product-specs = Specifications
product-specs-hint = Material, size, weight, power and so on.
product-warranty = Warranty (months)
product-warranty-hint = From the invoice or the delivery; leave empty when there is none.
product-cost = Cost price
product-cost-hint = Per piece. It guards the margin when compensation is given. Only supervisors, finance and the owner see it.
product-stale = Someone changed this product since you opened it. Everything you typed is still here; what they saved stands below each field. Check, then save.
product-theirs = They saved:
product-back = Do not save
product-figures = Last 180 days
product-rate = Case rate
product-reasons = Reasons
product-ended-so = { $result }: { $n }
product-recent = Recent cases
product-still-open = open

## The goods on a case

goods-title = About the goods
goods-warranty = Under warranty until { $at }.
goods-warranty-over = The warranty ended on { $at }.
goods-insert = Put into the reply
goods-open = Product page

## Similar cases

similar-title = Same product, same reason
similar-lead = Of { $n } in two years, { $count } ended “{ $result }”, after { $days } days on average.
similar-reopened = { $n ->
    [one] 1 was reopened.
   *[other] { $n } were reopened.
}
similar-days = { $days } days
similar-recent = The latest
similar-was-reopened = reopened
similar-no-result = no result noted

## Possible duplicates

twin-title = May be the same thing
twin-photo = Same photo, “{ $name }”.
twin-tracking = Same parcel { $no }.
twin-order = Same order, still open.
twin-merge-there = Merge into that one
twin-merge-here = Take it in here
twin-into = Add to that case
twin-into-hint = What is written here and the files go into that case as a note; no new case is opened. To open one anyway, use the button at the bottom.
new-files = Photos and evidence
new-files-hint = You can choose several. A photo that another case has already is pointed out first.
new-file-kept = received
done-added = Added to { $no }; no new case was opened.
added-lead = The buyer asked again about the same thing: { $kind }, { $reason }.
case-split-off = Split off

## Buyer and order pages

buyer-note-fact = A fact: “Called on 3 November; the courier had left it on the wrong floor; found.”
buyer-note-judgement = Not a judgement: “Difficult, always wants something.”
buyer-note-stale = Someone changed the note since you opened it. Yours is still below; they saved:
buyer-refunded = Refunded
buyer-compensated = Compensated
buyer-value = Net value
buyer-partly = There are many cases: amounts and signs count the latest 200.
buyer-more = Only the latest 50 are listed; use search for the rest.
buyer-signs = Worth noticing
buyer-signs-hint = These are counts, not conclusions; each names its cases. Nothing is refused because of them.
buyer-contacts = Latest words
sign-often-recently = Several requests about refunds or goods in 90 days
sign-not-received = Said not to have arrived
sign-rejected-delivery = Parcel refused
sign-same-photo = The same photo in several cases
sign-other-goods = What came back was not ours
sign-disputed = The platform stepped in
sign-taken-back = Request taken back
buyer-sign = { $sign }: { $n }
order-left = Refundable
order-returned-n = { $n } returned
order-story = What happened
order-case-opened = { $no } opened: { $kind }
order-case-refunded = { $no } refunded { $amount }
order-case-closed = { $no } closed: { $result }
order-freight-left = Refundable freight
