# Merging, splitting, changing the kind

## Shared by the three pages

shape-show = Show the result first
shape-unseen = Nothing was done yet: look at the changes below, then confirm.
shape-after = Afterwards
shape-stays = Stays
shape-pieces = Pieces
shape-reason = Reason (optional)
shape-reason-hint = Goes into the timeline; the buyer does not see it.
shape-clock-stays = Runs on
shape-clock-starts = Starts
shape-clock-ends = Stops
shape-clock-replaced = Moves
shape-clock-outside = The platform's or the law's clock runs on outside: keep an eye on it yourself.
shape-buyer-told = The buyer will be sent: { $news }.
shape-buyer-not-told = The buyer is not told automatically. Tell them yourself.

## Merging

shape-merge = Merge cases
shape-merge-lead = Takes another open case into { $no }. See what moves before you confirm.
shape-candidates = May be about the same thing
shape-same-order = Same order
shape-same-buyer = Same buyer
shape-other-no = Number of the case to take in
shape-reverse = The other way round: merge into { $no }
shape-what-moves = What moves
shape-money-open = Money to pay
shape-money-paid = Money paid
shape-promises = Open promises
shape-number-leads = { $no } stays valid and leads to the merged case.
shape-timeline-stays = Both timelines are kept and can be read afterwards.
shape-state-of = Work goes on in this case's state, “{ $state }”.
shape-no-way-back = Merging cannot be undone.
shape-merge-do = Take in { $no }
shape-no-candidates = No other open case of this order or buyer. You can type a number.
done-merged = { $gone } was merged into { $no }.
case-merged-timeline = Timeline of { $no }

## Splitting

shape-split = Split a case
shape-split-lead = Say how many pieces move to a new case. Money is shared by pieces; the parts add up to the whole.
shape-goes = Move
shape-stuck = Not in the order, cannot move
shape-split-some = At least one piece must move, and at least one must stay.
shape-parts = The two parts
shape-new-case = New case
shape-worth = Refundable
shape-split-begins = The new case begins as “{ $state }” with the same reason, fault and owner.
shape-split-stays = Timeline, evidence, parcels and the platform's number stay here; the two cases link to each other.
shape-split-back = To put the parts together again, use “Merge cases”.
shape-split-do = { $n ->
    [one] Move 1 piece to a new case
   *[other] Move { $n } pieces to a new case
}
done-split = Pieces moved to a new case: { $n }.

## Changing the kind

shape-convert = Change the kind
shape-convert-lead = This is “{ $kind }” now. Choose a kind and see what stays and what becomes void.
shape-convert-not = Cannot become
shape-convert-no-lines = This case has no goods of an order, so it cannot become a kind that moves goods or money.
shape-convert-keeps = Number, return code, timeline, lines
shape-keeps-files = { $n ->
    [one] 1 file
   *[other] { $n } files
}
shape-keeps-parcels = { $n ->
    [one] 1 parcel
   *[other] { $n } parcels
}
shape-keeps-promises = { $n ->
    [one] 1 promise
   *[other] { $n } promises
}
shape-void = Becomes void
shape-offer-ends = The offer that waits for the buyer
shape-convert-why = Why
shape-convert-why-hint = What the buyer said, and why it is handled another way.
shape-buyer-agreed = The buyer agreed to “{ $kind }”
shape-convert-do = Change to “{ $kind }”
done-converted = Changed from “{ $from }” to “{ $kind }”; now “{ $state }”.
