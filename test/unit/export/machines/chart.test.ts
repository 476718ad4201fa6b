import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { wrap } from '../../../../src/export/drawing/wrap.ts';
import { type Chart, chartOf } from '../../../../src/export/machines/chart.ts';
import { reachedBeside, sideBySide } from '../../../../src/export/machines/chart-combine.ts';
import { transitionText } from '../../../../src/export/machines/chart-labels.ts';
import { select } from '../../../../src/export/machines/chart-select.ts';
import { toDot } from '../../../../src/export/machines/dot-state.ts';
import { toMermaid } from '../../../../src/export/machines/mermaid-state.ts';
import { toPlantUml } from '../../../../src/export/machines/plantuml.ts';
import { toScxml } from '../../../../src/export/scxml/scxml.ts';
import { checkout } from '../../../support/machines/checkout.ts';
import { editor } from '../../../support/machines/editor.ts';
import { game } from '../../../support/machines/game.ts';
import { handshake } from '../../../support/machines/handshake.ts';
import { launch } from '../../../support/machines/launch.ts';
import { loader } from '../../../support/machines/loader.ts';
import { oven } from '../../../support/machines/oven.ts';

/** `source --> targets: label` of every transition. */
function told(chart: Chart): string[] {
  const key = (id: string) => chart.states.find((state) => state.id === id)?.key ?? id;
  return chart.transitions.map(
    (each) => `${key(each.source)} --> ${each.targets.map(key).join(' ')}: ${transitionText(each)}`,
  );
}

describe('a state whose key has a dot', () => {
  const dotted = createMachine({
    id: 'm',
    initial: 'a.b',
    states: {
      'a.b': { initial: 'x.y', states: { 'x.y': { on: { IN: 'z' } }, z: {} }, on: { GO: 'a.b' } },
      a: { initial: 'b', states: { b: { on: { BACK: '#m.a\\.b' } } } },
      p: { initial: 'c.d', states: { 'c.d': {}, h: { type: 'history', target: 'c\\.d' } } },
    },
  });

  it('is told apart from the nested one of the same id', () => {
    const chart = chartOf(dotted);
    const ids = chart.states.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const arrows = chart.transitions.map(({ source, targets }) => `${source} ${targets.join(' ')}`);
    expect(arrows).toEqual(
      expect.arrayContaining([
        'm.a\\.b m.a.b',
        'm.a\\.b.x\\.y m.a\\.b.z',
        'm.a.b m.a\\.b',
        'm.p.h m.p.c\\.d',
      ]),
    );
    expect(chart.states.find(({ id }) => id === 'm')?.initial).toEqual(['m.a\\.b']);
  });

  it('has its key in every picture, and an id of its own', () => {
    const chart = chartOf(dotted);
    expect(toMermaid(chart)).toContain('state "a.b" as a_b {');
    for (const draw of [toMermaid, toPlantUml, toDot, toScxml]) expect(() => draw(chart)).not.toThrow();
  });
});

describe('labels say', () => {
  it('guards that are made of guards, with brackets where they are needed', () => {
    const texts = told(chartOf(oven));
    expect(texts).toContain('off --> on: START [doorShut and (hasFood or not hasFood)] / heat');
    expect(texts).toContain('off --> : START [not (doorShut and hasFood)] / beep');
  });

  it('guards with parameters, and guards on the state of another region', () => {
    const texts = told(chartOf(oven));
    expect(texts).toContain('off --> : SET [atLeast(watts: 100)] / beep');
    expect(texts).toContain('on --> off: [in {door:open}]');
  });

  it('the source of a guard in line', () => {
    expect(told(chartOf(loader))).toContain('failed --> given up: [context.tries >= 3]');
  });

  it('delays by number and by name', () => {
    expect(told(chartOf(loader))).toContain('failed --> loading: after 1000 ms');
    expect(told(chartOf(handshake))).toContain('ESTABLISHED --> : after KEEP / sendProbe');
  });

  it('that an invoked actor has ended or failed', () => {
    const texts = told(chartOf(loader));
    expect(texts).toContain('loading --> loaded: fetchPage done / assign tries');
    expect(texts).toContain('loading --> failed: fetchPage failed / assign tries');
  });

  it('wildcards, and the effects that XState knows itself', () => {
    const texts = told(chartOf(game));
    expect(texts).toContain('playing --> : hit.* / assign lives');
    expect(texts).toContain('playing --> puzzled: * / raise THINK');
    expect(texts).toContain('playing --> : HURRY / emit faster');
    expect(texts).toContain('game --> : CHEAT / assign lives, log "cheats"');
  });

  it('what a state does on entry and on exit, without the timers of its delays', () => {
    const [playing] = chartOf(game).states.filter(({ key }) => key === 'playing');
    expect(playing?.entry.map(({ text }) => text)).toEqual(['assign score', 'raise HURRY after 5000 ms']);
    expect(playing?.exit.map(({ text }) => text)).toEqual(['cancel hurry']);
    const [waiting] = chartOf(handshake).states.filter(({ key }) => key === 'SYN-SENT');
    expect(waiting?.entry.map(({ text }) => text)).toEqual(['sendSyn']);
  });
});

describe('a chart has', () => {
  it('the default of a history state as a transition', () => {
    expect(told(chartOf(editor))).toContain('recent --> picture: always');
  });

  it('several targets of one transition', () => {
    expect(told(chartOf(launch))).toContain('idle --> full aboard: SKIP / sign');
  });
});

describe('texts draw', () => {
  it('a transition to itself that enters nothing as a line in the box', () => {
    expect(toMermaid(chartOf(handshake))).toContain('SYN_SENT : OPEN');
    expect(toMermaid(chartOf(handshake))).toContain('SYN_SENT --> SYN_SENT : after RTO / count');
  });

  it('that a transition into its own source leaves it first', () => {
    expect(toMermaid(chartOf(checkout))).toContain('form --> form__address : EXTERNAL (re-enters)');
    expect(toMermaid(chartOf(checkout))).toContain('form --> form__address : INTERNAL\n');
    expect(toScxml(chartOf(checkout))).toContain(
      'event="INTERNAL" target="checkout-form-address" type="internal"',
    );
    expect(toScxml(chartOf(checkout))).toContain('event="EXTERNAL" target="checkout-form-address"/>');
  });

  it('deep history in the signs of each format', () => {
    const chart = chartOf(editor);
    expect(toPlantUml(chart)).toContain('state open__recent <<history*>>');
    expect(toScxml(chart)).toContain('<history id="editor-open-recent" type="deep">');
    expect(toMermaid(chart)).toContain('state "H*" as open__recent');
    expect(toDot(chart)).toContain('label="H*"');
  });

  it('delays in SCXML as events that a state sends to itself', () => {
    const text = toScxml(chartOf(loader));
    expect(text).toContain(
      '<send id="after.1000_ms.loader-failed" event="after.1000_ms.loader-failed" delay="1000ms"/>',
    );
    expect(text).toContain('<cancel sendid="after.1000_ms.loader-failed"/>');
    expect(text).toContain('<transition event="after.1000_ms.loader-failed" target="loader-loading"/>');
  });

  it('a machine without any state', () => {
    const alone = chartOf(createMachine({ id: 'alone' }));
    expect(toMermaid(alone)).toContain('state "alone" as alone');
    expect(toDot(alone)).toContain('"alone"');
  });
});

describe('a selection', () => {
  it('in brief shows moves only, and effects that can be seen from outside', () => {
    const texts = told(select(chartOf(handshake), { brief: true }));
    expect(texts).toEqual([
      'CLOSED --> SYN-SENT: OPEN',
      'SYN-SENT --> ESTABLISHED: SYN_ACK / sendAck',
      'SYN-SENT --> CLOSED: RST',
      'SYN-SENT --> CLOSED: after RTO [isTired]',
      'ESTABLISHED --> CLOSED: RST',
      'ESTABLISHED --> CLOSED: CLOSE',
    ]);
  });

  it('in brief joins what differs in guards and effects, and says so', () => {
    const machine = createMachine({
      initial: 'a',
      states: {
        a: {
          on: {
            E: [
              { guard: 'x', target: 'b', actions: ['send', 'tell'] },
              { target: 'b', actions: 'send' },
            ],
          },
        },
        b: {},
      },
    });
    expect(told(select(chartOf(machine), { brief: true }))).toEqual(['a --> b: E […] / send, …']);
  });

  it('leaves out the transitions that it is told to hide', () => {
    const texts = told(select(chartOf(handshake), { hide: ['RST', 'isTired', 'sendProbe'] }));
    expect(texts.some((text) => /RST|isTired|sendProbe/.test(text))).toBe(false);
    expect(texts).toContain('ESTABLISHED --> CLOSED: CLOSE');
  });

  it('with a focus shows a state, what it contains, and its neighbours', () => {
    const { states } = select(chartOf(checkout), { focus: 'card' });
    expect(states.map(({ key }) => key)).toEqual([
      'checkout',
      'form',
      'payment',
      'method',
      'card',
      'number',
      'code',
      'ok',
      'done',
    ]);
  });

  it('with an unknown focus names the states that there are', () => {
    expect(() => select(chartOf(handshake), { focus: 'OPEN' })).toThrow(
      'it has CLOSED, SYN-SENT, ESTABLISHED',
    );
  });
});

describe('machines side by side', () => {
  const parts = [
    {
      name: 'client',
      chart: chartOf(handshake),
      reached: { states: new Set(['handshake']), transitions: new Set(['t']) },
    },
    { name: 'server', chart: chartOf(handshake) },
  ];

  it('are the regions of one parallel state', () => {
    const chart = sideBySide('both', parts);
    expect(chart.states.filter(({ parent }) => parent === 'both').map(({ key }) => key)).toEqual([
      'client',
      'server',
    ]);
    expect(new Set(chart.states.map(({ id }) => id)).size).toBe(chart.states.length);
    expect(chart.transitions).toHaveLength(2 * chartOf(handshake).transitions.length);
  });

  it('keep what is reached of each apart, and take what is not known of one for reached', () => {
    const reached = reachedBeside('both', parts);
    const of = (name: string, ids: Iterable<string> = []) =>
      [...ids].filter((id) => id.startsWith(`${name}:`));
    expect(of('client', reached?.states)).toEqual(['client:handshake']);
    expect(of('client', reached?.transitions)).toEqual(['client:t']);
    const server = parts.find(({ name }) => name === 'server');
    expect(of('server', reached?.states)).toEqual(server?.chart.states.map(({ id }) => `server:${id}`));
    expect(of('server', reached?.transitions)).toEqual(
      server?.chart.transitions.map(({ id }) => `server:${id}`),
    );
    expect(reached?.states.has('both')).toBe(true);
  });

  it('have nothing to tell of what is reached if it is known of none', () => {
    const unknown = parts.map(({ name, chart }) => ({ name, chart }));
    expect(reachedBeside('both', unknown)).toBeUndefined();
  });
});

describe('a label is wrapped', () => {
  it('at blanks', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  });

  it('inside a word that is too long, behind its signs', () => {
    expect(wrap('acknowledgement.of.segments', 19)).toEqual(['acknowledgement.of.', 'segments']);
    expect(wrap('x'.repeat(40), 18).every((line) => line.length <= 18)).toBe(true);
  });
});
