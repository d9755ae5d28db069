// Keys without a modifier. By place on the keyboard (`event.code`), so that they work on any layout, and
// only where the reader did not turn them off (WCAG 2.1.4). Everything here is also a link or a button.
const places = { KeyO: '/', KeyK: '/contacts', KeyI: '/incidents', KeyR: '/review' }
const prefixMs = 1500
let prefixAt = Number.NEGATIVE_INFINITY

const isOn = document.body.dataset.keys !== 'off'
if (isOn) document.addEventListener('keydown', onKey)

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (event.target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]'))
    return
  const isPrefixed = event.timeStamp - prefixAt < prefixMs
  prefixAt = Number.NEGATIVE_INFINITY
  const act = isPrefixed ? goTo(event.code) : actOf(event)
  if (!act) return
  event.preventDefault()
  act()
}

function goTo(code) {
  const place = places[code]
  return place && (() => location.assign(place))
}

function actOf(event) {
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey))
    return () => location.assign('/help#keys')
  if (event.code === 'Slash' || event.key === '/') return focusOn(document.querySelector('[data-search]'))
  if (event.shiftKey) return null
  const code = event.code.replace('Numpad', 'Digit')
  const own = document.querySelector(`[data-key="${CSS.escape(code)}"]`)
  if (own) return () => press(own)
  if (code === 'KeyG') {
    return () => {
      prefixAt = event.timeStamp
    }
  }
  if (code === 'KeyC') {
    const button = document.querySelector('[data-check-now] button')
    return button && (() => button.click())
  }
  if (code === 'KeyJ' || code === 'KeyK') return focusOn(neighbour(code === 'KeyJ' ? 1 : -1))
  return null
}

function focusOn(element) {
  return element && (() => element.focus())
}

/** The link of the next or previous line of the list. */
function neighbour(step) {
  const links = [...document.querySelectorAll('.item-name')]
  const at = links.findIndex((link) => link.closest('.item, li')?.contains(document.activeElement))
  return links[at === -1 && step < 0 ? links.length - 1 : at + step]
}

function press(element) {
  element.click()
  const field = element.closest('details[open]')?.querySelector('[data-focus]')
  if (field) field.focus()
}

// A held key or a double click must not answer for the next contact too.
const answerForms = [...document.querySelectorAll('.answers form')]
for (const form of answerForms) {
  form.addEventListener('submit', (event) => {
    if (answerForms.some((one) => one.dataset.sent)) event.preventDefault()
    form.dataset.sent = 'yes'
  })
}

// A page that comes back from memory has not been sent.
window.addEventListener('pageshow', () => {
  for (const form of answerForms) delete form.dataset.sent
})

// Lists are renewed in place: boxes are looked for when they are needed.
const boxes = () => [...document.querySelectorAll('.bulk-box input')]

function showSelecting() {
  const all = document.querySelector('[data-select-all]')
  if (!all) return
  const count = document.querySelector('[data-selected]')
  all.hidden = false
  count.parentElement.hidden = false
  count.textContent = String(boxes().filter((box) => box.checked).length)
}

document.addEventListener('change', ({ target }) => {
  if (target.closest('[data-select-all]')) for (const box of boxes()) box.checked = target.checked
  showSelecting()
})
document.addEventListener('renewed', showSelecting)
showSelecting()
