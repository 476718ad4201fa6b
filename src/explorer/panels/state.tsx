import { useState } from 'preact/hooks';
import type { EndpointSnapshot, StateDifference, StateSnapshot } from '../../stepping/index.ts';
import type { Json } from '../../trace/tagged-json.ts';
import type { PanelProps } from '../parts/panel-props.ts';
import { eventText, isUndefined, shortText } from '../parts/value-text.ts';

/** One line of the state: where it stands, and its value. */
interface Line {
  readonly path: readonly string[];
  readonly value: string;
  readonly difference: StateDifference | undefined;
}

/** The state in full, section by section, and in what it differs from the one before. */
export function StatePanel({ state }: Pick<PanelProps, 'state'>) {
  const [filter, setFilter] = useState('');
  const { place } = state;
  if (place === null) return null;
  const { snapshot, differences } = place;
  const gone = differences.filter(({ after }) => after === undefined);
  const sections = sectionsOf(snapshot, differences);
  const matches = ({ path, value }: Line) =>
    filter === '' || `${path.join('.')} ${value}`.toLowerCase().includes(filter.toLowerCase());
  return (
    <div class="state-view">
      <label class="filter">
        <span class="hidden">Filter by endpoint or path</span>
        <input
          type="search"
          placeholder="filter by endpoint or path"
          value={filter}
          onInput={({ currentTarget }) => setFilter(currentTarget.value)}
        />
      </label>
      <p class="quiet">
        {place.path.length === 0
          ? 'The initial state.'
          : differences.length === 0
            ? 'The last step changed nothing that can be seen.'
            : `Marked is what the last step changed (${differences.length}).`}
      </p>
      {sections.map(({ title, lines }) => {
        const shown = lines.filter(matches);
        const isChanged = lines.some(({ difference }) => difference !== undefined);
        if (shown.length === 0) return null;
        return (
          <details key={title} open={isChanged || filter !== '' || place.path.length === 0}>
            <summary>
              {title}
              {isChanged ? <span class="dot" title="changed by the last step" /> : null}
            </summary>
            <Lines lines={shown} />
          </details>
        );
      })}
      {gone.length === 0 ? null : (
        <details open>
          <summary>gone</summary>
          <table class="lines">
            <tbody>
              {gone.map(({ path, before }) => (
                <tr key={path.join('.')} class="changed">
                  <th scope="row">{path.slice(1).join(' · ') || path.join(' · ')}</th>
                  <td>
                    <span class="old">{shortText(before ?? null)}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <table class="lines">
      <tbody>
        {lines.map(({ path, value, difference }) => (
          <tr key={path.join('.')} class={difference === undefined ? '' : 'changed'}>
            <th scope="row">{path.join(' · ')}</th>
            <td>
              {difference?.before === undefined ? null : (
                <span class="old">{shortText(difference.before)}</span>
              )}{' '}
              <span class={difference === undefined ? '' : 'new'}>{value}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a line shows, and where it stands in the state if its name does not say so. */
type Field = readonly [name: string, value: Json, inner?: readonly string[]];

interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

function sectionsOf(snapshot: StateSnapshot, differences: readonly StateDifference[]): readonly Section[] {
  const { endpoints, network, channels, partitions, history, tick } = snapshot;
  const differing = (path: readonly string[]) => {
    const text = path.join('\n');
    return differences.find((each) => each.path.join('\n') === text);
  };
  const section = (title: string, at: readonly string[], lines: readonly Field[]): Section => ({
    title,
    lines: lines.map(([name, value, inner = [name]]) => {
      const below = differences.find((each) => [...at, ...inner].every((part, i) => each.path[i] === part));
      const exact = differing([...at, ...inner]) ?? below;
      return { path: [name], value: shortText(value), difference: exact };
    }),
  });
  return [
    ...Object.entries(endpoints).map(([name, local]) =>
      section(name, ['endpoints', name], endpointLines(local)),
    ),
    section(
      `in flight (${network.length})`,
      ['network'],
      network.map(({ number, event, from, to, mark, age, owed }): readonly [string, Json] => [
        `#${number}`,
        `${eventText(event)}  ${from} → ${to}${mark === '' ? '' : `, ${mark}`}${age === 0 ? '' : `, age ${age}`}${owed ? ', promised' : ''}`,
      ]),
    ),
    section('channels', ['channels'], flat(channels)),
    section('partitions', ['partitions'], flat(partitions)),
    section('history', ['history'], flat(history)),
    section('time', [], [['tick', tick]]),
  ].filter(({ lines }) => lines.length > 0);
}

function endpointLines({ state, context, timers, status, tags }: EndpointSnapshot): readonly Field[] {
  return [
    ['state', state, ['value']],
    ...(status === 'active' ? [] : [['status', status] as const]),
    ...(tags.length === 0 ? [] : [['tags', tags.join(' ')] as const]),
    ...flat(context).map(([name, value]) => [name, value, ['context', name]] as const),
    ...timers.map(
      ({ name, remaining }) =>
        [
          `timer ${name}`,
          remaining === null ? 'may fire at any moment' : remaining === 0 ? 'due' : `${remaining} ticks`,
          ['timers', name],
        ] as const,
    ),
  ];
}

/** The fields of an object, each a line; anything else is one line. */
function flat(value: Json): readonly Field[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return value === null || isUndefined(value) ? [] : [['', value]];
  return isUndefined(value) ? [] : Object.entries(value);
}
