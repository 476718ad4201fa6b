import type { PageState } from './page-state.ts';

/** The command that draws the walk again. */
export function replayCommand(words: string, { opened, place }: PageState): string {
  if (opened === null || place === null) return words;
  const { variant, set, without } = opened.choice;
  const more = [
    ...(variant === null ? [] : ['--variant', variant]),
    ...Object.entries(set).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ...without.flatMap((name) => ['--without', name]),
    '--path',
    place.replay,
  ];
  return `${words} ${more.map(quoted).join(' ')}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
