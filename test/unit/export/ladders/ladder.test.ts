import { describe, expect, it } from 'vitest';
import tcpClose from '../../../../machines/tcp-close/model.ts';
import alternatingBit from '../../../../machines/toys/alternating-bit/model.ts';
import glare from '../../../../machines/toys/glare/model.ts';
import lossyPing from '../../../../machines/toys/lossy-ping/model.ts';
import { instantiate } from '../../../../src/composition/instantiate.ts';
import { ladderLayout } from '../../../../src/export/ladders/ladder-layout.ts';
import { ladderMarkdown } from '../../../../src/export/ladders/ladder-markdown.ts';
import { ladderSvg } from '../../../../src/export/ladders/ladder-svg.ts';
import { toMermaidSequence } from '../../../../src/export/ladders/sequence.ts';
import { storyOf } from '../../../../src/export/ladders/story.ts';
import type { AnyModel } from '../../../../src/language/definition.ts';
import type { InstanceOptions } from '../../../../src/language/resolve.ts';
import { check, Search } from '../../../../src/search/search.ts';
import { judge } from '../../../../src/trace/judge.ts';
import { replay, replayLasso } from '../../../../src/trace/replay.ts';
import type { Trace } from '../../../../src/trace/trace.ts';
import { readMermaid } from '../../../support/pictures/mermaid.ts';
import { xmlComplaints } from '../../../support/pictures/xml.ts';

function violation(model: AnyModel, variant: string, property: string) {
  const instance = instantiate(model, { variant });
  const found = check(instance, { properties: [property] }).properties.find(({ name }) => name === property);
  const path = found !== undefined && 'path' in found ? found.path : [];
  return {
    trace: replay(instance.model, path),
    findings: judge(instance, path).filter(({ name }) => name === property),
  };
}

/** The trace of a random walk. */
function walkOf(model: AnyModel, options: InstanceOptions, walkLength: number): Trace {
  const instance = instantiate(model, options);
  const search = new Search(instance, { order: 'random', seed: 7, walkLength });
  while (!search.advance(1000));
  return replay(instance.model, search.walk());
}

/** A random walk through the close. */
function walk(steps: number, capacity = 8): Trace {
  return walkOf(tcpClose, { variant: 'no-time-wait', set: { incarnations: 50, capacity } }, steps);
}

const hazard = violation(tcpClose, 'no-time-wait', 'no stale data');

/** A trace with something to remember in the beginning, for one of its endpoints only. */
function remembering(): Trace {
  const { trace } = hazard;
  const { client, server } = trace.initial.endpoints;
  if (client === undefined || server === undefined) throw new Error('both are there');
  const endpoints = {
    client: { ...client, context: { peer: 'a|b', tries: 3 } },
    server: { ...server, context: {} },
  };
  return { ...trace, initial: { ...trace.initial, endpoints } };
}

describe('what endpoints remember in the beginning', () => {
  it('stands in the first row of a table, and in no other', () => {
    const rows = ladderMarkdown(remembering()).split('\n');
    expect(rows.filter((row) => row.includes('tries'))).toEqual([
      '| 0 | 0 | the beginning | CLOSED<br>peer="a\\|b" tries=3 | CLOSED |  |',
    ]);
  });

  it('stands in the first note of a Mermaid diagram', async () => {
    const diagram = toMermaidSequence(remembering());
    expect(diagram).toContain('Note over e0: CLOSED<br/>peer=#34;a|b#34; tries=3\n');
    expect(diagram).toContain('Note over e1: CLOSED\n');
    await expect(readMermaid(diagram)).resolves.toBeDefined();
  });

  it('moves the first step of a picture down', () => {
    const [first, plain] = [remembering(), { ...remembering(), initial: hazard.trace.initial }].map((trace) =>
      ladderLayout(trace),
    );
    const memory = first?.shapes.flatMap((shape) =>
      shape.shape === 'text' && shape.kind === 'memory' ? [shape.text] : [],
    );
    expect(memory).toEqual(['peer="a|b" tries=3']);
    expect(first?.moments[0]?.y).toBeLessThan(plain?.moments[0]?.y ?? 0);
    expect(ladderSvg(remembering())).toContain('tries=3');
  });
});

describe('where there are several initial states', () => {
  const START = 'It begins in initial state 1 (of 0 to 2): client starts with {most=3}.';
  const trace: Trace = {
    ...hazard.trace,
    start: { number: 1, of: 3, inputs: { client: { most: 3 } } },
  };

  it('is said at which of them it begins, and what was chosen, in a picture, in Mermaid and in Markdown', async () => {
    const { shapes } = ladderLayout(trace);
    const texts = shapes.flatMap((shape) =>
      shape.shape === 'text' && shape.kind === 'rest' ? [shape.text] : [],
    );
    expect(texts.join(' ').startsWith(START)).toBe(true);
    const diagram = toMermaidSequence(trace);
    expect(diagram).toContain(`Note over e0,e1: ${START}\n`);
    await expect(readMermaid(diagram)).resolves.toBeDefined();
    expect(ladderMarkdown(trace).split('\n')).toContain(START);
  });

  it('is not said where there is only one', () => {
    expect(toMermaidSequence(hazard.trace)).not.toContain('It begins');
    expect(ladderMarkdown(hazard.trace)).not.toContain('It begins');
  });
});

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The boxes of all texts of a picture that stand level, from the lengths that they are drawn with. */
function textBoxes(svg: string): readonly Box[] {
  const level = svg.replace(/<g transform="rotate[\s\S]*?<\/g>/g, '');
  const pattern =
    /<text x="([\d.-]+)" y="([\d.-]+)" font-size="([\d.]+)"(?: text-anchor="(\w+)")?[^>]*? textLength="([\d.]+)"[^>]*>([^<]*)</g;
  return [...level.matchAll(pattern)].map(([, x, y, size, anchor, length, text = '']) => {
    const [at, width, height] = [Number(x), Number(length), Number(size)];
    const left = anchor === 'end' ? at - width : anchor === 'middle' ? at - width / 2 : at;
    return {
      text,
      left,
      right: left + width,
      top: Number(y) - height * 0.72,
      bottom: Number(y) + height * 0.1,
    };
  });
}

function overlaps(boxes: readonly Box[]): readonly string[] {
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.text} / ${b.text}`),
  );
}

describe('the story of a trace', () => {
  it('follows every message from its sending to its end', () => {
    const { sendings } = storyOf(hazard.trace);
    expect(sendings.length).toBe(hazard.trace.steps.reduce((sum, { sent }) => sum + sent.length, 0));
    expect(sendings.every(({ ends }) => ends.length > 0)).toBe(true);
  });

  it('tells lost, expired, duplicated and stale messages apart', () => {
    const fates = new Set(
      [walk(400), walk(400, 2)].flatMap((trace) =>
        storyOf(trace).sendings.flatMap(({ ends }) => ends.map(({ fate }) => fate)),
      ),
    );
    for (const fate of ['delivered', 'duplicate', 'lost', 'copy lost', 'expired', 'no room'])
      expect(fates).toContain(fate);
    expect(
      storyOf(hazard.trace).sendings.some(({ remarks }) => remarks.some(({ mark }) => mark === 'stale')),
    ).toBe(true);
  });

  it('ends every timer that fires where it fires', () => {
    const { timers, moments } = storyOf(hazard.trace);
    const fired = timers.filter(({ end }) => end === 'fired').map(({ until }) => until);
    const expiries = moments.filter(({ kind }) => kind === 'expire').map(({ step }) => step);
    expect(fired.sort((a, b) => a - b)).toEqual(expiries);
  });
});

describe('a ladder as SVG', () => {
  const svg = ladderSvg(hazard.trace, { findings: hazard.findings, lifetime: 1 });

  it('is well-formed', async () => {
    expect(await xmlComplaints(svg)).toEqual([]);
  });

  it('marks the violation where it happens, and explains it below', () => {
    const { shapes, moments, bottom } = ladderLayout(hazard.trace, { findings: hazard.findings });
    const last = moments.at(-1);
    const of = (kind: string) => shapes.find((shape) => shape.kind === kind);
    expect(of('violated')).toMatchObject({ step: 23, y: last?.y });
    expect(of('decided bad')).toMatchObject({ step: 23 });
    expect(of('finding bad')).toMatchObject({ step: 23 });
    expect(
      shapes.filter(({ kind }) => kind === 'finding bad').map((shape) => 'y' in shape && shape.y > bottom),
    ).toEqual([true, true]);
    expect(svg).toContain('no stale data: violated at step 23');
  });

  it('grows at its end: what stands there stays where it is', () => {
    const whole = ladderLayout(hazard.trace);
    const part = ladderLayout(
      { ...hazard.trace, steps: hazard.trace.steps.slice(0, 10) },
      { least: whole.widths },
    );
    expect(part.moments).toEqual(whole.moments.slice(0, 11));
    expect(part.lanes).toEqual(whole.lanes);
  });

  it('has no texts that overlap or leave the picture', () => {
    for (const each of [svg, ladderSvg(walk(300))]) {
      const boxes = textBoxes(each);
      const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(each) ?? [];
      expect(overlaps(boxes)).toEqual([]);
      expect(
        boxes.filter(
          ({ left, right, bottom }) => left < 0 || right > Number(width) || bottom > Number(height),
        ),
      ).toEqual([]);
    }
  });

  it('draws every delivery from where the message was sent down to where it arrives', () => {
    const lines = [...svg.matchAll(/<path class="message[^"]*" d="M[\d.]+,([\d.]+)L[\d.]+,([\d.]+)"/g)];
    const rising = lines.filter(([, from, to]) => Number(to) < Number(from));
    expect(lines.length).toBeGreaterThan(5);
    expect(rising).toEqual([]);
  });

  it('draws a message still in flight with dashes and a lost one with a cross', () => {
    const { trace } = violation(lossyPing, 'lossy', 'no deadlock');
    expect(ladderSvg(trace)).toMatch(/class="cross( expired)?"/);
    const sent = { ...trace, steps: trace.steps.slice(0, 1) };
    expect(ladderSvg(sent)).toContain('class="message flying"');
  });

  it('follows the theme of the reader, or a given one', () => {
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(ladderSvg(hazard.trace, { theme: 'dark' })).not.toContain('prefers-color-scheme');
  });

  it('has an arrow for each of thousands of messages that arrive', () => {
    const trace = walkOf(alternatingBit, {}, 3500);
    expect(trace.steps.reduce((sum, { sent }) => sum + sent.length, 0)).toBeGreaterThan(2000);
    const picture = ladderSvg(trace);
    expect(picture.match(/class="tip/g)?.length ?? 0).toBeGreaterThan(500);
  });
});

describe('a ladder as text', () => {
  it('is a Mermaid sequence diagram that Mermaid reads', async () => {
    for (const trace of [hazard.trace, walk(200)]) {
      expect((await readMermaid(toMermaidSequence(trace))).type).toBe('sequence');
    }
    expect(toMermaidSequence(hazard.trace, hazard.findings)).toContain('no stale data: violated');
  });

  it('tells each message once in Mermaid, and in no step before the one that sends it', () => {
    for (const trace of [hazard.trace, walk(200), walk(200, 2)]) {
      const lines = toMermaidSequence(trace).split('\n');
      const stepOf = (at: number) =>
        Number(
          lines
            .slice(0, at + 1)
            .findLast((line) => /: \d+\. /.test(line))
            ?.match(/: (\d+)\. /)?.[1] ?? 0,
        );
      // A message that is sent again while its equal is in flight has that one's number.
      const { sendings } = storyOf(trace);
      const numbers = new Set(sendings.map(({ number }) => number));
      for (const number of numbers) {
        const same = sendings.filter((sending) => sending.number === number);
        const told = lines.flatMap((line, at) =>
          line.includes(`#35;${number} `) && /^ *e\d+-/.test(line) ? [at] : [],
        );
        const ends = same.flatMap((sending) => sending.ends);
        const drawn = ends.filter(({ fate }) => fate !== 'merged' && !fate.startsWith('copy'));
        expect(told.length).toBe(drawn.length);
        for (const at of told) expect(stepOf(at)).toBeGreaterThanOrEqual(same[0]?.moment ?? 0);
      }
      expect(lines.filter((line) => line.includes('sends ') && !line.includes(' again'))).toEqual([]);
    }
  });

  it('is a Markdown table with a row for every step', () => {
    const text = ladderMarkdown(hazard.trace, hazard.findings);
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(hazard.trace.steps.length + 3);
    const columns = rows.map((row) => row.replaceAll('\\|', '').split('|').length);
    expect(new Set(columns).size).toBe(1);
    expect(text).toContain('**no stale data** is violated');
  });
});

describe('a ladder of what lasts for ever', () => {
  const { model } = instantiate(glare);

  it('has a band around what is repeated, and nothing else on it', () => {
    const { shapes, moments } = ladderLayout(replayLasso(model, { stem: [0, 0, 0, 1], cycle: [0, 0, 0, 1] }));
    const [band, ...more] = shapes.filter((shape) => shape.shape === 'box' && shape.kind === 'again');
    if (band?.shape !== 'box') throw new Error('there is no band');
    expect(more).toEqual([]);
    const inside = moments.filter(({ y }) => y > band.y && y < band.y + band.height);
    expect(inside.map(({ step }) => step)).toEqual([5, 6, 7, 8]);
  });

  it('has none where everything stops, or nothing is repeated', () => {
    for (const trace of [replayLasso(model, { stem: [0, 0], cycle: [] }), replay(model, [0, 1, 0, 0])])
      expect(ladderLayout(trace).shapes.filter(({ kind }) => kind === 'again')).toEqual([]);
  });
});
