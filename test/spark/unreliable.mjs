// A worker of which the first ones do not end well: node unreliable.mjs HOW TIMES FOLDER COMMAND …. Each process takes a number in the folder; those up to
// TIMES are killed, or change a byte of what they say, once they have said something.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';

const [how, times, folder, program, ...args] = process.argv.slice(2);

function number() {
  for (let i = 1; ; i++) {
    try {
      mkdirSync(`${folder}/${i}`);
      return i;
    } catch {
      // It is taken.
    }
  }
}

const isUnreliable = number() <= Number(times);
const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
process.stdin.pipe(child.stdin);
child.stdin.on('error', () => undefined);
child.on('close', (status) => process.exit(status ?? 1));
// The first thing that it says is what it is.
let heard = 0;
child.stdout.on('data', (chunk) => {
  heard++;
  if (isUnreliable && heard === 2) {
    if (how === 'killed') child.kill('SIGKILL');
    else chunk[chunk.length - 1] ^= 1;
  }
  process.stdout.write(chunk);
});
