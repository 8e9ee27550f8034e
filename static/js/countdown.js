// Counts down what the server said. The words are the server's, on <body>; so is the time.
const words = document.body.dataset;
const ahead = Number(words.now) - Date.now();

function fill(pattern, larger, smaller) {
  return pattern.replace("{larger}", larger).replace("{smaller}", smaller);
}

function span(ms) {
  const minutes = Math.floor(Math.abs(ms) / 60000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  if (minutes === 0) return words.spanUnderAMinute;
  if (days) return hours ? fill(words.spanDaysHours, days, hours) : fill(words.spanDays, days);
  if (hours) return rest ? fill(words.spanHoursMinutes, hours, rest) : fill(words.spanHours, hours);
  return fill(words.spanMinutes, rest);
}

function clock(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n) => String(n).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
}

function tick() {
  const now = Date.now() + ahead;
  for (const time of document.querySelectorAll("[data-due]")) {
    const left = Number(time.dataset.due) - now;
    const said = time.querySelector(".due__left") ?? time;
    if (time.dataset.clock !== undefined && left >= 0 && left < 86400000) {
      said.textContent = clock(left);
    } else if (words.timeLeft) {
      said.textContent = (left < 0 ? words.timeOver : words.timeLeft).replace("{span}", span(left));
    }
  }
}

if (words.now) {
  const fast = document.querySelector("[data-due][data-clock]");
  setInterval(tick, fast ? 1000 : 30000);
}
