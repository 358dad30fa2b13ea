// A folder for OOMMF: run.mif and the easy axes as a vector field, so that there may be any number of grains.
import type { ExportFile, ExportSubject } from './format.js';
import { easyAxesOvf } from './ovf.js';
import { ovfBytes } from './ovf-bytes.js';
import { programFormat } from './program.js';
import { biasOf, inSI, relaxedTorque, sweepOf } from './sweep.js';

function inputs(subject: ExportSubject): ExportFile[] {
  const axes = easyAxesOvf(subject);
  return [
    { path: 'run.mif', content: script(subject, axes.cells) },
    { path: 'easy-axes.ovf', content: ovfBytes(axes, 'binary8') },
  ];
}

function script(subject: ExportSubject, cells: number): string {
  const { structure, physics } = subject;
  const { Ms, A, K1, HA } = inSI(physics);
  const { startField, endField, stretches } = sweepOf(subject);
  const { size, thickness } = structure;
  const bias = biasOf(physics);
  return `# MIF 2.2
# Demagnetization curve, written by Loopsmith. Run it in this folder: tclsh oommf.tcl boxsi run.mif

SetOptions {
  basename run
  scalar_output_format %.12g
}

set HA ${HA}  ;# anisotropy field, A/m

Specify Oxs_BoxAtlas:sample {
  xrange {0 ${size}}
  yrange {0 ${size}}
  zrange {0 ${thickness}}
}

Specify Oxs_RectangularMesh:mesh {
  cellsize {${size / cells} ${size / cells} ${thickness}}
  atlas :sample
}

Specify Oxs_UniformExchange {
  A ${A}
}

Specify Oxs_UniaxialAnisotropy {
  K1 ${K1}
  axis { Oxs_FileVectorField {
    file easy-axes.ovf
    atlas :sample
    norm 1
  }}
}

Specify Oxs_Demag {}

# From ${startField} to ${endField} HA along +y${bias > 0 ? `, and ${bias} HA along z so that walls may turn out of the plane` : ''}.
Specify Oxs_UZeeman:applied [subst {
  multiplier $HA
  Hrange {
${stretches.map(({ from, to, steps }) => `    {0 ${from} ${bias} 0 ${to} ${bias} ${steps}}`).join('\n')}
  }
}]

Specify Oxs_CGEvolve:minimizer {}

Specify Oxs_MinDriver:driver [subst {
  evolver :minimizer
  mesh :mesh
  Ms ${Ms}
  m0 {0 1 0}
  stopping_mxHxm [expr {${relaxedTorque} * $HA}]
}]

Destination archive mmArchive
Schedule DataTable archive Stage 1
`;
}

function notes({ physics }: ExportSubject): string[] {
  const bias = `A constant field of ${biasOf(physics)} HA along z lets walls turn out of the plane; without it the magnetization would stay planar.`;
  const planar = 'The magnetization stays in the plane, for it starts there and no field leads out of it.';
  return [
    '## About this program',
    'The table is written to `run.odt`; it grows while OOMMF runs. Easy axes are read from `easy-axes.ovf`, cell by cell, so that there may be any number of grains; `easy-axes.ovf` must stand beside `run.mif`. OOMMF refuses to run as root; on a machine that others use as well, `boxsi -threads 1` is faster.',
    'The column is one cell as long as the sample, as in Loopsmith: `Oxs_Demag` is accurate for it. To have it infinitely long, replace the mesh by `Oxs_PeriodicRectangularMesh` with `periodic z`.',
    physics.magnetization === 'free' ? bias : planar,
  ];
}

export const oommfFormat = programFormat({
  name: 'oommf',
  title: 'OOMMF',
  summary: 'folder to run with OOMMF: MIF 2.2, easy axes as OVF (any number of grains), README',
  inputs,
  commands: ['tclsh $OOMMF_ROOT/oommf.tcl boxsi -- run.mif', 'python3 compare.py run.odt'],
  notes,
});
