import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../types/compile.ts';
import { type Claim, claimsOf, filesOf } from './check.ts';
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

/** Whether a claim takes long, or stands beside a model, of which other tests say most: it is tried by the long tests alone. */
export function isLong(claim: Claim, path: string): boolean {
  return claim.isSlow || path.startsWith('machines/');
}

/** Makes a test of each claim of the project's texts that is one of these. */
export function describeTexts(isWanted: (claim: Claim, path: string) => boolean): void {
  const texts = markdownFiles().map((path) => [path, readFileSync(join(root, path), 'utf8')] as const);
  const complaintsIn = compiledTogether(texts);
  for (const [path, text] of texts) {
    const claims = claimsOf(text, (file) => complaintsIn(path, file)).filter((claim) =>
      isWanted(claim, path),
    );
    if (claims.length > 0) describe(path, () => describeClaims(claims));
  }
}

/** What the compiler says about a file of a text: all files of all texts are one program, made when the first is asked for. */
function compiledTogether(texts: readonly (readonly [path: string, text: string])[]) {
  let compiled: ReturnType<typeof compile> | null = null;
  return (path: string, file: string) => {
    compiled ??= compile(
      Object.fromEntries(
        texts.flatMap(([each, text]) =>
          Object.entries(filesOf(text)).map(([name, content]) => [join(each, name), content] as const),
        ),
      ),
    );
    return compiled[join(path, file)] ?? [];
  };
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
