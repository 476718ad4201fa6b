import type { PanelProps } from '../parts/panel-props.ts';
import type { VerdictView } from '../protocol/views.ts';
import { Necessity } from './necessity.tsx';

const SIGNS: Readonly<Record<string, readonly [sign: string, tone: string]>> = {
  holds: ['✓', 'good'],
  reached: ['✓', 'good'],
  violated: ['✗', 'bad'],
  unreachable: ['✗', 'bad'],
  unknown: ['?', 'unsure'],
};

/** Each property: its verdict for the whole model, what it says of this place, and the way to what decides it. */
export function PropertiesPanel({ store, state }: PanelProps) {
  const { opened, place, result } = state;
  if (opened === null || place === null) return null;
  const builtIn = (result?.verdicts ?? []).filter(({ kind }) => kind === 'no-throw');
  return (
    <div class="properties">
      <ul>
        {opened.properties.map(({ name, kind, sentence, source }) => {
          const verdict = result?.verdicts.find((each) => each.name === name);
          const here = place.truths.find((each) => each.name === name);
          return (
            <li key={name} class="property">
              <p class="property-head">
                <strong>{name}</strong> <span class="kind">{kind}</span>
                <VerdictTag verdict={verdict} isSearching={state.progress !== null} />
              </p>
              {sentence === '' ? null : <p class="sentence">{sentence}</p>}
              {source === null ? null : <p class="quiet">{source}</p>}
              <p class="here">
                <Here
                  kind={kind}
                  holds={here?.holds ?? null}
                  reason={here?.reason ?? null}
                  isLasting={
                    place.again !== null &&
                    here?.holds === null &&
                    place.findings.some((each) => each.name === name)
                  }
                />
              </p>
              {verdict === undefined ? null : (
                <Way verdict={verdict} onGo={(replay) => void store.go(replay)} />
              )}
            </li>
          );
        })}
        {builtIn.map((verdict) => (
          <li key={verdict.name} class="property">
            <p class="property-head">
              <strong>{verdict.name}</strong> <VerdictTag verdict={verdict} isSearching={false} />
            </p>
            <p class="sentence">{verdict.reason}</p>
            <Way verdict={verdict} onGo={(replay) => void store.go(replay)} />
          </li>
        ))}
      </ul>
      <Necessity store={store} state={state} />
      <h3>Bounds</h3>
      <p class="quiet">Verdicts are true within these bounds, and say nothing beyond.</p>
      <dl class="bounds">
        {[
          ...opened.bounds.map(({ label, text }) => [label, text] as const),
          ...(result?.notes ?? []).map((note) => ['', note] as const),
        ].map(([label, text]) => (
          <div key={`${label}${text}`}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function VerdictTag({
  verdict,
  isSearching,
}: {
  readonly verdict: VerdictView | undefined;
  readonly isSearching: boolean;
}) {
  if (verdict === undefined)
    return <span class="verdict unsure">{isSearching ? 'searching …' : 'not searched'}</span>;
  const [sign, tone] = SIGNS[verdict.verdict] ?? ['?', 'unsure'];
  return (
    <span class={`verdict ${tone}`}>
      {sign} {verdict.verdict}
      {verdict.depth === null ? '' : ` in ${verdict.depth}`}
    </span>
  );
}

function Here({
  kind,
  holds,
  reason,
  isLasting,
}: {
  readonly kind: string;
  readonly holds: boolean | null;
  readonly reason: string | null;
  readonly isLasting: boolean;
}) {
  if (isLasting) return <span class="bad">violated by what is repeated here for ever</span>;
  if (holds === null) return <span class="quiet">one place alone says nothing of it</span>;
  if (kind === 'reachable')
    return holds ? <span class="good">here it is</span> : <span class="quiet">not here</span>;
  if (holds) return <span class="good">holds here</span>;
  return <span class="bad">violated here{reason === null ? '' : `: ${reason}`}</span>;
}

/** Leads to the shortest counterexample, or witness, that the search has found. */
function Way({ verdict, onGo }: { readonly verdict: VerdictView; readonly onGo: (replay: string) => void }) {
  const { replay, reason, verdict: said } = verdict;
  return (
    <>
      {replay === null ? null : (
        <button type="button" onClick={() => onGo(replay)}>
          Go to the {said === 'reached' ? 'witness' : 'counterexample'}
        </button>
      )}
      {replay === null && reason !== null ? <p class="quiet">{reason}</p> : null}
    </>
  );
}
