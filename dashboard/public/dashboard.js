// Small comforts. Everything here also works without this file, by forms and reloads.
const language = document.documentElement.lang || 'ru'

function showCopying() {
  for (const button of document.querySelectorAll('[data-copy]')) button.hidden = !navigator.clipboard
}
showCopying()
document.addEventListener('renewed', showCopying)
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]')
  if (button) void copy(button)
})

async function copy(button) {
  const label = button.querySelector('span')
  const before = label.textContent
  await navigator.clipboard.writeText(button.dataset.copy)
  label.textContent = button.dataset.done
  setTimeout(() => {
    label.textContent = before
  }, 2000)
}

const steps = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })

function refreshTimes() {
  for (const time of document.querySelectorAll('time[data-relative]')) {
    const seconds = (new Date(time.dateTime) - Date.now()) / 1000
    const step = steps.find(([, size]) => Math.abs(seconds) >= size)
    if (step) time.textContent = relative.format(Math.trunc(seconds / step[1]), step[0])
  }
}
setInterval(refreshTimes, 60_000)
