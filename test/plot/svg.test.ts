import { describe, expect, it } from 'vitest';
import { parseNotation } from '../../src/plot/notation.js';
import { element, escapeXml, figure, label, plainText } from '../../src/plot/svg.js';
import { fitText, labelWidth, textWidth } from '../../src/plot/text-width.js';
import { draw } from './svg-facts.js';

const texts = (notation: string) => parseNotation(notation).map(({ text }) => text);

describe('notation', () => {
  it('reads italics, subscripts and superscripts, and leaves all else as it is', () => {
    expect(parseNotation('*μ*_{0}*H* (10^{-3} T)')).toEqual([
      { text: 'μ', italic: true, shift: null },
      { text: '0', italic: false, shift: 'sub' },
      { text: 'H', italic: true, shift: null },
      { text: ' (10', italic: false, shift: null },
      { text: '-3', italic: false, shift: 'sup' },
      { text: ' T)', italic: false, shift: null },
    ]);
    expect(texts('*H*_k90/*H*_c').join('')).toBe('Hk90/Hc');
    expect(texts('2 * 3 and a lone ^').join('')).toBe('2 * 3 and a lone ^');
  });

  it('comes back to the line after a subscript', () => {
    const downs = [...label('*M*_s of *H*_A.', 0, 0).matchAll(/dy="(-?[\d.]+)em"( font-size="75%")?/g)];
    const sum = downs.reduce((total, [, dy, small]) => total + Number(dy) * (small ? 0.75 : 1), 0);
    expect(downs).toHaveLength(4);
    expect(Math.abs(sum)).toBeLessThan(1e-3);
  });
});

describe('escapes', () => {
  const nasty = '<script>alert("1")</script> & \u0000\u0007\ud800 \ufffe ]]> é 磁 🧲';

  it('make any text sound XML, as content and as attribute', () => {
    const svg = figure({ width: 100, height: 50, title: nasty }, [
      plainText(nasty, 0, 20, { 'data-name': nasty }),
      element('g', { id: nasty }),
    ]);
    draw(svg);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('磁 🧲');
  });

  it('leave ordinary text alone', () => expect(escapeXml("Kovács 2 nm, ±5°, it's")).toBe("Kovács 2 nm, ±5°, it's"));
});

describe('text widths', () => {
  it('are advance widths of Liberation Sans', () => {
    // In 1/1000 of the font size: M 833, r 333, space 278, 0 556, minus (not ASCII) 600.
    expect(textWidth('Mr 0', 10)).toBeCloseTo(8.33 + 3.33 + 2.78 + 5.56, 6);
    expect(labelWidth('*M*_r', 10)).toBeCloseTo(8.33 + 0.75 * 3.33, 6);
  });

  it('cut a text so that it fits, keeping its beginning and its end', () => {
    const short = fitText('a-very-long-name-of-a-structure.json', 10, 100);
    expect(textWidth(short, 10)).toBeLessThanOrEqual(100);
    expect(short).toMatch(/^a-very.*….*\.json$/);
    expect(fitText('short', 10, 100)).toBe('short');
    expect(fitText('x', 10, 0)).toBe('…');
  });
});
