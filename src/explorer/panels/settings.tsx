import type { ParameterValue } from '../../language/parameters.ts';
import { REDUCTIONS } from '../../reduction/report.ts';
import type { PanelProps } from '../parts/panel-props.ts';
import type { SearchLimits } from '../protocol/messages.ts';
import type { AssumptionView, ParameterView } from '../protocol/views.ts';

/** Changes parameters and assumptions; the model is built anew, and the path kept as far as it fits. */
export function SettingsPanel({ store, state }: PanelProps) {
  const { opened } = state;
  if (opened === null) return null;
  const change = ({ name, base }: ParameterView, value: ParameterValue) => {
    const { [name]: _, ...others } = opened.choice.set;
    const set = value === base ? others : { ...others, [name]: value };
    void store.choose({ ...opened.choice, set });
  };
  const assume = ({ name, isMade }: AssumptionView) => {
    const others = opened.choice.without.filter((each) => each !== name);
    void store.choose({ ...opened.choice, without: isMade ? [...others, name] : others });
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
      {opened.assumptions.length === 0 ? null : (
        <fieldset class="assumptions">
          <legend>Assumptions</legend>
          {opened.assumptions.map((each) => (
            <label key={each.name}>
              <input type="checkbox" checked={each.isMade} onChange={() => assume(each)} />
              <span>
                <strong>{each.name}</strong>
                {each.isFairness ? ' (in the long run)' : ''}
                <span class="quiet"> {each.sentence}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <Limits store={store} state={state} />
    </div>
  );
}

/** How a search goes about it, and when it stops. */
function Limits({ store, state: { limits, progress } }: PanelProps) {
  const limit = (changed: Partial<SearchLimits>) => store.limit({ ...limits, ...changed });
  return (
    <form
      class="limit"
      onSubmit={(event) => {
        event.preventDefault();
        void store.search();
      }}
    >
      <h3>Search</h3>
      <label>
        at most{' '}
        <input
          type="number"
          min={1}
          step={1}
          value={limits.maxStates}
          onChange={({ currentTarget: { value } }) =>
            limit({ maxStates: Math.max(1, Math.round(Number(value) || 1)) })
          }
        />{' '}
        states
      </label>
      <label>
        at most{' '}
        <input
          type="number"
          min={1}
          step="any"
          placeholder="any number"
          value={limits.maxSeconds ?? ''}
          onChange={({ currentTarget: { value } }) =>
            limit({ maxSeconds: Number(value) > 0 ? Number(value) : null })
          }
        />{' '}
        seconds
      </label>
      <fieldset>
        <legend>Reductions: fewer states, the same verdicts</legend>
        {REDUCTIONS.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={limits.reduce.includes(name)}
              onChange={({ currentTarget: { checked } }) =>
                limit({
                  reduce: REDUCTIONS.filter((each) =>
                    each === name ? checked : limits.reduce.includes(each),
                  ),
                })
              }
            />{' '}
            {name}
          </label>
        ))}
      </fieldset>
      <button type="submit" disabled={progress !== null}>
        Search
      </button>
    </form>
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
