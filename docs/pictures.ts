import { readFileSync } from 'node:fs';
import httpKeepAlive from '../machines/http-keep-alive/model.ts';
import lease from '../machines/lease/model.ts';
import mqttQos2 from '../machines/mqtt-qos2/model.ts';
import pingModel from '../machines/ping/model.ts';
import quicClose from '../machines/quic-close/model.ts';
import sctpShutdown from '../machines/sctp-shutdown/model.ts';
import { tcpEndpoint } from '../machines/tcp/endpoint.ts';
import tcpModel from '../machines/tcp/model.ts';
import tcpCloseModel from '../machines/tcp-close/model.ts';
import tlsClose from '../machines/tls-close/model.ts';
import websocketClose from '../machines/websocket-close/model.ts';
import websocketResume from '../machines/websocket-close/resume.ts';
import { instantiate } from '../src/composition/instantiate.ts';
import { dotToSvg } from '../src/export/drawing/graphviz.ts';
import { ladderMarkdown } from '../src/export/ladders/ladder-markdown.ts';
import { ladderSvg } from '../src/export/ladders/ladder-svg.ts';
import { toMermaidSequence } from '../src/export/ladders/sequence.ts';
import { chartOf } from '../src/export/machines/chart.ts';
import { sideBySide } from '../src/export/machines/chart-combine.ts';
import { type Selection, select } from '../src/export/machines/chart-select.ts';
import { toDot } from '../src/export/machines/dot-state.ts';
import { toMermaid } from '../src/export/machines/mermaid-state.ts';
import { jointSvg } from '../src/export/spaces/joint-grid.ts';
import type { AnyModel } from '../src/language/definition.ts';
import { clearestText } from '../src/report/ladders/clearest-text.ts';
import { check } from '../src/search/search.ts';
import { clearestOf } from '../src/survey/clearest-examples.ts';
import { type JointGraph, type JointOptions, jointGraph } from '../src/survey/joint.ts';
import { machinesOf } from '../src/survey/machines.ts';
import { reachOf } from '../src/survey/reached.ts';
import { judge } from '../src/trace/judge.ts';
import { replay } from '../src/trace/replay.ts';
import { benchChart, type Figure } from '../test/bench/report/charts.ts';

type Picture = () => string | Promise<string>;

/** What RFC 9293's own figure leaves out, too: resets, aborts, giving up. */
const AS_IN_THE_RFC: Selection = {
  brief: true,
  hide: ['ABORT', 'isExactRst', 'isRst', 'givesUp', 'mayReopen', 'reopened', 'listens'],
};

/** A counterexample to a property of a variant: the clearest one, or else the shortest. */
function counterexample(model: AnyModel, variant: string, property: string) {
  const instance = instantiate(model, { variant });
  const { properties } = check(instance, { properties: [property] });
  const clearest = clearestOf({ definition: model, options: { variant }, instance }, properties).get(
    property,
  );
  const shortest = properties.flatMap((each) => ('path' in each ? [each.path] : []))[0] ?? [];
  const [shown, path] = clearest === undefined ? [instance, shortest] : [clearest.instance, clearest.path];
  const findings = judge(shown, path).filter(({ name }) => name === property);
  const { lifetime } = shown.model.bounds.network;
  const remark = clearest && clearestText(clearest);
  return { trace: replay(shown.model, path), findings, lifetime, remark };
}

/** A ladder of the shortest counterexample to a property of a variant. */
function ladderOf(model: AnyModel, variant: string, property: string, title: string): string {
  const { trace, findings, lifetime, remark } = counterexample(model, variant, property);
  return ladderSvg(trace, { findings, lifetime, remark, title });
}

/** What the close without TIME-WAIT is known for. */
const hazard = () => counterexample(tcpCloseModel, 'no-time-wait', 'no stale data');

function joint(model: AnyModel, title: string, options: JointOptions = {}): string {
  const graph: JointGraph = jointGraph(model, options);
  return jointSvg(graph, { title });
}

/** The figures of the bench, as they were measured last on a quiet machine. */
function benchFigures(): readonly Figure[] {
  return JSON.parse(readFileSync(new URL('bench.json', import.meta.url), 'utf8'));
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
  'ping.svg': () => ladderOf(pingModel, 'hasty', 'one answer', 'A client that counts every answer'),
  'http-keep-alive.svg': () =>
    ladderOf(httpKeepAlive, 'equal timeouts', 'no request meets a close', 'A request meets a close'),
  'quic-close.svg': () =>
    ladderOf(
      quicClose,
      'connection IDs used again too soon',
      'no old reset',
      'An old reset ends the next connection',
    ),
  'tls-close.svg': () =>
    ladderOf(tlsClose, 'FIN taken for the end', 'no half answer', 'Half an answer is taken for the whole'),
  'websocket-close.svg': () =>
    ladderOf(
      websocketClose,
      'deaf after a Close frame',
      'clean means whole',
      'A clean close that loses data',
    ),
  'websocket-resume.svg': () =>
    ladderOf(websocketResume, 'token used twice', 'nothing twice', 'Two connections have one session'),
  'lease.svg': () =>
    ladderOf(lease, 'a pause, without tokens', 'no overtaken write', 'A worker wakes up, and writes'),
  'sctp-shutdown.svg': () =>
    ladderOf(sctpShutdown, 'tags used again', 'no old end', 'An old ABORT ends the next association'),
  'mqtt-qos2.svg': () =>
    ladderOf(
      mqttQos2,
      'receiver forgets, and says so in vain',
      'not twice',
      'That the session is gone is said once, and lost',
    ),
  'no-time-wait.svg': () => {
    const { trace, findings, lifetime, remark } = hazard();
    return ladderSvg(trace, { findings, lifetime, remark, title: 'What happens without TIME-WAIT' });
  },
  'no-time-wait.mmd': () => {
    const { trace, findings, remark } = hazard();
    return toMermaidSequence(trace, findings, remark);
  },
  'no-time-wait.md': () => {
    const { trace, findings, remark } = hazard();
    return ladderMarkdown(trace, findings, 'What happens without TIME-WAIT', remark);
  },
  'joint-tcp-close.svg': () => joint(tcpCloseModel, 'The close, state by state'),
  'joint-no-time-wait.svg': () =>
    joint(tcpCloseModel, 'The close without TIME-WAIT', { variant: 'no-time-wait' }),
  'bench.svg': () => benchChart(benchFigures()),
  'joint-tcp.svg': () => joint(tcpModel, 'Two TCP endpoints: every pair of states'),
};
