import { once } from 'node:events';
import { Command, Option } from 'commander';
import { FRAME } from '../../codec/frames.ts';
import { ModelError } from '../../language/errors.ts';
import { bytes } from '../../report/text.ts';
import {
  MODEL_ARGUMENT,
  type ModelFlags,
  propertyOption,
  setOption,
  size,
  variantOption,
  withoutOption,
} from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { Expanding } from '../disk/expanding.ts';
import { FrameReader, jsonFrame } from '../disk/framing.ts';
import { endBundling } from '../loading/bundle.ts';
import { prepare } from '../loading/prepare.ts';

/** Bytes that what a worker has met may take by default. */
const MOST_KEPT = 512e6;

interface Flags extends ModelFlags {
  readonly property: readonly string[];
  readonly maxKept?: number;
}

const MORE = `
Examples:
  $ allways expand model.ts --variant v          waits for frames on stdin

Whoever keeps the states, and drives this, need not be Allways: a database, a
cluster. docs/expand.md tells what stands in the frames.

Exit status: 0 the input has ended, 2 wrong usage, a bad model, or a torn
frame.`;

/** `allways expand MODEL`: a worker that expands states, for a program that keeps them. */
export function expandCommand(): Command {
  const command = new Command('expand')
    .summary('expand states for another program that keeps them, over stdin and stdout')
    .description(
      'Takes frames with states from stdin, and writes frames to stdout: where their steps lead, and what they say of properties. What it keeps between two frames changes no answer.',
    )
    .argument(...MODEL_ARGUMENT)
    .addHelpText('after', MORE)
    .action(async (given: string, flags: Flags) => {
      await expand(given, flags);
    });
  return withOptions(command, [
    variantOption(),
    setOption(),
    withoutOption(),
    propertyOption(),
    new Option(
      '--max-kept <size>',
      `forget what was met once it takes more than this (default: ${bytes(MOST_KEPT)})`,
    ).argParser(size),
  ]);
}

async function expand(given: string, flags: Flags): Promise<void> {
  const put = takeStdout();
  const expanding = new Expanding(await prepare(given, flags), flags.property, flags.maxKept ?? MOST_KEPT);
  await endBundling();
  await put(jsonFrame(FRAME.hello, expanding.hello()));
  const reader = new FrameReader();
  try {
    for await (const chunk of process.stdin) {
      reader.push(chunk as Uint8Array);
      for (let next = reader.next(); next !== null; next = reader.next()) await put(expanding.answer(next));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ModelError(`what comes over stdin cannot be read: ${error.message}`);
  }
  if (reader.isTorn) throw new ModelError('the input ends in the middle of a frame');
}

/** Takes stdout for frames: what models print goes to stderr. */
function takeStdout(): (frame: Uint8Array) => Promise<void> {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return async (frame) => {
    if (!write(frame)) await once(stdout, 'drain');
  };
}
