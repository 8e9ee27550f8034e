# Plugins of marketplaces.

marketplace-shop = Shop it belongs to
marketplace-shop-hint = Orders and after-sales requests are kept under this shop. Nothing is pulled until one is chosen; for another shop the last 30 days are pulled anew.

platform-title = Marketplace
payout-title = Payment service
platform-again = Tell again
platform-as-written = As written there
platform-kind = Kind there
platform-state = State there
platform-requested = Asked for
platform-refunded = Paid back
platform-order = Order there
platform-unmapped = The state “{ $raw }” is not in the plug-in's table. It counts as unknown here; please look at the marketplace's own pages
done-platform-told-again = The marketplace is told again at once

telling-waiting = to be told
telling-sending = being told
telling-unsure = unclear whether it was done: looked up before it is sent again
telling-pending = being worked on there
telling-told = done there
telling-refused = not accepted there
telling-unsupported = no such step there
telling-person = please look there yourself
telling-dropped = not sent: paid another way
telling-what-approve-refund = refund approved
telling-what-approve-return = return approved
telling-what-reject = request rejected
telling-what-request-evidence = more evidence asked for
telling-what-confirm-received = goods received
telling-what-ship-replacement = replacement sent
telling-what-pay-out = paid out

states-title = States of the marketplace
states-lead = What the plug-in says each state over there means here. What is not in the table is not guessed: it counts as unknown and is shown as written.
states-raw = Written there
states-label = Called there
states-ours = Means
states-seen = States nobody knows
states-none = None at present.
foreign-state-submitted = to review
foreign-state-await-return = waiting for the return
foreign-state-returning = on its way back
foreign-state-arrived = arrived, to inspect
foreign-state-inspecting = being inspected
foreign-state-paying = being paid
foreign-state-pay-failed = payment failed
foreign-state-refunded = refunded
foreign-state-to-ship = to send
foreign-state-shipped = sent
foreign-state-delivered = delivered
foreign-state-rejected = rejected
foreign-state-disputed = marketplace steps in
foreign-state-withdrawn = withdrawn
foreign-state-expired = expired
foreign-state-closed = closed
foreign-state-unmapped = unknown

# Plugins that pay, and plugins that advise.

payout-shop-hint = The shop whose refunds it pays; with none, it pays nothing.
automation-shop-hint = All shops when none is chosen.
advice-title = Advice
advice-ask = Ask the plug-ins for advice
advice-put-away = Got it
done-advice-asked = The plug-ins looked
done-advice-none = The plug-ins looked and have nothing new to say
done-advice-failed = A plug-in did not answer: { $why }
done-advice-put-away = Put away
