// Checks, in all 240 combinations, that 2·MSL keeps every stale segment out exactly under the conditions that
// machines/tcp/README.md names: node scripts/run-sources.mjs scripts/conditions.ts [MSL] (minutes; default: 1)
import { check, instantiate } from 'allways';
import model from '../machines/tcp/model.ts';

const msl = Number(process.argv[2] ?? 1);
const either = [true, false];

/** Every combination of one value each. */
function* combinations() {
  for (const text of ['nobody', 'client', 'server'])
    for (const lastAckArrives of either)
      for (const ignoreRstInTimeWait of either)
        for (const oldSynOpensNothing of either)
          for (const restartTimeWait of either)
            for (const closes of ['client', 'server'])
              for (const answers of ['anything', 'a FIN only', 'anything, and starts again']) {
                // What starts again at any answer starts again at a FIN.
                if (answers === 'anything, and starts again' && !restartTimeWait) continue;
                const conditions = {
                  lastAckArrives,
                  ignoreRstInTimeWait,
                  oldSynOpensNothing,
                  restartTimeWait,
                  closes,
                };
                yield { text, answers, conditions };
              }
}

type Combination = ReturnType<typeof combinations> extends Generator<infer T> ? T : never;

function isSafe({ text, answers, conditions: c }: Combination): boolean {
  const all = c.lastAckArrives && c.ignoreRstInTimeWait && c.oldSynOpensNothing && c.restartTimeWait;
  return all && c.closes === 'client' && (text !== 'server' || answers !== 'anything');
}

function verdictOf({ text, answers, conditions }: Combination) {
  const set = {
    ...conditions,
    msl,
    timeWait: 2 * msl,
    clientData: Number(text === 'client'),
    serverData: Number(text === 'server'),
    answersOnlyFinInTimeWait: answers === 'a FIN only',
    restartOnAnyAnswer: answers === 'anything, and starts again',
  };
  return check(instantiate(model, { set }), { properties: ['no stale segment accepted'] }).properties[0]
    ?.verdict;
}

let count = 0;
let different = 0;
for (const combination of combinations()) {
  const verdict = verdictOf(combination);
  count++;
  process.stderr.write(`\r${count}`);
  if (verdict === (isSafe(combination) ? 'holds' : 'violated')) continue;
  different++;
  console.log(`${verdict}, against the statement: ${JSON.stringify(combination)}`);
}
process.stderr.write('\r');
console.log(`MSL = ${msl}: ${count} combinations searched, ${different} against the statement`);
process.exitCode = different > 0 ? 1 : 0;
