import type { View } from '../env.ts'

/** All keys, and the way to turn them off. */
export function HelpKeys({ view }: { view: View }) {
  const { keys: t } = view.t.desk
  const keys: [string[], string][] = [
    [['/'], t.search],
    [['?'], t.help],
    [['g', 'o'], t.overview],
    [['g', 'k'], t.contacts],
    [['g', 'i'], t.incidents],
    [['g', 'r'], t.review],
    [['j'], t.down],
    [['k'], t.up],
    [['Enter'], t.open],
    [['c'], t.check],
    [['1', '2', '3', '4'], t.answers],
    [['s'], t.skip],
    [['z'], t.undo],
  ]
  return (
    <>
      <h2 id="keys">{view.t.help.keys}</h2>
      <dl class="keys">
        {keys.map(([names, text]) => (
          <div>
            <dt>
              {names.map((name, index) => (
                <>
                  {index > 0 && (names[0] === 'g' ? <span class="quiet"> {t.andThen} </span> : ' ')}
                  <kbd>{name}</kbd>
                </>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">{t.layout}</p>
      <p>
        <a href="/settings#shortcuts">{t.off}</a>
      </p>
    </>
  )
}

/** What our words mean. */
export function Glossary({ view }: { view: View }) {
  const { glossary, terms } = view.t.desk
  return (
    <>
      <h2 id="glossary">{glossary}</h2>
      <dl class="glossary">
        {terms.map(([term, meaning]) => (
          <div>
            <dt>
              <strong>{term}</strong>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
