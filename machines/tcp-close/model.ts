import { defineModel } from 'allways';
import { close } from '../../properties/tcp-close/close.ts';
import { delivery } from '../../properties/tcp-close/delivery.ts';
import { stale } from '../../properties/tcp-close/stale.ts';
import { protocol } from './protocol.ts';
import { variants } from './variants.ts';

export default defineModel({ ...protocol, properties: [...stale, ...delivery, ...close], variants });
