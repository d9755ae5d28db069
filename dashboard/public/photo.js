// Makes large pictures smaller before they are sent: a phone's picture on a phone's line. Without this file
// they are sent as they are.
const longestSide = 2000
const smallEnoughBytes = 600_000

for (const place of document.querySelectorAll('[data-photo]')) {
  for (const input of place.querySelectorAll('input[type=file]')) {
    input.addEventListener('change', () => void shrink(input, place))
  }
}

async function shrink(input, place) {
  const told = place.querySelector('output')
  told.textContent = ''
  const [file] = input.files
  if (!file || file.size <= smallEnoughBytes) return
  const smaller = await draw(file).catch(() => null)
  // Somebody may have chosen another one meanwhile.
  if (!smaller || smaller.size >= file.size || input.files[0] !== file) return
  const list = new DataTransfer()
  list.items.add(new File([smaller], 'photo.jpg', { type: 'image/jpeg' }))
  input.files = list.files
  told.textContent = place.dataset.photo
}

async function draw(file) {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  // What can be seen through in a screenshot would come out black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
}
