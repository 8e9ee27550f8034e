# Several people and several windows at once: who is here, what changed, drafts, undo

## Who is here, and what changed

live-looking = Also looking: {$names}
live-writing = Writing now: {$names}
live-changed = { $n ->
    [one] One change since you opened this:
   *[other] { $n } changes since you opened this:
}
live-see = See the latest

## The line

line-lost = The desk cannot be reached. What you write stays on this page and is saved once the line is back; please keep it open.
line-over = Your session is over. What you wrote is still here; sign in again, come back and send it.
line-sign-in = Sign in again
