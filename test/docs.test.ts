import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { claimsOf } from './docs/check.ts';
import { blocksOf, commandsOf, linksOf } from './docs/markdown.ts';
import { describeTexts, isLong, markdownFiles } from './docs/texts.ts';
import { difference } from './docs/transcript.ts';
import { Workshop } from './docs/workshop.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a text claims and is not so. */
async function refutations(markdown: string): Promise<string[]> {
  const workshop = new Workshop();
  try {
    const found: string[] = [];
    for (const claim of claimsOf(markdown)) found.push(...[(await claim.refutation(workshop)) ?? []].flat());
    return found;
  } finally {
    workshop.close();
  }
}

describeTexts((claim, path) => !isLong(claim, path));

for (const path of markdownFiles()) {
  it(`${path} links to files that are there`, () => {
    const files = linksOf(readFileSync(join(root, path), 'utf8')).filter(
      (address) => !/^([a-z]+:|#)/.test(address),
    );
    const lost = files.filter(
      (address) => !existsSync(join(root, dirname(path), address.replace(/#.*/, ''))),
    );
    expect(lost).toEqual([]);
  });
}

const model = `import { defineModel, endpoint } from 'allways';
import { setup } from 'xstate';

const idle = setup({ types: { events: {} as { type: 'GO' } } }).createMachine({
  initial: 'a',
  states: { a: { on: { GO: 'b' } }, b: {} },
});

export default defineModel({
  name: 'two idlers',
  parameters: {},
  build: () => ({
    endpoints: { left: endpoint(idle, { events: [{ type: 'GO' }] }), right: endpoint(idle) },
    network: { carries: [] },
  }),
  properties: (kit) => [
    kit.invariant({
      name: 'the right one rests',
      sentence: 'It does.',
      holds: ({ endpoints }) => endpoints.right.matches('a'),
    }),
  ],
});`;

const fenced = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n`;

describe('a Markdown text that is wrong is refuted', () => {
  it('by a block that is not TypeScript', async () => {
    expect(await refutations(fenced('ts', 'const = 1;'))).toEqual([expect.stringContaining('expected')]);
    expect(await refutations(fenced('ts', 'const one = unknownName;'))).toEqual([]);
  });

  it('by a runnable block that does not compile, with the line of the text', async () => {
    const misspelt = `A text.\n\n${fenced('ts runnable', model.replace("matches('a')", "matches('c')"))}`;
    const [refutation = ''] = await refutations(misspelt);
    expect(refutation).toMatch(/^line \d+: Argument of type '"c"' is not assignable/);
    const line = Number(/^line (\d+)/.exec(refutation)?.[1]);
    expect(misspelt.split('\n')[line - 1]).toContain("matches('c')");
  });

  it('by a runnable block that throws', async () => {
    expect(await refutations(fenced('ts runnable', "throw new Error('oh no');"))).toEqual([
      expect.stringMatching(/ends with status 1: [\s\S]*oh no/),
    ]);
  });

  it('by a command that prints something else', async () => {
    const command = '$ npm run -s allways -- check machines/toys/echo/model.ts --variant fifo';
    expect(await refutations(fenced('console', `${command}\n…\n…the word comes last…\n…`))).toEqual([
      expect.stringContaining('expected line 2, "…the word comes last…", is not what is printed'),
    ]);
  });

  it('by a command that nobody has, and by one that is used wrongly', async () => {
    await expect(refutations(fenced('console', '$ allwayz check'))).rejects.toThrow(
      'cannot run: allwayz check',
    );
    expect(await refutations(fenced('console', '$ npx allways chekc'))).toEqual([
      expect.stringContaining('chekc'),
    ]);
  });
});

describe('a Markdown text that is right is not refuted', () => {
  it('and its commands find the files of its blocks', async () => {
    const text = [
      fenced('ts runnable idlers.ts', model),
      fenced('console', '$ npx allways check idlers.ts\n…\n…the right one rests…\n…\n$ echo $?\n0'),
    ];
    expect(await refutations(text.join('\n'))).toEqual([]);
  });

  it('by commands that only fetch the project or run these tests', async () => {
    const commands = ['git clone https://example.org/x', 'cd x', 'npm install allways', 'npm ci', 'npm test'];
    const block = fenced('console', commands.map((command) => `$ ${command}`).join('\n'));
    expect(await refutations(block)).toEqual([]);
  });
});

describe('blocks, commands and links', () => {
  it('are found with their lines', () => {
    const text = [
      'a',
      '```ts runnable x.ts',
      'let x;',
      '```',
      '```console',
      '$ one \\',
      '    two',
      'out',
      '$ three',
      '```',
    ];
    const blocks = blocksOf(text.join('\n'));
    expect(blocks).toEqual([
      { line: 2, language: 'ts', marks: ['runnable', 'x.ts'], text: 'let x;' },
      { line: 5, language: 'console', marks: [], text: '$ one \\\n    two\nout\n$ three' },
    ]);
    expect(blocks.flatMap((block) => (block.language === 'console' ? commandsOf(block) : []))).toEqual([
      { line: 6, command: 'one two', expected: ['out'] },
      { line: 9, command: 'three', expected: [] },
    ]);
  });

  it('a block that does not end, or prints before a command, is a mistake', () => {
    expect(() => blocksOf('a\n```ts\nlet x;')).toThrow('the block that begins in line 2 does not end');
    expect(() => claimsOf(fenced('console', 'out'))).toThrow('line 2 is printed by no command');
  });

  it('a link in code is none', () => {
    expect(linksOf('[a](b.md#c) `[x](y)` ![p](q.svg "t")\n```ts\n[x](y)\n```\n')).toEqual([
      'b.md#c',
      'q.svg',
    ]);
  });
});

describe('printed lines', () => {
  it('match with … for any text in a line, or any lines', () => {
    expect(difference(['a … c', '…', 'z'], '\na b b c  \nx\ny\nz\n\n')).toBeNull();
    expect(difference(['…'], '')).toBeNull();
    expect(difference(['a', '…', 'z'], 'a\nz\n')).toBeNull();
  });

  it('differ by a line that is missing, added, or changed', () => {
    expect(difference(['a', 'b'], 'a\n')).toMatch(/^expected line 2, "b", is not what is printed/);
    expect(difference(['a'], 'a\nb\n')).toMatch(/^more is printed than expected, after 1 lines:\nb/);
    expect(difference(['a.c'], 'abc\n')).toMatch(/^expected line 1/);
  });
});
