import type { PanelProps } from '../parts/panel-props.ts';
import { counted } from '../parts/words.ts';
import type { EnabledView, PlaceView, RefusedView } from '../protocol/views.ts';

/** Kinds of claims about states and steps. */
const SAFETY: readonly string[] = ['invariant', 'step', 'deadlock-free', 'reachable', 'no-throw'];

/** What can happen here, under the numbers of the replay string, and what cannot. */
export function StepsPanel({ store, state, typed }: PanelProps & { readonly typed: string }) {
  const { place } = state;
  if (place === null) return <section class="panel steps" aria-label="Steps" aria-busy="true" />;
  const isKnown = state.result?.overview?.complete === true;
  return (
    <section class="panel steps" aria-labelledby="steps">
      <h2 id="steps" tabIndex={-1}>
        What can happen
      </h2>
      <p class="quiet distance">{distanceText(state, place, isKnown)}</p>
      <ol class="step-list" start={0}>
        {place.enabled.map((step) => (
          <Step
            key={step.index}
            step={step}
            isTyped={typed !== '' && String(step.index).startsWith(typed)}
            onTake={() => void store.take(step.index)}
            isKnown={isKnown}
          />
        ))}
      </ol>
      {place.enabled.length === 0 ? <p class="empty">{endText(state)}</p> : null}
      <Refused refused={place.refused} />
    </section>
  );
}

function distanceText(
  { opened }: PanelProps['state'],
  { distance, enabled }: PlaceView,
  isKnown: boolean,
): string {
  if (distance === 0) return 'A property is violated here.';
  if (distance !== null) return `The nearest violation is ${counted(distance, 'step')} away.`;
  // How far it is to what lasts for ever is nobody's question: it begins somewhere, and has no end.
  const hasLongRun = opened?.properties.some(({ kind }) => !SAFETY.includes(kind)) ?? false;
  if (isKnown)
    return `No violation${hasLongRun ? ' of a claim about states and steps' : ''} can be reached from here.`;
  return enabled.length === 0 ? '' : 'How far violations are is not known: search all states.';
}

function endText({ place }: PanelProps['state']): string {
  if (place?.thrown !== null) return `The machine threw: ${place?.thrown ?? ''}`;
  return place.isFinal
    ? 'Nothing more needs to happen: the state is final.'
    : 'No action is enabled: a deadlock.';
}

interface StepProps {
  readonly step: EnabledView;
  readonly isTyped: boolean;
  readonly isKnown: boolean;
  readonly onTake: () => void;
}

function Step({ step, isTyped, isKnown, onTake }: StepProps) {
  const { index, text, brief, violates, reaches, beyond, distance } = step;
  return (
    <li>
      <button
        type="button"
        class={`step ${violates.length > 0 ? 'violates' : ''} ${isTyped ? 'typed' : ''}`}
        onClick={onTake}
      >
        <kbd>{index}</kbd>
        <span class="step-text">
          <span>{text}</span>
          {brief.length === 0 ? null : <span class="brief">{brief.join(' · ')}</span>}
          {violates.map((name) => (
            <span key={name} class="mark bad">
              ✗ violates “{name}”
            </span>
          ))}
          {reaches.map((name) => (
            <span key={name} class="mark good">
              ✓ reaches “{name}”
            </span>
          ))}
          {beyond.map((name) => (
            <span key={name} class="mark">
              beyond what “{name}” lets the search follow
            </span>
          ))}
        </span>
        {isKnown && distance !== null && distance > 0 ? (
          <span class="far" title={`From there, the nearest violation is ${counted(distance, 'step')} away`}>
            {distance}
            <span class="hidden"> steps from there to the nearest violation</span>
          </span>
        ) : null}
      </button>
    </li>
  );
}

/** What one might look for, and why it cannot happen; what stutters comes last. */
function Refused({ refused }: { readonly refused: readonly RefusedView[] }) {
  if (refused.length === 0) return null;
  const isDull = ({ kind }: RefusedView) => kind === 'stutters' || kind === 'kept';
  const sorted = [...refused.filter((step) => !isDull(step)), ...refused.filter(isDull)];
  return (
    <details class="refused-list">
      <summary>What cannot, and why ({refused.length})</summary>
      <ul>
        {sorted.map(({ text, because, handle }) => (
          <li key={`${text}${handle.kind}${handle.copyStays}`}>
            {text}
            <span class="because">{because}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
