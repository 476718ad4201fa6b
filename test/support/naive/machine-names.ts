import type { AnyStateMachine } from 'xstate';

/** The name of the delay whose `after` has this id in some state of the machine; other ids are names themselves. */
export function nameIn({ root }: AnyStateMachine, label: string): string {
  const nodes = [root];
  for (const node of nodes) {
    nodes.push(...Object.values(node.states));
    const { id, config } = node;
    const isOwn = Object.keys(config.after ?? {}).some((delay) =>
      [delay, Number(delay)].some((name) => label === `xstate.after.${name}.${id}`),
    );
    if (isOwn) return label.slice('xstate.after.'.length, -id.length - 1);
  }
  return label;
}

/** JavaScript names `entry: () => …` by itself: only what the machine knows by its name, or nobody does, is named. */
export function isInline(
  { implementations }: AnyStateMachine,
  action: { readonly type: string; readonly exec?: unknown },
): boolean {
  const named = implementations.actions as Record<string, unknown>;
  return action.exec !== undefined && named[action.type] !== action.exec;
}
