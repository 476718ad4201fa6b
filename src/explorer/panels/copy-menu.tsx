import { useState } from 'preact/hooks';
import { replayCommand } from '../page/replay-command.ts';
import type { PanelProps } from '../parts/panel-props.ts';
import { Popover } from '../parts/popover.tsx';
import type { CopyFormat } from '../protocol/messages.ts';

const FORMATS: readonly (readonly [format: CopyFormat, title: string])[] = [
  ['text', 'Ladder as text'],
  ['markdown', 'Markdown'],
  ['mermaid', 'Mermaid'],
  ['svg', 'SVG'],
];

/** Copies the walk: as a command, as a link, as a picture. */
export function CopyMenu({ store, state }: PanelProps) {
  const [isOpen, setOpen] = useState(false);
  const [told, setTold] = useState('');
  const copy = async (what: string, text: string | null) => {
    setOpen(false);
    if (text === null) return;
    setTold((await putIntoClipboard(text)) ? `${what} copied` : 'the browser does not let this page copy');
    setTimeout(() => setTold(''), 2500);
  };
  const entries: readonly (readonly [string, () => Promise<string | null>])[] = [
    ['Replay command', async () => replayCommand(store.contents.command, state)],
    ...(store.contents.isServed ? [] : [['Link', async () => location.href] as const]),
    ...FORMATS.map(([format, title]) => [title, () => store.copy(format)] as const),
  ];
  return (
    <div class="menu">
      <button
        type="button"
        class="plain"
        aria-expanded={isOpen}
        aria-haspopup="true"
        onClick={() => setOpen(!isOpen)}
      >
        Copy <span aria-hidden="true">▾</span>
      </button>
      <output class="told-copy">{told}</output>
      {isOpen ? (
        <Popover label="Copy this walk" onClose={() => setOpen(false)}>
          {entries.map(([title, text]) => (
            <button key={title} type="button" onClick={() => void text().then((found) => copy(title, found))}>
              {title}
            </button>
          ))}
        </Popover>
      ) : null}
    </div>
  );
}

async function putIntoClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

/** Where a page from a disk has no clipboard of its own. */
function copiedBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  return isDone;
}
