import type { PanelProps } from '../parts/panel-props.ts';

/** Which assumptions verdicts need: asked for, since it takes a search for each. */
export function Necessity({ store, state }: PanelProps) {
  const { opened, result, necessity, progress } = state;
  const made = opened?.assumptions.filter(({ isMade }) => isMade) ?? [];
  if (result === null || made.length === 0) return null;
  return (
    <section class="necessity" aria-labelledby="necessity">
      <h3 id="necessity">What must be assumed</h3>
      {necessity === null ? (
        <p>
          <button type="button" disabled={progress !== null} onClick={() => void store.askNecessity()}>
            Search without each assumption
          </button>{' '}
          <span class="quiet">says which of them each verdict needs.</span>
        </p>
      ) : (
        <>
          {necessity.complete ? null : <p class="quiet">Not all has been searched.</p>}
          <div class="grid-scroll">
            <table class="lines">
              <thead>
                <tr>
                  <th scope="col">property</th>
                  {necessity.assumptions.map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {necessity.rows.map(({ property, needs }) => (
                  <tr key={property}>
                    <th scope="row">{property}</th>
                    {needs.map((word, i) => (
                      <td key={necessity.assumptions[i]}>
                        {word === 'needed' ? <strong>{word}</strong> : word}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <ul class="sets">
            {necessity.rows.map(({ property, text }) => (
              <li key={property}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
