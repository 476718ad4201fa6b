import { defineModel } from 'allways';
import { properties } from '../../properties/lease/properties.ts';
import { protocol } from './protocol.ts';
import { variants } from './variants.ts';

export default defineModel({ ...protocol, properties, variants });
