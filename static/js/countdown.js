// Counts down what the server said. The words are the server's, on <body>; so is the time.
const { now: told, left: said } = document.body.dataset;
const ahead = Number(told) - Date.now();
const [toCome, over, none, minutesOf, hoursOf, hoursMinutes, daysOf, daysHours] = (said ?? "").split("|");

function fill(pattern, larger, smaller) {
  return pattern.replace("{larger}", larger).replace("{smaller}", smaller);
}

function span(ms) {
  const minutes = Math.floor(Math.abs(ms) / 60000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  if (minutes === 0) return none;
  if (days) return hours ? fill(daysHours, days, hours) : fill(daysOf, days);
  if (hours) return rest ? fill(hoursMinutes, hours, rest) : fill(hoursOf, hours);
  return fill(minutesOf, rest);
}

function tick() {
  const now = Date.now() + ahead;
  for (const time of document.querySelectorAll("time.due")) {
    const left = Date.parse(time.dateTime) - now;
    time.title ||= time.dateTime.slice(0, 16).replace("T", " ");
    // After the icon stand the words.
    time.lastChild.data = (left < 0 ? over : toCome).replace("{span}", span(left));
  }
}

if (said) {
  tick();
  setInterval(tick, 30000);
}
