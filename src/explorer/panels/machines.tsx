import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DiagramPicture } from '../document/contents.ts';
import type { PanelProps } from '../parts/panel-props.ts';
import { scrollable } from '../parts/scrollable.ts';
import type { LitMachine } from '../protocol/views.ts';

/** The state diagrams of all endpoints: where each is, and which transitions the last step took. */
export function MachinesPanel({ state }: Pick<PanelProps, 'state'>) {
  const { opened, place, diagrams } = state;
  if (opened === null || place === null) return null;
  return (
    <div class="machines">
      {opened.endpoints.map((name, i) => (
        <figure key={name}>
          <figcaption>
            <strong>{name}</strong>{' '}
            {place.values[i] ? <span class="state-name">{place.values[i]}</span> : null}
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
  const [pointed, setPointed] = useState<string | null>(null);
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
  const point = ({ target }: Event) => {
    const part = target instanceof Element ? target.closest('[data-id]') : null;
    setPointed(part?.getAttribute('data-id') ?? null);
  };
  return (
    <>
      <div
        ref={box}
        class={`diagram-picture ${isLarge ? 'large' : ''}`}
        role="img"
        aria-label={`The machine of ${name}, in ${value === '' ? 'its only state' : value}`}
        onPointerOver={point}
        onPointerLeave={() => setPointed(null)}
        // Texts in it are escaped where it is drawn.
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <div class="diagram-foot">
        <Pointed picture={picture} part={pointed} />
        <button type="button" class="plain enlarge" aria-pressed={isLarge} onClick={() => setLarge(!isLarge)}>
          {isLarge ? 'fit to width' : 'full size'}
        </button>
      </div>
      <Transitions picture={picture} lit={lit} />
    </>
  );
}

/** What the pointer is over, and where that is written. */
function Pointed({ picture, part }: { readonly picture: DiagramPicture; readonly part: string | null }) {
  const told = part === null ? [] : toldOf(picture, part.split('.'));
  return (
    <p class="pointed quiet" aria-hidden="true">
      {told.map(({ id, text, place }) => (
        <span key={id}>
          {text} <PlaceText place={place} />
        </span>
      ))}
    </p>
  );
}

function PlaceText({ place }: { readonly place: string | null }) {
  return place === null ? (
    <span class="place" title="Code has put it together, so that it stands in no one place">
      place not known
    </span>
  ) : (
    <code class="place">{place}</code>
  );
}

/** All transitions as a list, those of the current states first: for who cannot point, or wants to look one up. */
function Transitions({ picture, lit }: { readonly picture: DiagramPicture; readonly lit: LitMachine }) {
  const here = picture.transitions.filter(({ source }) => lit.states.includes(source));
  const others = picture.transitions.filter(({ source }) => !lit.states.includes(source));
  return (
    <details class="transitions">
      <summary>
        Transitions ({here.length} from here, {others.length} others)
      </summary>
      <table class="lines">
        <tbody>
          {[...here, ...others].map(({ id, source, text, place }) => (
            <tr key={id}>
              <th scope="row">
                {lit.states.includes(source) ? <strong>{shortName(source)}</strong> : shortName(source)}
              </th>
              <td>
                {text} {lit.taken.includes(id) ? <strong class="mark">taken last </strong> : null}
                <PlaceText place={place} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** The id of a state without that of its machine. */
function shortName(id: string): string {
  return id.slice(id.indexOf('.') + 1);
}

/** States and transitions that a part of a picture stands for. */
function toldOf({ states, transitions }: DiagramPicture, parts: readonly string[]) {
  return [
    ...states.filter(({ part }) => parts.includes(part)).map((state) => ({ ...state, text: state.id })),
    ...transitions.filter(({ part }) => parts.includes(part)),
  ];
}

/** Marks what is lit, and gives transitions their texts. */
function light(box: HTMLElement, picture: DiagramPicture, lit: LitMachine): void {
  const { states, transitions } = picture;
  const shown = new Set(states.filter(({ id }) => lit.states.includes(id)).map(({ part }) => part));
  const taken = new Set(transitions.filter(({ id }) => lit.taken.includes(id)).map(({ part }) => part));
  for (const part of box.querySelectorAll('[data-id]')) {
    const ids = (part.getAttribute('data-id') ?? '').split('.');
    part.classList.toggle(
      'lit',
      ids.some((id) => shown.has(id)),
    );
    part.classList.toggle(
      'taken',
      ids.some((id) => taken.has(id)),
    );
    if (part.querySelector('title') !== null) continue;
    const told = toldOf(picture, ids).map(({ text, place }) => (place === null ? text : `${text}\n${place}`));
    if (told.length > 0) part.prepend(titled(told.join('\n')));
  }
}

function titled(text: string): Element {
  const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  title.textContent = text;
  return title;
}
