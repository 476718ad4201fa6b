import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The explorer as the command line serves it. */
export interface Served {
  /** With the token in it. */
  readonly address: string;
  /** All that was printed so far. */
  printed(): string;
  /** Waits until something is printed that matches. */
  waitFor(pattern: RegExp): Promise<void>;
  /** Ends it as Ctrl-C does; gives the exit status. */
  interrupt(): Promise<number | null>;
  /** Waits until it ends by itself; gives the exit status. */
  readonly ended: Promise<number | null>;
}

/** Serves a model from the sources; no browser is opened. */
export async function serveExplorer(args: readonly string[]): Promise<Served> {
  const command = [join(root, 'scripts/run-sources.mjs'), 'src/cli/main.ts', 'explore', ...args, '--no-open'];
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const listeners = new Set<() => void>();
  const onText = (chunk: Buffer) => {
    text += chunk;
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', onText);
  child.stderr.on('data', onText);
  const ended = statusOf(child);
  const waitFor = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!pattern.test(text)) return;
        listeners.delete(look);
        resolve();
      };
      void ended.then(() => reject(new Error(`it ended, and printed:\n${text}`)));
      listeners.add(look);
      look();
    });
  await waitFor(/http:\S+/);
  const [address = ''] = /http:\S+/.exec(text) ?? [];
  const interrupt = () => {
    child.kill('SIGINT');
    return ended;
  };
  return { address, printed: () => text, waitFor, interrupt, ended };
}

async function statusOf(child: ChildProcess): Promise<number | null> {
  const [status] = (await once(child, 'close')) as [number | null];
  return status;
}
