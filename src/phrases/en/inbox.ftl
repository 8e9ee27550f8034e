# Mails that came in

inbox-title = Mail received
inbox-hint = Answers of buyers go into their case by themselves. What cannot be told apart, was not written by the buyer or is too large waits here for a person; every mail leaves a line that says where it went.
inbox-none-read = No mailbox is read yet: answers of buyers do not come in.
inbox-to-see = To look at
inbox-none-to-see = Nothing to look at
inbox-last = Received lately
inbox-none = No mail has come in yet
inbox-case = Case number
inbox-put-down = Note in the case
inbox-at = Time
inbox-from = From
inbox-subject = Subject
inbox-what = Where it went
inbox-files = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
inbox-said = Into the case: the buyer's message
inbox-added = Into the case: what the buyer was asked for
inbox-after-the-end = The case has ended; noted as a contact. See whether it should be opened again
inbox-stranger = Answers a mail of this shop, but not from the buyer of the case: noted only
inbox-no-case = Answers no notice; it is not clear which case it is about
inbox-silenced = The buyer wants no more mails: none go to this address any more
inbox-bounced = Returned: a notice did not arrive
inbox-reported = A delivery report: a notice is under way or arrived
inbox-loop = A mail of this shop itself; left alone
inbox-automatic = An automatic reply; left alone
inbox-list = A mailing; left alone
inbox-twice = Received before; not taken twice
inbox-unreadable = Cannot be read
inbox-too-large = Too large (over 30 MB); it was not fetched, please look in the mailbox
inbox-stranger-note = { "{from}" } answered a notice of this case and is not its buyer. Check before doing anything:
inbox-wordless = (a mail without words)
