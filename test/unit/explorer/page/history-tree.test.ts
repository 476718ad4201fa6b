import { describe, expect, it } from 'vitest';
import { HistoryTree } from '../../../../src/explorer/page/history-tree.ts';

/** A tree in which these walks were made, one after another, each told as a change of the one before. */
function treeOf(...walks: readonly (readonly number[])[]): HistoryTree {
  const tree = new HistoryTree();
  let before: readonly number[] = [];
  for (const walk of walks) {
    let keep = 0;
    while (keep < walk.length && before[keep] === walk[keep]) keep++;
    tree.follow(
      keep,
      walk.slice(keep).map((index) => ({ index, text: `step ${index}` })),
    );
    before = walk;
  }
  return tree;
}

const shape = (tree: HistoryTree) =>
  tree
    .list()
    .map(({ stretch, level }) => [tree.pathTo(stretch).join('/'), level, stretch.children.length === 0]);
const stretchTo = (tree: HistoryTree, path: string) => {
  const found = tree.list().find(({ stretch }) => tree.pathTo(stretch).join('/') === path);
  if (found === undefined) throw new Error(`no stretch ends at ${path}`);
  return found.stretch;
};
const FORKED: readonly (readonly number[])[] = [
  [0, 1, 2],
  [0, 1],
  [0, 1, 5],
];

describe('the history', () => {
  it('is one stretch as long as nobody takes another step', () => {
    expect(shape(treeOf([0], [0, 1], [0, 1, 2]))).toEqual([['0/1/2', 0, true]]);
    expect(shape(treeOf([0, 1, 2], [0, 1], [], [0, 1]))).toEqual([['0/1/2', 0, true]]);
  });

  it('branches where another step is taken', () => {
    expect(shape(treeOf(...FORKED))).toEqual([
      ['0/1', 0, false],
      ['0/1/2', 1, true],
      ['0/1/5', 1, true],
    ]);
    expect(shape(treeOf([0], [], [1]))).toEqual([
      ['0', 1, true],
      ['1', 1, true],
    ]);
  });

  it('goes on with a branch that it has', () => {
    const walks = [...FORKED, [0, 1, 2, 3], [0, 1, 5, 4]];
    expect(shape(treeOf(...walks)).map(([path]) => path)).toEqual(['0/1', '0/1/2/3', '0/1/5/4']);
  });

  it('knows where the walk is, and what it goes through', () => {
    const marks = treeOf(...FORKED)
      .list()
      .map(({ isOn, isHere }) => [isOn, isHere]);
    expect(marks).toEqual([
      [true, false],
      [false, false],
      [true, true],
    ]);
    expect(
      treeOf(...FORKED, [])
        .list()
        .some(({ isOn }) => isOn),
    ).toBe(false);
  });

  it('has names, at which a stretch ends, and a name that is empty is none', () => {
    const tree = treeOf(...FORKED);
    tree.name(stretchTo(tree, '0/1/5'), 'hazard');
    tree.follow(3, [{ index: 7, text: 'on' }]);
    expect(shape(tree).map(([path]) => path)).toEqual(['0/1', '0/1/2', '0/1/5', '0/1/5/7']);
    expect(tree.list().map(({ stretch }) => stretch.name)).toEqual([null, null, 'hazard', null]);
    tree.name(stretchTo(tree, '0/1/5'), '');
    expect(tree.list().map(({ stretch }) => stretch.name)).toEqual([null, null, null, null]);
  });

  it('keeps a name at its end where its branch is parted', () => {
    const tree = treeOf([0, 1, 2]);
    tree.name(stretchTo(tree, '0/1/2'), 'first');
    tree.follow(1, [{ index: 4, text: 'other' }]);
    expect(tree.list().map(({ stretch }) => [tree.pathTo(stretch).join('/'), stretch.name])).toEqual([
      ['0', null],
      ['0/1/2', 'first'],
      ['0/4', null],
    ]);
  });

  it('forgets a branch; where nothing parts any more, it is one stretch again', () => {
    const tree = treeOf(...FORKED);
    tree.remove(stretchTo(tree, '0/1/2'));
    expect(shape(tree)).toEqual([['0/1/5', 0, true]]);
    expect(tree.list()[0]?.isHere).toBe(true);
  });

  it('forgets what led to a branch alone, but not where the walk is', () => {
    const tree = treeOf([0, 1, 2], [0, 1, 5], []);
    tree.remove(stretchTo(tree, '0/1/2'));
    tree.remove(stretchTo(tree, '0/1/5'));
    expect(shape(tree)).toEqual([]);
    tree.follow(0, [{ index: 3, text: 'anew' }]);
    expect(shape(tree)).toEqual([['3', 0, true]]);
  });

  it('calls steps what they are called last', () => {
    const tree = treeOf([0, 1]);
    tree.follow(0, [
      { index: 0, text: 'renamed' },
      { index: 1, text: 'too' },
    ]);
    expect(tree.list().flatMap(({ stretch }) => stretch.steps.map(({ text }) => text))).toEqual([
      'renamed',
      'too',
    ]);
  });
});
