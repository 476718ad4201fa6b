import * as v from 'valibot';
import { named, shape } from './validate.ts';

/*
 * The form of what a user's file may say of a network: see schema.ts.
 */

const text = v.string('a text');
const flag = v.boolean('true or false');
const texts = v.array(text, 'a list of texts');
const quantity = (unit: string) =>
  v.union([v.number(), v.literal('unbounded')], `a number of ${unit}, or "unbounded"`);

const wayKeys = {
  loss: v.optional(flag),
  duplication: v.optional(flag),
  order: v.optional(v.picklist(['none', 'fifo'], '"none" or "fifo"')),
  lifetime: v.optional(quantity('ticks')),
  minimumDelay: v.optional(v.number('a number of ticks')),
  full: v.optional(v.picklist(['loses', 'blocks', 'cut'], '"loses", "blocks" or "cut"')),
  delivery: v.optional(v.literal('within lifetime', '"within lifetime"')),
  whileDown: v.optional(v.picklist(['loses', 'waits'], '"loses" or "waits"')),
  capacity: v.optional(quantity('messages')),
};

export const tellsKeys = { break: v.optional(text), open: v.optional(text), close: v.optional(text) };

export const sessionKeys = {
  breaks: v.number('how often it may break: a number'),
  tells: v.optional(shape(tellsKeys, 'an object with the types of events: { break, open, close }')),
  asks: v.optional(v.string('the type of an event')),
  closes: v.optional(v.string('the type of an event')),
  aborts: v.optional(v.string('the type of an event')),
  halfClose: v.optional(flag),
  onCrash: v.optional(v.picklist(['breaks', 'stays'], '"breaks" or "stays"')),
  starts: v.optional(v.picklist(['open', 'closed'], '"open" or "closed"')),
  whileBroken: v.optional(v.picklist(['loses', 'waits'], '"loses" or "waits"')),
};

const names = v.union([text, texts], 'the name of an endpoint, or a list of names');

export const channelKeys = {
  ...wayKeys,
  from: v.optional(names),
  to: v.optional(names),
  between: v.optional(v.array(text, 'a list of names of endpoints')),
  types: v.optional(v.array(text, "a list of types of events, such as ['DATA', 'ACK']")),
  session: v.optional(shape(sessionKeys, 'an object that says how often it may break: { breaks: 1 }')),
};

export const partitionKeys = {
  between: v.array(
    v.array(text, 'a list of names of endpoints'),
    "a list of groups, such as [['a'], ['b', 'c']]",
  ),
  most: v.number('how often it may happen: a number'),
  loses: v.optional(flag),
  starts: v.optional(v.picklist(['up', 'down'], '"up" or "down"')),
};

/** What a model says of its network. */
export const networkKeys = {
  carries: v.array(text, "a list of types of events, such as ['DATA', 'ACK']"),
  ...wayKeys,
  ignored: v.optional(v.picklist(['taken', 'stays'], '"taken" or "stays"')),
  channels: v.optional(
    named(shape(channelKeys, 'an object with from, to, between or types, and rules'), 'channels, by name'),
  ),
  partitions: v.optional(
    named(
      shape(partitionKeys, "an object such as { between: [['a'], ['b']], most: 1 }"),
      'partitions, by name',
    ),
  ),
};
