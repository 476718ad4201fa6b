import type { PanelProps } from '../parts/panel-props.ts';
import { counted } from '../parts/words.ts';
import { PATH_CRITERIA } from '../protocol/messages.ts';
import type { SuiteView } from '../protocol/views.ts';

/** Test paths: few and short ones that reach all that a criterion asks for; each can be walked. */
export function PathsPanel({ store, state }: PanelProps) {
  const { suite, progress, pathCriterion } = state;
  return (
    <div class="paths">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void store.askPaths();
        }}
      >
        <label>
          Reach all{' '}
          <select
            value={pathCriterion}
            onChange={({ currentTarget: { value } }) => {
              const chosen = PATH_CRITERIA.find((each) => each === value);
              if (chosen !== undefined) store.choosePaths(chosen);
            }}
          >
            {PATH_CRITERIA.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>{' '}
        <button type="submit" disabled={progress !== null}>
          Find test paths
        </button>
      </form>
      {suite === null ? (
        <p class="quiet">
          Few, short paths that reach every one of them: those that `allways paths` makes tests of.
        </p>
      ) : (
        <Suite store={store} state={state} suite={suite} />
      )}
    </div>
  );
}

function Suite({ store, state, suite }: PanelProps & { readonly suite: SuiteView }) {
  const { paths, missed, reached, total, complete, ending, criterion } = suite;
  const here = state.place?.replay;
  const branch = state.branch.join('/');
  return (
    <>
      <p>
        {counted(paths.length, 'path')} reach {reached} of {total} {criterion}
        {complete ? '' : ` (not all was searched: ${ending})`}.
      </p>
      <p class="quiet">
        A click leads to the beginning of a path; → walks it, a step at a time. Told is what no path before it
        reaches.
      </p>
      <ol class="path-list">
        {paths.map(({ replay, steps, first, goals }, i) => (
          <li key={replay} class={branch === replay ? 'on' : ''}>
            <button
              type="button"
              aria-current={branch === replay ? 'true' : undefined}
              onClick={() => void store.walkFromStart(replay)}
            >
              {i + 1}. {counted(steps, 'step')}, {goals} reached
              {here === replay ? ' – we are at its end' : ''}
            </button>
            <details>
              <summary>{counted(first.length, 'new one')}</summary>
              <ul>
                {first.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
      {missed.length === 0 ? null : (
        <details>
          <summary>Not reached ({missed.length})</summary>
          <ul>
            {missed.map(({ name, status }) => (
              <li key={name}>
                {name} <span class="quiet">{status === 'unknown' ? 'not known' : 'no path reaches it'}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
