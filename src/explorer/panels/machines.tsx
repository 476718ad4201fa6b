import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DiagramPicture } from '../document/contents.ts';
import type { LitMachine } from '../protocol/views.ts';
import type { PanelProps } from './panel-props.ts';
import { scrollable } from './scrollable.ts';

/** The state diagrams of all endpoints: where each is, and which transitions the last step took. */
export function MachinesPanel({ state }: Pick<PanelProps, 'state'>) {
  const { opened, place, diagrams } = state;
  if (opened === null || place === null) return null;
  return (
    <div class="machines">
      {opened.endpoints.map((name, i) => (
        <figure key={name}>
          <figcaption>
            <strong>{name}</strong> <span class="state-name">{place.values[i]}</span>
          </figcaption>
          <Diagram
            name={name}
            picture={diagrams[opened.diagrams[i] ?? '']}
            lit={place.lit[i] ?? { states: [], taken: [] }}
            value={place.values[i] ?? ''}
          />
        </figure>
      ))}
    </div>
  );
}

interface DiagramProps {
  readonly name: string;
  readonly picture: DiagramPicture | undefined;
  readonly lit: LitMachine;
  readonly value: string;
}

function Diagram({ name, picture, lit, value }: DiagramProps) {
  const box = useRef<HTMLDivElement>(null);
  const [isLarge, setLarge] = useState(false);
  const svg = picture?.svg ?? '';
  useLayoutEffect(() => {
    scrollable(box.current);
    if (box.current !== null && picture !== undefined) light(box.current, picture, lit);
  }, [svg, lit, picture]);
  if (picture === undefined)
    return (
      <p class="quiet">
        The diagram of this machine was not made: with these parameters it has other states than in any
        variant.
      </p>
    );
  return (
    <>
      <div
        ref={box}
        class={`diagram-picture ${isLarge ? 'large' : ''}`}
        role="img"
        aria-label={`The machine of ${name}, in ${value === '' ? 'its only state' : value}`}
        // Texts in it are escaped where it is drawn.
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <button type="button" class="plain enlarge" aria-pressed={isLarge} onClick={() => setLarge(!isLarge)}>
        {isLarge ? 'fit to width' : 'full size'}
      </button>
    </>
  );
}

/** Marks what is lit, and gives transitions their texts. */
function light(box: HTMLElement, { states, transitions }: DiagramPicture, lit: LitMachine): void {
  const parts = [...box.querySelectorAll('[data-id]')];
  const shown = new Set(lit.states.map((id) => states[id]));
  const taken = new Set(lit.taken.map((id) => transitions[id]?.id));
  const texts = new Map(Object.values(transitions).map(({ id, text }) => [id, text]));
  for (const part of parts) {
    const ids = (part.getAttribute('data-id') ?? '').split('.');
    part.classList.toggle(
      'lit',
      ids.some((id) => shown.has(id)),
    );
    part.classList.toggle(
      'taken',
      ids.some((id) => taken.has(id)),
    );
    const told = ids.flatMap((id) => texts.get(id) ?? []);
    if (told.length > 0 && part.querySelector('title') === null) part.prepend(titled(told.join('\n')));
  }
}

function titled(text: string): Element {
  const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  title.textContent = text;
  return title;
}
