import ts from 'typescript';
import { throwsOf } from './public.ts';

/** Functions with a body: what is called, and what may throw. */
type Code = ts.FunctionLikeDeclaration & { readonly body: ts.Node };

/**
 * Why a function throws: a mistake that it tells itself, or through functions of its own file; or a function that it calls and that
 * says `@throws`. Null if none of that is so, or all of it is caught.
 */
export function whyItThrows(
  code: Code,
  checker: ts.TypeChecker,
  seen: Set<ts.Node> = new Set(),
): string | null {
  if (seen.has(code)) return null;
  seen.add(code);
  return firstIn(code.body, (node) => {
    if (ts.isThrowStatement(node)) return isMistake(node) ? `throws ${node.expression.getText()}` : null;
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return null;
    const called = calledBy(node, checker);
    if (called === null) return null;
    if (throwsOf(called).length > 0) return `calls ${node.expression.getText()}, which says what it throws`;
    const isOwn = called.getSourceFile() === code.getSourceFile();
    return isOwn && hasBody(called) ? whyItThrows(called, checker, seen) : null;
  });
}

/** An error that tells a user of a mistake; others say that the program itself is wrong, or are somebody else's that is passed on. */
function isMistake({ expression }: ts.ThrowStatement): boolean {
  if (ts.isIdentifier(expression)) return false;
  return !ts.isNewExpression(expression) || /ModelError|TypeError/.test(expression.expression.getText());
}

function calledBy(
  node: ts.CallExpression | ts.NewExpression,
  checker: ts.TypeChecker,
): ts.SignatureDeclaration | null {
  const declaration = checker.getResolvedSignature(node)?.declaration;
  if (declaration === undefined || ts.isJSDocSignature(declaration)) return null;
  return declaration.getSourceFile().fileName.includes('/node_modules/') ? null : declaration;
}

export function hasBody(node: ts.Node): node is Code {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

/** The first answer for a node below, outside of functions that are defined there, and of what is tried and caught. */
function firstIn(node: ts.Node, ask: (node: ts.Node) => string | null): string | null {
  if (ts.isFunctionLike(node)) return null;
  if (ts.isTryStatement(node) && node.catchClause !== undefined) {
    const caught = firstIn(node.catchClause, ask);
    return caught ?? (node.finallyBlock === undefined ? null : firstIn(node.finallyBlock, ask));
  }
  return ask(node) ?? ts.forEachChild(node, (child) => firstIn(child, ask) ?? undefined) ?? null;
}
