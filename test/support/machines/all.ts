import type { AnyStateMachine } from 'xstate';
import { checkout } from './checkout.ts';
import { crossing } from './crossing.ts';
import { editor } from './editor.ts';
import { game } from './game.ts';
import { handshake } from './handshake.ts';
import { launch } from './launch.ts';
import { loader } from './loader.ts';
import { names } from './names.ts';
import { oven } from './oven.ts';
import { player } from './player.ts';

/** Machines that between them have all that a picture must show, by name. */
export const machines: Readonly<Record<string, AnyStateMachine>> = {
  checkout,
  crossing,
  editor,
  game,
  handshake,
  launch,
  loader,
  names,
  oven,
  player,
};
