/** What ladders say where a behaviour lasts for ever. */
export const AGAIN = '↻ again and again from here';
export const BACK = '↻ and so on, without end';
export const STOPS = '■ nothing happens any more';
