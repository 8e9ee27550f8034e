# Daily follow-up, and the morning mail

follow-title = Follow up today
follow-hint = Whom to get in touch with today: buyers waiting for an answer, times that were promised, your own reminders, call-backs and what runs out. It also comes by mail every morning to the address you entered.
follow-none = Nothing to follow up today.
follow-reply = The buyer waits for an answer
follow-promise = A promised time
follow-reminder = Reminder
follow-call-back = Call back
follow-woken = Put aside until today
follow-clock = A clock runs out
follow-next = Next step
morning-subject = { $count ->
    [one] { $count } case to follow up today
   *[other] { $count } cases to follow up today
}
morning-lead = Good morning, { $name }. To follow up today, in order of time ({ $count }):
morning-open = Open today's list
morning-surveys = Bad answers of buyers to look at: { $count }.
morning-why = You entered this address in Aftercare for the morning mail; clear it in Settings → My account to stop it.
field-morning = Address for the morning mail
field-morning-hint = What you have to follow up comes here at 8:30 each morning; nothing when there is nothing, or when this is empty
