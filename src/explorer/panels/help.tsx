import { useEffect, useRef } from 'preact/hooks';

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['0', '…', '9'], 'take the step with this number (two digits where there are more than ten)'],
  [['←'], 'one step back'],
  [['→'], 'one step forth on the branch'],
  [['Home'], 'to the beginning'],
  [['End'], 'to the end of the branch'],
  [['Tab'], 'to the next control: steps, messages in flight, panels'],
  [['Esc'], 'close what is open'],
  [['?'], 'this list'],
];

/** All keys, and what the page is. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">Keys</h2>
      <dl>
        {KEYS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>
        In the ladder, click a message that is in flight to deliver or lose it, a timer to expire it, a number
        on the left to go back there. The checker runs in this page: nothing is sent anywhere.
      </p>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
