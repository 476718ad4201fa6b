import { parseArgs } from 'node:util';
import { type Profile, profiles } from '../profiles/profile.ts';
import { SUITES, type Suite } from './suites.ts';

/** What is asked for on the command line. */
export interface Wishes {
  readonly stacks: readonly Profile[];
  readonly suites: readonly Suite[];
  /** How often each path is taken. */
  readonly times: number;
  /** Where scripts and captures of differences are written; null for nowhere. */
  readonly folder: string | null;
  readonly wantsHelp: boolean;
}

/** Something is asked for that there is not. */
export class WrongUsage extends Error {}

const everyName = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name).join(', ');

export const HELP = `Usage: npm run -s stacks [-- STACK … OPTIONS]

Takes real TCP stacks along the test paths of machines/tcp, and reports where
they differ from it, in Markdown.

Stacks:
  ${everyName(Object.values(profiles))}
  (default: all but netstack, which needs Go and takes minutes to build)

Options:
  --suites NAME,…   only these of: ${everyName(SUITES.slice(0, 3))},
                    ${everyName(SUITES.slice(3))}
  --repeat TIMES    take each path so often, and compare the runs
  --write FOLDER    write a script and a capture (pcap) of each difference
  --help            this text

Exit status: 0 all agree but what is known to differ, 1 something differs,
2 wrong usage, 3 nothing was compared, or a clock slipped too often.`;

/**
 * Reads the arguments.
 *
 * @throws WrongUsage with a sentence
 */
export function wishesOf(args: readonly string[]): Wishes {
  const { values, positionals } = parsed(args);
  const times = Number(values.repeat);
  if (!Number.isInteger(times) || times < 1)
    throw new WrongUsage(`--repeat takes a whole number from 1, not "${values.repeat}"`);
  const stacks = named(positionals, Object.values(profiles)).filter(
    // It takes minutes to build: it is asked for by its name.
    ({ name }) => name !== 'netstack' || positionals.includes(name),
  );
  const suites = named(values.suites?.split(',') ?? [], SUITES);
  return { stacks, suites, times, folder: values.write ?? null, wantsHelp: values.help === true };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        suites: { type: 'string' },
        repeat: { type: 'string', default: '1' },
        write: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
}

/** Those that are asked for by name; all, if none is. */
function named<T extends { readonly name: string }>(
  names: readonly string[],
  from: readonly T[],
): readonly T[] {
  const stranger = names.find((name) => from.every((each) => each.name !== name));
  if (stranger !== undefined)
    throw new WrongUsage(`there is no "${stranger}"; there are: ${everyName(from)}`);
  return from.filter(({ name }) => names.length === 0 || names.includes(name));
}
