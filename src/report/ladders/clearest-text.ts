import { counted } from '../text.ts';

/** A counterexample without noise, as far as it is told in words. */
export interface ToldClearest {
  readonly capacity: number | 'unbounded';
  readonly depth: number;
  readonly losses: number;
  readonly within: { readonly depth: number; readonly capacity: number | 'unbounded' };
}

/** Says that a ladder shows a clearer path than the shortest one within the bounds that were asked for. */
export function clearestText({ capacity, depth, losses, within }: ToldClearest): string {
  const room = capacity === 'unbounded' ? 'any number of messages' : counted(capacity, 'message');
  const lost = losses === 0 ? 'nothing is lost' : `${counted(losses, 'loss', 'losses')}`;
  const asked = within.capacity === 'unbounded' ? 'any number' : within.capacity;
  return `The clearest one: with room for ${room} in flight it takes ${counted(depth, 'step')}, and ${lost}. With room for ${asked}, as asked for, it takes ${within.depth}.`;
}
