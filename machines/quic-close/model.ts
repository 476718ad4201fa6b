import { defineModel } from 'allways';
import { close } from '../../properties/quic-close/close.ts';
import { protocol } from './protocol.ts';
import { variants } from './variants.ts';

export default defineModel({ ...protocol, properties: close, variants });
