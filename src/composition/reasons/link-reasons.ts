import type { RefusedStep } from '../../model/refused.ts';
import type { OwnChange } from '../../network/link-change.ts';
import type { Condition } from '../../network/packets.ts';
import type { ValueTables } from '../table-reader.ts';
import type { Asked, Reason } from './parts.ts';

/** Why nothing happens to a link. */
export class LinkReasons {
  readonly #values: ValueTables;

  constructor(values: ValueTables) {
    this.#values = values;
  }

  /** @param assumed what an assumption says against an action, if one does */
  of(asked: Asked, assumed: (action: number) => RefusedStep | null): readonly RefusedStep[] {
    const { network, actions } = this.#values;
    const conditions = network.conditions(asked.network);
    return network.changes.flatMap((change) => {
      const condition = conditions[change.link];
      const action = actions.link(change.kind, change.link);
      const lists = [asked.found.cutOff, asked.found.waiting, asked.found.idle];
      const isMet =
        asked.found.enabled.has(action) || lists.some((list) => list.some((each) => each.action === action));
      if (condition === undefined || isMet || isOpposite(change, condition)) return [];
      const may = network.enter(asked.network).mayChange(change);
      const isDown = change.kind === 'open' && this.#endThatIsDown(change.link, asked.state) !== null;
      const refused = may && !isDown ? assumed(action) : null;
      return [refused ?? this.#step(change, this.#reason(change, condition, asked.state))];
    });
  }

  #step({ kind, link }: OwnChange, reason: Reason): RefusedStep {
    const name = this.#values.network.rules.links[link]?.name ?? '';
    return { action: { kind, link: name }, ...reason, assumption: null, index: null };
  }

  #reason({ kind, link }: OwnChange, { downs, asked }: Condition, state: Uint32Array): Reason {
    const rules = this.#values.network.rules.links[link];
    if (kind === 'break' || kind === 'down') {
      const isSpent = downs >= (rules?.most ?? 0);
      const times = rules?.most === 1 ? 'once' : `${rules?.most ?? 0} times`;
      return {
        kind: 'link',
        because: isSpent
          ? `it happens no more than ${times}`
          : 'a message that is promised to be delivered would be lost by it',
      };
    }
    const down = this.#endThatIsDown(link, state);
    if (down !== null) return { kind: 'link', because: `${down} is down` };
    const isUnasked = rules?.kind === 'session' && rules.asks !== null && asked === 0;
    return {
      kind: 'link',
      because: isUnasked ? 'nobody has asked for it' : 'a partition stands between its ends',
    };
  }

  /** The end of a session because of which it does not open. */
  #endThatIsDown(link: number, state: Uint32Array): string | null {
    const { network, locals, names } = this.#values;
    if (!network.breaksOnCrash(link)) return null;
    const down = network.endsOf(link).find((end) => locals[end]?.isDown(state[end] ?? 0));
    return down === undefined ? null : (names[down] ?? '');
  }
}

/** That something is up already, or down, is no news. */
function isOpposite({ kind }: OwnChange, { up }: Condition): boolean {
  return kind === 'break' || kind === 'down' ? !up : up;
}
