import type { Machine } from '../../language/endpoint.ts';
import { stateId } from '../../language/state-text.ts';
import { placed, withDescendants } from './chart.ts';

type StateNode = Machine['root'];

/** Something in the configuration of a machine: an object, or what stands in it under a key. */
export interface Origin {
  readonly object: object;
  readonly key: string | null;
}

/** Of what states and transitions were made, by the ids of a chart: the nearest first. */
export interface ChartOrigins {
  readonly states: ReadonlyMap<string, readonly Origin[]>;
  readonly transitions: ReadonlyMap<string, readonly Origin[]>;
}

/** Finds of what the author wrote each state and transition of a machine was made: XState keeps the very objects. */
export function originsOf(machine: Machine): ChartOrigins {
  const nodes = withDescendants(machine.root);
  return {
    states: new Map(nodes.map((node) => [stateId(node), stateOrigins(node)])),
    transitions: new Map(
      nodes.flatMap((node) => {
        const counts = new Map<string, number>();
        return placed(node).map(({ definition: { eventType }, id }) => {
          const place = counts.get(eventType) ?? 0;
          counts.set(eventType, place + 1);
          return [id, transitionOrigins(node, eventType, place)] as const;
        });
      }),
    ),
  };
}

/** A configuration as far as it matters here; what is in it may be a name, an object, or a list. */
type Config = Readonly<Record<string, unknown>>;

function configOf(node: StateNode): Config {
  return node.config as Config;
}

function stateOrigins(node: StateNode): readonly Origin[] {
  const { parent, key } = node;
  const above = parent === undefined ? undefined : configOf(parent).states;
  return [{ object: node.config, key: null }, ...(isObject(above) ? [{ object: above, key }] : [])];
}

function transitionOrigins(node: StateNode, eventType: string, place: number): readonly Origin[] {
  const [container, key] = containerOf(node, eventType);
  if (!isObject(container)) return [];
  const value = (container as Config)[key];
  const one = Array.isArray(value) ? value[place] : value;
  return [...(isObject(one) ? [{ object: one, key: null }] : []), { object: container, key }];
}

/** Where transitions on an event are configured: in which object, under which key. */
function containerOf(node: StateNode, eventType: string): readonly [container: unknown, key: string] {
  const config = configOf(node);
  if (eventType === '') return [config, 'always'];
  if (eventType === `xstate.done.state.${node.id}`) return [config, 'onDone'];
  const after = `xstate.after.`;
  if (eventType.startsWith(after)) return [config.after, eventType.slice(after.length, -node.id.length - 1)];
  for (const [prefix, key] of INVOKED) {
    if (!eventType.startsWith(prefix)) continue;
    const at = node.invoke.findIndex(({ id }) => id === eventType.slice(prefix.length));
    const actor = [config.invoke].flat()[at];
    if (isObject(actor) && key in actor) return [actor, key];
  }
  return [config.on, eventType];
}

const INVOKED = [
  ['xstate.done.actor.', 'onDone'],
  ['xstate.error.actor.', 'onError'],
  ['xstate.snapshot.', 'onSnapshot'],
] as const;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
