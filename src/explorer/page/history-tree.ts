/** A step that was taken once, and those that were taken after it. */
export interface TreeNode {
  /** Its element of the replay string. */
  readonly index: number;
  readonly text: string;
  /** What the branch that ends here is called; null if nobody has named it. */
  readonly name: string | null;
  readonly children: readonly TreeNode[];
}

/** The tree before any step. */
export const NO_STEPS: TreeNode = { index: -1, text: 'start', name: null, children: [] };

/** The tree with a path in it. */
export function withPath(tree: TreeNode, path: readonly number[], texts: readonly string[]): TreeNode {
  const [index, ...rest] = path;
  if (index === undefined) return tree;
  const [text = '', ...restTexts] = texts;
  const known = tree.children.find((child) => child.index === index);
  const child = withPath(known ?? { index, text, name: null, children: [] }, rest, restTexts);
  if (child === known) return tree;
  const children =
    known === undefined
      ? [...tree.children, child]
      : tree.children.map((each) => (each === known ? child : each));
  return { ...tree, children };
}

/** The tree in which the branch that ends at a path has a name, or, with an empty one, none. */
export function withName(tree: TreeNode, path: readonly number[], name: string): TreeNode {
  const [index, ...rest] = path;
  if (index === undefined) return { ...tree, name: name === '' ? null : name };
  return {
    ...tree,
    children: tree.children.map((child) => (child.index === index ? withName(child, rest, name) : child)),
  };
}

/** The tree without what follows from the end of a path on; what leads there alone goes with it. */
export function without(tree: TreeNode, path: readonly number[]): TreeNode {
  const [index, ...rest] = path;
  if (index === undefined) return tree;
  const children = tree.children.flatMap((child) => {
    if (child.index !== index) return [child];
    if (rest.length === 0) return [];
    const left = without(child, rest);
    return left.children.length === 0 && left.name === null ? [] : [left];
  });
  return { ...tree, children };
}

/** A part of a branch in which nothing parts: from one fork, or end, to the next. */
export interface Stretch {
  readonly path: readonly number[];
  /** The nodes of it, in order. */
  readonly nodes: readonly TreeNode[];
  /** How many steps come before it. */
  readonly before: number;
  /** How many forks lie above it. */
  readonly level: number;
  readonly isEnd: boolean;
}

/** The tree as stretches, each before those that follow on it. */
export function stretchesOf(tree: TreeNode): readonly Stretch[] {
  const found: Stretch[] = [];
  const visit = (first: TreeNode, before: readonly number[], level: number): void => {
    const nodes = [first];
    let last = first;
    while (last.children.length === 1 && last.name === null) {
      const [next] = last.children;
      if (next === undefined) break;
      nodes.push(next);
      last = next;
    }
    const path = [...before, ...nodes.map(({ index }) => index)];
    found.push({ path, nodes, before: before.length, level, isEnd: last.children.length === 0 });
    const deeper = last.children.length > 1 ? level + 1 : level;
    for (const child of last.children) visit(child, path, deeper);
  };
  for (const child of tree.children) visit(child, [], tree.children.length > 1 ? 1 : 0);
  return found;
}
