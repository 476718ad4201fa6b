/** Light or dark, as the page shows it. */
export type PageTheme = 'light' | 'dark';

const dark = matchMedia('(prefers-color-scheme: dark)');
let chosen: PageTheme | null = null;

/** Shows the page as the reader's system has it, until another theme is chosen. */
export function followTheme(): void {
  const show = () => {
    document.documentElement.dataset.theme = chosen ?? (dark.matches ? 'dark' : 'light');
  };
  dark.addEventListener('change', show);
  show();
}

/** Shows the other theme from now on. */
export function turnTheme(): void {
  chosen = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = chosen;
}
