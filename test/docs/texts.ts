import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Claim, claimsOf } from './check.ts';
import { Workshop } from './workshop.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The Markdown files of the project, from its root. */
export function markdownFiles(): string[] {
  const below = ['docs', 'examples', 'machines', 'properties']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, String(path))),
    );
  return [...readdirSync(root), ...below].filter((path) => path.endsWith('.md')).sort();
}

/** Makes a test of each claim of the project's texts that is one of these. */
export function describeTexts(isWanted: (claim: Claim) => boolean): void {
  for (const path of markdownFiles()) {
    const claims = claimsOf(readFileSync(join(root, path), 'utf8')).filter(isWanted);
    if (claims.length > 0) describe(path, () => describeClaims(claims));
  }
}

function describeClaims(claims: readonly Claim[]): void {
  let workshop: Workshop;
  beforeAll(() => {
    workshop = new Workshop();
  });
  afterAll(() => workshop.close());
  for (const claim of claims) {
    it(claim.name, async () => expect(await claim.refutation(workshop)).toBeNull());
  }
}
