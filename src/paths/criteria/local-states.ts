import { localStateText } from '../goals/goal-names.ts';
import { EnteredStates } from './entered-states.ts';

/** Every local state of every endpoint in full: value, context, tags, status and armed timers. */
export class LocalStatesCriterion extends EnteredStates {
  protected goalOf(lane: number, local: number): number {
    const { goals, lanes, reader } = this.setting;
    const endpoint = lanes[lane]?.endpoint ?? '';
    const text = localStateText(reader.localState(lane, local));
    return goals.id('local-states', `${endpoint} ${text}`, endpoint);
  }
}
