import { describe, expect, it } from 'vitest';
import { HELP, WrongUsage, wishesOf } from './wishes.ts';

const stacksOf = (...args: string[]) => wishesOf(args).stacks.map(({ name }) => name);

describe('what is asked for', () => {
  it('is every stack but netstack, unless some are named', () => {
    expect(stacksOf()).toEqual(['lwip', 'smoltcp', 'smoltcp-0.12', 'linux']);
    expect(stacksOf('netstack', 'lwip')).toEqual(['lwip', 'netstack']);
  });

  it('is every suite once, unless some are named', () => {
    expect(wishesOf([])).toMatchObject({ times: 1, folder: null, wantsHelp: false });
    expect(wishesOf(['--suites', 'any calls,faults']).suites.map(({ name }) => name)).toEqual([
      'faults',
      'any calls',
    ]);
    expect(wishesOf(['--repeat', '3', '--write', 'there'])).toMatchObject({ times: 3, folder: 'there' });
  });

  it.each([
    [['bsd'], 'there is no "bsd"; there are: lwip, smoltcp, smoltcp-0.12, linux, netstack'],
    [['--suites', 'all'], 'there is no "all"; there are: transitions, faults'],
    [['--repeat', '0'], '--repeat takes a whole number from 1, not "0"'],
    [['--frobnicate'], '--frobnicate'],
  ])('is refused with a sentence where there is no such thing: %s', (args, sentence) => {
    expect(() => wishesOf(args)).toThrow(WrongUsage);
    expect(() => wishesOf(args)).toThrow(sentence);
  });

  it('is told in the width of a terminal', () => {
    expect(HELP.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
