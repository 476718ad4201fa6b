import { useState } from 'preact/hooks';
import { endServer } from '../page/server.ts';
import { turnTheme } from '../page/theme.ts';
import type { PanelProps } from '../parts/panel-props.ts';
import { counted, grouped } from '../parts/words.ts';
import type { SearchProgress } from '../protocol/messages.ts';
import { CopyMenu } from './copy-menu.tsx';

/** The model, its variant, the search, and what holds for the whole page. */
export function TopBar({ store, state, onHelp }: PanelProps & { readonly onHelp: () => void }) {
  const { opened } = state;
  return (
    <header class="top">
      <h1>
        <span class="brand">Allways</span> {opened?.model ?? store.contents.model}
      </h1>
      {opened === null || opened.variants.length === 0 ? null : (
        <label class="variant">
          <span>Variant</span>
          <select
            value={opened.choice.variant ?? ''}
            onChange={({ currentTarget }) =>
              void store.choose({
                variant: currentTarget.value === '' ? null : currentTarget.value,
                set: {},
                without: [],
              })
            }
          >
            <option value="">as the model has it</option>
            {opened.variants.map(({ name, sentence }) => (
              <option key={name} value={name} title={sentence}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <SearchState store={store} state={state} />
      <span class="space" />
      <CopyMenu store={store} state={state} />
      <button type="button" class="plain" onClick={turnTheme} title="Light or dark">
        <span aria-hidden="true">◐</span>
        <span class="hidden">Light or dark</span>
      </button>
      <button type="button" class="plain" onClick={onHelp} title="Keys (?)">
        <span aria-hidden="true">?</span>
        <span class="hidden">Keys and help</span>
      </button>
      {store.contents.isServed ? <EndButton /> : null}
    </header>
  );
}

/** Starts a search, shows how far it is, and what came of it. */
function SearchState({ store, state }: PanelProps) {
  const { progress, result, opened } = state;
  if (opened === null) return null;
  if (progress !== null) {
    return (
      <div class="search">
        <button type="button" onClick={() => void store.stop()}>
          Cancel
        </button>
        <output class="quiet">{progressText(progress)}</output>
      </div>
    );
  }
  return (
    <div class="search">
      <button type="button" class={result === null ? 'strong' : ''} onClick={() => void store.search()}>
        {result === null ? 'Search all states' : 'Search again'}
      </button>
      {result === null ? null : (
        <output class="quiet">
          {result.complete ? '' : 'not all: '}
          {counted(result.states, 'state')}, {counted(result.transitions, 'transition')}, depth {result.depth}
          {result.complete ? '' : ` (${result.ending})`}
        </output>
      )}
    </div>
  );
}

function progressText({ phase, states, depth, seconds, without }: SearchProgress): string {
  const far = `${grouped(states)} states, depth ${depth}, ${seconds.toFixed(1)} s`;
  switch (phase) {
    case 'states':
      return far;
    case 'long run':
      return 'all states found; the long run is searched';
    case 'overview':
      return 'measuring how far violations are';
    case 'paths':
      return `test paths: ${far}`;
    case 'necessity':
      return `without ${without.join(', ')}: ${far}`;
  }
}

/** Ends the server that stands behind the page. */
function EndButton() {
  const [hasEnded, setEnded] = useState(false);
  const onClick = () => void endServer().then(() => setEnded(true));
  return (
    <button
      type="button"
      class="plain"
      disabled={hasEnded}
      onClick={onClick}
      title="Ends the command behind this page"
    >
      {hasEnded ? 'Server ended' : 'End server'}
    </button>
  );
}
