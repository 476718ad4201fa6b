import type { TestPath, TestSuite } from '../../paths/suite.ts';
import { purposeOf } from './suite-summary.ts';

/** What a generated file must know beside the suite. */
export interface VitestOptions {
  /** The module of the model, as the file imports it: `./model.js`. */
  readonly modelPath: string;
  /** The parameters that were set on top of the variant's. */
  readonly set: TestSuite['parameters'];
  /** The command that makes the file again. */
  readonly command?: string | undefined;
}

/**
 * A suite of test paths as a file of vitest, chunk by chunk. It needs nothing but the packages `allways` and `vitest`
 * and the model's own file. As it is, it tests the model's machines as running XState actors; to test another
 * implementation, its driver is put in the place of theirs.
 */
export function* suiteVitest(suite: TestSuite, options: VitestOptions): Generator<string, void> {
  yield `${head(suite, options).join('\n')}\n`;
  for (const [i, path] of suite.paths.entries()) yield `${i === 0 ? '' : '\n'}${testOf(path).join('\n')}\n`;
  yield '});\n';
}

function head(suite: TestSuite, { modelPath, set, command }: VitestOptions): readonly string[] {
  const { model, variant, criteria, paths, steps, goals } = suite;
  const title = variant === null ? model : `${model}, variant ${variant}`;
  const asked = [
    ...(variant === null ? [] : [`variant: ${literal(variant)}`]),
    ...(Object.keys(set).length === 0 ? [] : [`set: ${objectLiteral(set)}`]),
  ];
  return [
    `// ${comment(`${paths.length} test paths (${steps} steps) of ${title}, for ${criteria.join(', ')}: ${goals.reached} of ${goals.total} goals.`)}`,
    '// Made from the model; do not change it, make it again.',
    ...(command === undefined ? [] : [`// ${comment(command)}`]),
    '',
    "import { instantiate, parsePath, replay } from 'allways';",
    "import { actorDriver, assertTrace } from 'allways/testing';",
    "import { describe, it } from 'vitest';",
    `import model from ${literal(modelPath)};`,
    '',
    `const options = {${asked.length === 0 ? '' : ` ${asked.join(', ')} `}};`,
    'const instance = instantiate(model, options);',
    '',
    "/** What is tested: the model's own machines. Any other driver may stand here. */",
    'const driver = actorDriver(model, options);',
    '',
    'async function follow(path: string): Promise<void> {',
    '  await assertTrace(driver, replay(instance.model, parsePath(path)));',
    '}',
    '',
    `describe(${literal(`${title}: ${criteria.join(', ')}`)}, () => {`,
  ];
}

function testOf(path: TestPath): readonly string[] {
  return [
    ...path.first.map(({ criterion, name }) => `  // ${criterion}: ${comment(name)}`),
    `  it(${literal(`path ${path.number}: ${purposeOf(path)}`)}, () =>`,
    `    follow(${literal(path.replay)}));`,
  ];
}

/** A text as it stands in source code, in single quotes. */
function literal(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

function objectLiteral(values: TestSuite['parameters']): string {
  const members = Object.entries(values).map(([name, value]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
    return `${key}: ${typeof value === 'string' ? literal(value) : String(value)}`;
  });
  return `{ ${members.join(', ')} }`;
}

/** A text that cannot end the line of a comment. */
function comment(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]/g, ' ');
}
