import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = Readonly<Record<string, string>>;

/** A folder outside of any package, with these files in it and in folders of it. */
export class Project {
  readonly path = mkdtempSync(join(tmpdir(), 'allways-project-'));

  constructor(files: Files) {
    for (const [name, text] of Object.entries(files)) {
      const file = join(this.path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
