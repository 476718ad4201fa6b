import type { Instance } from '../../model/instance.ts';
import { SHARING } from '../../model/sharing.ts';
import { Ledger } from '../../tables/threads/ledger.ts';
import type { Start } from './crew.ts';
import { Hand } from './hand.ts';

/** The part of a thread that joins a search, with a model of its own. */
export function handOf(instance: Instance, number: number, start: Start): Hand {
  const ledger = new Ledger(start.memory.ledger);
  instance.model.extension(SHARING)?.share(ledger);
  return new Hand({ instance, number, ledger, start });
}
