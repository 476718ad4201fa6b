import { useState } from 'preact/hooks';
import type { PanelProps } from '../parts/panel-props.ts';
import { scrollable } from '../parts/scrollable.ts';
import { counted, grouped } from '../parts/words.ts';
import type { CellView, OverviewView } from '../protocol/views.ts';

/** All states by the states of two endpoints' machines: where we are, how many there are, where violations begin. */
export function OverviewPanel({ store, state }: PanelProps) {
  const { opened, place, result, progress } = state;
  const [pair, setPair] = useState<readonly [number, number]>([0, 1]);
  if (opened === null || place === null) return null;
  const overview = result?.overview ?? null;
  if (overview === null) {
    return (
      <div class="overview">
        <p class="quiet">
          {progress !== null
            ? 'The search is going on.'
            : result === null
              ? 'A search of all states shows here where violations begin, and leads to each pair of states by the shortest path.'
              : 'There are more than 200,000 states: too many for an overview.'}
        </p>
        {progress === null && result === null ? (
          <button type="button" class="strong" onClick={() => void store.search()}>
            Search all states
          </button>
        ) : null}
      </div>
    );
  }
  const choose = (which: 0 | 1) => (event: { readonly currentTarget: HTMLSelectElement }) => {
    const value = Number(event.currentTarget.value);
    setPair(which === 0 ? [value, pair[1]] : [pair[0], value]);
  };
  return (
    <div class="overview">
      {opened.endpoints.length > 2 ? (
        <p class="pair">
          {([0, 1] as const).map((which) => (
            <label key={which}>
              {which === 0 ? 'down' : 'across'}{' '}
              <select value={String(pair[which])} onChange={choose(which)}>
                {opened.endpoints.map((name, i) => (
                  <option key={name} value={String(i)} disabled={i === pair[1 - which]}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </p>
      ) : null}
      <Grid
        overview={overview}
        pair={pair}
        names={opened.endpoints}
        here={place.values}
        seen={state.seen}
        onGo={(replay) => void store.go(replay)}
      />
      <p class="legend">
        <span class="swatch here" /> here <span class="swatch seen" /> we have been there{' '}
        <span class="swatch heat" /> the stronger, the more states <span class="swatch begins" /> a violation
        begins <span class="swatch within" /> violations only
      </p>
      <p class="quiet">
        {overview.complete ? 'All ' : 'The first '}
        {counted(overview.states, 'state')}. A click leads to the nearest state of a cell.
      </p>
    </div>
  );
}

interface GridProps {
  readonly overview: OverviewView;
  readonly pair: readonly [number, number];
  readonly names: readonly string[];
  readonly here: readonly string[];
  /** States of all machines in which we have been, each as JSON. */
  readonly seen: ReadonlySet<string>;
  readonly onGo: (replay: string) => void;
}

function Grid({ overview, pair, names, here, seen, onGo }: GridProps) {
  const [down, across] = pair;
  const cells = merged(overview.cells, down, across);
  const been = new Set([...seen].map((text) => pairOf(JSON.parse(text), down, across)));
  const rows = [...new Set(overview.cells.map(({ values }) => values[down] ?? ''))];
  const columns = [...new Set(overview.cells.map(({ values }) => values[across] ?? ''))];
  const most = Math.max(...[...cells.values()].map(({ states }) => states), 1);
  return (
    <section class="grid-scroll" ref={scrollable} aria-label={`${names[down]} by ${names[across]}`}>
      <table class="grid">
        <thead>
          <tr>
            <td class="corner">
              {names[down]} ↓ {names[across]} →
            </td>
            {columns.map((name) => (
              <th key={name} scope="col">
                <span>{name === '' ? '·' : name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{row === '' ? '·' : row}</th>
              {columns.map((column) => {
                const cell = cells.get(pairOf([row, column], 0, 1));
                const isSeen = been.has(pairOf([row, column], 0, 1));
                const isHere = here[down] === row && here[across] === column;
                return (
                  <td key={column}>
                    {cell === undefined ? (
                      <span class="never" title="never" />
                    ) : (
                      <Cell cell={cell} isHere={isHere} isSeen={isSeen} most={most} onGo={onGo} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly cell: CellView;
  readonly isHere: boolean;
  readonly isSeen: boolean;
  readonly most: number;
  readonly onGo: (replay: string) => void;
}

function Cell({ cell, isHere, isSeen, most, onGo }: CellProps) {
  const { states, begins, violating, values, replay } = cell;
  const heat = Math.min(4, Math.floor((Math.log(states + 1) / Math.log(most + 2)) * 5));
  const kind = begins > 0 ? 'begins' : violating > 0 ? 'within' : '';
  const told = [
    values.join(' × '),
    counted(states, 'state'),
    ...(begins > 0 ? ['a violation begins here'] : []),
    ...(violating > 0 ? [`${grouped(violating)} of them are violations`] : []),
    isHere ? 'we are here' : isSeen ? 'we have been here' : 'we have not been here',
  ].join(', ');
  return (
    <button
      type="button"
      class={`cell heat-${heat} ${kind} ${isHere ? 'is-here' : ''} ${isSeen ? 'is-seen' : ''}`}
      title={told}
      aria-label={told}
      aria-current={isHere ? 'true' : undefined}
      onClick={() => onGo(replay)}
    >
      {short(states)}
    </button>
  );
}

/** The cells of all endpoints, by the states of two of them; the way is that to the nearest. */
function merged(cells: readonly CellView[], down: number, across: number): ReadonlyMap<string, CellView> {
  const found = new Map<string, CellView>();
  for (const cell of cells) {
    const values = [cell.values[down] ?? '', cell.values[across] ?? ''];
    const key = pairOf(cell.values, down, across);
    const known = found.get(key);
    found.set(
      key,
      known === undefined
        ? { ...cell, values }
        : {
            ...known,
            states: known.states + cell.states,
            begins: known.begins + cell.begins,
            violating: known.violating + cell.violating,
          },
    );
  }
  return found;
}

function pairOf(values: readonly string[], down: number, across: number): string {
  return JSON.stringify([values[down] ?? '', values[across] ?? '']);
}

function short(count: number): string {
  return count < 1000
    ? String(count)
    : count < 100_000
      ? `${(count / 1000).toFixed(1)}k`
      : `${Math.round(count / 1000)}k`;
}
