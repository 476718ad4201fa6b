import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelError, messageOf } from '../../language/errors.ts';
import { packageRoot } from '../arguments/command-text.ts';

type Texts = Readonly<Record<string, string>>;

/** The parts of a package.json that matter here. */
interface Manifest {
  readonly version?: string;
  readonly dependencies?: Texts;
  readonly devDependencies?: Texts;
  readonly scripts?: Texts;
}

const SCRIPTS: Texts = {
  check: 'allways matrix model.ts',
  watch: 'allways matrix model.ts --watch',
  test: 'vitest run',
  types: 'tsc --noEmit',
  paths: 'allways paths model.ts --variant careful -o model.paths.test.ts',
};

/** What `npm init` writes where there is no test. */
const NO_TEST = /^echo .*no test specified/;

/**
 * The package.json of a project: a new one, or the one that is there with what it does not have.
 *
 * @throws ModelError for one that cannot be read
 */
export function manifestOf(folder: string, existing: string | null): string {
  const before =
    existing === null ? { name: nameOf(folder), private: true, type: 'module' } : parsed(existing);
  const { scripts = {}, dependencies = {}, devDependencies = {} } = before as Manifest;
  const packages = Object.entries(versions()).filter(
    ([name]) => !Object.hasOwn(dependencies, name) && !Object.hasOwn(devDependencies, name),
  );
  const own = Object.fromEntries(Object.entries(scripts).filter(([, text]) => !NO_TEST.test(text)));
  const inProduction = packages.filter(([name]) => name === 'xstate');
  const inDevelopment = packages.filter(([name]) => name !== 'xstate');
  const after = {
    ...before,
    scripts: { ...SCRIPTS, ...own },
    dependencies: { ...dependencies, ...Object.fromEntries(inProduction) },
    devDependencies: { ...devDependencies, ...Object.fromEntries(inDevelopment) },
  };
  return `${JSON.stringify(after, null, 2)}\n`;
}

/** The packages of a project, in versions that this one is tested with. */
function versions(): Texts {
  const { version = '*', devDependencies = {} } = parsed(
    readFileSync(join(packageRoot, 'package.json'), 'utf8'),
  ) as Manifest;
  const tested = ['typescript', 'vitest', 'xstate'].map((name) => [name, `^${devDependencies[name] ?? '*'}`]);
  return { allways: `^${version}`, ...Object.fromEntries(tested) };
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw new ModelError(`package.json cannot be read: ${messageOf(error)}`);
  }
  throw new ModelError('package.json is no object');
}

/** A name that npm takes. */
function nameOf(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[._-]+|-+$/g, '');
  return name === '' ? 'protocol' : name;
}
