import { useEffect, useRef, useState } from 'preact/hooks';
import type {
  EnabledView,
  Handle,
  LadderSpot,
  LadderView,
  PlaceView,
  RefusedView,
} from '../protocol/views.ts';
import type { PanelProps } from './panel-props.ts';
import { Popover } from './popover.tsx';
import { scrollable } from './scrollable.ts';

/** What was clicked in the ladder: everything that could happen to it is offered. */
interface Chosen {
  readonly label: string;
  readonly concerns: (handle: Handle) => boolean;
  readonly x: number;
  readonly y: number;
}

/** The ladder, time downwards: messages in flight, timers, endpoints and the time itself can be clicked. */
export function LadderPanel({ store, state }: PanelProps) {
  const { place } = state;
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const scroller = useRef<HTMLElement>(null);
  useEffect(() => {
    setChosen(null);
    const element = scroller.current;
    scrollable(element);
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, [place]);
  if (place === null) return <section class="panel ladder" aria-label="Ladder" aria-busy="true" />;
  const { ladder } = place;
  const take = (index: number) => {
    setChosen(null);
    void store.take(index);
  };
  return (
    <section class="panel ladder" aria-label="Ladder">
      <div class="ladder-head">
        <h2>Ladder</h2>
        <Walker store={store} state={state} />
      </div>
      <section class="ladder-scroll" ref={scroller} aria-label="The walk so far">
        {ladder.skipped > 0 ? <p class="quiet">{ladder.skipped} earlier steps are not drawn.</p> : null}
        <div class="ladder-sheet" style={{ maxWidth: `${ladder.width}px` }}>
          {/* Texts in it are escaped where it is drawn. */}
          <div class="ladder-picture" dangerouslySetInnerHTML={{ __html: ladder.svg }} />
          <Moments ladder={ladder} at={place.path.length} onGo={(step) => void store.moveTo(step)} />
          {ladder.spots.map((spot) => (
            <Spot
              key={`${spot.kind}${spot.message}${spot.endpoint}${spot.label}`}
              spot={spot}
              ladder={ladder}
              onChoose={setChosen}
            />
          ))}
          {chosen === null ? null : (
            <Actions
              chosen={chosen}
              place={place}
              ladder={ladder}
              onTake={take}
              onClose={() => setChosen(null)}
            />
          )}
        </div>
      </section>
      <Shelf place={place} lanes={Object.keys(place.snapshot.endpoints)} onTake={take} />
    </section>
  );
}

/** Goes along the branch, a step or all of it. */
function Walker({ store, state }: PanelProps) {
  const at = state.place?.path.length ?? 0;
  const all = state.branch.length;
  const moves = [
    { label: 'To the beginning', sign: '⇤', to: 0, off: at === 0 },
    { label: 'One step back', sign: '←', to: at - 1, off: at === 0 },
    { label: 'One step forth', sign: '→', to: at + 1, off: at === all },
    { label: 'To the end of the branch', sign: '⇥', to: all, off: at === all },
  ];
  return (
    <nav class="walker" aria-label="Along the branch">
      {moves.map(({ label, sign, to, off }) => (
        <button
          key={label}
          type="button"
          class="plain"
          title={label}
          disabled={off}
          onClick={() => void store.moveTo(to)}
        >
          <span aria-hidden="true">{sign}</span>
          <span class="hidden">{label}</span>
        </button>
      ))}
      <span class="quiet count">
        step {at} of {all}
      </span>
    </nav>
  );
}

/** Each moment of the past leads back to it. */
function Moments({
  ladder,
  at,
  onGo,
}: {
  readonly ladder: LadderView;
  readonly at: number;
  readonly onGo: (step: number) => void;
}) {
  return (
    <>
      {ladder.moments.map(({ step, top, bottom }) =>
        step === at || step === ladder.skipped ? null : (
          <button
            key={step}
            type="button"
            class="moment"
            tabIndex={-1}
            title={`Go back to step ${step}`}
            aria-label={`Go back to step ${step}`}
            style={placed(ladder, { x: 0, y: top, width: 48, height: bottom - top })}
            onClick={() => onGo(step)}
          />
        ),
      )}
    </>
  );
}

interface SpotProps {
  readonly spot: LadderSpot;
  readonly ladder: LadderView;
  readonly onChoose: (chosen: Chosen) => void;
}

/** Something in the ladder that can be clicked. */
function Spot({ spot, ladder, onChoose }: SpotProps) {
  const concerns = (handle: Handle) =>
    spot.kind === 'message'
      ? handle.message === spot.message
      : handle.timer === spot.timer && handle.endpoint === spot.endpoint;
  const label =
    spot.kind === 'message'
      ? `${spot.label}, in flight to ${spot.endpoint}`
      : `Timer ${spot.label} of ${spot.endpoint}`;
  return (
    <button
      type="button"
      class={`spot ${spot.kind}`}
      title={label}
      aria-label={label}
      aria-haspopup="dialog"
      style={placed(ladder, spot)}
      onClick={() => onChoose({ label, concerns, x: spot.x, y: spot.y + Math.min(spot.height, 20) })}
    />
  );
}

type Box = Pick<LadderSpot, 'x' | 'y' | 'width' | 'height'>;

/** A place over the picture, which may be drawn smaller than it is. */
function placed({ width, height }: LadderView, box: Box): Record<string, string> {
  const share = (value: number, whole: number) => `${(value / whole) * 100}%`;
  return {
    left: share(box.x, width),
    top: share(box.y, height),
    width: share(box.width, width),
    height: share(box.height, height),
  };
}

interface ActionsProps {
  readonly chosen: Chosen;
  readonly place: PlaceView;
  readonly ladder: LadderView;
  readonly onTake: (index: number) => void;
  readonly onClose: () => void;
}

/** All that could happen to what was clicked: what can, as buttons; what cannot, with the reason. */
function Actions({ chosen, place, ladder, onTake, onClose }: ActionsProps) {
  const isRight = chosen.x > ladder.width / 2;
  const style: Record<string, string> = {
    top: `${(chosen.y / ladder.height) * 100}%`,
    ...(isRight
      ? { right: `${Math.max(0, 1 - (chosen.x + 120) / ladder.width) * 100}%` }
      : { left: `${(Math.max(0, chosen.x) / ladder.width) * 100}%` }),
  };
  return (
    <Popover label={chosen.label} onClose={onClose} style={style}>
      <p class="popover-title">{chosen.label}</p>
      <Choices place={place} concerns={chosen.concerns} onTake={onTake} />
    </Popover>
  );
}

/** Steps that concern something, and those that cannot be taken. */
function Choices({
  place,
  concerns,
  onTake,
}: Pick<ActionsProps, 'place' | 'onTake'> & Pick<Chosen, 'concerns'>) {
  const enabled = place.enabled.filter(({ handle }) => concerns(handle));
  const refused = place.refused.filter(({ handle }) => concerns(handle));
  return (
    <>
      {enabled.map((step) => (
        <StepButton key={step.index} step={step} onTake={onTake} />
      ))}
      {refused.map((step) => (
        <RefusedButton key={`${step.text}${step.handle.copyStays}`} step={step} />
      ))}
      {enabled.length + refused.length === 0 ? <p class="quiet">Nothing can happen to it now.</p> : null}
    </>
  );
}

function StepButton({
  step,
  onTake,
}: {
  readonly step: EnabledView;
  readonly onTake: (index: number) => void;
}) {
  return (
    <button
      type="button"
      class={step.violates.length > 0 ? 'violates' : ''}
      onClick={() => onTake(step.index)}
    >
      <kbd>{step.index}</kbd> {step.text}
    </button>
  );
}

function RefusedButton({ step }: { readonly step: RefusedView }) {
  return (
    <button type="button" aria-disabled="true" class="refused">
      {step.text}
      <span class="because">{step.because}</span>
    </button>
  );
}

interface ShelfProps {
  readonly place: PlaceView;
  readonly lanes: readonly string[];
  readonly onTake: (index: number) => void;
}

/** Below the ladder: what is in flight, and what each endpoint and the time can do. */
function Shelf({ place, lanes, onTake }: ShelfProps) {
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
  return (
    <section class="shelf" aria-label="What can happen, by what it happens to">
      {groups.map(({ key, title, note, concerns }) => {
        const count = place.enabled.filter(({ handle }) => concerns(handle)).length;
        return (
          <div class="menu" key={key}>
            <button
              type="button"
              class={`chip ${count === 0 ? 'idle' : ''} ${key.startsWith('#') ? 'message' : ''}`}
              aria-haspopup="dialog"
              aria-expanded={open === key}
              onClick={() => setOpen(open === key ? null : key)}
            >
              <span>{title}</span> <span class="chip-note">{note}</span>
            </button>
            {open === key ? (
              <Popover label={title} onClose={() => setOpen(null)}>
                <Choices place={place} concerns={concerns} onTake={onTake} />
              </Popover>
            ) : null}
          </div>
        );
      })}
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
