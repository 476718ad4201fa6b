import { defineModel } from 'allways';
import { association } from '../../properties/sctp-shutdown/association.ts';
import { protocol } from './protocol.ts';
import { variants } from './variants.ts';

export default defineModel({ ...protocol, properties: association, variants });
