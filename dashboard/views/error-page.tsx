import type { View } from '../env.ts'
import { Page } from './layout.tsx'

/** Says what went wrong, what still works, and the id to look for in the log. */
export function ErrorPage({ view, title, why, id }: { view: View; title: string; why: string; id: string }) {
  const { errors } = view.t.frame
  return (
    <Page view={view} title={title}>
      <section class="lone">
        <h1>{title}</h1>
        <p>{why}</p>
        <p class="quiet">
          {errors.id}: <code>{id}</code>
        </p>
        <p>
          <a class="button" href="/">
            {errors.home}
          </a>
        </p>
      </section>
    </Page>
  )
}
