import { afterEach, describe, expect, it } from 'vitest';
import { ChildStack } from './child-stack.ts';

/** A harness of one line, which is run with each `line` that it reads. */
const stackOf = (reply: string) => {
  const source = `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => { ${reply} })`;
  const stack = new ChildStack('made up', process.execPath, ['-e', source]);
  stacks.push(stack);
  return stack;
};
const stacks: ChildStack[] = [];

afterEach(async () => {
  for (const stack of stacks.splice(0)) await stack.end();
});

const echo = "const [n] = line.split(' '); console.log('done ' + n + ' CLOSED 0')";

describe('a harness', () => {
  it('is asked one thing after another, each with its number', async () => {
    const stack = stackOf(
      "const [n, what] = line.split(' '); console.log('sent 45\\nevent data 1\\ndone ' + n + ' LISTEN 250 late=3')",
    );
    await stack.command('listen 80');
    expect(await stack.command('next')).toEqual({
      sent: [Uint8Array.of(0x45)],
      events: ['data 1'],
      errors: [],
      state: 'LISTEN',
      now: 250,
      late: 3,
    });
  });

  it('fails if it answers another command than was asked: a repeated answer', async () => {
    await expect(stackOf("console.log('done 7 CLOSED 0')").command('reset')).rejects.toThrow(
      'answers command 7, not 1',
    );
  });

  it('fails if it says what is no part of an answer', async () => {
    await expect(stackOf(`console.log('hello'); ${echo}`).command('reset')).rejects.toThrow('says "hello"');
  });

  it('fails if it goes on after its answer: a barrier that is missing', async () => {
    const stack = stackOf(`${echo}; console.log('sent 45')`);
    await stack.command('reset').catch(() => {});
    await expect(askUntilItFails(stack)).rejects.toThrow(/without being asked|answer/);
  });

  it('fails if it ends, and says so at once from then on', async () => {
    const stack = stackOf('process.exit(3)');
    await expect(stack.command('reset')).rejects.toThrow('it has ended (3)');
    await expect(stack.command('reset')).rejects.toThrow('it has ended (3)');
  });

  it('is not asked while it is busy', async () => {
    const stack = stackOf(echo);
    const first = stack.command('reset');
    await expect(stack.command('next')).rejects.toThrow('still busy');
    await first;
  });

  it('that is not there fails with the name of its file', async () => {
    const stack = new ChildStack('nobody', '/no/such/harness');
    await expect(stack.command('reset')).rejects.toThrow('/no/such/harness');
  });

  it('ends when it is told to', async () => {
    const stack = stackOf(echo);
    await stack.command('reset');
    await stack.end();
    await expect(stack.command('reset')).rejects.toThrow('it has ended');
  });
});

/** What comes unasked may come a moment after the answer. */
async function askUntilItFails(stack: ChildStack): Promise<void> {
  for (;;) await stack.command('reset');
}
