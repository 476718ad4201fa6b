import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

/** An import, an export from another file, or an import of a type in place. */
export interface Import {
  /** What stands between the quotes, or null for `import(…)` of something computed. */
  readonly specifier: string | null;
  /** The file meant, if it is one of the project: a path from the project's root. */
  readonly file: string | null;
  /** It is gone after compilation. */
  readonly typeOnly: boolean;
}

/** A source file, with what the rules ask of it. */
export interface Source {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** Reads every TypeScript file below some folders of the project. */
export function readSources(root: string, folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => source(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8'))),
  );
}

export function source(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const imports: Import[] = [];
  visit(tree, (node) => {
    const found = importIn(node);
    if (found === null) return;
    const { specifier, typeOnly } = found;
    imports.push({ specifier, file: fileMeant(path, specifier), typeOnly });
  });
  return { path, tree, imports };
}

/** Visits every node of a tree. */
export function visit(node: ts.Node, act: (node: ts.Node) => void): void {
  act(node);
  ts.forEachChild(node, (child) => visit(child, act));
}

function fileMeant(from: string, specifier: string | null): string | null {
  if (specifier === null || !specifier.startsWith('.')) return null;
  return posix.normalize(posix.join(posix.dirname(from), specifier));
}

function importIn(node: ts.Node): { specifier: string | null; typeOnly: boolean } | null {
  if (ts.isImportDeclaration(node)) {
    const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return { specifier: textOf(node.moduleSpecifier), typeOnly };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { specifier: textOf(node.moduleSpecifier), typeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node)) return { specifier: typeArgument(node), typeOnly: true };
  if (ts.isCallExpression(node) && isImportCall(node)) {
    const [argument] = node.arguments;
    return { specifier: argument === undefined ? null : textOf(argument), typeOnly: false };
  }
  return null;
}

function isImportCall({ expression }: ts.CallExpression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function typeArgument({ argument }: ts.ImportTypeNode): string | null {
  return ts.isLiteralTypeNode(argument) ? textOf(argument.literal) : null;
}

function textOf(node: ts.Node): string | null {
  return ts.isStringLiteralLike(node) ? node.text : null;
}
