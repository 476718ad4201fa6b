import type { CiCase, CiSuite } from '../../export/ci/cases.ts';
import { githubAnnotations } from '../../export/ci/github.ts';
import { junitXml } from '../../export/ci/junit.ts';
import type { PropertyOutcome } from '../../property/outcome.ts';
import { ladder } from '../../report/ladders/ladder.ts';
import {
  boundLines,
  boundsOf,
  fairnessOf,
  parametersText,
  unsearchedOf,
} from '../../report/searches/bounds.ts';
import type { Checked } from '../../report/searches/check.ts';
import { remarksOf } from '../../report/searches/remarks.ts';
import { expectedOf, shown } from '../../report/searches/verdict.ts';
import { decidedBy } from '../../trace/decided.ts';
import { commandText } from '../arguments/command-text.ts';
import type { CiFormat } from '../arguments/options.ts';
import type { Prepared } from '../loading/prepare.ts';
import { clearestIn, clearly } from '../terminal/clearest-shown.ts';

/** Columns of ladders in the reports of a CI system. */
const WIDTH = 100;

/** A search that was made, and what was wrong with its size. */
interface Made {
  readonly prepared: Prepared;
  readonly outcome: Checked['outcome'];
  readonly problems: readonly string[];
}

/**
 * Verdicts in a format of CI systems.
 *
 * @param isMatrix whether verdicts are compared with what the variant expects; else each property must hold, or be reached
 */
export function inCiFormat(format: CiFormat, made: readonly Made[], isMatrix: boolean): string {
  const suites = made.map((each) => suiteOf(each, isMatrix));
  return format === 'junit' ? junitXml(suites) : githubAnnotations(suites);
}

function suiteOf({ prepared, outcome, problems }: Made, isMatrix: boolean): CiSuite {
  const { instance, asked } = prepared;
  const { name, variant, expect } = instance;
  return {
    name: variant === null ? name : `${name}: ${variant}`,
    file: asked.given,
    seconds: outcome.statistics.seconds,
    problems,
    bounds: [
      ...(Object.keys(instance.parameters).length === 0 ? [] : [parametersText(instance.parameters)]),
      ...boundLines(
        [...boundsOf(outcome.bounds), ...fairnessOf(outcome), ...unsearchedOf(outcome.statistics)],
        WIDTH,
      ),
      ...(outcome.complete ? [] : [`The search ended early: ${outcome.ending}.`]),
    ].join('\n'),
    remarks: remarksOf(outcome),
    cases: shown(outcome.properties).map((property) => caseOf(prepared, property, isMatrix ? expect : {})),
  };
}

function caseOf(
  prepared: Prepared,
  property: PropertyOutcome,
  expect: Checked['instance']['expect'],
): CiCase {
  const { name, verdict } = property;
  const expected = expectedOf(property, expect);
  return {
    name,
    verdict,
    expected,
    details: verdict === expected ? '' : detailsOf(prepared, property),
  };
}

/** The clearest ladder of what decides a property, and how to draw it again: it, and what is within the bounds asked for. */
function detailsOf(prepared: Prepared, property: PropertyOutcome): string {
  const { instance, asked } = prepared;
  const ordinary = decidedBy(instance, property);
  if (ordinary === null) return '';
  const { decided, remark, capacity } = clearly(prepared, property, clearestIn(prepared, [property]));
  const { trace, findings, replay } = decided ?? ordinary;
  const drawn = ladder(trace, { color: false, width: WIDTH, findings, remark });
  const again =
    capacity === undefined
      ? []
      : [commandText('replay', asked, ['--capacity', String(capacity), '--path', replay])];
  return [drawn, '', ...again, commandText('replay', asked, ['--path', ordinary.replay])].join('\n');
}
