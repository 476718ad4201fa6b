import { Popover } from '../parts/popover.tsx';
import type { EnabledView, LadderFrame, PlaceView, RefusedView } from '../protocol/views.ts';
import type { Chosen } from './spot.tsx';

interface ActionsProps {
  readonly chosen: Chosen;
  readonly place: PlaceView;
  readonly ladder: LadderFrame;
  readonly onTake: (index: number) => void;
  readonly onClose: () => void;
}

/** All that could happen to what was clicked: what can, as buttons; what cannot, with the reason. */
export function Actions({ chosen, place, ladder, onTake, onClose }: ActionsProps) {
  const isRight = chosen.x > ladder.width / 2;
  const style: Record<string, string> = {
    top: `${(chosen.y / ladder.height) * 100}%`,
    ...(isRight
      ? { '--right': `${Math.max(0, 1 - (chosen.x + 120) / ladder.width) * 100}%` }
      : { '--left': `${(Math.max(0, chosen.x) / ladder.width) * 100}%` }),
  };
  return (
    <Popover label={chosen.label} onClose={onClose} style={style}>
      <p class="popover-title">{chosen.label}</p>
      <Choices place={place} concerns={chosen.concerns} onTake={onTake} />
    </Popover>
  );
}

/** Steps that concern something, and those that cannot be taken. */
export function Choices({
  place,
  concerns,
  onTake,
}: Pick<ActionsProps, 'place' | 'onTake'> & Pick<Chosen, 'concerns'>) {
  const enabled = place.enabled.filter(({ handle }) => concerns(handle));
  const refused = place.refused.filter(({ handle }) => concerns(handle));
  return (
    <>
      {enabled.map((step) => (
        <StepButton key={step.index} step={step} onTake={onTake} />
      ))}
      {refused.map((step) => (
        <RefusedButton key={`${step.text}${step.handle.copyStays}`} step={step} />
      ))}
      {enabled.length + refused.length === 0 ? <p class="quiet">Nothing can happen to it now.</p> : null}
    </>
  );
}

function StepButton({
  step,
  onTake,
}: {
  readonly step: EnabledView;
  readonly onTake: (index: number) => void;
}) {
  return (
    <button
      type="button"
      class={step.violates.length > 0 ? 'violates' : ''}
      onClick={() => onTake(step.index)}
    >
      <kbd>{step.index}</kbd> {step.text}
    </button>
  );
}

function RefusedButton({ step }: { readonly step: RefusedView }) {
  return (
    <button type="button" aria-disabled="true" class="refused">
      {step.text}
      <span class="because">{step.because}</span>
    </button>
  );
}
