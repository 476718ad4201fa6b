import { spawn } from 'node:child_process';

/** The program that opens an address on this system. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', '""'],
};

/** Whether there is a screen to open a browser on: over SSH, it would be the wrong one. */
function hasScreen(): boolean {
  const { SSH_CONNECTION, DISPLAY, WAYLAND_DISPLAY, CI } = process.env;
  if (SSH_CONNECTION !== undefined || CI !== undefined) return false;
  return process.platform === 'darwin' || process.platform === 'win32' || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
}

/** Opens an address in the browser; true if one was started. */
export function openBrowser(address: string): boolean {
  if (!hasScreen()) return false;
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  // Where there is no such program, the address is printed all the same.
  child.on('error', () => {});
  child.unref();
  return true;
}
