import { textWidth } from '../drawing/text-width.ts';
import type { Below } from './ladder-below.ts';
import { SIZES } from './ladder-columns.ts';
import { boxShape, lineShape, type Shape, type SignKind, signShape, textShape } from './ladder-shapes.ts';
import type { Story } from './story.ts';

/** A sample at (x, y), of the width SAMPLE, and what it means. */
interface Item {
  readonly meaning: string;
  sample(x: number, y: number): readonly Shape[];
}

const SAMPLE = 30;
const ROW = 18;
const LEFT = 20;

/** Says what the colours, dashes and signs mean that occur in these shapes. */
export function legendOf(story: Story, shapes: readonly Shape[], width: number, top: number): Below {
  const drawn: Shape[] = [];
  let [x, y] = [LEFT, top + ROW];
  for (const { meaning, sample } of itemsFor(story, new Set(shapes.map(({ kind }) => kind)))) {
    const needed = SAMPLE + 6 + textWidth(meaning, SIZES.small);
    if (x > LEFT && x + needed > width - LEFT) [x, y] = [LEFT, y + ROW];
    drawn.push(
      ...sample(x, y - 3.5),
      textShape('legend', { x: x + SAMPLE + 6, y }, meaning, { size: SIZES.small }),
    );
    x += needed + 20;
  }
  return { shapes: drawn, bottom: drawn.length === 0 ? top : y + 6 };
}

function itemsFor(story: Story, kinds: ReadonlySet<string>): readonly Item[] {
  const has = (start: string) => [...kinds].some((kind) => kind.startsWith(start));
  const marks = [...new Set(story.sendings.flatMap(({ remarks }) => remarks.map(({ mark }) => mark)))];
  const all: readonly (readonly [boolean, Item])[] = [
    [kinds.has('message') || kinds.has('message marked'), arrow('message', 'message')],
    [has('message duplicate'), arrow('message duplicate', 'delivered once more')],
    [has('message flying'), arrow('message flying', 'still in flight')],
    [has('message merged'), line('message merged', 'one with its equal in flight')],
    [has('message lost'), crossed('message lost', 'cross', 'lost')],
    [
      kinds.has('cross copy'),
      { meaning: 'copy lost', sample: (x, y) => [signShape('cross copy', { x: x + 15, y })] },
    ],
    [has('message expired'), crossed('message expired', 'cross expired', 'too old')],
    [[...kinds].some((kind) => kind.endsWith('marked')), arrow('message marked', marks.join(', '))],
    [kinds.has('life other'), { meaning: 'another colour: another state', sample: lifeSample }],
    [kinds.has('call'), { meaning: 'from outside', sample: callSample }],
    [kinds.has('timer'), { meaning: 'timer runs', sample: timerSample('timer') }],
    [kinds.has('timer open'), { meaning: 'runs at the end, too', sample: timerSample('timer open') }],
    [
      kinds.has('clock'),
      { meaning: 'timer fires', sample: (x, y) => [signShape('clock', { x: x + 15, y })] },
    ],
    [kinds.has('link'), line('link', 'what happens to a link')],
    [kinds.has('note observation'), { meaning: 'observed', sample: textSample }],
  ];
  return all.flatMap(([occurs, item]) => (occurs ? [item] : []));
}

type Kind = Parameters<typeof lineShape>[0];

function line(kind: Kind, meaning: string): Item {
  return {
    meaning,
    sample: (x, y) => [
      lineShape(kind, [
        { x, y },
        { x: x + SAMPLE, y },
      ]),
    ],
  };
}

function arrow(kind: Kind, meaning: string): Item {
  const tip = kind === 'message marked' ? 'tip marked' : 'tip';
  return {
    meaning,
    sample: (x, y) => [
      lineShape(kind, [
        { x, y },
        { x: x + SAMPLE - 4, y },
      ]),
      signShape(tip, { x: x + SAMPLE, y }, { from: { x, y } }),
    ],
  };
}

function crossed(kind: Kind, sign: SignKind, meaning: string): Item {
  return {
    meaning,
    sample: (x, y) => [
      lineShape(kind, [
        { x, y },
        { x: x + SAMPLE - 6, y },
      ]),
      signShape(sign, { x: x + SAMPLE - 6, y }),
    ],
  };
}

function lifeSample(x: number, y: number): readonly Shape[] {
  const box = { top: y - 3.5, bottom: y + 3.5 };
  return [
    boxShape('life', { ...box, left: x, right: x + SAMPLE / 2 }),
    boxShape('life other', { ...box, left: x + SAMPLE / 2, right: x + SAMPLE }),
  ];
}

function callSample(x: number, y: number): readonly Shape[] {
  const from = { x: x + 4, y };
  const to = { x: x + SAMPLE - 4, y };
  return [lineShape('call', [from, to]), signShape('call', to, { from })];
}

function timerSample(kind: 'timer' | 'timer open') {
  return (x: number, y: number): readonly Shape[] => [
    lineShape(kind, [
      { x: x + 2, y },
      { x: x + SAMPLE, y },
    ]),
    signShape('start', { x: x + 2, y }),
  ];
}

function textSample(x: number, y: number): readonly Shape[] {
  return [textShape('note observation', { x: x + 8, y: y + 3.5 }, 'abc', { size: SIZES.note })];
}
