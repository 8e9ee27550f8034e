# The desk: what its pages say

## The name

product = Aftercare

## The frame

skip-to-content = Skip to content
nav-label = Main
nav-today = Today
nav-all = All cases
nav-orders = Orders
nav-warehouse = Warehouse
nav-finance = Finance
nav-settings = Settings
find-label = Find a number, phone tail, nickname, any word
at-risk = {$amount} at risk within 2 h
sign-out = Sign out
save = Save
at-risk-short = {$amount} at risk

## Lists

list-title = Cases
list-tabs = Lists
list-open = Open
list-mine = Mine
list-by-itself = Platform clocks
list-disputed = Disputed
list-promised = Promised
list-all = All, newest first
list-kind = Kind
list-role = Whose turn
list-owner = Owner
list-show = Show
list-next = Next page
list-empty = There are no cases in this list.
list-empty-next = Open one from an order
col-left = Time left
col-then = What happens then
col-money = Money
col-no = Number
col-kind = Kind · channel
col-state = State
col-buyer = Buyer · item
col-owner = Owner

## Today

today-by-itself = The platform acts by itself
today-by-itself-empty = No platform clock runs out within 48 hours.
today-promised = What I promised
today-promised-empty = No promise falls due within 48 hours.
today-mine = My turn
today-mine-empty = Nothing waits for you right now.

## Queues

warehouse-title = Warehouse
warehouse-empty = Nothing waits for the warehouse. Scan a tracking number or return code to open its case.
warehouse-scan = Scan a tracking number or return code
warehouse-open = Open
finance-title = Finance
finance-empty = Nothing waits for finance.

## Find

find-title = Find
find-cases = Cases
find-orders = Orders
find-buyers = Buyers

## Signing in and setting up

sign-in = Sign in
sign-in-wrong = The sign-in name or the password is wrong.
sign-in-too-often = Too many tries. Please wait 15 minutes.
field-login = Sign-in name
field-login-hint = Lower-case letters or digits, such as wang.
field-password = Password
field-password-hint = At least 10 characters; a few unrelated words are easiest to remember.
field-display-name = Name
field-shop-name = Shop name
field-channel = Channel
field-lang = Language
field-zone = Time zone
field-theme = Theme
theme-auto = As the system
theme-light = Light
theme-dark = Dark
password-short = A password has at least 10 characters.
password-long = A password has at most 128 characters.
password-common = This password is among the first ones tried.
password-wrong = The current password is wrong.
password-change = Change password
password-old = Current password
password-new = New password
setup-title = Set up Aftercare
setup-lead = Three short steps; everything can be changed later.
setup-token = Set-up token
setup-token-hint = In the terminal, or the first line of the file setup-token in the data folder.
setup-token-wrong = The token is wrong or expired. Copy the link from the terminal.
setup-owner = Owner account
setup-shop = Shop
setup-go = Start
setup-demo = Example shop
setup-demo-no = No, begin empty
setup-demo-yes = Yes, bring in a small shop’s orders and cases to look around

## Settings

settings-version = Version
settings-cases = Cases
settings-orders = Orders
settings-store = Data
settings-store-ok = Readable and writable
settings-staff = Staff
settings-staff-hint = Accounts, roles, limits
settings-shops = Shops
settings-shops-hint = Names, return addresses, hotlines
settings-backups = Backups and examination
settings-backups-hint = Make a backup, examine the records
staff-add = Add staff
staff-inactive = inactive
staff-password-hint = At least 10 characters. Tell it in person; they change it after signing in.
staff-reset = Reset password
field-roles = Roles
field-shops = Shops they see
field-shops-hint = None ticked means all shops.
field-limit = Highest amount they may approve alone
field-limit-hint = Left empty, the role decides.
field-active = Works here and may sign in
shop-add = Add a shop
shop-no-address = no return address yet
field-hotline = Hotline
field-return-address = Return address
field-return-address-hint = Receiver, phone, address. The buyer is told when a return is agreed.
backup-make = Back up now
backup-running = A backup is being made; reload in a while.
backup-folder = Backups go to {$folder}.
backup-key = The key for personal fields is not in them: keep it apart.
backup-none = There is no backup yet. Make the first one now.
backup-at = Made at
backup-age = Age
backup-size = Size
backup-checked = Checked
backup-good = good
backup-wrong = not usable
examine-title = Examination
examine-hint = Checks every record, index, timeline and file; changes nothing.
examine-go = Examine now
examine-sound = Everything is sound.
examine-unsound = Something is wrong. Run aftercare doctor on the server for details.
examine-events = Timeline events
examine-files = Files
examine-disk = Free disk

## Said when done

done-saved = Saved.
done-password = Password changed; other devices are signed out.
done-staff-added = Added.
done-staff-password = Password reset; they have to sign in again.
done-shop-added = Shop added. Fill in its return address next.
done-backup = Backup made and checked.
done-backup-begun = The backup goes on.

## Failure pages

failure-title-400 = Bad request
failure-title-403 = Not allowed
failure-title-404 = Not found
failure-title-405 = Not that way
failure-title-409 = Not now
failure-title-413 = Too large
failure-title-422 = Something does not fit
failure-title-429 = Too often
failure-title-500 = Something broke
failure-title-503 = Not available just now
failure-400 = What the browser sent could not be read. Go back and try again.
failure-403 = This did not come from a page of the desk and was refused. Go back, reload and try again.
failure-405 = This address only takes forms.
failure-413 = What was sent is larger than allowed.
failure-429 = Too many requests. Please wait a little.
failure-back = Back to the desk
failure-request = Request
