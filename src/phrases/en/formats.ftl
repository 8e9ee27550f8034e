# How time and numbers are written

## Time

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
day-heading = {$weekday}, {$day} {$month}
day-heading-year = {$weekday}, {$day} {$month} {$year}
span-under-a-minute = under 1 min
span-minutes = {$larger} min
span-hours = {$larger} h
span-hours-minutes = {$larger} h {$smaller} min
span-days = {$larger} d
span-days-hours = {$larger} d {$smaller} h
time-left = {$span} left
time-over = {$span} over
time-ago = {$span} ago
time-just-now = just now

## Lists

list-separator = {", "}
