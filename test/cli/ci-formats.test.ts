import { describe, expect, it } from 'vitest';
import { allways } from './command.ts';

const TWO = 'machines/toys/two-phase-commit/model.ts';

describe.concurrent('--format', () => {
  it('junit: a check is a suite, with the ladder of what is violated, and how to draw it again', async () => {
    const { status, stdout } = await allways(['check', TWO, '--variant', 'hasty', '--format', 'junit']);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="allways" tests="4" failures="1"/,
    );
    expect(stdout).toMatch(
      /<failure message="&quot;consistency&quot; is violated" type="violated">[\s\S]*replay .*--path [\d/]+<\/failure>/,
    );
    expect(stdout).toContain('</testsuites>');
  });

  it('junit: a matrix has a suite for each variant, and compares with what is expected', async () => {
    const { status, stdout } = await allways(['matrix', TWO, '--format', 'junit']);
    expect(status).toBe(0);
    expect(stdout.match(/<testsuite /g)).toHaveLength(4);
    expect(stdout).toContain('failures="0" errors="0"');
  });

  it('junit: what a limit leaves open is an error', async () => {
    const { status, stdout } = await allways(['check', TWO, '--max-states', '20', '--format', 'junit']);
    expect(status).toBe(3);
    expect(stdout).toMatch(/<error message="&quot;[^"]+&quot; is unknown/);
    expect(stdout).toContain('The search ended early: max-states.');
  });

  it('github: annotations stand behind the report', async () => {
    const { stdout } = await allways(['check', TWO, '--variant', 'hasty', '--format', 'github']);
    expect(stdout).toMatch(
      /consistency[\s\S]*\n::error file=machines\/toys\/two-phase-commit\/model\.ts,title=two-phase-commit%3A hasty::"consistency" is violated%0A/,
    );
  });

  it('github: an annotation has the clearest counterexample, says so, and how to draw both again', async () => {
    const model = 'test/fixtures/overtaking.ts';
    const { stdout } = await allways(['check', model, '--format', 'github']);
    const [annotation = ''] = stdout.split('\n').filter((line) => line.startsWith('::error'));
    const lines = annotation.split('%0A');
    expect(lines[0]).toBe(`::error file=${model},title=overtaking::"in order" is violated`);
    const text = lines.join(' ').replace(/ +/g, ' ');
    expect(text).toContain('The clearest one: with room for');
    expect(text).toContain(
      'it takes 3 steps, and nothing is lost. With room for 1, as asked for, it takes 4.',
    );
    expect(text).not.toMatch(/lost #|✗ #/);
    expect(lines.at(-2)).toMatch(/ replay test\/fixtures\/overtaking\.ts --capacity \d+ --path \d\/\d\/\d$/);
    expect(lines.at(-1)).toMatch(/ replay test\/fixtures\/overtaking\.ts --path \d\/\d\/\d\/\d$/);
  });

  it('is one of these, and not together with --json', async () => {
    expect(await allways(['check', TWO, '--format', 'tap'])).toMatchObject({ status: 2 });
    expect(await allways(['check', TWO, '--format', 'junit', '--json'])).toMatchObject({ status: 2 });
  });
});
