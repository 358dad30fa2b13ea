// Easy axes and magnetization as OVF 2.0 files, in the three encodings of the format.
import { mu0AnisotropyField } from '../physics.js';
import type { SavedState } from '../solver/demagnetize.js';
import { fieldName, grainFields } from './fields.js';
import type { ExportFile, ExportSubject, StructureFormat } from './format.js';
import { type OvfEncoding, type OvfField, ovfBytes } from './ovf-bytes.js';

/** The easy axis of each cell, a unit vector with ky >= 0. */
export function easyAxesOvf(subject: Pick<ExportSubject, 'name' | 'structure' | 'physics'>): OvfField {
  const { cells, kx, ky } = grainFields(subject);
  return {
    title: 'easy_axis',
    description: [`Easy axes of ${oneLine(subject.name)}, written by Loopsmith`],
    cells,
    cellSize: subject.structure.size / cells,
    thickness: subject.structure.thickness,
    labels: ['easy_axis_x', 'easy_axis_y', 'easy_axis_z'],
    components: [kx, ky, new Float64Array(kx.length)],
  };
}

/** The magnetization at one applied field, unit vectors. */
export function magnetizationOvf(
  { name, structure, physics }: Pick<ExportSubject, 'name' | 'structure' | 'physics'>,
  { appliedField, cells, mx, my, mz }: SavedState,
): OvfField {
  const tesla = Number((appliedField * mu0AnisotropyField(physics.material)).toPrecision(8));
  return {
    title: 'm',
    description: [
      `Magnetization of ${oneLine(name)}, physics ${oneLine(physics.name)}, written by Loopsmith`,
      `Applied field along +y: ${appliedField} HA, mu0 H = ${tesla} T`,
    ],
    cells,
    cellSize: structure.size / cells,
    thickness: structure.thickness,
    labels: ['m_x', 'm_y', 'm_z'],
    components: [mx, my, mz],
  };
}

/** File name of a saved state. */
export const stateFileName = ({ appliedField }: SavedState, ending: string): string =>
  `magnetization_${fieldName(appliedField)}.${ending}`;

/** A line break in a name would end the header's line. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

const ovfFormat = (encoding: OvfEncoding, ending: string, what: string): StructureFormat => ({
  name: `ovf-${encoding}`,
  summary: `easy axes and magnetization for OOMMF, mumax3, ubermag (OVF 2.0, ${what})`,
  scope: 'structure',
  curve: 'unused',
  states: true,
  write: (subject): ExportFile[] => [
    { path: `easy-axes.${ending}`, content: ovfBytes(easyAxesOvf(subject), encoding) },
    ...subject.states.map((state) => ({
      path: stateFileName(state, ending),
      content: ovfBytes(magnetizationOvf(subject, state), encoding),
    })),
  ],
});

export const ovfFormats: readonly StructureFormat[] = [
  ovfFormat('binary4', 'ovf', 'single precision'),
  ovfFormat('binary8', 'binary8.ovf', 'double precision'),
  ovfFormat('text', 'text.ovf', 'text'),
];
