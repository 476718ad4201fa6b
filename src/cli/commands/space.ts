import { Command, Option } from 'commander';
import { dotToSvg } from '../../export/drawing/graphviz.ts';
import type { Theme } from '../../export/drawing/theme.ts';
import { jointDot, jointJson } from '../../export/spaces/joint-dot.ts';
import { jointSvg } from '../../export/spaces/joint-grid.ts';
import { jointMermaid } from '../../export/spaces/joint-mermaid.ts';
import { spaceAut, spaceDot, spaceGraphMl, spaceJson } from '../../export/spaces/space.ts';
import { ModelError } from '../../language/errors.ts';
import { type JointGraph, jointGraph } from '../../survey/joint.ts';
import { type StateSpace, stateSpace } from '../../survey/space.ts';
import { formatOf } from '../arguments/format-of.ts';
import {
  MODEL_ARGUMENT,
  type ModelFlags,
  setOption,
  settings,
  variantOption,
  whole,
} from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { type Prepared, prepare } from '../loading/prepare.ts';
import { requireOutput } from '../terminal/model-sources.ts';
import { withProgress } from '../terminal/progress-line.ts';
import { putChunks } from '../terminal/put-chunks.ts';
import { openTerminal } from '../terminal/terminal.ts';

const FORMATS = {
  json: ['.json'],
  dot: ['.dot', '.gv'],
  graphml: ['.graphml'],
  aut: ['.aut'],
  svg: ['.svg'],
} as const;

const JOINT_FORMATS = { svg: ['.svg'], mmd: ['.mmd'], dot: ['.dot', '.gv'], json: ['.json'] } as const;

/** States that a picture can hold, by format; others are for programs. */
const MOST: Partial<Record<keyof typeof FORMATS, number>> = { svg: 300, dot: 5000 };

interface Flags extends ModelFlags {
  readonly format?: string;
  readonly output?: string;
  readonly joint?: true;
  readonly endpoints?: readonly string[];
  readonly maxStates?: number;
  readonly theme: Theme;
}

const EXAMPLES = `
Examples:
  $ allways space model.ts --joint -o joint.svg     pairs of endpoint states
  $ allways space model.ts --joint --endpoints leader,worker1 -o pair.svg
  $ allways space model.ts -o space.aut             for mCRL2 and CADP
  $ allways space model.ts --set rounds=1 -o space.svg

Exit status: 0 it is written, 2 wrong usage, a bad model, or a state space that
is too large.`;

/** `allways space MODEL`: the state space of a model, or its joint graph. */
export function spaceCommand(): Command {
  const command = new Command('space')
    .summary('write the state space of a model, or draw its quotient by endpoint states')
    .description(
      'Writes every state and transition of a model; or, with --joint, the graph of the endpoints’ states with the number of states behind each.',
    )
    .argument(...MODEL_ARGUMENT)
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags) => {
      await space(given, flags);
    });
  return withOptions(command, [
    new Option('-o, --output <file>', 'write to this file (default: stdout); its ending names the format'),
    new Option(
      '--format <name>',
      `one of ${Object.keys(FORMATS).join(', ')}; with --joint ${Object.keys(JOINT_FORMATS).join(', ')} (default: json)`,
    ),
    new Option(
      '--joint',
      'the quotient: one node for all states in which the endpoints’ machines are in the same states',
    ),
    new Option(
      '--endpoints <names>',
      'with --joint: only these, separated by commas; as svg, it shows two of them',
    ).argParser((names: string) => names.split(',').map((name) => name.trim())),
    new Option(
      '--max-states <n>',
      `refuse a larger state space (default: ${MOST.svg} as svg, ${MOST.dot} as dot, else any); with --joint, search no more`,
    ).argParser(whole),
    new Option('--theme <name>', 'of an SVG').choices(['auto', 'light', 'dark']).default('auto'),
    variantOption(),
    setOption(),
  ]);
}

async function space(given: string, flags: Flags): Promise<void> {
  if (flags.output !== undefined) requireOutput(flags.output, given);
  const asked = { format: flags.format, file: flags.output };
  if (flags.endpoints !== undefined && !flags.joint) throw new ModelError('--endpoints goes with --joint');
  if (flags.joint) return joint(given, flags, formatOf(JOINT_FORMATS, asked, 'json'));
  const format = formatOf(FORMATS, asked, 'json');
  const prepared = await prepare(given, flags);
  const most = flags.maxStates ?? MOST[format];
  const counted = withProgress(prepared.instance.name, ({ walk }) =>
    stateSpace(prepared.instance, most, walk),
  );
  if (!counted.count.complete) throw tooLarge(prepared, format, most ?? 0);
  await putChunks(flags.output, await written(format, counted, flags.theme));
}

async function joint(given: string, flags: Flags, format: keyof typeof JOINT_FORMATS): Promise<void> {
  const { loaded, instance } = await prepare(given, flags);
  const { model } = loaded;
  const { endpoints } = flags;
  requirePair(format, model.name, endpoints ?? instance.model.reader.endpoints, endpoints !== undefined);
  const graph = withProgress(instance.name, ({ walk: progress }) =>
    jointGraph(model, {
      variant: flags.variant,
      set: settings(model.parameters, flags.set),
      endpoints,
      maxStates: flags.maxStates,
      progress,
    }),
  );
  if (!graph.space.complete)
    openTerminal(false).note(`allways: only the first ${flags.maxStates} states were searched`);
  const title = `${graph.model}${graph.variant === null ? '' : `, ${graph.variant}`}: joint states`;
  await putChunks(flags.output, [jointText(graph, format, flags.theme, title)]);
}

/** @throws ModelError if a picture is wanted that shows two endpoints, of more or fewer */
function requirePair(
  format: keyof typeof JOINT_FORMATS,
  name: string,
  endpoints: readonly string[],
  areNamed: boolean,
): void {
  if (format !== 'svg' || endpoints.length === 2) return;
  const count = areNamed
    ? `these are ${endpoints.length}`
    : `the model "${name}" has ${endpoints.length} (${endpoints.join(', ')})`;
  const way =
    endpoints.length > 2
      ? `name two of them (--endpoints ${endpoints.slice(0, 2).join(',')}), or write all as mmd, dot or json`
      : 'write it as mmd, dot or json';
  throw new ModelError(`the grid of --joint shows two endpoints, and ${count}; ${way}`);
}

function jointText(
  graph: JointGraph,
  format: keyof typeof JOINT_FORMATS,
  theme: Theme,
  title: string,
): string {
  switch (format) {
    case 'svg':
      return jointSvg(graph, { theme, title });
    case 'mmd':
      return jointMermaid(graph);
    case 'dot':
      return jointDot(graph);
    case 'json':
      return jointJson(graph);
  }
}

function tooLarge({ instance }: Prepared, format: string, most: number): ModelError {
  const size = `the state space of "${instance.name}" has more than ${most} states`;
  return new ModelError(
    format === 'svg' || format === 'dot'
      ? `${size}: too large to draw; draw its quotient with --joint, write it as json, graphml or aut, or raise --max-states`
      : `${size}; raise --max-states`,
  );
}

async function written(
  format: keyof typeof FORMATS,
  counted: StateSpace,
  theme: Theme,
): Promise<Iterable<string>> {
  switch (format) {
    case 'json':
      return spaceJson(counted);
    case 'dot':
      return spaceDot(counted);
    case 'graphml':
      return spaceGraphMl(counted);
    case 'aut':
      if (counted.initials === 1) return spaceAut(counted);
      throw new ModelError(
        `the Aldebaran format has one initial state, and this model has ${counted.initials} (anyOf); write JSON, GraphML or DOT`,
      );
    case 'svg':
      return [await dotToSvg([...spaceDot(counted)].join(''), counted.model, theme)];
  }
}
