import { useState } from 'preact/hooks';
import { type Stretch, stretchesOf } from '../page/history-tree.ts';
import { pathText } from '../page/path-text.ts';
import { Comparison } from './comparison.tsx';
import type { PanelProps } from './panel-props.ts';

/** All walks of this sitting, as a tree: where one goes back and takes another step, a branch begins. */
export function HistoryPanel({ store, state }: PanelProps) {
  const { place, tree, comparison } = state;
  const stretches = stretchesOf(tree);
  if (place === null || stretches.length === 0) return null;
  return (
    <section class="panel history" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ul class="branches">
        {stretches.map((stretch) => (
          <Branch key={pathText(stretch.path)} stretch={stretch} store={store} state={state} />
        ))}
      </ul>
      {comparison === null ? null : <Comparison comparison={comparison} onClose={() => store.dismiss()} />}
    </section>
  );
}

function Branch({ stretch, store, state }: PanelProps & { readonly stretch: Stretch }) {
  const { path, nodes, before, level, isEnd } = stretch;
  const [isNaming, setNaming] = useState(false);
  const here = state.place?.path ?? [];
  const isOn = path.slice(0, before + 1).every((index, i) => here[i] === index) && here.length > before;
  const name = nodes.at(-1)?.name ?? null;
  const text = pathText(path);
  const isHere = text === pathText(here);
  return (
    <li class={isOn ? 'on' : ''} style={{ marginInlineStart: `${level * 14}px` }}>
      <button
        type="button"
        class="branch"
        aria-current={isOn ? 'true' : undefined}
        onClick={() => void store.go(text)}
      >
        <span class="branch-steps">
          {before + 1 === path.length ? `step ${path.length}` : `steps ${before + 1}–${path.length}`}
        </span>
        {name === null ? null : <strong>{name}</strong>}
        <span class="branch-text">
          {nodes.length === 1 ? nodes[0]?.text : `${nodes[0]?.text} … ${nodes.at(-1)?.text}`}
        </span>
      </button>
      {isNaming ? (
        <input
          class="branch-name"
          aria-label="Name of the branch"
          defaultValue={name ?? ''}
          ref={(element) => element?.focus()}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Enter') store.name(path, currentTarget.value.trim());
            if (key === 'Enter' || key === 'Escape') setNaming(false);
          }}
          onBlur={({ currentTarget }) => {
            store.name(path, currentTarget.value.trim());
            setNaming(false);
          }}
        />
      ) : null}
      <span class="branch-tools">
        {isEnd || name !== null ? (
          <button type="button" class="plain" onClick={() => setNaming(true)} title="Name this branch">
            <span aria-hidden="true">✎</span>
            <span class="hidden">Name the branch that ends with step {path.length}</span>
          </button>
        ) : null}
        {isHere ? null : (
          <button
            type="button"
            class="plain"
            onClick={() => void store.compare(pathText(here), text)}
            title="Compare with where we are"
          >
            <span aria-hidden="true">⇄</span>
            <span class="hidden">Compare step {path.length} of this branch with where we are</span>
          </button>
        )}
        {isOn ? null : (
          <button
            type="button"
            class="plain"
            onClick={() => store.remove(path.slice(0, before + 1))}
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
