import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A name that an entry of the package exports. */
export interface PublicName {
  /** As it is imported: `allways/testing`. */
  readonly entry: string;
  readonly name: string;
  readonly symbol: ts.Symbol;
}

/** What the package exports, with the compiler that knows it. */
export interface PublicApi {
  readonly names: readonly PublicName[];
  readonly checker: ts.TypeChecker;
}

/** The entries of the package: as what they are imported, and the file of the sources that each is made of. */
export function entriesOf(): readonly (readonly [entry: string, file: string])[] {
  const { name, exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, string | { readonly '@allways/source': string }>>;
  };
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string'
      ? []
      : [[posix.join(name, path), posix.join(root, target['@allways/source'])] as const],
  );
}

/** Reads all entries of the package. */
export function publicApi(): PublicApi {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const entries = entriesOf();
  const program = ts.createProgram(
    entries.map(([, file]) => file),
    options,
  );
  const checker = program.getTypeChecker();
  const names = entries.flatMap(([entry, file]) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${entry} exports nothing`);
    return checker.getExportsOfModule(module).map((symbol) => {
      return { entry, name: symbol.name, symbol: resolved(symbol, checker) };
    });
  });
  return { names, checker };
}

function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

/** What the comment of a symbol says, without its tags. */
export function commentOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
}

/** What a comment says is thrown. */
export function throwsOf(node: ts.Node): readonly string[] {
  return ts
    .getJSDocTags(node)
    .filter(({ tagName }) => tagName.text === 'throws')
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '');
}
