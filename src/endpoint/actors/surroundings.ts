import type { AnyStateMachine, Snapshot } from '../../language/machine.ts';
import { purely } from '../../language/pure.ts';
import type { Surroundings } from './cascade.ts';
import type { Child } from './child.ts';
import { answersAtWill, isMachineLogic, runLogic } from './logic.ts';
import { isSelf } from './scope.ts';

/** Says whether an actor may be started, since somebody tells what it may answer: throws if nobody does. */
export type Admission = (child: Child, snapshot: Snapshot) => void;

/** What a step of a machine with actors needs, besides what XState does with the machine itself. */
export function surroundingsOf(
  machine: AnyStateMachine,
  who: string,
  admit: Admission,
  ofMachine: Pick<Surroundings, 'step' | 'effectsOf' | 'refuse'>,
): Surroundings {
  return {
    ...ofMachine,
    isSelf,
    run: (child, event) =>
      purely(
        () => `${who}: the actor "${child.id}", given ${event.type},`,
        () => runLogic(machine, child, event),
      ),
    admit: (child, snapshot) => {
      if (isMachineLogic(machine, child))
        ofMachine.refuse(
          `starts the actor "${child.id}", which is a state machine; make it an endpoint of its own`,
          snapshot,
        );
      if (answersAtWill(machine, child)) admit(child, snapshot);
    },
  };
}
