import { Command, Option } from 'commander';
import { dotToSvg } from '../../export/drawing/graphviz.ts';
import type { Theme } from '../../export/drawing/theme.ts';
import { type Chart, chartOf } from '../../export/machines/chart.ts';
import { type Part, reachedBeside, sideBySide } from '../../export/machines/chart-combine.ts';
import { reachedWithCrashes, withCrashes } from '../../export/machines/chart-crashes.ts';
import type { Reached } from '../../export/machines/chart-options.ts';
import { select } from '../../export/machines/chart-select.ts';
import { toDot } from '../../export/machines/dot-state.ts';
import { toMermaid } from '../../export/machines/mermaid-state.ts';
import { toPlantUml } from '../../export/machines/plantuml.ts';
import { toScxml } from '../../export/scxml/scxml.ts';
import type { AnyModel } from '../../language/definition.ts';
import { ModelError } from '../../language/errors.ts';
import type { InstanceOptions } from '../../language/resolve.ts';
import { type ReachedMachine, reachOf } from '../../survey/reached.ts';
import { formatOf } from '../arguments/format-of.ts';
import { collect, setOption, settings, variantOption, whole } from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { loadSource, type NamedMachine, type Source } from '../loading/diagram-source.ts';
import { loadModel } from '../loading/load.ts';
import { requireOutput } from '../terminal/model-sources.ts';
import { withProgress } from '../terminal/progress-line.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { writeWhole } from '../terminal/write-file.ts';

/** Formats of state diagrams, and the endings of their files. */
const FORMATS = {
  mermaid: ['.mmd', '.mermaid'],
  dot: ['.dot', '.gv'],
  plantuml: ['.puml', '.plantuml', '.pu'],
  scxml: ['.scxml'],
  svg: ['.svg'],
} as const;

interface Flags {
  readonly format?: string;
  readonly output?: string;
  readonly machine?: string;
  readonly focus?: string;
  readonly brief?: true;
  readonly hide: readonly string[];
  readonly reached?: string | true;
  readonly maxStates?: number;
  readonly direction: 'down' | 'right';
  readonly theme: Theme;
  readonly variant?: string;
  readonly set: readonly string[];
}

const EXAMPLES = `
Examples:
  $ allways diagram model.ts                           Mermaid text
  $ allways diagram machine.ts -o machine.svg          a picture
  $ allways diagram machine.ts --brief --hide ABORT -o machine.svg
  $ allways diagram machine.ts --focus IDLE --reached model.ts -o idle.svg
  $ allways diagram model.ts --machine client -o client.scxml

Exit status: 0 it is drawn, 2 wrong usage, or nothing to draw.`;

/** `allways diagram FILE`: a picture of the machines in a file. */
export function diagramCommand(): Command {
  const command = new Command('diagram')
    .summary('draw the machines of a model, or any XState v5 machine')
    .description(
      'Draws the states and transitions of the XState v5 machines in a file: of a model, or of any file that exports a machine.',
    )
    .argument('<file>', 'a .ts or .js file that exports a machine, or a model by default')
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags) => {
      await diagram(given, flags);
    });
  return withOptions(command, [
    new Option('-o, --output <file>', 'write to this file (default: stdout); its ending names the format'),
    new Option('--format <name>', `one of ${Object.keys(FORMATS).join(', ')} (default: mermaid)`),
    new Option('--machine <name>', 'draw only this one: an endpoint, an export, or the id of a machine'),
    new Option('--focus <state>', 'draw only this state, what it contains, and its neighbours'),
    new Option(
      '--brief',
      'draw only what leads from state to state, with the effects that can be seen from outside',
    ),
    new Option('--hide <name>', 'leave out the transitions with this event, guard or effect; may be repeated')
      .argParser(collect)
      .default([], 'none'),
    new Option(
      '--reached [model]',
      'draw pale what the search of this model (default: of the file) never takes',
    ),
    new Option('--max-states <n>', 'with --reached: search no more than this many states').argParser(whole),
    new Option('--direction <to>', 'of the drawing').choices(['down', 'right']).default('down'),
    new Option('--theme <name>', 'of an SVG').choices(['auto', 'light', 'dark']).default('auto'),
    variantOption(),
    setOption(),
  ]);
}

async function diagram(given: string, flags: Flags): Promise<void> {
  const format = formatOf(FORMATS, { format: flags.format, file: flags.output }, 'mermaid');
  if (flags.output !== undefined)
    requireOutput(flags.output, given, ...(typeof flags.reached === 'string' ? [flags.reached] : []));
  const source = await loadSource(given, flags.machine, (model) => optionsOf(model, flags));
  const reached = await reachedIn(source, given, flags);
  // SCXML is run, and actors that are started do not run beside who starts them.
  const isShown = ({ isChild }: NamedMachine) =>
    !isChild || format !== 'scxml' || flags.machine !== undefined;
  const parts = source.machines.filter(isShown).map((each) => partOf(each, reached(each), format));
  const { chart, reached: all } = together(source.name, parts);
  const text = await drawn(format, narrowed(chart, flags), all, flags);
  if (flags.output === undefined) process.stdout.write(text);
  else writeWhole(flags.output, [text]);
}

/** A machine as it is drawn. SCXML is run, so it has the machine alone. */
function partOf(
  { name, machine, crashes }: NamedMachine,
  reached: MachineReach | undefined,
  format: keyof typeof FORMATS,
): Part {
  const chart = chartOf(machine);
  if (crashes === null || format === 'scxml') return { name, chart, reached };
  return {
    name,
    chart: withCrashes(chart, crashes),
    reached: reached && reachedWithCrashes(chart, reached, reached.faults),
  };
}

function optionsOf(model: AnyModel, flags: Flags): InstanceOptions {
  return { variant: flags.variant, set: settings(model.parameters, flags.set) };
}

function together(name: string, parts: readonly Part[]): { chart: Chart; reached: Reached | undefined } {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return { chart: only.chart, reached: only.reached };
  return { chart: sideBySide(name, parts), reached: reachedBeside(name, parts) };
}

function narrowed(chart: Chart, { focus, brief, hide }: Flags): Chart {
  try {
    return select(chart, { focus, brief, hide });
  } catch (error) {
    if (error instanceof RangeError) throw new ModelError(error.message);
    throw error;
  }
}

async function drawn(
  format: keyof typeof FORMATS,
  chart: Chart,
  reached: Reached | undefined,
  { direction, theme }: Flags,
): Promise<string> {
  switch (format) {
    case 'mermaid':
      return toMermaid(chart, { reached });
    case 'plantuml':
      return toPlantUml(chart, { reached });
    case 'scxml':
      return toScxml(chart);
    case 'dot':
      return toDot(chart, { reached, direction });
    case 'svg':
      return dotToSvg(toDot(chart, { reached, direction }), chart.name, theme);
  }
}

type MachineReach = Pick<ReachedMachine, 'states' | 'transitions' | 'faults'>;

type ReachedOf = (drawn: NamedMachine) => MachineReach | undefined;

/** What the search of the model takes of each machine: what any of the endpoints takes that its picture stands for. */
async function reachedIn(source: Source, given: string, flags: Flags): Promise<ReachedOf> {
  if (flags.reached === undefined) return () => undefined;
  const model = flags.reached === true ? source.model : (await loadModel(flags.reached)).model;
  if (model === null) throw new ModelError(`${given} is no model: name one, as in --reached model.ts`);
  const { machines, count } = withProgress(model.name, ({ walk: progress }) =>
    reachOf(model, { ...optionsOf(model, flags), maxStates: flags.maxStates, progress }),
  );
  if (!count.complete) {
    openTerminal(false).note(
      `allways: only ${flags.maxStates} states were searched: what is pale may still be reached`,
    );
  }
  return ({ machine, endpoints, isChild }) => {
    // What actors take is not looked at.
    if (isChild) return undefined;
    // By name where it is one model, which may make its machines anew each time it is built.
    const own = machines.filter((each) => {
      return source.model === model ? endpoints.includes(each.endpoint) : each.machine === machine;
    });
    if (own.length === 0) {
      const ids = [...new Set(machines.map((each) => `"${each.machine.id}"`))].join(' and ');
      throw new ModelError(
        `no endpoint of the model "${model.name}" runs the machine "${machine.id}" of ${given}; they run ${ids}`,
      );
    }
    return {
      states: new Set(own.flatMap(({ states }) => [...states])),
      transitions: new Set(own.flatMap(({ transitions }) => [...transitions])),
      faults: new Set(own.flatMap(({ faults }) => [...faults])),
    };
  };
}
