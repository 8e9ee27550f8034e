# Import

## Why a file as a whole is not read

import-refused-empty = The file is empty. Export it from the platform again and upload that.
import-refused-too-large = The file is larger than {$limit} MB. Export shorter periods and upload them one after the other.
import-refused-program = This is a program, not a table. Do not open it; export the orders from the platform again.
import-refused-picture = This is a picture, not a table. Upload the CSV or Excel file the platform gives you.
import-refused-pdf = This is a PDF; tables cannot be read from it. Export CSV or Excel from the platform.
import-refused-other-kind = This is a {$kind} file, not a table. Upload the CSV or Excel file the platform gives you.
import-refused-html-table = This is a web page with the name of a workbook. Open it in Excel, save it as .xlsx and upload that.
import-refused-archive = This is an archive. Unpack it and upload the table inside.
import-refused-other-workbook = This kind of workbook cannot be read. Save it as .xlsx or .csv and upload that.
import-refused-not-text = The file is neither text nor a workbook. Export it from the platform again.
import-refused-bomb = This workbook would unpack to an abnormal size, so it was not opened. Export it again or save it as CSV.
import-refused-line-too-long = Row {$row} is longer than {$limit} KB, most likely because a quotation mark is not closed. Check that row, or export as .xlsx.
import-refused-too-many-columns = There are more than {$limit} columns. Make sure that this is an order table of the platform.
import-refused-too-many-rows = There are more than {$limit} rows. Export shorter periods and upload them one after the other.
import-refused-too-scattered = The rows of too many orders lie far apart. Sort the file by order number, or upload the order sheet and the item sheet one after the other.
import-refused-encrypted = The workbook has a password. Remove it in Excel and upload it again.
import-refused-damaged = The workbook is damaged. Export it from the platform again.
import-refused-unknown-headings = These headings are new. Say in the preview what each column is; it will be remembered.
import-refused-missing-columns = Needed columns are missing: {$columns}. Tick them when exporting, or name them in the preview.
import-refused-unreadable = The file could not be read to its end; the upload may have been cut off. Try again.

## Why a row stays out

import-reason-missing = What every row needs is empty.
import-reason-digits-lost = A spreadsheet program turned the number into a power of ten, and its last digits are gone. Export again without opening and saving it there.
import-reason-not-a-number = This does not look like a number of an order, request or parcel.
import-reason-not-money = This is no amount, or has more than two decimals.
import-reason-not-a-count = The number of pieces should be whole and at least 1.
import-reason-not-a-time = This is no time, or there is no such day.
import-reason-too-long = This is too long.
import-reason-quote-open = A quotation mark here is not closed and swallowed the rows below.
import-reason-other-row = Another row of the same order is wrong, so the whole order waits.
import-reason-no-order = It is not clear which order this row belongs to.
import-reason-order-unknown = There is no such order. Import the order list first.
import-reason-kind-unknown = The list does not say what the buyer wants. Look it up at the platform and enter it by hand.
import-reason-refused = The rules do not allow this.

## What a column means

import-field-order-no = Order number
import-field-status = Order status
import-field-nick = Buyer nickname
import-field-buyer-id = Buyer number at the platform
import-field-ordered-at = Ordered at
import-field-paid-at = Paid at
import-field-shipped-at = Shipped at
import-field-signed-at = Signed for at
import-field-completed-at = Completed at
import-field-closed-at = Closed at
import-field-goods-total = Goods total
import-field-freight = Freight
import-field-discount = Discount
import-field-subsidy = Paid by the platform
import-field-paid-total = Amount paid
import-field-seller-note = Shop note
import-field-buyer-note = Buyer note
import-field-close-reason = Reason for closing
import-field-pay-method = Way of paying
import-field-receiver = Receiver
import-field-phone = Phone
import-field-address = Address
import-field-province = Province
import-field-city = City
import-field-district = District
import-field-carrier = Carrier
import-field-tracking-no = Tracking number
import-field-sub-order-no = Line number at the platform
import-field-title = Item
import-field-sku-text = Variant
import-field-sku-code = Item code
import-field-quantity = Pieces
import-field-unit-price = Unit price
import-field-line-paid = Paid for this line, without freight
import-field-line-due = Due for this line, freight included
import-field-refund-no = Request number at the platform
import-field-refund-kind = Kind of request
import-field-refund-status = State of the request
import-field-refund-amount = Refund amount
import-field-refund-reason = Reason
import-field-refund-text = Buyer's words
import-field-applied-at = Requested at
import-field-finished-at = Finished at
import-field-due-at = Due at
import-field-goods-status = Where the goods are
import-field-needs-return = Goods come back
import-field-intervention = Platform steps in
import-field-return-carrier = Return carrier
import-field-return-tracking-no = Return tracking number
import-field-unused = Not used

## What a sheet holds

import-sheet-orders = Orders
import-sheet-lines = Items of orders
import-sheet-refunds = After-sales requests

## Tables that are known

import-profile-desk-orders = Orders from this desk
import-profile-taobao-classic = Taobao orders (old CSV)
import-profile-taobao-2026 = Taobao orders (workbook of 2026)
import-profile-taobao-sub-orders = Taobao order lines with money
import-profile-taobao-two-sheets = Taobao orders (two sheets)
import-profile-taobao-lines = Taobao items of orders
import-profile-taobao-refunds = Taobao refund list
import-profile-pinduoduo-orders = Pinduoduo orders
import-profile-pinduoduo-refunds = Pinduoduo after-sales list
import-profile-douyin-orders = Douyin shop orders
import-profile-douyin-refunds = Douyin shop after-sales list
import-profile-jd-orders = JD orders
import-profile-jd-services = JD service list
import-profile-1688-orders = 1688 orders (short list)
import-profile-1688-workbook = 1688 orders (workbook)
import-profile-wechat-orders = WeChat shop orders
import-profile-wechat-refunds = WeChat shop after-sales list
import-profile-by-hand = Mapped by hand

## Text encodings

import-encoding-utf-8 = UTF-8
import-encoding-gb18030 = Simplified Chinese (GBK, GB18030)
import-encoding-utf-16le = UTF-16, little-endian
import-encoding-utf-16be = UTF-16, big-endian
import-encoding-big5 = Traditional Chinese (Big5)

## Columns added to the file of bad rows

import-bad-row = Row in the file
import-bad-column = Column
import-bad-reason = Reason

## How far an import is

import-state-waiting = Waiting for you
import-state-running = Importing
import-state-done = Done
import-state-cancelled = Stopped
import-state-refused = File refused
import-state-failed = Interrupted; run it again
