// Grains, easy axes and magnetization for ParaView, pyvista and VisIt: one .vti per field and a .pvd over them.
import type { SavedState } from '../solver/demagnetize.js';
import { grainFields } from './fields.js';
import type { ExportFile, ExportSubject, StructureFormat } from './format.js';
import { stateFileName } from './ovf.js';
import { pvdText, type VtiArray, vtiBytes } from './vti-bytes.js';

export const vtiFormat: StructureFormat = {
  name: 'vti',
  summary: 'grains, easy axes and magnetization for ParaView (VTK ImageData, .pvd over the fields)',
  scope: 'structure',
  curve: 'unused',
  states: true,
  write(subject): ExportFile[] {
    const grains = grainArrays(subject);
    const states = [...subject.states].sort((a, b) => b.appliedField - a.appliedField);
    const files = states.map((state) => ({ ...image(subject, grains, state), time: 0 - state.appliedField }));
    const series = files.map(({ path, time }) => ({ file: path, time }));
    return [
      image(subject, grains),
      ...files.map(({ path, content }) => ({ path, content })),
      ...(series.length > 0 ? [{ path: 'magnetization.pvd', content: pvdText(series) }] : []),
    ];
  },
};

/**
 * A cell is drawn as a cube, for as a column of its true length nothing could be seen; the length stands beside it as a fact.
 * The time of a series is the reverse field -H in HA, so that it runs as the sweep does.
 */
function image(subject: ExportSubject, grains: VtiArray[], state?: SavedState): ExportFile {
  const { size, thickness } = subject.structure;
  const cells = Math.sqrt(grains[0].values.length);
  const spacing: [number, number, number] = [size / cells, size / cells, size / cells];
  const facts: Record<string, number> = { thickness_m: thickness };
  if (state) facts.appliedField_HA = state.appliedField;
  const magnetization = state ? [vectors('magnetization', state.mx, state.my, state.mz)] : [];
  const content = vtiBytes({
    cells,
    spacing,
    facts,
    cellData: [...grains, ...magnetization],
  });
  return { path: state ? stateFileName(state, 'vti') : 'structure.vti', content };
}

function grainArrays(subject: ExportSubject): VtiArray[] {
  const { grain, kx, ky } = grainFields(subject);
  return [
    { name: 'grain', components: 1, values: Int32Array.from(grain) },
    { name: 'kx', components: 1, values: Float32Array.from(kx) },
    vectors('easyAxis', kx, ky, new Float32Array(kx.length)),
  ];
}

function vectors(name: string, x: ArrayLike<number>, y: ArrayLike<number>, z: ArrayLike<number>): VtiArray {
  const values = new Float32Array(3 * x.length);
  for (let i = 0; i < x.length; i++) values.set([x[i], y[i], z[i]], 3 * i);
  return { name, components: 3, values };
}
