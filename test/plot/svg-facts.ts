// What can be said of any figure: it is XML, every number in it is one, and its marks lie where they belong.
import { Resvg } from '@resvg/resvg-js';
import { expect } from 'vitest';

/** Draws it as a viewer would; throws where the SVG is not well formed. */
export const draw = (svg: string) => new Resvg(svg, { font: { loadSystemFonts: false } }).render();

/** Well-formed, drawn to a size, without a number or a value that is none. */
export function expectSound(svg: string): void {
  const { width, height } = draw(svg);
  expect(width).toBeGreaterThan(10);
  expect(height).toBeGreaterThan(10);
  expect(svg.replace(/base64,[^"]*/g, '')).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
}

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

const attributes = (element: string): Record<string, string> =>
  Object.fromEntries([...element.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));

const elements = (svg: string, name: string): Record<string, string>[] =>
  [...svg.matchAll(new RegExp(`<${name} [^>]*>`, 'g'))].map(([text]) => attributes(text));

/** The frames of plots: outlined rectangles without a filling. */
export const framesOf = (svg: string): Rect[] =>
  elements(svg, 'rect')
    .filter(({ fill, stroke }) => fill === 'none' && stroke !== undefined)
    .map(({ x, y, width, height }) => ({ x: Number(x), y: Number(y), width: Number(width), height: Number(height) }));

/** Centres of circles, without those of a legend (which stand around 0, 0). */
export const circlesOf = (svg: string): { x: number; y: number }[] =>
  elements(svg, 'circle')
    .map(({ cx, cy }) => ({ x: Number(cx), y: Number(cy) }))
    .filter(({ x, y }) => x !== 0 || y !== 0);

/** Corners of all paths that are lines from point to point. */
export const pathPoints = (svg: string): { x: number; y: number }[] =>
  elements(svg, 'path').flatMap(({ d }) =>
    /^[ML\d.,\s-]*$/.test(d)
      ? [...d.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
      : [],
  );

/** Within half a hundredth of a unit, as numbers are written. */
export const contains = ({ x: left, y: top, width, height }: Rect, x: number, y: number): boolean =>
  x >= left - 0.011 && x <= left + width + 0.011 && y >= top - 0.011 && y <= top + height + 0.011;

/** Content of a group of this class. */
export const groupOf = (svg: string, name: string): string =>
  new RegExp(`<g class="${name}">(.*?)</g>`).exec(svg)?.[1] ?? '';
