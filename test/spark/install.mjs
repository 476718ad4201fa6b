// Makes the Python environment in which searches on Spark are tried: node test/spark/install.mjs. It is made once, and again when what it must
// have changes. Where it cannot be made, that is told, and no error: its tests are skipped.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (name) => fileURLToPath(new URL(`../../spark/${name}`, import.meta.url));
const wanted = at('requirements.txt');
const folder = at('.venv');
const made = at('.venv/requirements.txt');

const run = (program, ...args) => spawnSync(program, args, { encoding: 'utf8' });
const isMade = () => existsSync(made) && readFileSync(made, 'utf8') === readFileSync(wanted, 'utf8');

function make() {
  rmSync(folder, { recursive: true, force: true });
  const { status, stderr } = run('python3', '-m', 'venv', folder);
  if (status !== 0) return `python3 makes no environment: ${stderr}`;
  const installed = run(at('.venv/bin/python'), '-m', 'pip', 'install', '--quiet', '--requirement', wanted);
  if (installed.status !== 0) return `what it needs cannot be installed: ${installed.stderr}`;
  copyFileSync(wanted, made);
  return null;
}

const java = /version "(\d+)/.exec(run('java', '-version').stderr ?? '')?.[1];
if (run('python3', '--version').status !== 0)
  console.log('There is no python3: searches on Spark are not tried.');
else if (Number(java ?? 0) < 17) console.log('There is no Java 17: searches on Spark are not tried.');
else {
  const wrong = isMade() ? null : make();
  console.log(wrong === null ? `Spark: ${folder}` : `Searches on Spark are not tried: ${wrong.trim()}`);
}
