// Keeps an open page true without a reload. Everything here also works without this file, by forms and reloads.
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
    if ((await renew()).length > 0) renewSoon()
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

// What somebody is at stays as it is until they are done.
const restMs = 2_000
let pointer = { at: Number.NEGATIVE_INFINITY, on: null }
document.addEventListener('pointermove', ({ target, timeStamp }) => {
  pointer = { at: timeStamp, on: target }
})

function isInUse(part) {
  const { activeElement: active } = document
  const selection = getSelection()
  const isTyped = [...part.querySelectorAll('input, textarea, select')].some(isChanged)
  const isFocused = part.contains(active) && !isFoundAgain(active)
  const isSelected = !selection.isCollapsed && part.contains(selection.anchorNode)
  const isPointed = performance.now() - pointer.at < restMs && part.contains(pointer.on)
  return isTyped || isFocused || isSelected || isPointed
}

/** Links and boxes of a list get their focus back. */
const isFoundAgain = (element) => element.matches('a, .bulk-box input')

function isChanged(field) {
  // Ticks are carried over.
  if (field.closest('.bulk-box, [data-select-all]')) return false
  if (field.tagName === 'SELECT') {
    const given = [...field.options].findIndex((option) => option.defaultSelected)
    return field.selectedIndex !== Math.max(given, 0)
  }
  return (
    field.checked !== field.defaultChecked || (field.type !== 'hidden' && field.value !== field.defaultValue)
  )
}

/** Asks for this page again and takes over what differs. @returns the parts in use, which were left as they were. */
async function renew() {
  const headers = { Accept: 'text/html', 'X-Renewal': '1' }
  const response = await fetch(location.href, { headers })
  if (!response.ok) throw new Error(`the page answered ${response.status}`)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const left = []
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`)
    if (!fresh || textOf(fresh) === textOf(part)) continue
    if (isInUse(part)) left.push(part)
    else replace(part, fresh)
  }
  // Else it is another page: the session ended.
  if (page.body.dataset.liveAt) {
    document.title = page.title
    if (left.length === 0) readAt = page.body.dataset.liveAt
    showOvertaken(page)
  }
  document.dispatchEvent(new Event('renewed'))
  return left
}

/** What is new in every page though nothing changed: tokens of forms, how long ago, what scripts show. */
function textOf(part) {
  const copy = part.cloneNode(true)
  for (const token of copy.querySelectorAll('input[name=csrf]')) token.remove()
  for (const time of copy.querySelectorAll('time[data-relative]')) time.textContent = ''
  for (const shown of copy.querySelectorAll('[hidden], [data-copy], [data-select-all]')) shown.hidden = false
  for (const count of copy.querySelectorAll('[data-selected]')) {
    count.textContent = ''
    count.parentElement.hidden = false
  }
  for (const details of copy.querySelectorAll('details')) details.open = false
  return copy.outerHTML
}

function replace(part, fresh) {
  const active = document.activeElement
  const hadFocus = part.contains(active)
  const nameOf = (details) => details.querySelector('summary')?.textContent
  const open = new Set([...part.querySelectorAll('details[open]')].map(nameOf))
  const ticked = new Set([...part.querySelectorAll('.bulk-box input:checked')].map(({ value }) => value))
  part.replaceWith(fresh)
  for (const details of fresh.querySelectorAll('details')) if (open.has(nameOf(details))) details.open = true
  for (const box of fresh.querySelectorAll('.bulk-box input')) box.checked = ticked.has(box.value)
  if (!hadFocus) return
  const same = [...fresh.querySelectorAll('a, .bulk-box input')].find(
    ({ href, value }) => href === active.href && value === active.value,
  )
  same?.focus({ preventScroll: true })
}

/** What is asked of the reader stays before them; that the queue is another one now is said. */
function showOvertaken(page) {
  const notice = document.querySelector('[data-overtaken]')
  if (notice)
    notice.hidden = page.querySelector('[data-overtaken]')?.dataset.overtaken === notice.dataset.overtaken
}

// A page that cannot be seen listens to nothing: browsers open six connections to one host, for all their tabs.
const { liveOf } = document.body.dataset
let readAt = document.body.dataset.liveAt
const gapMs = 3_000
const retryMs = { least: 1_000, most: 60_000 }
let source = null
const retry = { timer: 0, inMs: retryMs.least }
const renewal = { timer: 0, doneAt: Number.NEGATIVE_INFINITY, isRunning: false, isWanted: false, left: [] }

function listen() {
  if (!liveOf || source || document.visibilityState !== 'visible') return
  source = new EventSource(`/live?${new URLSearchParams({ of: liveOf, since: readAt })}`)
  source.addEventListener('open', () => {
    retry.inMs = retryMs.least
  })
  source.addEventListener('changed', renewSoon)
  source.addEventListener('error', () => {
    stopListening()
    retry.timer = setTimeout(listen, retry.inMs * (1 + Math.random()))
    retry.inMs = Math.min(retry.inMs * 2, retryMs.most)
  })
}

function stopListening() {
  clearTimeout(retry.timer)
  source?.close()
  source = null
}

// Many pages are told at the same moment, and one page of many changes.
function renewSoon() {
  renewal.isWanted = true
  plan(Math.max(Math.random() * 300, renewal.doneAt + gapMs - performance.now()))
}

function plan(inMs) {
  if (!renewal.timer && !renewal.isRunning) renewal.timer = setTimeout(renewNow, inMs)
}

async function renewNow() {
  renewal.timer = 0
  // Nothing new but what could not be taken over: the page is not asked for until it can.
  if (!renewal.isWanted && renewal.left.every(isInUse)) return plan(gapMs)
  renewal.isRunning = true
  renewal.isWanted = false
  // What failed is told again when the stream is opened next: the page is as old as it was.
  renewal.left = await renew().catch(() => [])
  renewal.isRunning = false
  renewal.doneAt = performance.now()
  if (renewal.isWanted) renewSoon()
  else if (renewal.left.length > 0) plan(gapMs)
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') listen()
  else stopListening()
})
window.addEventListener('pagehide', stopListening)
window.addEventListener('pageshow', listen)
listen()
