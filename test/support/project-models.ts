import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ParameterSpecs, ParameterValues } from '../../src/index.ts';
import { type AnyModel, type InstanceOptions, instantiate, variantNames } from '../../src/index.ts';
import { isInFull } from './law.ts';

const machines = fileURLToPath(new URL('../../machines', import.meta.url));

/** A model of this project, with a choice of its variants and parameters that keeps it small. */
export interface ProjectModel {
  readonly title: string;
  readonly model: AnyModel;
  readonly options: InstanceOptions;
}

interface Reduction {
  readonly set: ParameterValues<ParameterSpecs>;
  /** Default: all. */
  readonly variants?: readonly string[];
}

/** What keeps models small enough for the naive explorer, and the tests quick, by folder. */
const REDUCED: Readonly<Record<string, Reduction>> = {
  tcp: {
    set: { capacity: 2, serverData: 0, clientData: 0, incarnations: 1 },
    variants: [
      'no-time-wait',
      'server-closes-first',
      'simultaneous-close',
      'minimum-delay',
      'no-duplication',
    ],
  },
  lease: { set: { delay: 0, lease: 2, margin: 1 } },
  paxos: { set: { clients: 1 } },
  'raft-election': { set: { terms: 1 } },
  'sctp-shutdown': { set: { associations: 1 } },
  'tcp-close': { set: { capacity: 2, serverData: false } },
  'toys/two-phase-commit': { set: { managers: 3 } },
};

/** Every model under `machines/`, without a variant and in its variants. */
export async function projectModels(): Promise<readonly ProjectModel[]> {
  const all = foldersWithModels().map(async (folder): Promise<ProjectModel[]> => {
    const url = pathToFileURL(join(machines, folder, 'model.ts')).href;
    const { default: model } = (await import(url)) as { readonly default: AnyModel };
    const { set, variants = variantNames(model) } = REDUCED[folder] ?? { set: {} };
    return [undefined, ...variants].map((variant) => ({
      title: variant === undefined ? folder : `${folder}, variant ${variant}`,
      model,
      options: { variant, set },
    }));
  });
  return withoutRepetitions((await Promise.all(all)).flat());
}

/** Those for which a law is tried: by `npm test` each model without a variant, by `npm run test:long` all. */
export async function lawModels(): Promise<readonly ProjectModel[]> {
  return (await projectModels()).filter(({ options }) => isInFull || options.variant === undefined);
}

/** Variants that differ only in a parameter that was reduced are one. */
function withoutRepetitions(all: readonly ProjectModel[]): readonly ProjectModel[] {
  const texts = all.map(({ model, options }) => {
    return `${model.name} ${JSON.stringify(instantiate(model, options).parameters)}`;
  });
  return all.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}

function foldersWithModels(): readonly string[] {
  const folders = readdirSync(machines, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === 'model.ts')
    .map((entry) => entry.parentPath.slice(machines.length + 1));
  return folders.sort();
}
