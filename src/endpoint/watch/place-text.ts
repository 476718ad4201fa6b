import type { AnyLocalState } from '../../language/forgotten.ts';
import type { Snapshot } from '../../language/machine.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import { childrenOf } from '../actors/child.ts';

type View = Pick<AnyLocalState, 'value' | 'context' | 'children'>;

/** The text of all that a view shows of where a machine is and what it keeps, its children included; whichever of the two is at hand. */
export function placeText(state: Snapshot | View): string {
  return canonicalText(isSnapshot(state) ? placeOf(state) : placeIn(state), 'state');
}

function isSnapshot(state: Snapshot | View): state is Snapshot {
  return 'historyValue' in state;
}

function placeOf(snapshot: Snapshot): readonly unknown[] {
  const children = childrenOf(snapshot).map(({ id, src, machine, snapshot: { status, context, output } }) => [
    id,
    src,
    status,
    output,
    ...(machine === null ? [undefined, context, []] : placeOf(machine)),
  ]);
  return [snapshot.value, snapshot.context, children];
}

function placeIn({ value, context, children }: PlaceView): readonly unknown[] {
  const inner = Object.entries(children).flatMap(([id, child]) =>
    child === undefined ? [] : [[id, child.src, child.status, child.output, ...placeIn(child)]],
  );
  return [value, context, inner];
}

type PlaceView = { readonly value: unknown; readonly context: unknown; readonly children: View['children'] };
