import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorPoints } from '../../src/curve/anchors.js';
import { parseCurve } from '../../src/curve/curve-csv.js';
import { curveSvg } from '../../src/plot/curve-svg.js';
import { onPaper } from '../../src/plot/paper.js';
import { readReference } from '../structure/reference.js';
import { circlesOf, contains, draw, expectSound, framesOf, groupOf, pathPoints } from './svg-facts.js';

const material = { mu0SaturationMagnetization: 1.61, anisotropyConstant: 4.2e6 };
const curve = parseCurve(readReference('curves/s02_ng30_th60.fidimag.csv'), 's02');
const anchors = anchorPoints(curve);
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

describe('curveSvg', () => {
  const full = curveSvg([{ curve, label: 'a < b & "c"', anchors, predicted: { ...anchors, hc: 0.4 } }], {
    material,
    target: { mr: 0.9, hc: 0.35, hk90: 0.3 },
    title: 'A curve',
  });

  it('is an SVG of the size that was asked for, in both units', () => {
    const { width, height } = draw(curveSvg([{ curve, label: 'x' }], { material, width: 640, height: 460 }));
    expect([width, height]).toEqual([640, 460]);
    expectSound(full);
    expect(full).toContain('a &lt; b &amp; &quot;c&quot;');
    expect(count(full, /\(T\)/g)).toBe(2);
  });

  it('leaves the axes in tesla away where the material is not known', () => {
    const svg = curveSvg([{ curve, label: 'x' }], { material: null });
    expect(svg).not.toContain('(T)');
    expectSound(svg);
  });

  it('marks six solved points, six predicted ones and the three wanted ones, each kind in its own way', () => {
    expect(count(groupOf(full, 'solved'), /<circle/g)).toBe(6);
    expect(count(groupOf(full, 'predicted'), /<path/g)).toBe(6);
    expect(count(groupOf(full, 'target'), /<circle/g)).toBe(3);
    for (const word of ['predicted', 'target']) expect(full).toContain(`>${word}</text>`);
  });

  it('leaves out anchor points that are not reached', () => {
    const svg = curveSvg([{ curve, label: 'x', anchors: { ...anchors, hc: null, hk70: null } }], { material });
    expect(count(groupOf(svg, 'solved'), /<circle/g)).toBe(4);
    expectSound(svg);
  });

  it('shows a wanted knee without a wanted remanence as a line', () => {
    const svg = curveSvg([{ curve, label: 'x' }], { material, target: { hk90: 0.3 } });
    expect(count(groupOf(svg, 'target'), /stroke-dasharray/g)).toBe(1);
  });

  it('does not draw wanted quantities that are no point of a curve', () => {
    const svg = curveSvg([{ curve, label: 'x' }], { material, target: { energyProduct: 3e5, squareness: 0.9 } });
    expect(svg).not.toContain('target</text>');
    expectSound(svg);
  });

  it('tells twelve curves apart without colour: no two have the same dashes and the same mark', () => {
    const twelve = Array.from({ length: 12 }, (_, i) => ({ curve, label: `curve ${i}`, anchors }));
    const svg = curveSvg(twelve, { material });
    const legend = svg.slice(svg.lastIndexOf('<g><rect'));
    const rows = [...legend.matchAll(/<line ([^>]*)\/>(<(circle|polygon)[^>]*>)/g)];
    const looks = rows.map(([, line, , shape]) => `${/dasharray="[^"]*"/.exec(line)?.[0]} ${shape}`);
    expect(looks).toHaveLength(12);
    const six = looks.slice(0, 6).map((look, i) => `${look} ${/points="([^"]*)"/.exec(rows[i][2])?.[1] ?? ''}`);
    expect(new Set(six).size).toBe(6);
    expect(new Set(rows.slice(0, 6).map(([, line]) => /dasharray="[^"]*"/.exec(line)?.[0])).size).toBe(6);
  });

  it('on paper says its width in millimetres and sets its numbers in 7.5 points', () => {
    const svg = curveSvg([{ curve, label: 'x', anchors }], { material, ...onPaper(0.085) });
    expect(svg).toMatch(/^<svg [^>]*width="85mm"/);
    const [, units] = /viewBox="0 0 ([\d.]+) /.exec(svg) ?? [];
    expect(Number(units)).toBeCloseTo((85 / 25.4) * 72, 1);
    expect(svg).toMatch(/^<svg [^>]*font-size="7.5"/);
  });

  it('a curve of nothing is an empty plot', () => {
    const nothing = { appliedField: new Float64Array(0), magnetization: new Float64Array(0) };
    expectSound(curveSvg([{ curve: nothing, label: 'failed' }], { material }));
  });

  it('a name that is very long is cut in the legend and whole in the text alternative', () => {
    const label = `structure-${'x'.repeat(300)}-end`;
    const svg = curveSvg([{ curve, label }], { material });
    expect(svg).toMatch(/>structure-x+…x+-end<\/text>/);
    expect(svg).toContain(`<title>${label}</title>`);
  });

  it('of the same curves is the same, byte for byte', () => {
    const draws = [0, 1].map(() => curveSvg([{ curve, label: 'x', anchors }], { material, ...onPaper() }));
    expect(draws[0]).toBe(draws[1]);
  });

  const curves = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.double({ min: -1.2, max: 1.2, noNaN: true })), {
      minLength: 2,
      maxLength: 40,
    })
    .map((steps) => {
      let field = 1;
      const points = steps.map(([step, m]) => {
        field -= step / 400;
        return [field, m] as const;
      });
      const appliedField = Float64Array.from(points, ([h]) => h);
      return { appliedField, magnetization: Float64Array.from(points, ([, m]) => m) };
    });

  it('keeps every line and every mark of any curves inside its frame', () => {
    fc.assert(
      fc.property(fc.array(curves, { minLength: 1, maxLength: 4 }), fc.boolean(), (all, zoomed) => {
        const series = all.map((one, i) => ({ curve: one, label: `${i}`, anchors: anchorPoints(one) }));
        const fieldRange: [number, number] | undefined = zoomed ? [-0.5, 0.2] : undefined;
        const svg = curveSvg(series, { material, fieldRange, ...onPaper() });
        expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
        const [frame] = framesOf(svg);
        const points = [...pathPoints(svg), ...circlesOf(svg)];
        for (const { x, y } of points) expect(contains(frame, x, y)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('ranges over all of a curve where no range is asked for', () => {
    fc.assert(
      fc.property(curves, (one) => {
        const svg = curveSvg([{ curve: one, label: 'x' }], { material });
        const line = /<path d="([^"]*)" stroke="#0072b2"/.exec(svg)?.[1] ?? '';
        // From -0.2 down a line is cut; nothing is cut at the sides or above.
        const drawn = [...line.matchAll(/[ML]/g)].length;
        const above = one.magnetization.every((m) => m >= -0.19);
        if (above) expect(drawn).toBe(one.appliedField.length);
      }),
      { numRuns: 60 },
    );
  });
});
