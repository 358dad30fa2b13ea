// Anchor points for people: reduced, and in the units of the laboratory.
import { type AnchorPoints, anchorNames, quantities } from '../quantities.js';
import { type Material, mu0AnisotropyField } from '../solver/physics.js';
import { table } from './output.js';

export function anchorTable(anchors: AnchorPoints, material: Material): string {
  const rows = anchorNames.map((name) => {
    const { symbol, unit, label } = quantities[name];
    const value = anchors[name];
    const tesla = unit === 'Ms' ? material.mu0SaturationMagnetization : mu0AnisotropyField(material);
    const shown = value === null ? ['not reached', ''] : [value.toFixed(4), (value * tesla).toFixed(3)];
    return [symbol, shown[0], unit, shown[1], label];
  });
  return table(['', 'reduced', 'unit', 'T', ''], rows);
}
