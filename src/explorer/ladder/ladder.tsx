import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PanelProps } from '../parts/panel-props.ts';
import { scrollable } from '../parts/scrollable.ts';
import type { LadderFrame, PlaceView } from '../protocol/views.ts';
import { Actions } from './choices.tsx';
import { Picture } from './picture.tsx';
import { Shelf } from './shelf.tsx';
import { type Chosen, Spot } from './spot.tsx';
import { Walker } from './walker.tsx';

/** The ladder, time downwards: messages in flight, timers, endpoints and the time itself can be clicked. */
export function LadderPanel({ store, state }: PanelProps) {
  const { place } = state;
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useEffect(() => setChosen(null), [place]);
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
      <Scroller place={place}>
        {ladder.skipped > 0 ? (
          <p class="earlier">
            <button type="button" class="plain" onClick={() => void store.showEarlier()}>
              {ladder.skipped} earlier steps: draw more of them
            </button>
          </p>
        ) : null}
        <div class="ladder-sheet" style={sizeOf(ladder)}>
          <Names ladder={ladder} />
          <Picture ladder={ladder} onGo={(step) => void store.moveTo(step)} />
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
      </Scroller>
      <Shelf place={place} lanes={Object.keys(place.snapshot.endpoints)} onTake={take} />
    </section>
  );
}

/** Smaller than this share of its size, a ladder cannot be read: then it is scrolled. */
const SMALLEST = 0.74;

function sizeOf({ width }: LadderFrame): Record<string, string> {
  return { maxWidth: `${width}px`, minWidth: `${Math.round(width * SMALLEST)}px` };
}

/** The endpoints' names, which stay in sight. */
function Names({ ladder: { lanes, width } }: { readonly ladder: LadderFrame }) {
  const share = (value: number) => `${(value / width) * 100}%`;
  return (
    <div class="ladder-names">
      {lanes.map(({ name, x }, i) => {
        const gap = Math.min(
          ...[lanes[i - 1], lanes[i + 1]].map((next) => (next === undefined ? width : Math.abs(next.x - x))),
        );
        return (
          <span key={name} style={{ left: share(x), maxWidth: share(Math.min(gap, 2 * x)) }} title={name}>
            {name}
          </span>
        );
      })}
    </div>
  );
}

/** Where a ladder is wider than its panel, who has acted is in sight. */
function showLane(box: HTMLElement, { acting, width }: LadderFrame): void {
  if (acting === null || box.scrollWidth <= box.clientWidth) return;
  const x = (acting / width) * box.scrollWidth;
  const [left, right] = [box.scrollLeft, box.scrollLeft + box.clientWidth];
  if (x < left + BESIDE_LANE || x > right - BESIDE_LANE) box.scrollLeft = x - box.clientWidth / 2;
}

/** What is to be seen of a ladder at both sides of a lifeline, in pixels. */
const BESIDE_LANE = 120;

interface ScrollerProps {
  readonly place: PlaceView;
  readonly children: ComponentChildren;
}

/** Shows the end of the walk; where more is drawn before it, what stood there stays. */
function Scroller({ place, children }: ScrollerProps) {
  const box = useRef<HTMLElement>(null);
  const before = useRef({ path: place.path, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    scrollable(element);
    const { path, height } = before.current;
    const isLonger = height > 0 && place.path.length === path.length && String(place.path) === String(path);
    const { scrollHeight } = element;
    if (isLonger) element.scrollTop += scrollHeight - height;
    else element.scrollTop = scrollHeight;
    before.current = { path: place.path, height: scrollHeight };
    if (!isLonger) showLane(element, place.ladder);
  }, [place]);
  return (
    <section class="ladder-scroll" ref={box} aria-label="The walk so far">
      {children}
    </section>
  );
}
