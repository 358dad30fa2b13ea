// A bar of a round length, so that a picture of a sample says how big it is.
import { element, group, ink, label } from './svg.js';

/** A quarter of the sample or less: 1, 2 or 5 times a power of ten, in m. */
function scaleBarLength(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size / 4));
  return power * ([5, 2, 1].find((factor) => factor * power <= size / 4) ?? 1);
}

/** Room below a picture, in em. */
export const scaleBarRoom = 1.7;

/** @param perMetre user units in a metre of the sample */
export function scaleBar(size: number, perMetre: number, x: number, top: number, em: number): string {
  const length = scaleBarLength(size);
  const bar = element('rect', { x, y: top + 0.75 * em, width: length * perMetre, height: 0.3 * em, fill: ink });
  return group([bar, label(lengthText(length), x + length * perMetre + 0.6 * em, top + 1.25 * em)]);
}

/** "50 nm", "2 μm". */
export const lengthText = (length: number): string =>
  length >= 1e-6 ? `${Number((length * 1e6).toPrecision(3))} μm` : `${Number((length * 1e9).toPrecision(3))} nm`;
