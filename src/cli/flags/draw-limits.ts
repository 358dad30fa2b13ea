// What structures are drawn, as flags say it: ranges of grains and of largest misorientations.
import { mostGrains } from '../../config/structure-schema.js';
import { parseQuantity } from '../../config/units.js';
import { LoopsmithError, placed } from '../../errors.js';
import { type DrawLimits, paperLimits } from '../../structure/grains.js';

export interface LimitFlags {
  grains?: string;
  minMisorientation?: string;
  maxMisorientation?: string;
}

/** "16-64" as least and most. @throws LoopsmithError that names the flag */
export function parseGrains(text: string): [number, number] {
  const [, from, to] = /^\s*(\d+)\s*(?:-|to)\s*(\d+)\s*$/.exec(text) ?? [];
  const [least, most] = [Number(from), Number(to)];
  if (from !== undefined && least >= 1 && least <= most && most <= mostGrains) return [least, most];
  throw new LoopsmithError(`--grains ${text}: expected from-to, 1 to ${mostGrains}, for example 16-64`);
}

/** Only what is said: data that are drawn as the paper draws have no limits in their card. @throws LoopsmithError that names the flag */
export function drawLimits({ grains, minMisorientation, maxMisorientation }: LimitFlags): DrawLimits {
  const [least, most] = grains === undefined ? [] : parseGrains(grains);
  const from = minMisorientation === undefined ? undefined : misorientation('--min-misorientation', minMisorientation);
  const to = maxMisorientation === undefined ? undefined : misorientation('--max-misorientation', maxMisorientation);
  if ((from ?? 0) > (to ?? Math.PI))
    throw new LoopsmithError(`--min-misorientation ${minMisorientation}: expected at most ${maxMisorientation}`);
  return {
    ...(grains !== undefined && { minimumGrains: least, maximumGrains: most }),
    ...(from !== undefined && { minimumMisorientation: from }),
    ...(to !== undefined && { maximumMisorientation: to }),
  };
}

function misorientation(flag: string, text: string): number {
  const angle = placed(flag, () => parseQuantity(text, 'angle'));
  if (angle >= 0 && angle <= Math.PI * (1 + 1e-12)) return angle;
  throw new LoopsmithError(`${flag}: expected 0 to 180 deg, got ${text}`);
}

/** The same in words; '' where nothing is said. */
export function describeLimits(limits: DrawLimits): string {
  const { minimumGrains, maximumGrains, minimumMisorientation, maximumMisorientation } = { ...paperLimits, ...limits };
  const degrees = (angle: number) => Number(((angle * 180) / Math.PI).toPrecision(6));
  const saysGrains = 'minimumGrains' in limits || 'maximumGrains' in limits;
  const saysAngles = 'minimumMisorientation' in limits || 'maximumMisorientation' in limits;
  const grains = `, ${minimumGrains} to ${maximumGrains} grains`;
  const angles = `, largest misorientation ${degrees(minimumMisorientation)} to ${degrees(maximumMisorientation)} deg`;
  return `${saysGrains ? grains : ''}${saysAngles ? angles : ''}`;
}
