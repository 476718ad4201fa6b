import { useEffect, useState } from 'preact/hooks';
import { Popover } from '../parts/popover.tsx';
import { scrollable } from '../parts/scrollable.ts';
import type { Handle, PlaceView } from '../protocol/views.ts';
import { Choices } from './choices.tsx';

interface ShelfProps {
  readonly place: PlaceView;
  readonly lanes: readonly string[];
  readonly onTake: (index: number) => void;
}

/** Below the ladder: what is in flight, and what each endpoint and the time can do. */
export function Shelf({ place, lanes, onTake }: ShelfProps) {
  const [open, setOpen] = useState<string | null>(null);
  useEffect(() => setOpen(null), [place]);
  const messages = place.snapshot.network.map(({ number, from, to }) => ({
    key: `#${number}`,
    title: `#${number} ${nameOf(place, number)}`,
    note: `${from} → ${to}`,
    concerns: (handle: Handle) => handle.message === number,
  }));
  const own = lanes.map((name) => ({
    key: `endpoint ${name}`,
    title: name,
    note: place.snapshot.endpoints[name]?.state ?? '',
    concerns: (handle: Handle) => handle.endpoint === name && handle.message === null,
  }));
  const rest = {
    key: 'rest',
    title: 'time and links',
    note: `t = ${place.snapshot.tick}`,
    concerns: (handle: Handle) => handle.endpoint === null && handle.message === null,
  };
  const groups = [...own, ...messages, rest].filter(
    ({ concerns }) =>
      place.enabled.some(({ handle }) => concerns(handle)) ||
      place.refused.some(({ handle }) => concerns(handle)),
  );
  const shown = groups.find(({ key }) => key === open);
  return (
    <section class="shelf" aria-label="What can happen, by what it happens to">
      <ul class="chips" ref={scrollable}>
        {groups.map(({ key, title, note, concerns }) => {
          const count = place.enabled.filter(({ handle }) => concerns(handle)).length;
          return (
            <li key={key}>
              <button
                type="button"
                class={`chip ${count === 0 ? 'idle' : ''} ${key.startsWith('#') ? 'message' : ''}`}
                aria-haspopup="dialog"
                aria-expanded={open === key}
                onClick={() => setOpen(open === key ? null : key)}
              >
                <span>{title}</span> <span class="chip-note">{note}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {shown === undefined ? null : (
        <Popover key={shown.key} label={shown.title} onClose={() => setOpen(null)}>
          <p class="popover-title">{shown.title}</p>
          <Choices place={place} concerns={shown.concerns} onTake={onTake} />
        </Popover>
      )}
    </section>
  );
}

/** What a message is called in the steps that concern it. */
function nameOf({ enabled, refused, snapshot }: PlaceView, number: number): string {
  const step = [...enabled, ...refused].find(({ handle }) => handle.message === number);
  const sign = `#${number} `;
  const at = step?.text.indexOf(sign) ?? -1;
  if (step !== undefined && at >= 0) {
    const [name = ''] = step.text.slice(at + sign.length).split(/ to |, a copy/);
    return name;
  }
  const message = snapshot.network.find((each) => each.number === number);
  return String(Object(message?.event).type ?? '');
}
