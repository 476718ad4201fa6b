import { tcpEndpoint } from '../machines/tcp/endpoint.ts';
import tcpModel from '../machines/tcp/model.ts';
import tcpCloseModel from '../machines/tcp-close/model.ts';
import { type JointGraph, type JointOptions, jointGraph } from '../src/explore/joint.ts';
import { machinesOf } from '../src/explore/machines.ts';
import { reachOf } from '../src/explore/reached.ts';
import { check } from '../src/explore/search.ts';
import { chartOf } from '../src/export/chart.ts';
import { sideBySide } from '../src/export/chart-combine.ts';
import { type Selection, select } from '../src/export/chart-select.ts';
import { toDot } from '../src/export/dot-state.ts';
import { dotToSvg } from '../src/export/graphviz.ts';
import { jointSvg } from '../src/export/joint-grid.ts';
import { ladderMarkdown } from '../src/export/ladder-markdown.ts';
import { ladderSvg } from '../src/export/ladder-svg.ts';
import { toMermaid } from '../src/export/mermaid-state.ts';
import { toMermaidSequence } from '../src/export/sequence.ts';
import type { AnyModel } from '../src/model/definition.ts';
import { instantiate } from '../src/model/instantiate.ts';
import { judge } from '../src/trace/judge.ts';
import { replay } from '../src/trace/replay.ts';

type Picture = () => string | Promise<string>;

/** What RFC 9293's own figure leaves out, too: resets, aborts, giving up. */
const AS_IN_THE_RFC: Selection = {
  brief: true,
  hide: ['ABORT', 'isExactRst', 'isRst', 'givesUp', 'mayReopen', 'reopened', 'listens'],
};

/** The counterexample that the close without TIME-WAIT is known for. */
function hazard() {
  const instance = instantiate(tcpCloseModel, { variant: 'no-time-wait' });
  const { properties } = check(instance, { properties: ['no stale data'] });
  const path = properties.flatMap((property) => ('path' in property ? [property.path] : []))[0] ?? [];
  const findings = judge(instance, path).filter(({ name }) => name === 'no stale data');
  const { lifetime } = instance.model.bounds.network;
  return { trace: replay(instance.model, path), findings, lifetime };
}

function joint(model: AnyModel, title: string, options: JointOptions = {}): string {
  const graph: JointGraph = jointGraph(model, options);
  return jointSvg(graph, { title });
}

/** Every picture of the documentation, by the name of its file. */
export const pictures: Readonly<Record<string, Picture>> = {
  'tcp.svg': () => dotToSvg(toDot(select(chartOf(tcpEndpoint), AS_IN_THE_RFC)), 'The eleven states of TCP'),
  'tcp.mmd': () => toMermaid(select(chartOf(tcpEndpoint), AS_IN_THE_RFC)),
  'time-wait.svg': () => {
    const chart = select(chartOf(tcpEndpoint), { focus: 'TIME-WAIT' });
    const machines = reachOf(tcpModel).machines;
    const reached = {
      states: new Set(machines.flatMap(({ states }) => [...states])),
      transitions: new Set(machines.flatMap(({ transitions }) => [...transitions])),
    };
    return dotToSvg(toDot(chart, { reached }), 'TIME-WAIT and what leads there');
  },
  'tcp-close.svg': () => {
    const machines = machinesOf(tcpCloseModel).map(({ endpoint, machine }) => ({
      name: endpoint,
      chart: chartOf(machine),
    }));
    const chart = select(sideBySide('tcp-close', machines), { brief: true, hide: ['RST'] });
    return dotToSvg(toDot(chart), 'The close as textbooks tell it');
  },
  'no-time-wait.svg': () => {
    const { trace, findings, lifetime } = hazard();
    return ladderSvg(trace, { findings, lifetime, title: 'What happens without TIME-WAIT' });
  },
  'no-time-wait.mmd': () => {
    const { trace, findings } = hazard();
    return toMermaidSequence(trace, findings);
  },
  'no-time-wait.md': () => {
    const { trace, findings } = hazard();
    return ladderMarkdown(trace, findings, 'What happens without TIME-WAIT');
  },
  'joint-tcp-close.svg': () => joint(tcpCloseModel, 'The close, state by state'),
  'joint-no-time-wait.svg': () =>
    joint(tcpCloseModel, 'The close without TIME-WAIT', { variant: 'no-time-wait' }),
  'joint-tcp.svg': () => joint(tcpModel, 'Two TCP endpoints: every pair of states'),
};
