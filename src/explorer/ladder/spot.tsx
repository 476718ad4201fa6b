import type { Handle, LadderFrame, LadderSpot } from '../protocol/views.ts';

/** What was clicked in the ladder: everything that could happen to it is offered. */
export interface Chosen {
  readonly label: string;
  readonly concerns: (handle: Handle) => boolean;
  readonly x: number;
  readonly y: number;
}

interface SpotProps {
  readonly spot: LadderSpot;
  readonly ladder: LadderFrame;
  readonly onChoose: (chosen: Chosen) => void;
}

/** Something in the ladder that can be clicked. */
export function Spot({ spot, ladder, onChoose }: SpotProps) {
  const concerns = (handle: Handle) =>
    spot.kind === 'message'
      ? handle.message === spot.message
      : handle.timer === spot.timer && handle.endpoint === spot.endpoint;
  const label =
    spot.kind === 'message'
      ? `${spot.label}, in flight to ${spot.endpoint}`
      : `Timer ${spot.label} of ${spot.endpoint}`;
  return (
    <button
      type="button"
      class={`spot ${spot.kind}`}
      title={label}
      aria-label={label}
      aria-haspopup="dialog"
      style={placed(ladder, spot)}
      onClick={() => onChoose({ label, concerns, x: spot.x, y: spot.y + Math.min(spot.height, 20) })}
    />
  );
}

type Box = Pick<LadderSpot, 'x' | 'y' | 'width' | 'height'>;

/** A place over the picture, which may be drawn smaller than it is. */
function placed({ width, height }: LadderFrame, box: Box): Record<string, string> {
  const share = (value: number, whole: number) => `${(value / whole) * 100}%`;
  return {
    left: share(box.x, width),
    top: share(box.y, height),
    width: share(box.width, width),
    height: share(box.height, height),
  };
}
