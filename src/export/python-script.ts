// What the Python scripts for fidimag and magnum.np have in common.
import type { ExportFile, ExportSubject } from './format.js';
import { easyAxesOvf } from './ovf.js';
import { ovfBytes } from './ovf-bytes.js';
import { inSI, largestStepOf, relaxedTorque, sweepOf, tiltOf } from './sweep.js';

/** The script and the easy axes that it reads. */
export function pythonInputs(
  subject: ExportSubject,
  script: (constants: string, axes: string) => string,
): ExportFile[] {
  const axes = easyAxesOvf(subject);
  return [
    { path: 'run.py', content: script(constants(subject, axes.cells), readAxes) },
    { path: 'easy-axes.ovf', content: ovfBytes(axes, 'binary8') },
  ];
}

function constants(subject: ExportSubject, cells: number): string {
  const { structure, physics } = subject;
  const { Ms, A, K1, HA, mu0HA } = inSI(physics);
  const { startField, stretches } = sweepOf(subject);
  return `n = ${cells}  # cells along x and y, one along z
cell, thickness = ${structure.size / cells}, ${structure.thickness}  # m
Ms, A, K1 = ${Ms}, ${A}, ${K1}  # A/m, J/m, J/m3
HA, mu0HA = ${HA}, ${mu0HA}  # anisotropy field, A/m and T
stretches = [${stretches.map(({ from, step, steps }) => `(${from}, ${step}, ${steps})`).join(', ')}]  # of equal field steps
fields = [${startField}] + [round(start - i * step, 12) for start, step, steps in stretches for i in range(1, steps + 1)]  # HA, along +y
tolerance = ${relaxedTorque} * HA  # largest torque of a relaxed state, A/m
largest_step = ${largestStepOf(physics)} / HA  # of the descent, m/A
tilt = ${tiltOf(physics)}  # out-of-plane component added at every field; 0 keeps the magnetization in the plane`;
}

/** Reads the doubles of an OVF 2.0 file; indices iy, ix, component. */
const readAxes = `def easy_axes(path):
    with open(path, "rb") as file:
        content = file.read()
    begin = b"# Begin: Data Binary 8\\n"
    start = content.index(begin) + len(begin) + 8  # 8 bytes of check value
    return np.frombuffer(content, "<f8", 3 * n * n, start).reshape(n, n, 3)`;
