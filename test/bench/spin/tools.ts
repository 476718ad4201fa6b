import { spawnSync } from 'node:child_process';

const NEEDED = [
  { command: 'spin', args: ['-V'] },
  { command: 'gcc', args: ['--version'] },
] as const;

/** The programs that Spin's rows need and this machine does not have. */
export function missingTools(): readonly string[] {
  return NEEDED.filter(
    ({ command, args }) => spawnSync(command, args, { stdio: 'ignore' }).error !== undefined,
  ).map(({ command }) => command);
}
