import { xml } from '../drawing/xml.ts';
import { type CiCase, type CiSuite, problemOf } from './cases.ts';

/**
 * Verdicts as JUnit XML, which most CI systems read: a suite for each search, a case for each property. What is not as expected is a
 * failure; what is unknown an error, so that it is never taken for a success.
 */
export function junitXml(suites: readonly CiSuite[]): string {
  const all = suites.map(suiteXml);
  const sum = (of: (counts: Counts) => number) => all.reduce((total, { counts }) => total + of(counts), 0);
  const seconds = suites.reduce((total, suite) => total + suite.seconds, 0);
  const counts = `tests="${sum(({ tests }) => tests)}" failures="${sum(({ failures }) => failures)}" errors="${sum(({ errors }) => errors)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="allways" ${counts} time="${seconds.toFixed(3)}">`,
    ...all.map(({ text }) => text),
    '</testsuites>',
  ].join('\n');
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

function suiteXml({ name, file, seconds, cases, problems, bounds, remarks }: CiSuite): {
  text: string;
  counts: Counts;
} {
  const own = cases.map((each) => ({ each, problem: problemOf(each) }));
  const wrong = own.filter(({ problem }) => problem !== null);
  const errors = wrong.filter(({ each }) => each.verdict === 'unknown').length;
  const counts = {
    tests: cases.length + problems.length,
    failures: wrong.length - errors + problems.length,
    errors,
  };
  const text = [
    `  <testsuite name="${xml(name)}" file="${xml(file)}" tests="${counts.tests}" failures="${counts.failures}" errors="${errors}" time="${seconds.toFixed(3)}">`,
    ...own.map(({ each, problem }) => caseXml(name, each, problem)),
    ...problems.map((problem) => failureXml(name, 'size', problem)),
    `    <system-out>${xml([bounds, ...remarks].join('\n'))}</system-out>`,
    '  </testsuite>',
  ].join('\n');
  return { text, counts };
}

function caseXml(suite: string, { name, verdict, details }: CiCase, problem: string | null): string {
  const open = `    <testcase classname="${xml(suite)}" name="${xml(name)}"`;
  if (problem === null) return `${open}/>`;
  const kind = verdict === 'unknown' ? 'error' : 'failure';
  return `${open}>\n      <${kind} message="${xml(problem)}" type="${verdict}">${xml(details)}</${kind}>\n    </testcase>`;
}

function failureXml(suite: string, name: string, problem: string): string {
  return `    <testcase classname="${xml(suite)}" name="${name}">\n      <failure message="${xml(problem)}" type="${name}"/>\n    </testcase>`;
}
