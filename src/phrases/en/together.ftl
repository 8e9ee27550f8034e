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

## Drafts

draft-kept = Draft, saved {$at}
draft-taken-back = Message taken back, {$at}
draft-not-sent = Not sent: the case takes no more messages. Its words are here again, {$at}
draft-discard = Discard draft
draft-other = There is another draft here
draft-both-kept = Another window has a draft here too. Both are kept.
error-drafts-full = Too many drafts. Discard some first.

## Before the buyer is told

send-waiting = About to be sent to the buyer:
send-waiting-by = From {$who}, about to be sent to the buyer:
send-undo = Undo
send-undo-left = Undo ({$n})
done-taken-back = Taken back, not sent. The words are in the box below again.
done-taken-back-late = It was sent already and cannot be taken back.

## Someone else was first

stale-now = It is now “{$text}”
stale-still = Do it anyway: {$act}
stale-drop = Drop it and see the latest
