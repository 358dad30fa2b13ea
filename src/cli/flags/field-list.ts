// Fields at which a user wants the magnetization: "0, -0.2 HA, -1.5 T", or the anchor points by name: "mr, hk90, hc".
import { didYouMean } from '../../config/nearest.js';
import { describeKind, parseQuantity } from '../../config/units.js';
import { anchorPosition } from '../../curve/anchors.js';
import { LoopsmithError, placed } from '../../errors.js';
import type { Material } from '../../physics.js';
import { type AnchorName, type AnchorPoints, anchorNames } from '../../quantities.js';

export interface FieldList {
  /** Applied fields, in HA. */
  readonly fields: readonly number[];
  /** Anchor points, whose fields are known when the curve is solved. */
  readonly anchors: readonly AnchorName[];
}

export const noFields: FieldList = { fields: [], anchors: [] };

/**
 * @param flag for messages: '--fields'
 * @throws LoopsmithError where an entry is neither a field between -HA and +HA nor an anchor point
 */
export function parseFieldList(text: string, material: Material, flag: string): FieldList {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) throw new LoopsmithError(`${flag}: ${expected}, got nothing`);
  const fields: number[] = [];
  const anchors: AnchorName[] = [];
  for (const entry of entries) {
    const anchor = anchorNames.find((name) => name === entry.toLowerCase());
    if (anchor) anchors.push(anchor);
    else fields.push(parseField(entry, material, flag));
  }
  return { fields, anchors };
}

const expected = `expected ${describeKind('field')}, or an anchor point (${anchorNames.join(', ')})`;

function parseField(entry: string, material: Material, flag: string): number {
  if (/^[a-z]/i.test(entry))
    throw new LoopsmithError(`${flag}: ${expected}, got "${entry}"${didYouMean(entry, anchorNames)}`);
  const field = placed(flag, () => parseQuantity(entry, 'field', material));
  if (Math.abs(field) <= 1) return field;
  throw new LoopsmithError(
    `${flag}: expected a field from -1 to 1 HA, got ${entry} = ${Number(field.toPrecision(4))} HA`,
  );
}

/** Applied field of an anchor point, in HA; null where the curve does not reach it. */
export const fieldOf = (name: AnchorName, anchors: AnchorPoints): number | null =>
  anchorPosition(name, anchors)?.appliedField ?? null;
