import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { dotToSvg } from '../src/export/drawing/graphviz.ts';
import { ROOMS } from '../test/architecture/imports.ts';
import { readSources, type Source } from '../test/architecture/source.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Which rooms a room imports from, and by how many imports. */
type Imports = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The picture of the rooms: each stands above all that it imports from. */
export async function mapSvg(): Promise<string> {
  const sources = readSources(root, ['src']);
  const imports = importsOf(sources);
  const edges = ROOMS.flatMap((room) => direct(room, imports).map((target) => `${room} -> ${target}`));
  const nodes = ROOMS.map((room) => {
    const files = sources.filter(({ path }) => roomOf(path) === room);
    const inner = [...new Set(files.map(({ path }) => path.split('/').slice(2, -1).join('/')))].filter(
      Boolean,
    );
    const lines = [`${files.length} files`, ...rows(inner)];
    const small = lines.map((line) => `<TR><TD><FONT POINT-SIZE="9">${line}</FONT></TD></TR>`).join('');
    return `${room} [label=<<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="1"><TR><TD><B>${room}</B></TD></TR>${small}</TABLE>>]`;
  });
  const dot = [
    'digraph rooms {',
    '  graph [rankdir=TB, nodesep=0.3, ranksep=0.35, fontname="Helvetica"]',
    '  node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=13, margin="0.14,0.06"]',
    '  edge [class="arrow", arrowsize=0.7]',
    ...[...nodes, ...edges].map((line) => `  ${line}`),
    '}',
  ];
  return dotToSvg(
    dot.join('\n'),
    'The rooms of src/: each imports from those that its arrows lead to, and below them',
  );
}

/** The map in words: every folder, and every file of it by its first sentence. */
export function mapMarkdown(): string {
  const sources = readSources(root, ['src']);
  const imports = importsOf(sources);
  const folders = [...new Set(sources.map(({ path }) => folderOf(path)))].filter(
    (folder) => folder !== 'src',
  );
  const inOrder = ROOMS.flatMap((room) => folders.filter((folder) => folder.split('/')[1] === room).sort());
  return [
    '# Map of the sources',
    '',
    'Drawn from the imports by `npm run -s map`; a test says if it is out of date. What comes into a room and what goes out',
    'stands in [ARCHITECTURE.md](../ARCHITECTURE.md).',
    '',
    '![The rooms of src/](map.svg)',
    '',
    'An arrow leads to a room that is imported from; arrows that follow from others are left out.',
    '',
    ...inOrder.flatMap((folder) => section(folder, sources, imports)),
  ].join('\n');
}

function section(folder: string, sources: readonly Source[], imports: Imports): readonly string[] {
  const [, room = '', ...inner] = folder.split('/');
  const from = [...(imports.get(room)?.keys() ?? [])];
  const uses = from.length === 0 ? 'Imports from no other room.' : `Imports from ${from.join(', ')}.`;
  const files = sources.filter(({ path }) => folderOf(path) === folder);
  return [
    `${inner.length === 0 ? '##' : '###'} ${folder}`,
    '',
    ...(inner.length === 0 ? [uses, ''] : []),
    '| file | what it is |',
    '| --- | --- |',
    ...files.map((file) => {
      const name = file.path.split('/').at(-1) ?? '';
      return `| [${name}](../${file.path}) | ${sentenceOf(file)} |`;
    }),
    '',
  ];
}

/** Rooms from which a room imports and that are not below another one of these. */
function direct(room: string, imports: Imports): readonly string[] {
  const targets = [...(imports.get(room)?.keys() ?? [])];
  return targets.filter(
    (target) => !targets.some((other) => other !== target && reaches(other, target, imports)),
  );
}

function reaches(from: string, to: string, imports: Imports): boolean {
  const next = [...(imports.get(from)?.keys() ?? [])];
  return next.some((each) => each === to || reaches(each, to, imports));
}

/** Types count: whoever changes what a file exports must know who is concerned. */
function importsOf(sources: readonly Source[]): Imports {
  const imports = new Map<string, Map<string, number>>();
  for (const room of ROOMS) imports.set(room, new Map());
  for (const { path, imports: list } of sources) {
    const from = imports.get(roomOf(path));
    for (const { file } of list) {
      const to = file === null ? '' : roomOf(file);
      if (from === undefined || to === roomOf(path) || !imports.has(to)) continue;
      from.set(to, (from.get(to) ?? 0) + 1);
    }
  }
  return new Map(
    [...imports].map(([room, targets]) => {
      const inOrder = [...targets].sort(([a], [b]) => place(a) - place(b));
      return [room, new Map(inOrder)] as const;
    }),
  );
}

function place(room: string): number {
  const rooms: readonly string[] = ROOMS;
  return rooms.indexOf(room);
}

function roomOf(path: string): string {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? '';
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** The first sentence of what a file says of itself: of what it is named after, or else of its first class or function. */
function sentenceOf({ tree, path }: Source): string {
  const name = (path.split('/').at(-1) ?? '').replace(/\.ts$/, '').replaceAll('-', '').toLowerCase();
  const described = tree.statements.flatMap((statement) => {
    const text = commentOf(statement);
    return text === null ? [] : [{ text, rank: rankOf(statement, name) }];
  });
  const best = Math.max(...described.map(({ rank }) => rank));
  const text = described.find(({ rank }) => rank === best)?.text ?? '';
  return (/^.*?\.(?=\s+[A-Z]|$)/.exec(text)?.[0] ?? text).replaceAll('|', '\\|');
}

/** How much a declaration is what its file is about. */
function rankOf(statement: ts.Statement, file: string): number {
  const names = namesOf(statement).map((name) => name.toLowerCase());
  const does = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  if (!isExported(statement)) return 0;
  if (names.includes(file)) return 5;
  return 1 + Number(does) + 2 * Number(names.some((name) => isNear(name, file)));
}

function isNear(declared: string, file: string): boolean {
  return file.includes(declared) || declared.includes(file);
}

function commentOf(statement: ts.Statement): string | null {
  const [comment] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc).slice(-1);
  const text = ts.getTextOfJSDocComment(comment?.comment);
  return text === undefined ? null : (text.split('\n\n')[0] ?? '').replace(/\s+/g, ' ');
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as { readonly name?: ts.Identifier };
  return name === undefined ? [] : [name.text];
}

/** Names of folders, two a line. */
function rows(names: readonly string[]): readonly string[] {
  return names.flatMap((_, i) => (i % 2 === 0 ? [names.slice(i, i + 2).join(' · ')] : []));
}
