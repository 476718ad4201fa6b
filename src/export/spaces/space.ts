import type { SpaceState, StateSpace } from '../../survey/space.ts';
import { taggedJson } from '../../trace/tagged-json.ts';
import { quoted } from '../drawing/dot-text.ts';
import { xml } from '../drawing/xml.ts';

/** A state space as Graphviz DOT, chunk by chunk. */
export function* spaceDot(space: StateSpace): Generator<string> {
  yield `digraph ${quoted(space.model)} {\n`;
  yield '  graph [rankdir=TB, nodesep=0.25, ranksep=0.4]\n';
  yield '  node [shape=box, style="rounded,filled", fillcolor="#f2f6fa", color="#44525f", fontname="Helvetica", fontsize=10]\n';
  yield '  edge [color="#44525f", fontname="Helvetica", fontsize=8, arrowsize=0.6]\n';
  for (const state of space.states()) {
    const links = { ...state.channels, ...state.partitions };
    const down = Object.keys(links).filter((name) => links[name]?.up === false);
    const inFlight = [
      ...state.network.map(({ event }) => event.type),
      ...down.map((name) => `(${name} down)`),
    ].join(' ');
    const lines = [state.values.join(' | '), ...(inFlight === '' ? [] : [inFlight])];
    const label = lines.map((line) => quoted(line).slice(1, -1)).join('\\n');
    const kind = [state.final ? 'final' : 'state', ...(state.initial ? ['initial'] : [])].join(' ');
    const style = `${state.final ? ', peripheries=2' : ''}${state.initial ? ', penwidth=2' : ''}`;
    yield `  ${state.index} [label="${label}", class="${kind}"${style}]\n`;
    for (const { to, label: action } of state.steps) {
      yield `  ${state.index} -> ${to} [label=${quoted(action)}, class="arrow"]\n`;
    }
  }
  yield '}\n';
}

/** A state space as one JSON document, chunk by chunk: a line a state, with its steps. */
export function* spaceJson(space: StateSpace): Generator<string> {
  const { model, variant, parameters, endpoints, count } = space;
  const head = {
    model,
    variant,
    parameters,
    endpoints,
    states: count.states,
    transitions: count.transitions,
    ...(space.initials === 1 ? {} : { initialStates: space.initials }),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"space":[\n`;
  for (const state of space.states()) {
    const { index, final, history } = state;
    const line = {
      index,
      endpoints: Object.fromEntries(
        endpoints.map((name, i) => [
          name,
          { value: state.values[i], context: taggedJson(state.contexts[i]) },
        ]),
      ),
      network: taggedJson(state.network),
      ...(Object.keys(state.channels).length === 0 ? {} : { channels: state.channels }),
      ...(Object.keys(state.partitions).length === 0 ? {} : { partitions: state.partitions }),
      history: taggedJson(history),
      final,
      steps: state.steps.map(({ to, action }) => ({ to, action })),
    };
    yield `${JSON.stringify(line)}${index === count.states - 1 ? '' : ','}\n`;
  }
  yield ']}\n';
}

/** A state space as GraphML, chunk by chunk. */
export function* spaceGraphMl(space: StateSpace): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  for (const [i, name] of space.endpoints.entries()) {
    yield `  <key id="e${i}" for="node" attr.name="${xml(name)}" attr.type="string"/>\n`;
  }
  yield '  <key id="network" for="node" attr.name="network" attr.type="string"/>\n';
  yield '  <key id="final" for="node" attr.name="final" attr.type="boolean"/>\n';
  if (space.initials > 1) yield '  <key id="initial" for="node" attr.name="initial" attr.type="boolean"/>\n';
  yield '  <key id="action" for="edge" attr.name="action" attr.type="string"/>\n';
  yield `  <graph id="${xml(space.model)}" edgedefault="directed">\n`;
  for (const state of space.states()) {
    yield nodeOf(state, space.initials > 1);
    for (const { to, action } of state.steps) {
      yield `    <edge source="s${state.index}" target="s${to}"><data key="action">${xml(action)}</data></edge>\n`;
    }
  }
  yield '  </graph>\n</graphml>\n';
}

function nodeOf({ index, values, network, initial, final }: SpaceState, tellsInitial: boolean): string {
  const data = [
    ...values.map((value, i) => [`e${i}`, value]),
    [
      'network',
      network.map(({ from, to, event }) => `${from}>${to} ${JSON.stringify(taggedJson(event))}`).join('; '),
    ],
    ['final', String(final)],
    ...(tellsInitial ? [['initial', String(initial)]] : []),
  ];
  const inner = data.map(([key = '', value = '']) => `<data key="${key}">${xml(value)}</data>`).join('');
  return `    <node id="s${index}">${inner}</node>\n`;
}

/**
 * A state space in the Aldebaran format (`.aut`), which mCRL2 and CADP read, chunk by chunk.
 *
 * @throws Error for several initial states: the format has one
 */
export function* spaceAut(space: StateSpace): Generator<string> {
  const { states, transitions } = space.count;
  if (space.initials > 1) {
    throw new Error(
      `the Aldebaran format has one initial state, and this model has ${space.initials} (anyOf); write JSON, GraphML or DOT`,
    );
  }
  yield `des (0, ${transitions}, ${states})\n`;
  for (const { index, steps } of space.states()) {
    for (const { to, action } of steps) yield `(${index}, "${action.replaceAll('"', "'")}", ${to})\n`;
  }
}
