import { describe, expect, it } from 'vitest';
import type { CiSuite } from '../../../../src/export/ci/cases.ts';
import { githubAnnotations } from '../../../../src/export/ci/github.ts';
import { junitXml } from '../../../../src/export/ci/junit.ts';

const suite: CiSuite = {
  name: 'close: "fast"',
  file: 'a,b/model.ts',
  seconds: 1.5,
  bounds: 'network  loss <everywhere>',
  remarks: ['"maybe" speaks of what never occurs.'],
  problems: ['9 states, expected 8'],
  cases: [
    { name: 'holds', verdict: 'holds', expected: 'holds', details: '' },
    { name: 'a < b', verdict: 'violated', expected: 'holds', details: '1 │ 50 %\n2 └' },
    { name: 'as it should', verdict: 'violated', expected: 'violated', details: '' },
    { name: 'too good', verdict: 'holds', expected: 'violated', details: '' },
    { name: 'far', verdict: 'unknown', expected: 'reached', details: '' },
  ],
};

describe('JUnit XML', () => {
  const text = junitXml([suite]);

  it('counts failures, and what is unknown as errors', () => {
    expect(text).toContain('<testsuites name="allways" tests="6" failures="3" errors="1" time="1.500">');
    expect(text).toContain(
      '<testsuite name="close: &quot;fast&quot;" file="a,b/model.ts" tests="6" failures="3" errors="1"',
    );
    expect(text.match(/<failure /g)).toHaveLength(3);
    expect(text.match(/<error /g)).toHaveLength(1);
  });

  it('has for each case what was found, escaped', () => {
    expect(text).toContain('name="holds"/>');
    expect(text).toContain('name="as it should"/>');
    expect(text).toContain(
      '<failure message="&quot;a &lt; b&quot; is violated" type="violated">1 │ 50 %\n2 └</failure>',
    );
    expect(text).toContain('message="&quot;too good&quot; is holds, expected violated"');
    expect(text).toContain(
      '<error message="&quot;far&quot; is unknown: the search did not come to its end" type="unknown">',
    );
    expect(text).toContain('<failure message="9 states, expected 8" type="size"/>');
  });

  it('tells the bounds, and what is flagged', () => {
    expect(text).toContain(
      '<system-out>network  loss &lt;everywhere&gt;\n&quot;maybe&quot; speaks of what never occurs.</system-out>',
    );
  });
});

describe('annotations of GitHub Actions', () => {
  const lines = githubAnnotations([suite]).split('\n');

  it('are a line each, with line breaks and signs escaped', () => {
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe(
      '::error file=a%2Cb/model.ts,title=close%3A "fast"::"a < b" is violated%0A%0A1 │ 50 %25%0A2 └',
    );
  });

  it('warn of what is flagged, and say nothing of what is as expected', () => {
    expect(lines.filter((line) => line.startsWith('::warning '))).toEqual([
      '::warning file=a%2Cb/model.ts,title=close%3A "fast"::"maybe" speaks of what never occurs.',
    ]);
    expect(githubAnnotations([{ ...suite, remarks: [], problems: [], cases: suite.cases.slice(0, 1) }])).toBe(
      '',
    );
  });
});
