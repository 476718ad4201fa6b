import { defineModel } from 'allways';
import { liveness, safety, witnesses } from '../../properties/mqtt-qos2/delivery.ts';
import { protocol } from './protocol.ts';
import { variants } from './variants.ts';

/** Exactly once over network connections that break. */
export default defineModel({
  ...protocol,
  properties: [...safety, ...liveness, ...witnesses],
  variants,
});
