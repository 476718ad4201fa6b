import type { AnyChildState, AnyLocalState } from '../language/forgotten.ts';
import type { Mismatch } from '../trace/difference.ts';
import type { EndpointReport, ShownChild, ShownTimer } from './driver.ts';
import { isSame, isSameBag } from './run-same.ts';

/** The first part of its local state in which an endpoint is not as the model, as far as it shows it. */
export function stateMismatch(shown: EndpointReport<unknown>, local: AnyLocalState): Mismatch | null {
  return (
    mismatch('value', shown.value, local.value, isSame) ??
    mismatch('status', shown.status, local.status, isSame) ??
    mismatch('context', shown.fields, fieldsOf(local.context, shown.fields ?? {}), isSame) ??
    mismatch('context', shown.context, local.context, isSame) ??
    mismatch('tags', shown.tags, local.tags, isSameBag) ??
    outputMismatch(shown, local) ??
    mismatch('timers', shown.timers, timersOf(local, shown.timers ?? []), isSameBag) ??
    mismatch('children', shown.children, childrenOf(local.children, shown.children ?? {}), isSame)
  );
}

function outputMismatch({ output }: EndpointReport<unknown>, local: AnyLocalState): Mismatch | null {
  if (output === undefined || isSame(output.value, local.output)) return null;
  return { what: 'output', expected: local.output, found: output.value };
}

/** Compares what is shown; what is undefined is not compared. */
export function mismatch<T>(
  what: Mismatch['what'],
  found: T | undefined,
  expected: T,
  same: (found: T, expected: T) => boolean,
): Mismatch | null {
  return found === undefined || same(found, expected) ? null : { what, expected, found };
}

/** The children, with as much of each as is shown. */
function childrenOf(
  children: AnyLocalState['children'],
  shown: Readonly<Record<string, ShownChild>>,
): Readonly<Record<string, ShownChild>> {
  const told = Object.entries(children).map(
    ([id, child]) => [id, child && childOf(child, shown[id])] as const,
  );
  return Object.fromEntries(told) as Readonly<Record<string, ShownChild>>;
}

function childOf(child: AnyChildState, shown: ShownChild = {}): ShownChild {
  return {
    ...('value' in shown && { value: child.value }),
    ...('status' in shown && { status: child.status }),
    ...('context' in shown && { context: child.context }),
    ...(shown.children !== undefined && { children: childrenOf(child.children, shown.children) }),
  };
}

/** As many fields of the context as are shown. */
function fieldsOf(context: unknown, shown: object): Readonly<Record<string, unknown>> {
  const fields = (context ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.keys(shown).map((name) => [name, fields[name]]));
}

/** The timers, with the ticks that remain only if all that are shown tell them. */
function timersOf({ timers }: AnyLocalState, shown: readonly ShownTimer[]): readonly ShownTimer[] {
  const tellTime = shown.every(({ remaining }) => remaining !== undefined);
  return timers.map(({ name, remaining }) => (tellTime ? { name, remaining } : { name }));
}
