import { useEffect, useRef, useState } from 'preact/hooks';
import { LadderPanel } from '../ladder/ladder.tsx';
import { Help } from '../panels/help.tsx';
import { HistoryPanel } from '../panels/history.tsx';
import { MachinesPanel } from '../panels/machines.tsx';
import { OverviewPanel } from '../panels/overview.tsx';
import { PathsPanel } from '../panels/paths.tsx';
import { PropertiesPanel } from '../panels/properties.tsx';
import { SettingsPanel } from '../panels/settings.tsx';
import { StatePanel } from '../panels/state.tsx';
import { StepsPanel } from '../panels/steps.tsx';
import { TopBar } from '../panels/top-bar.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { Keys } from './keys.ts';
import type { PageState } from './page-state.ts';
import type { Store } from './store.ts';
import { useStore } from './use-store.ts';

/** The whole page. */
export function App({ store }: { readonly store: Store }) {
  const state = useStore(store);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const keys = useRef<Keys | null>(null);
  useEffect(() => {
    keys.current = new Keys(store, { onTyped: setTyped, onHelp: () => setHelpOpen((isOpen) => !isOpen) });
    return keys.current.listen();
  }, [store]);
  return (
    <>
      <button type="button" class="skip" onClick={focusSteps}>
        To the steps
      </button>
      <TopBar store={store} state={state} onHelp={() => setHelpOpen(true)} />
      <Notices store={store} state={state} />
      {state.broken !== null && state.place === null ? null : (
        <main class="columns">
          <LadderPanel store={store} state={state} />
          <div class="middle">
            <StepsPanel store={store} state={state} typed={typed} />
            <HistoryPanel store={store} state={state} />
          </div>
          <Tabs
            tabs={[
              { name: 'Machines', content: <MachinesPanel state={state} /> },
              { name: 'State', content: <StatePanel state={state} /> },
              { name: 'Properties', content: <PropertiesPanel store={store} state={state} /> },
              { name: 'Overview', content: <OverviewPanel store={store} state={state} /> },
              { name: 'Paths', content: <PathsPanel store={store} state={state} /> },
              { name: 'Parameters', content: <SettingsPanel store={store} state={state} /> },
            ]}
          />
        </main>
      )}
      <p class="told" role="status">
        {toldText(state)}
      </p>
      {isHelpOpen ? <Help onClose={() => setHelpOpen(false)} /> : null}
    </>
  );
}

function focusSteps(): void {
  document.getElementById('steps')?.focus();
}

/** What a screen reader says after each step. */
function toldText({ place }: PageState): string {
  if (place === null) return '';
  const violated = place.findings.filter(
    ({ verdict, step }) => verdict === 'violated' && step === place.path.length,
  );
  return [
    place.last === null ? 'At the beginning.' : `Step ${place.path.length}: ${place.last}.`,
    ...violated.map(({ name }) => `${name} is violated.`),
    `${place.enabled.length} steps can be taken.`,
  ].join(' ');
}

function Notices({ store, state }: { readonly store: Store; readonly state: PageState }) {
  const { broken, notice, isSilent } = state;
  return (
    <div class="notices" aria-live="polite">
      {broken === null ? null : (
        <div class="notice bad">
          <strong>The model cannot be loaded.</strong> <span class="reason">{broken}</span>
        </div>
      )}
      {isSilent ? (
        <div class="notice">
          The checker is still at work on this. A machine that never comes to rest can be ended here.{' '}
          <button type="button" onClick={() => void store.restart()}>
            End it
          </button>
        </div>
      ) : null}
      {notice === null ? null : (
        <div class="notice">
          {notice}{' '}
          <button type="button" class="plain" aria-label="Dismiss" onClick={() => store.dismiss()}>
            ✕
          </button>
        </div>
      )}
    </div>
  );
}
