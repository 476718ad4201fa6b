import type { StateDifference } from '../../stepping/index.ts';
import type { Json } from '../../trace/tagged-json.ts';
import type { PageState } from '../page/page-state.ts';
import { eventText, shortText } from '../parts/value-text.ts';
import { counted } from '../parts/words.ts';

interface ComparisonProps {
  readonly comparison: NonNullable<PageState['comparison']>;
  readonly onClose: () => void;
}

/** Where two walks part, and what differs then, and at their ends. */
export function Comparison({ comparison: { told }, onClose }: ComparisonProps) {
  const { common, steps, parting, ends, isSameEnd } = told;
  const [here, there] = steps;
  const isOver = JSON.stringify(parting) === JSON.stringify(ends);
  return (
    <section class="comparison" aria-label="Comparison">
      <p>
        The two walks have {counted(common, 'step')} in common, and part at step {common + 1}.
        <button type="button" class="plain" aria-label="Close the comparison" onClick={onClose}>
          ✕
        </button>
      </p>
      <dl class="parting">
        <dt>here</dt>
        <dd>{here ?? 'ends before it'}</dd>
        <dt>there</dt>
        <dd>{there ?? 'ends before it'}</dd>
      </dl>
      <Differences title={`After step ${common + 1}`} differences={parting} />
      {isSameEnd ? (
        <p>They end in the same state.</p>
      ) : isOver ? null : (
        <Differences title="At their ends" differences={ends} />
      )}
    </section>
  );
}

function Differences({
  title,
  differences,
}: {
  readonly title: string;
  readonly differences: readonly StateDifference[];
}) {
  if (differences.length === 0) return <p>{title}, nothing differs.</p>;
  return (
    <table class="lines compared">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">here</th>
          <th scope="col">there</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, before, after }) => (
          <tr key={path.join('.')}>
            <th scope="row">{path.slice(path[0] === 'endpoints' ? 1 : 0).join(' · ')}</th>
            <td>{valueText(before)}</td>
            <td>{valueText(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function valueText(value: Json | undefined): string {
  if (value === undefined) return '–';
  const { event, from, to } = Object(value) as Readonly<Record<string, Json | undefined>>;
  if (event === undefined || from === undefined || to === undefined) return shortText(value);
  return `${eventText(event)} ${shortText(from)} → ${shortText(to)}`;
}
