import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const ENTRIES = [
  'src/index.ts',
  'src/consistency.ts',
  'src/testing.ts',
  'src/export.ts',
  'src/stepping/index.ts',
  'src/vitest/index.ts',
];

/** What of the public names has no comment that says what it means: the names themselves. */
function silentExports(): readonly string[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(
    ENTRIES.map((entry) => `${root}${entry}`),
    options,
  );
  const checker = program.getTypeChecker();
  return ENTRIES.flatMap((entry) => {
    const file = program.getSourceFile(`${root}${entry}`);
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${entry} exports nothing`);
    return checker
      .getExportsOfModule(module)
      .filter((symbol) => commentOf(symbol, checker) === '')
      .map((symbol) => `${entry}: ${symbol.name}`);
  });
}

function commentOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const meant = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  return ts.displayPartsToString(meant.getDocumentationComment(checker)).trim();
}

describe('public names', () => {
  it('each have a comment that says what they mean', () => {
    expect(silentExports()).toEqual([]);
  });
});
