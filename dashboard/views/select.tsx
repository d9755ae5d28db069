export interface Choice {
  value: string
  text: string
}

interface SelectProps {
  label: string
  name: string
  /** Text of the first choice, which leaves the field out. */
  any: string
  chosen: string | undefined
  choices: readonly Choice[]
}

/** A labelled menu. A chosen value that the menu lacks is shown as it is, so that a shared link keeps its meaning. */
export function Select({ label, name, any, chosen, choices }: SelectProps) {
  const isForeign = chosen !== undefined && !choices.some((choice) => choice.value === chosen)
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        <option value="">{any}</option>
        {(isForeign ? [...choices, { value: chosen, text: chosen }] : choices).map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
