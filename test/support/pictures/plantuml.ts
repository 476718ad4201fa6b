import type { renderToString } from '@plantuml/core';
import * as viz from '@viz-js/viz';
import { JSDOM } from 'jsdom';

let render: Promise<typeof renderToString> | null = null;

/** PlantUML measures texts in a browser's document; here, every letter is as wide as the other. */
async function load(): Promise<typeof renderToString> {
  const { window } = new JSDOM('<!doctype html><body></body>');
  const { document } = window;
  const measure = { font: '', measureText: (text: string) => ({ width: text.length * 7, ...height }) };
  const create = document.createElement.bind(document);
  document.createElement = ((name: string) => {
    const element = create(name);
    if (name === 'canvas') Object.assign(element, { getContext: () => measure });
    return element;
  }) as typeof document.createElement;
  Object.assign(window.SVGElement.prototype, {
    getBBox,
    getComputedTextLength,
    getSubStringLength: getComputedTextLength,
  });
  Object.assign(globalThis, { window: globalThis, document, Viz: viz, XMLSerializer: window.XMLSerializer });
  return (await import('@plantuml/core')).renderToString;
}

const height = {
  actualBoundingBoxAscent: 9,
  actualBoundingBoxDescent: 3,
  fontBoundingBoxAscent: 10,
  fontBoundingBoxDescent: 3,
};

function getBBox(this: { textContent: string }) {
  return { x: 0, y: -10, width: this.textContent.length * 7, height: 13 };
}

function getComputedTextLength(this: { textContent: string }): number {
  return this.textContent.length * 7;
}

/** Draws a text with PlantUML itself and returns its SVG; where PlantUML sees a mistake, that says so. */
export async function drawPlantUml(text: string): Promise<string> {
  const { log } = console;
  console.log = () => {};
  try {
    render ??= load();
    const draw = await render;
    return await new Promise((resolve, reject) =>
      draw(text.split('\n'), resolve, (message) => reject(new Error(message))),
    );
  } finally {
    console.log = log;
  }
}
