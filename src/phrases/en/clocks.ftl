# What becomes of running clocks when the rules or a calendar change
effect-title = One look before you save
effect-cases = { $n ->
    [one] Deadlines of { $n } open case will move
   *[other] Deadlines of { $n } open cases will move
}: { $later } later, { $sooner } sooner.
effect-cases-newest = Deadlines of { $n } of the newest open cases will move: { $later } later, { $sooner } sooner. Older cases are recomputed as well.
effect-over = { $n } of them will be overdue at once.
effect-later-on = This counts the cases open now; when the version begins, those open then are recomputed.
effect-stays = Deadlines of marketplaces and of the law, promises, and what someone moved by hand stay. Every case keeps its old and its new time.
effect-go = Confirm and save
round-running = Recomputing deadlines of open cases: { $looked } looked at, { $moved } moved.
round-done = Deadlines of open cases were recomputed at { $at }: { $looked } looked at, { $moved } moved.
calendar-of-shops = Calendars of the shops
calendar-of-shops-hint = A shop with other hours can have a calendar of its own; the others go by the one above.
calendar-own = Its own
calendar-general = General calendar
calendar-is-own = This shop goes by a calendar of its own.
calendar-is-general = This shop goes by the general calendar. Change it below and save to give the shop one of its own.
calendar-make-own = Save for this shop only
calendar-back = Go back to the general calendar
calendar-back-hint = The shop’s own hours and days off are no longer used; the history keeps them. Deadlines of open cases are recomputed by the general calendar.
calendar-of-shop = Opening hours and days off of this shop
done-calendar-general = The shop goes by the general calendar again.
token-revoke-sure = The program that uses it is cut off at once; this cannot be undone.
token-revoke-go = Revoke it
calendar-back-none = No deadline of an open case changes.
calendar-back-go = Go back to it
session-end-sure = { $device } is signed out at once; last used: { $used }. What was not saved there is lost.
session-end-go = Sign it out
rules-withdraw-sure = Version { $n } was to hold from { $from }. Once withdrawn it never holds, and it cannot be brought back.
rules-withdraw-go = Withdraw it
