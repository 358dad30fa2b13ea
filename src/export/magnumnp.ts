// A folder for magnum.np: a Python script and the easy axes.
import { programFormat } from './program.js';
import { pythonInputs } from './python-script.js';

const script = (
  constants: string,
  axes: string,
) => `"""Demagnetization curve with magnum.np, written by Loopsmith. Run it in this folder: python3 run.py"""
import csv

import numpy as np
import torch
from magnumnp import (
    DemagField,
    ExchangeField,
    ExternalField,
    Mesh,
    MinimizerBB,
    State,
    UniaxialAnisotropyField,
    logging,
    normalize,
)

${constants}


${axes}


logging.set_log_level(30)  # warnings only
state = State(Mesh((n, n, 1), (cell, cell, thickness)))
axes = torch.tensor(easy_axes("easy-axes.ovf").copy()).permute(1, 0, 2).unsqueeze(2)  # indices ix, iy, iz, component
state.material = {"Ms": Ms, "A": A, "Ku": K1, "Ku_axis": axes}
applied = ExternalField([0.0, 0.0, 0.0])
minimizer = MinimizerBB([DemagField(), ExchangeField(), UniaxialAnisotropyField(), applied])
state.m = state.Constant([0.0, 1.0, 0.0])

with open("curve.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["appliedField_HA", "mu0_appliedField_T", "magnetization_Ms"])
    for field in fields:
        state.m[..., 2] += tilt
        normalize(state.m)
        applied.h = state.Constant([0.0, field * HA, 0.0])
        minimizer.minimize(state, maxiter=20000, dm_tol=tolerance, tau_max=largest_step)
        moment = float(state.m[..., 1].mean())
        writer.writerow([field, field * mu0HA, moment])
        file.flush()
        print("H = %+.3f HA, M = %+.5f Ms" % (field, moment), flush=True)
`;

export const magnumnpFormat = programFormat({
  name: 'magnumnp',
  title: 'magnum.np',
  summary: 'folder to run with magnum.np: Python script, easy axes as OVF, README',
  inputs: (subject) => pythonInputs(subject, script),
  commands: ['python3 run.py', 'python3 compare.py curve.csv'],
  notes: () => [
    '## About this program',
    'The curve is written to `curve.csv`, which grows while the script runs. For magnum.np 2.2 (`pip install magnumnp`). States are relaxed with its Barzilai-Borwein minimizer, whose steps are limited so that they do not jump over barriers. On a processor that others use as well, `OMP_NUM_THREADS=1 python3 run.py` is faster.',
    'The column is one cell as long as the sample, as in Loopsmith.',
  ],
});
