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
  const isFocused = part.contains(active) && active.tagName !== 'A'
  const isSelected = !selection.isCollapsed && part.contains(selection.anchorNode)
  const isPointed = performance.now() - pointer.at < restMs && part.contains(pointer.on)
  return isTyped || isFocused || isSelected || isPointed
}

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

/** Asks for this page again and takes over what differs. @returns whether something in use was left as it was. */
async function renew() {
  const headers = { Accept: 'text/html', 'X-Renewal': '1' }
  const response = await fetch(location.href, { headers })
  if (!response.ok) throw new Error(`the page answered ${response.status}`)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  let isLeft = false
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`)
    if (!fresh || textOf(fresh) === textOf(part)) continue
    if (isInUse(part)) isLeft = true
    else replace(part, fresh)
  }
  if (page.body.dataset.liveAt) {
    document.title = page.title
    if (!isLeft) readAt = page.body.dataset.liveAt
  }
  showOvertaken(page)
  document.dispatchEvent(new Event('renewed'))
  return isLeft
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
  const wasOpen = [...part.querySelectorAll('details')].map(({ open }) => open)
  const ticked = new Set([...part.querySelectorAll('.bulk-box input:checked')].map(({ value }) => value))
  const hadFocus = part.contains(active) ? active.href : null
  part.replaceWith(fresh)
  for (const [index, details] of fresh.querySelectorAll('details').entries())
    if (wasOpen[index]) details.open = true
  for (const box of fresh.querySelectorAll('.bulk-box input')) box.checked = ticked.has(box.value)
  if (hadFocus) [...fresh.querySelectorAll('a')].find(({ href }) => href === hadFocus)?.focus()
}

/** What is asked of the reader stays before them; that somebody else answered it is said. */
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
let renewal = { timer: 0, doneAt: Number.NEGATIVE_INFINITY, isRunning: false, isWanted: false }

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
  if (renewal.timer || renewal.isRunning) return
  const inMs = Math.max(Math.random() * 300, renewal.doneAt + gapMs - performance.now())
  renewal.timer = setTimeout(renewNow, inMs)
}

async function renewNow() {
  renewal = { ...renewal, timer: 0, isRunning: true, isWanted: false }
  const isLeft = await renew().catch(() => true)
  renewal.isRunning = false
  renewal.doneAt = performance.now()
  if ((isLeft || renewal.isWanted) && source) renewSoon()
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') listen()
  else stopListening()
})
window.addEventListener('pagehide', stopListening)
window.addEventListener('pageshow', listen)
listen()
