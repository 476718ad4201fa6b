import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import tcpClose from '../../machines/tcp-close/model.ts';
import lossyPing from '../../machines/toys/lossy-ping/model.ts';
import { suiteVitest } from '../../src/export/suites/suite-vitest.ts';
import { type AnyModel, instantiate, replay } from '../../src/index.ts';
import { actorDriver, runSuite, testPaths } from '../../src/testing.ts';
import { read, withoutGuards } from '../support/coverage/reading.ts';
import { projectModels } from '../support/project-models.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const models = await projectModels();

describe("the test paths of this project's models", () => {
  it.each(models)(
    'of $title are paths of its running actors, and reach what they say',
    async ({ model, options }) => {
      const suite = testPaths(
        model,
        ['states', 'transitions', 'faults', 'observations', 'properties'],
        options,
      );
      expect(suite.complete).toBe(true);
      expect(await runSuite(actorDriver(model, options), suite)).toMatchObject({
        verdict: 'passed',
        paths: suite.paths.length,
        steps: suite.steps,
      });
      const { model: own } = instantiate(model, options);
      for (const { path, goals } of suite.paths) {
        const { possible } = read(replay(own, path));
        const claimed = goals.filter(({ criterion }) => criterion !== 'properties');
        const missing = claimed.filter(
          ({ criterion, name }) => !possible.has(`${criterion} ${withoutGuards(name)}`),
        );
        expect(missing).toEqual([]);
      }
    },
  );
});

describe('a generated test file', () => {
  // Within the project, so that its compiler and its test runner know the packages.
  const folder = mkdtempSync(join(root, 'test/generated-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const generated: readonly (readonly [
    name: string,
    model: AnyModel,
    module: string,
    set: Record<string, number>,
  ])[] = [
    ['tcp-close', tcpClose, 'machines/tcp-close/model.js', { capacity: 2 }],
    ['lossy-ping', lossyPing, 'machines/toys/lossy-ping/model.js', {}],
  ];
  const files = generated.map(([name, model, module, set]) => {
    const suite = testPaths(model, ['transitions', 'states'], { set });
    const modelPath = relative(folder, join(root, module));
    const file = join(folder, `${name}.test.ts`);
    writeFileSync(file, [...suiteVitest(suite, { modelPath, set })].join(''));
    return { file, suite };
  });

  it('type-checks', () => {
    expect(complaintsAbout(files.map(({ file }) => file))).toEqual([]);
  });

  it('runs as it is, one test for each path', () => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const { stdout, status } = spawnSync(
      process.execPath,
      [vitest, 'run', '--reporter=json', '--root', root, relative(root, folder)],
      { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', VITEST: undefined } },
    );
    const report = JSON.parse(stdout.slice(stdout.indexOf('{')));
    const paths = files.reduce((sum, { suite }) => sum + suite.paths.length, 0);
    expect([status, report.numPassedTests, report.numTotalTests]).toEqual([0, paths, paths]);
    const titles = report.testResults.flatMap(
      ({ assertionResults }: { assertionResults: { title: string }[] }) =>
        assertionResults.map(({ title }) => title),
    );
    expect(titles.every((title: string) => /^path \d+: \S/.test(title))).toBe(true);
  });
});

function complaintsAbout(files: readonly string[]): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([...files], options);
  return files.flatMap((file) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
  );
}
