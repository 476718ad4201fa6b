import { useState } from 'preact/hooks';
import type { ParameterValue } from '../../language/parameters.ts';
import { MOST_STATES } from '../page/store.ts';
import type { ParameterView } from '../protocol/views.ts';
import type { PanelProps } from './panel-props.ts';

/** Changes parameters; the model is built anew, and the path kept as far as it fits. */
export function SettingsPanel({ store, state }: PanelProps) {
  const { opened } = state;
  const [maxStates, setMaxStates] = useState(MOST_STATES);
  if (opened === null) return null;
  const change = ({ name, base }: ParameterView, value: ParameterValue) => {
    const { [name]: _, ...others } = opened.choice.set;
    const set = value === base ? others : { ...others, [name]: value };
    void store.choose({ variant: opened.choice.variant, set });
  };
  const variant = opened.variants.find(({ name }) => name === opened.choice.variant);
  return (
    <div class="settings">
      {variant === undefined ? null : (
        <p>
          <strong>{variant.name}</strong>: {variant.sentence}
        </p>
      )}
      {opened.parameters.length === 0 ? <p class="quiet">This model has no parameters.</p> : null}
      <dl class="parameters">
        {opened.parameters.map((parameter) => (
          <div key={parameter.name}>
            <dt>
              <label for={`parameter-${parameter.name}`}>{parameter.name}</label>
            </dt>
            <dd>
              <Field parameter={parameter} onChange={(value) => change(parameter, value)} />
              {parameter.value === parameter.base ? null : (
                <span class="quiet"> instead of {String(parameter.base)}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <h3>Search</h3>
      <form
        class="limit"
        onSubmit={(event) => {
          event.preventDefault();
          void store.search(maxStates);
        }}
      >
        <label>
          at most{' '}
          <input
            type="number"
            min={1}
            step={1}
            value={maxStates}
            onInput={({ currentTarget }) =>
              setMaxStates(Math.max(1, Math.round(Number(currentTarget.value) || 1)))
            }
          />{' '}
          states
        </label>
        <button type="submit" disabled={state.progress !== null}>
          Search
        </button>
      </form>
    </div>
  );
}

interface FieldProps {
  readonly parameter: ParameterView;
  readonly onChange: (value: ParameterValue) => void;
}

function Field({ parameter, onChange }: FieldProps) {
  const { name, kind, choices, value } = parameter;
  const id = `parameter-${name}`;
  switch (kind) {
    case 'boolean':
      return (
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <select id={id} value={String(value)} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      );
    case 'number':
      return (
        <input
          id={id}
          type="number"
          step="any"
          value={String(value)}
          onChange={({ currentTarget }) => {
            const number = Number(currentTarget.value);
            if (currentTarget.value !== '' && Number.isFinite(number)) onChange(number);
          }}
        />
      );
    case 'text':
      return (
        <input
          id={id}
          type="text"
          value={String(value)}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
  }
}
