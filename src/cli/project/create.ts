import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ModelError, messageOf } from '../../language/errors.ts';
import { packageRoot } from '../arguments/command-text.ts';
import { manifestOf } from './manifest.ts';

const TEMPLATE = join(packageRoot, 'templates/project');

/** Files that a project may have already: they stay as they are. */
const MAY_STAY = ['tsconfig.json', 'README.md', '.gitignore'];

/** What became of the files of a project. */
export interface CreatedProject {
  readonly written: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Writes a project into a folder, which is made if it is not there. All or nothing: if a file is in the way, none is written.
 *
 * @param isDryRun whether to write nothing, and only say what would be
 * @throws ModelError if something is in the way
 */
export function createProject(folder: string, isDryRun: boolean): CreatedProject {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new ModelError(`${folder} is a file; name a folder, or one that is not there yet`);
  }
  const names = readdirSync(TEMPLATE).sort();
  const inTheWay = names.filter(
    (name) => existsSync(join(folder, target(name))) && !MAY_STAY.includes(target(name)),
  );
  if (inTheWay.length > 0) {
    throw new ModelError(`${folder} has ${inTheWay.join(', ')}; nothing was written: name another folder`);
  }
  const kept = names.map(target).filter((name) => existsSync(join(folder, name)));
  const packageFile = join(folder, 'package.json');
  const files = [
    ...names
      .filter((name) => !kept.includes(target(name)))
      .map((name) => [target(name), readFileSync(join(TEMPLATE, name), 'utf8')] as const),
    ['package.json', manifestOf(basename(folder), existing(packageFile))] as const,
  ];
  if (!isDryRun) write(folder, files);
  return { written: files.map(([name]) => name), kept };
}

/** npm leaves out of a package what is called .gitignore. */
function target(name: string): string {
  return name === 'gitignore' ? '.gitignore' : name;
}

function existing(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function write(folder: string, files: readonly (readonly [name: string, text: string])[]): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
  } catch (error) {
    throw new ModelError(`${dirname(join(folder, 'x'))} cannot be written: ${messageOf(error)}`);
  }
}
