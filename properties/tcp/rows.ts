import { propertiesOf } from 'allways';
import { protocol } from '../../machines/tcp/protocol.ts';
import { nameOf, type Row, rows } from '../../machines/tcp/rows.ts';

const { reachable } = propertiesOf(protocol);

/** Every row of the table is taken: one that is not has been modelled for nothing. */
export const rowsAreTaken = rows.map((row) =>
  reachable({
    name: nameOf(row),
    sentence: 'Some connection takes this row of the table.',
    source: /^RFC/.test(row.section) ? row.section : `RFC 9293, ${row.section}`,
    step: ({ action, before, after, sent }) => {
      if (!('endpoint' in action)) return false;
      const from = before.endpoints[action.endpoint];
      if (from.value !== row.from || after.endpoints[action.endpoint].value !== row.to) return false;
      if (
        !sendsLike(
          row,
          sent.map(({ event }) => event.kind),
        )
      )
        return false;
      switch (action.kind) {
        case 'event':
          return action.event.type === row.on;
        case 'expire':
          return action.timer === row.on;
        case 'deliver':
          return typeof row.on === 'object' && row.on.when(from.context, action.message.event);
        default:
          return false;
      }
    },
  }),
);

const sendsLike = (row: Row, kinds: readonly string[]) =>
  kinds.length === row.sends.length && kinds.every((kind, i) => kind === row.sends[i]);

const states = [...new Set(rows.map(({ from }) => from))];

/** Every state is entered by some side. */
export const statesAreEntered = states.map((state) =>
  reachable({
    name: `${state} is entered`,
    sentence: `Some side is in ${state}.`,
    source: 'RFC 9293, 3.3.2',
    state: ({ endpoints: { client, server } }) => client.value === state || server.value === state,
  }),
);
