# The survey after closing

survey-title = How did we do?
survey-solved = Was it solved?
survey-score = How content are you?
survey-score-1 = 1 not at all
survey-score-2 = 2 not really
survey-score-3 = 3 fair
survey-score-4 = 4 content
survey-score-5 = 5 very content
survey-text = Anything you would like to say (optional)
survey-send = Send
survey-again = You answered before; this is added and does not replace it.
survey-thanks = Thank you
survey-kept = We have it. Nobody in the shop can change what you said.
survey-opened = We are sorry it was not solved. Your request is open again, and somebody will be in touch.
survey-unsaid = The buyer said in the survey that it is not solved
solved-yes = Solved
solved-partly = Partly solved
solved-no = Not solved
surveys-title = Buyers who were not content
surveys-hint = What buyers said after closing. Nobody here can change it; press “Seen” once you have followed up.
surveys-none = There is nothing to look at.
surveys-seen = Seen
surveys-of-case = What the buyer said
error-survey-long = At most 1000 characters
today-surveys = { $n ->
    [one] One buyer was not content
   *[other] { $n } buyers were not content
}
