import { describe, expect, it } from 'vitest';
import { allways } from './command.ts';

const PING = 'machines/ping/model.ts';

describe('replay --compare', () => {
  it('says where two paths part, and what differs then', async () => {
    const { status, stdout } = await allways(['replay', PING, '--compare', '0/0/1', '0/1/0']);
    expect(status).toBe(0);
    expect(stdout).toContain('They have 1 step in common. At step 2 they part:');
    expect(stdout).toContain('A  deliver PING to server, a copy stays (#1)');
    expect(stdout).toContain('B  expire the timer RTO of client');
    expect(stdout).toMatch(
      /After step 2 differ:\s+what +in A +in B\nin flight #2 +PONG from server to client +–/,
    );
    expect(stdout).toMatch(/At their ends differ:[\s\S]*client value +answered +waiting/);
    expect(stdout).toContain('--path 0/1/0');
  });

  it('is a document, too', async () => {
    const { stdout } = await allways(['replay', PING, '--compare', '0/0/1', '0', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      model: 'ping',
      replays: ['0/0/1', '0'],
      common: 1,
      steps: ['deliver PING to server, a copy stays (#1)', null],
      sameEnd: false,
    });
  });

  it('says of a path and itself that they are the same, and of a cycle that it comes back', async () => {
    const same = await allways(['replay', PING, '--compare', '0/0', '0/0']);
    expect(same.stdout).toContain('They are the same.');
    const lasso = ['replay', 'machines/toys/glare/model.ts', '--compare', '.~0/0/0/1', '.'];
    expect((await allways(lasso)).stdout).toContain('They end in the same state.');
  });

  it.each([
    [['--compare', '0/0'], '--compare takes two paths, and there are 1'],
    [['--compare', '0/0', '0/9'], 'the path 0/9 does not fit: step 2 takes action 9'],
    [['--compare', '0', '1', '--path', '0'], "cannot be used with option '--path <path>'"],
    [[], "required option '--path <path>' not specified"],
  ])('refuses %j', async (args, sentence) => {
    const { status, stderr } = await allways(['replay', PING, ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
