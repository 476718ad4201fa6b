import { useState } from 'preact/hooks';
import type { Listed } from '../page/history-tree.ts';
import { pathText } from '../page/path-text.ts';
import type { PanelProps } from '../parts/panel-props.ts';
import { Comparison } from './comparison.tsx';

/** All walks of this sitting, as a tree: where one goes back and takes another step, a branch begins. */
export function HistoryPanel({ store, state }: PanelProps) {
  const { place, tree, comparison } = state;
  const listed = tree.list();
  if (place === null || listed.length === 0) return null;
  return (
    <section class="panel history" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ul class="branches">
        {listed.map((each) => (
          <Branch key={each.stretch.id} listed={each} store={store} state={state} />
        ))}
      </ul>
      {comparison === null ? null : <Comparison comparison={comparison} onClose={() => store.dismiss()} />}
    </section>
  );
}

function Branch({ listed, store, state }: PanelProps & { readonly listed: Listed }) {
  const { stretch, level, isOn, isHere } = listed;
  const { before, steps, name, children } = stretch;
  const [isNaming, setNaming] = useState(false);
  const end = before + steps.length;
  const isEnd = children.length === 0;
  const path = () => pathText(state.tree.pathTo(stretch));
  return (
    <li class={isOn ? 'on' : ''} style={{ marginInlineStart: `${level * 14}px` }}>
      <button
        type="button"
        class="branch"
        aria-current={isOn ? 'true' : undefined}
        onClick={() => void store.go(path())}
      >
        <span class="branch-steps">{steps.length === 1 ? `step ${end}` : `steps ${before + 1}–${end}`}</span>
        {name === null ? null : <strong>{name}</strong>}
        <span class="branch-text">
          {steps.length === 1 ? steps[0]?.text : `${steps[0]?.text} … ${steps.at(-1)?.text}`}
        </span>
      </button>
      {isNaming ? (
        <input
          class="branch-name"
          aria-label="Name of the branch"
          defaultValue={name ?? ''}
          ref={(element) => element?.focus()}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Enter') store.name(stretch, currentTarget.value.trim());
            if (key === 'Enter' || key === 'Escape') setNaming(false);
          }}
          onBlur={({ currentTarget }) => {
            store.name(stretch, currentTarget.value.trim());
            setNaming(false);
          }}
        />
      ) : null}
      <span class="branch-tools">
        {isEnd || name !== null ? (
          <button type="button" class="plain" onClick={() => setNaming(true)} title="Name this branch">
            <span aria-hidden="true">✎</span>
            <span class="hidden">Name the branch that ends with step {end}</span>
          </button>
        ) : null}
        {isHere ? null : (
          <button
            type="button"
            class="plain"
            onClick={() => void store.compare(pathText(state.place?.path ?? []), path())}
            title="Compare with where we are"
          >
            <span aria-hidden="true">⇄</span>
            <span class="hidden">Compare step {end} of this branch with where we are</span>
          </button>
        )}
        {isOn ? null : (
          <button
            type="button"
            class="plain"
            onClick={() => store.remove(stretch)}
            title="Remove this branch"
          >
            <span aria-hidden="true">✕</span>
            <span class="hidden">Remove the branch from step {before + 1} on</span>
          </button>
        )}
      </span>
    </li>
  );
}
