import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../.runtimes/node_modules/', import.meta.url));
const ending = process.platform === 'win32' ? '.exe' : '';

/** A program that runs JavaScript. */
export interface Runtime {
  readonly name: string;
  readonly executable: string;
}

const OTHERS: readonly Runtime[] = ['node-20', 'node-22', 'node-24', 'bun'].map((name) => ({
  name,
  executable: join(folder, name, 'bin', `${name === 'bun' ? 'bun' : 'node'}${ending}`),
}));

/** This Node, and the others that the package is for. */
export const RUNTIMES: readonly Runtime[] = [{ name: 'this Node', executable: process.execPath }, ...OTHERS];

/** Why a runtime cannot be tried; null if it can. */
export function missing({ name, executable }: Runtime): string | null {
  return existsSync(executable) ? null : `${name} is not in .runtimes/: \`npm run -s runtimes\` installs it`;
}
