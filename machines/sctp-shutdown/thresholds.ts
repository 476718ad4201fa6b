import { type Least, leastOf, tableOf } from '../thresholds.ts';
import model from './model.ts';

const DELAYS = [1, 2, 3] as const;

type Set = Readonly<Record<string, number | boolean>>;

/** How long who closes first must stay, by the longest delay; the retransmission timeout is a longest round trip. */
function waits(property: string, set: Set = {}): Least[] {
  return DELAYS.map((delay) =>
    leastOf({ model, property, upTo: 4 * delay, set: (wait) => ({ ...set, delay, rto: 2 * delay, wait }) }),
  );
}

/** For how long a side must remember the tags of an association that has ended. */
function memories(property: string): Least[] {
  return DELAYS.map((delay) => {
    const set = { delay, rto: 1, associations: 1, losses: 0, clientData: 1, serverData: 0 };
    return leastOf({ model, property, upTo: 2 * delay + 2, set: (remembers) => ({ ...set, remembers }) });
  });
}

/** The tables of the README. */
export function tables(): readonly string[] {
  return [
    tableOf('who closes first stays, at a longest delay of', DELAYS.map(String), {
      'so that no old data comes': waits('no old data'),
      'so that no old packet ends an association': waits('no old end'),
      'so that nobody is told of an abort': waits('no false alarm'),
      'the same, where two packets are lost, and what is not answered is sent up to three times again': waits(
        'no false alarm',
        { losses: 2, limit: 3 },
      ),
      'the same, where both shut down and none is lost': waits('no false alarm', {
        serverCloses: true,
        losses: 0,
      }),
      'so that no old data comes, where tags are used again': waits('no old data', { freshTags: false }),
      'so that no old packet ends an association, where tags are': waits('no old end', { freshTags: false }),
    }),
    tableOf('tags are remembered, at a longest delay of', DELAYS.map(String), {
      'so that no association comes back': memories('no association comes back'),
      'so that nothing is delivered twice': memories('nothing twice'),
    }),
  ];
}
