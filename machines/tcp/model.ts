import { defineModel } from 'allways';
import { acceptance } from '../../properties/tcp/acceptance.ts';
import { agreement } from '../../properties/tcp/agreement.ts';
import { closings } from '../../properties/tcp/closing.ts';
import { deliveries } from '../../properties/tcp/delivery.ts';
import { reachability } from '../../properties/tcp/reachability.ts';
import { capture } from './capture.ts';
import { protocol } from './protocol.ts';
import { variants } from './variants.ts';

export default defineModel({
  ...protocol,
  properties: [...acceptance, ...closings, ...deliveries, agreement, ...reachability],
  variants,
  capture,
});
