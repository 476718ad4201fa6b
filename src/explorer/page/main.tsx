import { render } from 'preact';
import { App } from './app.tsx';
import { pageContents } from './data.ts';
import { watchServer } from './server.ts';
import { Store } from './store.ts';
import { followTheme } from './theme.ts';

const contents = pageContents();
const store = new Store(contents);
const root = document.getElementById('app');
followTheme();
if (root !== null) {
  root.textContent = '';
  render(<App store={store} />, root);
}
if (contents.isServed) watchServer(store);
void store.begin();
