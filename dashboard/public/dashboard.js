// Small comforts. Everything here also works without this file, by forms and reloads.
const language = document.documentElement.lang || 'ru'

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard
  button.addEventListener('click', () => copy(button))
}

async function copy(button) {
  const label = button.querySelector('span')
  const before = label.textContent
  await navigator.clipboard.writeText(button.dataset.copy)
  label.textContent = button.dataset.done
  setTimeout(() => {
    label.textContent = before
  }, 2000)
}

for (const form of document.querySelectorAll('[data-check-now]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void checkNow(form)
  })
}

async function checkNow(form) {
  const button = form.querySelector('button')
  const result = form.querySelector('output')
  if (button.getAttribute('aria-busy') === 'true') return
  button.setAttribute('aria-busy', 'true')
  result.textContent = form.dataset.checking
  try {
    const { checkId } = await askJson(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
    })
    const check = await waitForCheck(checkId, () => {
      result.textContent = form.dataset.waiting
    })
    await renew()
    result.textContent = check.text
  } catch {
    result.textContent = form.dataset.failed
  } finally {
    button.removeAttribute('aria-busy')
  }
}

async function waitForCheck(id, whileWaiting) {
  for (;;) {
    const check = await askJson(`/checks/${id}?wait=25`)
    if (check.state === 'done') return check
    whileWaiting()
  }
}

async function askJson(url, options = {}) {
  const response = await fetch(url, { ...options, headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response.json()
}

// Renews the parts that a check may have changed; what somebody is typing elsewhere stays.
async function renew() {
  const response = await fetch(location.href, { headers: { Accept: 'text/html' } })
  if (!response.ok) throw new Error(`the page answered ${response.status}`)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`)
    if (fresh) part.replaceWith(fresh)
  }
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
