import { instance as graphviz } from '@viz-js/viz';
import { describe, expect, it } from 'vitest';
import tcpClose from '../../../../machines/tcp-close/model.ts';
import alternatingBit from '../../../../machines/toys/alternating-bit/model.ts';
import echo from '../../../../machines/toys/echo/model.ts';
import lossyPing from '../../../../machines/toys/lossy-ping/model.ts';
import { instantiate } from '../../../../src/composition/instantiate.ts';
import { jointDot, jointJson } from '../../../../src/export/spaces/joint-dot.ts';
import { jointSvg } from '../../../../src/export/spaces/joint-grid.ts';
import { jointMermaid } from '../../../../src/export/spaces/joint-mermaid.ts';
import { spaceAut, spaceDot, spaceGraphMl, spaceJson } from '../../../../src/export/spaces/space.ts';
import type { AnyModel } from '../../../../src/language/definition.ts';
import { ModelError } from '../../../../src/language/errors.ts';
import type { InstanceOptions } from '../../../../src/language/resolve.ts';
import { check } from '../../../../src/search/search.ts';
import { type JointGraph, jointGraph } from '../../../../src/survey/joint.ts';
import { stateSpace } from '../../../../src/survey/space.ts';
import { replay } from '../../../../src/trace/replay.ts';
import { readFlowchart } from '../../../support/pictures/mermaid.ts';
import { xmlComplaints } from '../../../support/pictures/xml.ts';

const models: readonly (readonly [string, AnyModel])[] = [
  ['alternating-bit', alternatingBit],
  ['echo', echo],
  ['lossy-ping', lossyPing],
];

/** Sizes of a model's state space, searched without properties, so that none of them ends the search. */
function sizes(model: AnyModel, set: InstanceOptions['set'] = {}) {
  const { statistics } = check(instantiate({ ...model, properties: [], variants: {} }, { set }));
  return { states: statistics.distinctStates, transitions: statistics.transitions };
}

describe.each(models)('the state space of %s', (_, model) => {
  const space = stateSpace(instantiate(model));
  const { states, transitions } = space.count;

  it('is what a search finds', () => {
    expect({ states, transitions }).toEqual(sizes(model));
  });

  it('as .aut has a heading and a line for every transition', () => {
    const [head = '', ...lines] = [...spaceAut(space)].join('').trimEnd().split('\n');
    expect(head).toBe(`des (0, ${transitions}, ${states})`);
    expect(lines).toHaveLength(transitions);
    for (const line of lines) {
      const [, from, to] = /^\((\d+), "[^"]+", (\d+)\)$/.exec(line) ?? [];
      expect(Number(from)).toBeLessThan(states);
      expect(Number(to)).toBeLessThan(states);
    }
  });

  it('as JSON is one document', () => {
    const document = JSON.parse([...spaceJson(space)].join(''));
    expect(document.space).toHaveLength(states);
    expect(document.space.flatMap(({ steps }: { steps: unknown[] }) => steps)).toHaveLength(transitions);
    expect(document).toMatchObject({ states, transitions, endpoints: space.endpoints });
  });

  it('as GraphML is well-formed, with a node for every state and an edge for every transition', async () => {
    const text = [...spaceGraphMl(space)].join('');
    expect(await xmlComplaints(text)).toEqual([]);
    expect(text.match(/<node /g)).toHaveLength(states);
    expect(text.match(/<edge /g)).toHaveLength(transitions);
  });

  it('as DOT is read by Graphviz', async () => {
    const result = (await graphviz()).render([...spaceDot(space)].join(''), { format: 'canon' });
    expect(result.status).toBe('success');
  });
});

describe('a state space', () => {
  it('that is larger than asked for is not counted to its end', () => {
    const { count } = stateSpace(instantiate(tcpClose), 100);
    expect(count.complete).toBe(false);
    expect(count.states).toBeLessThan(1000);
  });

  it('is written chunk by chunk, in little memory', () => {
    let longest = 0;
    for (const chunk of spaceAut(stateSpace(instantiate(tcpClose))))
      longest = Math.max(longest, chunk.length);
    expect(longest).toBeLessThan(500);
  });
});

describe('the joint graph', () => {
  const graph = jointGraph(tcpClose, { variant: 'no-time-wait' });

  it('has every state behind exactly one pair', () => {
    expect(graph.states.reduce((sum, { count }) => sum + count, 0)).toBe(
      sizes(tcpClose, instantiate(tcpClose, { variant: 'no-time-wait' }).parameters).states,
    );
    expect(new Set(graph.states.map(({ values }) => values.join())).size).toBe(graph.states.length);
  });

  it('has an arrow only where a step moves one endpoint', () => {
    for (const { from, to } of graph.steps) {
      const [a, b] = [graph.states[from], graph.states[to]];
      const moved = a?.values.filter((value, i) => value !== b?.values[i]) ?? [];
      expect(moved.length).toBeLessThanOrEqual(1);
    }
  });

  it('says where each violated property is violated, and nothing of the others', () => {
    const { properties } = check(instantiate(tcpClose, { variant: 'no-time-wait' }));
    const violated = properties.filter(({ verdict }) => verdict === 'violated').map(({ name }) => name);
    const found = new Set(graph.states.flatMap(({ violations }) => Object.keys(violations)));
    expect([...found].sort()).toEqual(violated.sort());
  });

  it('says where violations begin: where shortest counterexamples end, and nowhere else', () => {
    const instance = instantiate(tcpClose, { variant: 'no-time-wait' });
    const violated = check(instance).properties.filter(({ verdict }) => verdict === 'violated');
    const paths = violated.flatMap((property) => ('path' in property ? [property] : []));
    expect(graph.beginnings).toEqual(Object.fromEntries(paths.map(({ name, path }) => [name, path.length])));
    for (const { name, path } of paths) {
      const last = replay(instance.model, path).steps.at(-1)?.after.endpoints ?? {};
      const places = graph.states.filter(({ begins }) => begins.includes(name));
      expect(places.map(({ values }) => values.join())).toContain(
        graph.endpoints.map((endpoint) => String(last[endpoint]?.value)).join(),
      );
      expect(
        graph.steps
          .filter(({ begins }) => begins.includes(name))
          .every(({ to }) => places.includes(graph.states[to] as never)),
      ).toBe(true);
    }
    // Violated nearly everywhere, it begins at few places.
    expect(graph.states.filter(({ violations }) => 'no stale segment' in violations).length).toBeGreaterThan(
      25,
    );
    expect(
      graph.states
        .filter(({ begins }) => begins.includes('no stale segment'))
        .map(({ values }) => values.join()),
    ).toEqual(['ESTABLISHED,CLOSED', 'CLOSED,SYN_RCVD']);
  });

  it('of two endpoints has the same states behind each pair as that of all, together', () => {
    const all = jointGraph(echo);
    const pair = all.endpoints.slice(1, 3);
    const graph = jointGraph(echo, { endpoints: [...pair].reverse() });
    const counts = new Map<string, number>();
    for (const { values, count } of all.states) {
      const key = [values[2], values[1]].join();
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
    expect(new Map(graph.states.map(({ values, count }) => [values.join(), count]))).toEqual(counts);
    expect(graph.endpoints).toEqual([...pair].reverse());
    expect(jointSvg(graph)).toContain(`${graph.endpoints[0]} ↓`);
    expect(() => jointGraph(echo, { endpoints: ['nobody'] })).toThrow('has no endpoint "nobody"; it has');
    expect(() => jointGraph(echo, { endpoints: ['wall', 'wall'] })).toThrow(ModelError);
  });

  it('is read by Mermaid, with a node for every joint state and an arrow for every step between two', async () => {
    const { nodes, edges } = await readFlowchart(jointMermaid(graph));
    expect(nodes).toBe(graph.states.length);
    expect(edges).toBe(graph.steps.filter(({ from, to }) => from !== to).length);
  });

  it('knows what is reached only with loss', () => {
    // Without loss, the last ACK arrives, and so the server is never left in LAST_ACK by a client that is gone.
    const half = jointGraph(tcpClose).states.find(({ values }) => values.join() === 'CLOSED,LAST_ACK');
    expect(half?.count).toBeGreaterThan(0);
    expect(half?.countWithoutLoss).toBe(0);
  });

  it('of one message: sent and not arrived is a state of every run, to be stuck there is not', () => {
    const { states } = jointGraph(lossyPing, { variant: 'lossy' });
    const counts = states.map(({ values, count, countWithoutLoss }) => [
      values.join(),
      count,
      countWithoutLoss,
    ]);
    // In flight, young and old, and gone; without loss it is never gone.
    expect(counts).toEqual([
      ['ready,waiting', 1, 1],
      ['sent,waiting', 3, 2],
      ['sent,pinged', 1, 1],
    ]);
  });

  it('is drawn as a grid that is well-formed and has a cell for every pair', async () => {
    const svg = jointSvg(graph);
    expect(await xmlComplaints(svg)).toEqual([]);
    expect(svg.match(/<rect class="cell heat\d[^"]*" x="[\d.]+" y="[\d.]+" width="66"/g)).toHaveLength(
      graph.states.length,
    );
  });

  it('of three endpoints is no grid, but DOT, Mermaid and JSON', async () => {
    const three: JointGraph = jointGraph(echo);
    expect(() => jointSvg(three)).toThrow('a grid shows two endpoints');
    expect((await graphviz()).render(jointDot(three), { format: 'canon' }).status).toBe('success');
    expect((await readFlowchart(jointMermaid(three))).nodes).toBe(three.states.length);
    expect(JSON.parse(jointJson(three)).states).toHaveLength(three.states.length);
  });
});
