/** Data as JSON, as documents have it. */
export { fromTaggedJson, type Json, taggedJson } from '../tables/kinds/tagged-json.ts';
