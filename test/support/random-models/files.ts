import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnyModel, InstanceOptions } from '../../../src/index.ts';

/** A random model, with a choice of variant and parameters. */
export interface Subject {
  readonly model: AnyModel;
  readonly options: InstanceOptions;
}

/** Where a model comes from: the maker, exported by a file of this folder, and the sketch that it was given. */
interface Origin {
  readonly file: string;
  readonly maker: string;
  readonly sketch: unknown;
}

const here = dirname(fileURLToPath(import.meta.url));
const origins = new WeakMap<AnyModel, Origin>();

/** Notes where a random model comes from, so that it can be written as a file. */
export function madeBy(file: string, maker: string, sketch: unknown, model: AnyModel): AnyModel {
  origins.set(model, { file, maker, sketch });
  return model;
}

/**
 * Writes a random model as a file that `allways check` takes, beside others that failed.
 *
 * @returns the command that checks it; null for a model of which it is not known where it comes from
 */
export function writeModelFile({ model, options }: Subject, name: string, folder: string): string | null {
  const origin = origins.get(model);
  if (origin === undefined) return null;
  const path = join(folder, `${slug(name)}.ts`);
  const from = relative(folder, join(here, origin.file)).split(sep).join('/');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path,
    `// ${name}: the smallest model for which this is not so.
import { ${origin.maker} } from '${from.startsWith('.') ? from : `./${from}`}';

export default ${origin.maker}(${JSON.stringify(origin.sketch, null, 2)});
`,
  );
  return ['npm run -s allways -- check', path, ...flagsOf(options)].join(' ');
}

function flagsOf({ variant, set = {} }: InstanceOptions): readonly string[] {
  return [
    ...(variant === undefined ? [] : [`--variant ${JSON.stringify(variant)}`]),
    ...Object.entries(set).map(([parameter, value]) => `--set ${parameter}=${value}`),
  ];
}

function slug(name: string): string {
  return name
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
    .slice(-80)
    .replace(/^-/, '');
}
