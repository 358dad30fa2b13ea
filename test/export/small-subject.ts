// One small solved structure, for the tests of all formats.
import type { ExportFile, ExportFormat, ExportSubject } from '../../src/export/format.js';
import { exportFormats } from '../../src/export/formats.js';
import type { Physics } from '../../src/physics.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { createGrains } from '../../src/structure/grains.js';

export const physics: Physics = {
  name: 'test',
  material: { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 },
  cellSize: 2e-9,
  magnetization: 'free',
};

/** A square of 32 nm; solver cells of 2 nm, image cells of 1 nm. */
export function smallSubject({ seed = 1, magnetization = physics.magnetization } = {}): ExportSubject {
  const name = `small <${seed}> & "quoted"`;
  const structure = createGrains({ seed, grains: 5, maximumMisorientation: 0.9, size: 32e-9, cells: 32, name });
  const used = { ...physics, magnetization };
  const { curve, anchors, states } = demagnetize(structure, used, { saveStatesAt: [0, -0.2] });
  const predicted = { m1: 0.98, mr: 0.9, hk90: 0.3, hk80: null, hk70: 0.4, hc: 0.5 };
  const facts = { candidate: 3, rank: 1, predicted, loss: 0.25, verified: true };
  return { name, structure, physics: used, fieldStep: 0.01, curve, anchors, states, facts };
}

/** What this machine can write; a picture with labels needs a font. */
export const formats: readonly ExportFormat[] = await possible();

async function possible(): Promise<ExportFormat[]> {
  const lacking = await Promise.all(exportFormats.map(({ lacks }) => lacks?.() ?? null));
  return exportFormats.filter((_, i) => lacking[i] === null);
}

/** The files of a format for one subject, whatever its scope. */
export const write = async (format: ExportFormat, subject: ExportSubject): Promise<ExportFile[]> =>
  format.scope === 'run' ? format.write([subject]) : format.write(subject);

export const bytesOf = ({ content }: ExportFile): Buffer => Buffer.from(content);
