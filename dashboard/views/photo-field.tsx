import type { View } from '../env.ts'
import type { PhotoProblem } from '../photos/photo.ts'
import { assetUrl } from '../public-files.ts'

/**
 * Takes a picture: a file that is there, or on a phone one from its camera. Two fields, because `capture` keeps
 * phones from offering what was photographed before. Works without scripts; with them large pictures shrink first.
 */
export function PhotoField({ view, form, problem }: PhotoFieldProps) {
  const { photos: t, contact } = view.t
  const hint = `photo-hint-${form ?? 'own'}`
  const isBad = problem !== undefined
  return (
    <div class="photo-field" data-photo={t.shrunk}>
      <label class="field">
        <span>
          {t.field} <small>{contact.optional}</small>
        </span>
        <input
          type="file"
          name="photo"
          form={form}
          accept="image/jpeg,image/png,image/webp"
          aria-describedby={isBad ? `${hint} ${hint}-problem` : hint}
          aria-invalid={isBad ? 'true' : undefined}
        />
      </label>
      <label class="field photo-shot">
        <span>{t.shot}</span>
        <input
          type="file"
          name="shot"
          form={form}
          accept="image/*"
          capture="environment"
          aria-describedby={hint}
        />
      </label>
      <small class="quiet" id={hint}>
        {t.hint}
      </small>
      <output class="quiet" />
      {isBad && (
        <strong class="problem" id={`${hint}-problem`}>
          {t.problems[problem]} {t.again}
        </strong>
      )}
      <script type="module" src={assetUrl('photo.js')} />
    </div>
  )
}

export interface PhotoFieldProps {
  view: View
  /** Id of the form that it belongs to, where it stands outside of it. */
  form?: string
  /** Why the picture that was sent could not be taken. */
  problem?: PhotoProblem | undefined
}
