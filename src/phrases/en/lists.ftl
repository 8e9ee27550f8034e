# Lists: filters, views, acts on a row, many at once

## Filters

list-closed = Closed
list-me = Me
list-left = Time left
list-shop = Shop
list-state = State
list-phase = Phase
list-waiting = Waiting for
list-priority = Priority
list-channel = Channel
list-reason = Reason
list-sort = Order
list-sort-due = Due first
list-sort-newest = Newest first
list-rows = Rows a page
list-money-from = Amount from (yuan)
list-money-to = Amount to (yuan)
list-tag = Tag
list-more = More filters
list-less = Fewer filters
list-previous = Previous page
list-look-on = Look further
list-cut = This page has gone through 2,000 cases. There may be more further on.
list-empty-narrow = No case fits all of these. Take one of them away.
list-empty-cut = No case in this stretch fits.
left-over = Overdue
left-2h = Due within 2 hours
left-today = Due today
left-3d = Due within 3 days
chip-remove = Remove filter: {$name}
chip-clear = Clear all
chip-owner = Owner: {$value}
chip-phase = Phase: {$value}
chip-role = Turn of {$value}
chip-priority = Priority: {$value}
chip-from = From {$value}
chip-to = Up to {$value}
chip-tag = Tag: {$value}

## Views

view-keep = Save view
view-name = Name of the view
view-shared = For everyone
view-count = Cases
view-change = Change
view-rename = Rename
view-up = Up
view-down = Down
view-remove = Delete
views-order = Arrange views
views-title = Views
views-lead = A view is a set of filters that stays at the left. Open the list, choose filters, then press “Save view”.
views-mine = My views
views-mine-empty = You have no views of your own yet.
views-shared = Everyone’s views
views-shared-empty = Nothing is shared yet. A supervisor can save a view for everyone.
view-over = Overdue
view-two-hours = Within 2 hours
view-urgent = Urgent
view-mine-two-hours = Mine, within 2 h
view-mine-over = Mine, overdue
view-mine-buyer = Mine, with buyer
view-arrived = To inspect
view-to-ship = To ship
view-returning = Coming back
view-payable = To pay
view-pay-failed = Payment failed
view-diagnosing = To diagnose
view-repairing = In repair
error-view-name = At most 20 characters.
error-view-taken = Another view has this name.
error-view-many = There can be 20 views. Delete one you do not use.
error-view-query = These filters are too long to save.
done-view-kept = Saved as “{$name}”.

## Acts on a row

row-acts = Act here
col-pick = Choose

row-set = Set
row-later = Put off to
row-later-2h = In 2 hours
row-later-tomorrow = Tomorrow at 9
row-later-3d = In 3 days at 9
row-tag = Add
done-row = { $no }: { $verb }. Done.

## Many at once

bulk-picked = Chosen: {$n}
bulk-all = Whole page
bulk-do = What to do
bulk-go = Next
bulk-task-mine = Assign to me
bulk-task-owner = Change owner
bulk-task-priority = Change priority
bulk-task-next = Change next step
bulk-task-tag = Add tag
bulk-task-untag = Remove tag
bulk-task-note = Write a note
bulk-task-act = Take a step
error-bulk-single = This is done case by case.
error-bulk-already = It is so already.
error-bulk-owner = This colleague is inactive or does not see the shop.
error-bulk-none = No case is chosen.
error-bulk-many = At most 500 cases at a time.
error-bulk-undo = It can be undone within 10 minutes only. This one cannot be any more.
bulk-title = { $task } → { $to }
bulk-change = { $before } → { $after }
bulk-act-count = { $act } ({ $n ->
        [one] { $n } case
       *[other] { $n } cases
    })
bulk-chosen = { $n ->
        [one] { $n } case chosen
       *[other] { $n } cases chosen
    }
bulk-unknown = { $n ->
        [one] { $n } number was not found and is left out.
       *[other] { $n } numbers were not found and are left out.
    }
bulk-back = Back to the list
bulk-owner = New owner
bulk-step = Which step
bulk-text = Text
bulk-due = By when
bulk-preview = Show what will change
bulk-nothing = None of the chosen cases would change. The reasons are below.
bulk-will = { $n ->
        [one] { $n } case will change
       *[other] { $n } cases will change
    }
bulk-skipped = { $n ->
        [one] { $n } case is skipped
       *[other] { $n } cases are skipped
    }
bulk-confirm = { $n ->
        [one] Change this case
       *[other] Change these { $n } cases
    }
bulk-cancel = Leave them as they are
bulk-col-change = Change
bulk-col-why = Why
bulk-col-at = Time
bulk-col-what = What was done
bulk-col-by = Who
bulk-col-came = Result
bulk-no-tags = None of the chosen cases has a tag.
bulk-no-acts = There is no step that can be taken for the chosen cases together. Steps that move money or need words are taken case by case.
bulk-done = { $n ->
        [one] { $n } case changed
       *[other] { $n } cases changed
    }
bulk-failed = { $n ->
        [one] { $n } case not changed
       *[other] { $n } cases not changed
    }
bulk-stays = { $n ->
        [one] { $n } case could not be undone
       *[other] { $n } cases could not be undone
    }
bulk-undone = { $n ->
        [one] { $n } case undone
       *[other] { $n } cases undone
    }
bulk-waiting = { $n ->
        [one] { $n } case not begun
       *[other] { $n } cases not begun
    }
bulk-unfinished = This is not finished. If the page was cut off, go back and confirm once more: it goes on and repeats nothing.
bulk-undo = Undo
bulk-list = Bulk changes
bulk-list-empty = Nothing was changed in bulk yet.
error-bulk-changed = Someone changed this case just now. It was left as it is.
error-bulk-past = Choose a time to come.
error-bulk-tag = A tag has at most 20 characters and no comma.
error-too-long = This is too long.
done-bulk = The bulk change is done.
done-bulk-undone = Everything that could be undone is undone.
