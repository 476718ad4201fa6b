import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allways, folderOf } from './command.ts';

const ping = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../templates/project/${name}`, import.meta.url)), 'utf8');
const FILES = {
  'client.ts': ping('client.ts'),
  'server.ts': ping('server.ts'),
  'model.ts': ping('model.ts'),
};

let folder = folderOf({});
beforeEach(() => {
  folder = folderOf(FILES);
});
afterEach(() => folder.remove());

const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text);

/** Does one thing after another, each once the process watches again; then presses Ctrl-C. */
function saving(...saves: (() => void)[]): (child: ChildProcess) => void {
  return ({ stdout, pid }) => {
    let seen = 0;
    let told = '';
    stdout?.on('data', (text: Buffer) => {
      told += text;
      const times = told.split('Ctrl-C ends it').length - 1;
      if (times <= seen) return;
      seen = times;
      const next = saves[seen - 1];
      if (next !== undefined) next();
      else if (pid !== undefined) process.kill(-pid, 'SIGINT');
    });
  };
}

describe('--watch', () => {
  it('checks again when a file is saved that the model imports, and says what differs', async () => {
    const hasty = FILES['client.ts'].replace('isCareful ? {} :', 'isCareful && false ? {} :');
    const { status, stdout } = await allways(['check', 'model.ts', '--watch'], {
      cwd: folder.path,
      during: saving(() => write('client.ts', hasty)),
    });
    expect(stdout).toContain('Watching 3 files');
    expect(stdout).toContain('client.ts has changed');
    expect(stdout).toContain(
      'Since the last run:\n  "one answer": holds → violated in 4 steps\n  size: 20 states, 74 transitions → 29 states, 106 transitions',
    );
    expect(status).toBe(1);
  });

  it('says so if nothing differs, and goes on after a mistake in the file', async () => {
    const { status, stdout, stderr } = await allways(['matrix', 'model.ts', '--watch'], {
      cwd: folder.path,
      during: saving(
        () => write('model.ts', `${FILES['model.ts']}const = 1;`),
        () => write('model.ts', `// The same.\n${FILES['model.ts']}`),
      ),
    });
    expect(stderr).toContain('Expected identifier');
    expect(stdout).toContain('Since the last run nothing has changed.');
    expect(status).toBe(0);
  });

  it('makes paths again, and tells which goals differ', async () => {
    const { status, stdout } = await allways(
      ['paths', 'model.ts', '--cover', 'states', '--watch', '-o', 'suite.json'],
      {
        cwd: folder.path,
        during: saving(() => write('model.ts', FILES['model.ts'].replace("[{ type: 'ASK' }]", '[]'))),
      },
    );
    expect(stdout).toContain('states: client answered: reached → unreachable');
    expect(status).toBe(0);
    expect(readFileSync(join(folder.path, 'suite.json'), 'utf8')).toContain('"unreachable"');
  });

  it('ends with the search when Ctrl-C comes in the middle of it', async () => {
    const { status, stdout } = await allways(['check', 'test/fixtures/counter.ts', '--watch'], {
      env: { ALLWAYS_PROGRESS: '' },
      during: ({ pid, stderr }) => {
        let isSent = false;
        stderr?.on('data', (text: Buffer) => {
          if (isSent || !String(text).includes(' states') || pid === undefined) return;
          isSent = true;
          process.kill(-pid, 'SIGINT');
        });
      },
    });
    expect(stdout.replace(/\s+/g, ' ')).toContain('The search was interrupted.');
    expect(stdout).not.toContain('Watching');
    expect(status).toBe(3);
  });

  it('prints no documents for machines', async () => {
    const { status, stderr } = await allways(['check', 'model.ts', '--watch', '--json'], {
      cwd: folder.path,
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining("'--watch' cannot be used with option '--json'"),
    });
  });
});
