// The axes of a figure of curves: what they range over, and the box that they leave for the plot.
import { type CurveMaterial, mu0AnisotropyField } from '../physics.js';
import { type AxisOptions, axisDepth, type Box, linearScale, overhang, type Scale } from './axes.js';
import type { CurveSeries, CurveSvgOptions } from './curve-svg.js';

export type Domain = [number, number];
export type CurveAxis = Omit<AxisOptions, 'scale' | 'at'> & { domain: Domain };

interface Domains {
  field: Domain;
  magnetization: Domain;
}

/** Reduced axes below and left; in tesla above and right where the material is known. */
export function axesOf({ field, magnetization }: Domains, material: CurveMaterial | null, count: number, em: number) {
  const reduced: CurveAxis[] = [
    { side: 'bottom', domain: field, title: 'Applied field *H* / *H*_A', count, em },
    { side: 'left', domain: magnetization, title: 'Magnetization *M* / *M*_s', count, em },
  ];
  if (!material) return reduced;
  const [mu0HA, mu0Ms] = [mu0AnisotropyField(material), material.mu0SaturationMagnetization];
  const times = ([low, high]: Domain, unit: number): Domain => [low * unit, high * unit];
  const tesla: CurveAxis[] = [
    { side: 'top', domain: times(field, mu0HA), title: '*μ*_{0}*H* (T)', count, em },
    { side: 'right', domain: times(magnetization, mu0Ms), title: 'Polarization *J* (T)', count, em },
  ];
  return [...reduced, ...tesla];
}

/** An axis' own scale along the frame. */
export const placed = (side: AxisOptions['side'], domain: Domain, { left, right, top, bottom }: Box): Scale =>
  linearScale(domain, side === 'left' || side === 'right' ? [bottom, top] : [left, right]);

/** What the axes leave free, with room for a tick label that sticks out at a corner. */
export function plotBox(
  axes: readonly CurveAxis[],
  { width, height, top, em }: { width: number; height: number; top: number; em: number },
): Box {
  const edge = 0.4 * em;
  const depth = (side: AxisOptions['side']) => {
    const found = axes.find((one) => one.side === side);
    const label = Math.max(...axes.map(({ domain, count = 6 }) => overhang(linearScale(domain, [0, 1]), count, em)));
    if (!found) return side === 'right' ? label : 0.5 * em;
    return axisDepth({ ...found, scale: linearScale(found.domain, [0, 1]) });
  };
  return {
    left: edge + depth('left'),
    right: width - edge - depth('right'),
    top: edge + top + depth('top'),
    bottom: height - edge - depth('bottom'),
  };
}

/** All of the curves and marks, to tenths, with room for the ring of a wanted coercivity. */
export function fieldExtent(series: readonly CurveSeries[], target: CurveSvgOptions['target']): Domain {
  const ends = series.flatMap(({ curve: { appliedField } }) =>
    appliedField.length > 0 ? [appliedField[0], appliedField[appliedField.length - 1]] : [],
  );
  const marked = [...series.flatMap(({ anchors, predicted }) => [anchors, predicted]), target].flatMap((points) =>
    (['hk90', 'hk80', 'hk70', 'hc'] as const).map((name) => -(points?.[name] ?? 0) - 0.03),
  );
  const low = Math.min(-0.1, ...ends, ...marked);
  const predictedAtOne = series.some(({ predicted }) => typeof predicted?.m1 === 'number') ? [1] : [];
  const high = Math.max(0.1, ...ends, ...predictedAtOne);
  return [Math.floor(low * 10 + 1e-9) / 10, Math.ceil(high * 10 - 1e-9) / 10];
}

/** Down to -0.2 at most: what comes after the coercivity is not the second quadrant, and a full loop shows itself by its depth. */
export function magnetizationExtent(series: readonly CurveSeries[], [lowField]: Domain): Domain {
  const least = series.reduce((low, { curve }) => curve.magnetization.reduce((a, b) => Math.min(a, b), low), 0);
  const most = series.reduce((high, { curve }) => curve.magnetization.reduce((a, b) => Math.max(a, b), high), 1);
  const low = lowField < -0.9 && least < -0.5 ? Math.min(-1, least) * 1.05 : least < 0 ? -0.2 : 0;
  return [low, most * 1.05];
}
