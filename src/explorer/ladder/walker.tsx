import type { PanelProps } from '../parts/panel-props.ts';

/** Goes along the branch, a step or all of it. */
export function Walker({ store, state }: PanelProps) {
  const at = state.place?.path.length ?? 0;
  const all = state.branch.length;
  const moves = [
    { label: 'To the beginning', sign: '⇤', to: 0, off: at === 0 },
    { label: 'One step back', sign: '←', to: at - 1, off: at === 0 },
    { label: 'One step forth', sign: '→', to: at + 1, off: at === all },
    { label: 'To the end of the branch', sign: '⇥', to: all, off: at === all },
  ];
  return (
    <nav class="walker" aria-label="Along the branch">
      {moves.map(({ label, sign, to, off }) => (
        <button
          key={label}
          type="button"
          class="plain"
          title={label}
          disabled={off}
          onClick={() => void store.moveTo(to)}
        >
          <span aria-hidden="true">{sign}</span>
          <span class="hidden">{label}</span>
        </button>
      ))}
      <span class="quiet count">
        step {at} of {all}
      </span>
    </nav>
  );
}
