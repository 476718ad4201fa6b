import type { Trace } from 'allways';
import type { Difference } from 'allways/testing';
import type { Segment } from '../../../machines/tcp/segment.ts';
import type { Side } from '../driver/hosts.ts';
import { signedDistance } from '../driver/numbers.ts';
import { placeOf } from '../driver/real-end.ts';
import type { PathResult } from './paths.ts';
import { sectionsOf } from './sections.ts';

/** Differences of one kind: the same happens to a side in the same state, and it does the same instead. */
export interface Kind {
  /** `server LAST-ACK, RTO expires: sends nothing instead of FIN`. */
  readonly sentence: string;
  /** What says how it should be: of RFC 9293, unless another RFC is named. */
  readonly sections: string;
  readonly paths: number;
  /** The one after the fewest steps. */
  readonly shortest: PathResult & { readonly difference: Difference };
}

/** The kinds of differences, from the most frequent one on. */
export function kindsOf(results: readonly PathResult[]): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  for (const result of results) {
    if (result.difference === null) continue;
    const sentence = sentenceOf(result.difference);
    const known = kinds.get(sentence);
    const here = { ...result, difference: result.difference };
    const isShorter = known === undefined || here.difference.step < known.shortest.difference.step;
    kinds.set(sentence, {
      sentence,
      sections: known?.sections ?? sectionsOf(result.difference),
      paths: (known?.paths ?? 0) + 1,
      shortest: isShorter ? here : known.shortest,
    });
  }
  return [...kinds.values()].sort((a, b) => b.paths - a.paths);
}

function sentenceOf(difference: Difference): string {
  const { endpoint, step, trace, what, expected, found } = difference;
  const side = endpoint as Side;
  const before = placeOf({ after: trace.steps[step - 2]?.after ?? trace.initial }, side);
  const instead = what === 'error' ? String(found) : `${what} ${text(found)} instead of ${text(expected)}`;
  return `${side} ${before.value}, ${occasionOf(trace, step, side)}: ${instead}`;
}

function occasionOf(trace: Trace, step: number, side: Side): string {
  const action = trace.steps[step - 1]?.action;
  if (action === undefined) return 'at the start';
  const before = placeOf({ after: trace.steps[step - 2]?.after ?? trace.initial }, side).context;
  switch (action.kind) {
    case 'event':
      return action.event.type;
    case 'expire':
      return `${action.timer} expires`;
    case 'answer':
      return `${action.actor} answers`;
    case 'tick':
      return 'a tick passes';
    case 'drop':
      return 'a segment is lost';
    case 'crash':
    case 'restart':
      return `${action.kind} of ${action.endpoint}`;
    case 'break':
    case 'open':
    case 'down':
    case 'up':
      return `${action.link}: ${action.kind}`;
    case 'deliver': {
      const { kind, seq, ack } = action.message.event as unknown as Segment;
      const number = `SEQ = RCV.NXT${offset(signedDistance(before, before.rcv, seq))}`;
      const acknowledges =
        ack === null ? 'no ACK' : `ACK = SND.NXT${offset(signedDistance(before, before.nxt, ack))}`;
      return `${kind} with ${number}, ${acknowledges}`;
    }
  }
}

const offset = (number: number) => (number === 0 ? '' : number > 0 ? ` + ${number}` : ` - ${-number}`);

function text(shown: unknown): string {
  if (!Array.isArray(shown)) return String(shown);
  if (shown.length === 0) return 'nothing';
  return shown
    .map((each: { readonly event?: { readonly kind?: unknown }; readonly type?: unknown }) =>
      String(each.event?.kind ?? each.type),
    )
    .join(', ');
}
