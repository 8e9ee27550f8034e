# Refusals and needs

## Why it cannot be done now

refusal-wrong-state = “{$verb}” is possible only while the case is in: {$states}.
refusal-never = “{$verb}” is not possible for this kind of case.
refusal-wrong-role = This is done by: {$roles}.
refusal-not-for-staff = The buyer, the system or the platform does this; staff cannot.
refusal-case-ended = The case has ended. To go on with it, reopen it first.
refusal-missing = Fill in “{$field}”.
refusal-invalid = Check “{$field}”: it does not fit.
refusal-more-than-refundable = At most {$amount} can still be refunded.
refusal-above-limit = This is above your limit of {$limit}. Ask for approval.
refusal-same-person = Whoever asked may not approve. A colleague with the right must do it.
refusal-too-early = Not before {$time}.
refusal-too-late = Too late: the time ran out on {$time}.
refusal-too-often = { $count ->
        [one] Allowed once, and already used.
       *[other] Allowed { $count } times, all used.
    }
refusal-more-pieces = { $count ->
        [one] Only 1 piece is left.
       *[other] Only { $count } pieces are left.
    }
refusal-txn-used = This transaction number or proof was used before. Check whether it was paid twice.
refusal-line-in-open-case = This item is already in open case {$case}. Continue there.

## What must be true first

need-subtype-in-transit = Only a refund for goods shipped but not received can be intercepted.
need-open-offer = There must be an offer waiting for the buyer’s answer.
need-money-settled = Some money is still open. Pay it or void it first.
need-dispute-ended = The platform dispute is still open. Wait for its ruling.
need-no-dispute = The platform has stepped in already.
need-no-claim = A courier claim is already open.
need-claim-exists = There is no courier claim yet. Open one first.
need-dispute-exists = There is no platform dispute.
need-result-given = Say first how it ended.
need-root-cause-given = When it is not the buyer’s fault, give the root cause first.
need-children-closed = Finish its child cases first.
need-child-opened = Open a child case for it first.
need-goods-back = The goods must be back first.
need-lawful-words = This cannot be sent to a buyer: it offers something for a review, or threatens. Please change it.
need-low-risk = This buyer carries a risk mark, so a supervisor must decide.
need-under-threshold = The value is too high to skip inspection.
need-photos-attached = Attach photos first.
need-order = Link an order first.
need-proof-or-txn = Give the transaction number or attach proof of payment.
need-nothing-sent = Goods have been sent already.
need-not-paid = Money has been paid already.
need-policy-override = This is against a rule. To go on, give a reason for the exception.
need-price-difference-settled = Settle the price difference first.
need-buyer-agreement = The buyer must agree first.
need-daytime = Buyers are not contacted between 9 pm and 9 am.
need-same-shop = Both cases must belong to the same shop.
need-same-order = The two cases are about different orders; goods and refunds are counted per order. Handle them separately.
need-other-way-round = The other case moves money and this one does not: merge this case into the other one.
need-other-case-open = The other case must still be open.
need-more-than-one-line = There is only one piece, so there is nothing to split.
need-call-back-first = Call the buyer back first.
need-notified-first = Tell the buyer the result first.
need-finance-review = The amount needs finance review first.
need-damage-proof = Attach photos that show the damage first.
need-kept-days = It must be kept longer before it is disposed of.
need-open-approval = Nothing waits for approval.
need-no-open-approval = An approval is already being asked for. Wait for the answer.
need-open-promise = There is no open promise.
need-approved-money = There must be approved money to pay.
need-side-money = There is no other money to settle.
need-voidable-money = There is nothing to void. What was paid cannot be voided.
need-movable-deadline = There is no deadline to move. Platform deadlines stay as they are.
need-tagged = The case has no tags.
need-dispute-reference = There is no platform dispute.
need-nothing-begun = A decision was made already.
need-shipped-in-advance = Only for a case whose replacement was shipped in advance.
need-auto-approval = The rules do not approve this by themselves. A person must decide.
need-no-logistics-child = A child case was opened for it already.
need-return-arrived = The return must have arrived, or attach proof of the freight.
need-case-open = The case has ended.
need-refundable = Nothing is left to refund.
need-within-limit = The amount must be within your limit.
need-retries-left = All automatic retries are used.
need-reapplications-left = No further application is allowed.
need-reopen-window = The time to reopen it is over.
need-lines-free = Its items must not be in another open case.
need-time-passed = The deadline has not passed yet.
need-attempts-left = All attempts to reach the buyer are used.
need-paying-money = No payment is under way.
need-platform-kind = The platform knows no cases of this kind.
