import { describe, expect, test } from 'vitest';
import { frontSvg } from '../../src/plot/front-svg.js';

const points = [
  { values: [0.9, 0.3] as const, isBest: true, name: '1' },
  { values: [0.7, 0.5] as const, isBest: true, name: '2' },
  { values: [0.6, 0.2] as const, isBest: false, name: '3' },
];

describe('the picture of a trade-off', () => {
  const svg = frontSvg(points, { quantities: ['mr', 'hc'] });

  test('has a dot per candidate, joins the front in order and names it', () => {
    expect(svg.match(/<circle /g)).toHaveLength(3);
    const [, line] = /<polyline[^>]* points="([^"]+)"/.exec(svg) ?? [];
    const x = line.split(' ').map((pair) => Number(pair.split(',')[0]));
    expect(x).toHaveLength(2);
    expect(x[0]).toBeLessThan(x[1]);
    expect(svg).toContain('mr against hc');
  });

  test('of a single candidate has finite coordinates', () => {
    expect(frontSvg(points.slice(0, 1), { quantities: ['mr', 'hc'] })).not.toMatch(/NaN|Infinity/);
  });
});
