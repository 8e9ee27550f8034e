# Reasons and evidence

## Classes of reasons

reason-class-quality = Quality
reason-class-logistics = Delivery
reason-class-shipping = Packing
reason-class-mismatch = Not as described
reason-class-service = Service
reason-class-buyer = Buyer
reason-class-usage = How-to
reason-class-price = Price

## Reasons

reason-broken = Broken
reason-flaw = Flawed
reason-malfunction = Does not work
reason-fading = Colour runs
reason-shrinking = Shrinks
reason-deformed = Out of shape
reason-workmanship = Poor workmanship
reason-itchy = Itches
reason-expired-or-unlabelled = Expired or without Chinese label
reason-late = Late
reason-lost = Parcel lost
reason-wrong-courier = Sent with the wrong courier
reason-damaged-in-transit = Damaged in transit
reason-courier-attitude = Courier was rude
reason-false-sign = Falsely signed
reason-wrong-item = Wrong item sent
reason-left-out = Item left out
reason-missing-parts = Parts missing
reason-too-many = Too many sent
reason-out-of-stock = Out of stock
reason-size = Wrong size
reason-colour = Colour differs
reason-material = Material differs
reason-not-as-pictured = Not as pictured
reason-model = Model does not match
reason-presales-attitude = Rude before the sale
reason-misled = Misled by sales
reason-aftersales-attitude = Rude after the sale
reason-slow = Slow handling
reason-broken-promise = Promise not kept
reason-bad-review = Bad review
reason-seven-days = Changed mind within 7 days
reason-after-seven-days = Changed mind after 7 days
reason-unwanted-unshipped = No longer wanted, not shipped
reason-unwanted-shipped = No longer wanted, shipped
reason-change-address = Address change
reason-wrong-address = Wrong address given
reason-away = Away, cannot receive
reason-bought-wrong = Ordered by mistake
reason-how-to-use = How to use it
reason-installing = Installing
reason-care = Care
reason-price-drop = Price dropped
reason-missed-discount = Discount missed
reason-freight-overpaid = Freight overcharged
reason-return-freight = Return freight

## What the buyer is asked to show

evidence-whole-item = Photo of the whole item
evidence-defect-close-up = Close-up of the defect
evidence-label = Photo of the label
evidence-function-video = Video of the fault
evidence-outer-box = Photos of all six sides of the box
evidence-waybill = Photo of the waybill
evidence-contents = Photo of everything inside
evidence-packing-list = Packing list
evidence-waybill-weight = Weight on the waybill
evidence-ruler-photo = Photo beside a ruler
evidence-daylight-photo = Photo in daylight
evidence-chat-record = Screenshot of the chat
evidence-goods-intact = Photo that shows it intact
evidence-screenshot = Screenshot of the page
