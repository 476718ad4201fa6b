import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { withStacks } from './needed.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Processes of a group that still run. */
function membersOf(group: number): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const [, , state, , of] = statOf(pid);
      return Number(of) === group && state !== 'Z';
    });
}

/** pid, name, state, parent, group; nothing for a process that has ended meanwhile. */
function statOf(pid: string): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = text.lastIndexOf(')');
    return [pid, '', ...text.slice(end + 2).split(' ')];
  } catch {
    return [];
  }
}

/** Network interfaces of this namespace, which a harness must never touch. */
const interfaces = () => readdirSync('/sys/class/net');

/** Network namespaces in which any process lives. */
function namespaces(): ReadonlySet<string> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Set(
    pids.flatMap((pid) => {
      try {
        return [readlinkSync(`/proc/${pid}/ns/net`)];
      } catch {
        // It has ended meanwhile, or is another user's.
        return [];
      }
    }),
  );
}

withStacks(['linux'], 'the report, when it is interrupted', () => {
  it('leaves no process behind, and so none of the namespaces in which alone it has an interface', async () => {
    const args = [
      'scripts/run-sources.mjs',
      'examples/tcp-stacks/main.ts',
      'linux',
      '--suites',
      'transitions',
    ];
    const [before, atFirst] = [namespaces(), interfaces()];
    const report = spawn(process.execPath, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const { pid } = report;
    if (pid === undefined) throw new Error('the report does not start');
    await once(report.stderr, 'data');
    const own = [...namespaces()].filter((each) => !before.has(each));
    expect(membersOf(pid).length).toBeGreaterThan(1);
    expect(own).not.toEqual([]);
    expect(interfaces()).toEqual(atFirst);
    process.kill(pid, 'SIGINT');
    await once(report, 'close');
    for (let looks = 0; membersOf(pid).length > 0 && looks < 1000; looks++)
      await once(spawn('true'), 'close');
    expect(membersOf(pid)).toEqual([]);
    expect(interfaces()).toEqual(atFirst);
  });
});
