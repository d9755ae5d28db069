import type { ruPhotos } from '../ru/photos.ts'

export const enPhotos: typeof ruPhotos = {
  field: 'Picture',
  shot: 'Or take one now',
  hint: 'JPEG, PNG or WebP up to 5 MB. Where it was taken and other camera data are not kept.',
  shrunk: 'The picture was made smaller to upload faster.',
  alt: (by) => `Picture added by ${by}`,
  open: 'Open the whole picture',
  problems: {
    'too-large': 'The picture is over 5 MB. Make it smaller and add it again.',
    foreign: 'This is not JPEG, PNG or WebP. Save the picture as one of them and add it again.',
    damaged: 'The picture is damaged or was not uploaded whole. Add it again.',
    'too-many-pixels': 'The picture has more than 50 megapixels. Make it smaller and add it again.',
    animated: 'This is an animation. Add an ordinary picture.',
  },
  again: 'What else you wrote is still here. Nothing is recorded yet.',
  words: 'What people said',
  proposed: 'A new address was proposed',
  couldNot: 'Could not be checked',
  until: (until) => `holds until ${until}`,
  tooLarge:
    'The file is over 5 MB. Go back, make the picture smaller and send it again: nothing was recorded.',
}
