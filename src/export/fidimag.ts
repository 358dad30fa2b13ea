// A folder for fidimag: a Python script and the easy axes.
import { programFormat } from './program.js';
import { pythonInputs } from './python-script.js';

const script = (
  constants: string,
  axes: string,
) => `"""Demagnetization curve with fidimag, written by Loopsmith. Run it in this folder: python3 run.py"""
import csv

import numpy as np
from fidimag.common import CuboidMesh
from fidimag.micro import Demag, Sim, UniaxialAnisotropy, UniformExchange, Zeeman

${constants}


${axes}


mesh = CuboidMesh(nx=n, ny=n, nz=1, dx=1e9 * cell, dy=1e9 * cell, dz=1e9 * thickness, unit_length=1e-9)
sim = Sim(mesh, name="run", driver="steepest_descent")
sim.set_Ms(Ms)
sim.set_m((0, 1, 0))
sim.add(UniformExchange(A))
sim.add(UniaxialAnisotropy(K1, axis=easy_axes("easy-axes.ovf").ravel()))
sim.add(Demag())
applied = Zeeman((0, 0, 0))
sim.add(applied)
driver = sim.driver


def relax(largest_steps=20000):
    """Steepest descent with Barzilai-Borwein steps; run_step is fidimag's, limit and stop are not."""
    driver.step, driver.tau = 0, 1e-4
    driver.compute_effective_field()
    driver.mxH[:] = driver.field_cross_product(driver.spin, driver.scale * driver.field)
    driver.mxmxH[:] = driver.field_cross_product(driver.spin, driver.mxH)
    while driver.step < largest_steps:
        torque = np.sqrt((driver.mxH.reshape(-1, 3) ** 2).sum(axis=1)).max() / driver.scale
        if torque < tolerance:
            return
        driver.run_step()
        driver.tau = min(abs(driver.tau), largest_step / driver.scale)
        driver.step += 1
    print("not relaxed: torque %g A/m" % torque)


with open("curve.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["appliedField_HA", "mu0_appliedField_T", "magnetization_Ms"])
    for field in fields:
        m = sim.spin.reshape(-1, 3)
        m[:, 2] += tilt
        m /= np.linalg.norm(m, axis=1)[:, None]
        applied.update_field((0, field * HA, 0))
        relax()
        moment = sim.spin[1::3].mean()
        writer.writerow([field, field * mu0HA, moment])
        file.flush()
        print("H = %+.3f HA, M = %+.5f Ms, %d steps" % (field, moment, driver.step), flush=True)
`;

export const fidimagFormat = programFormat({
  name: 'fidimag',
  title: 'fidimag',
  summary: 'folder to run with fidimag: Python script, easy axes as OVF, README',
  inputs: (subject) => pythonInputs(subject, script),
  commands: ['python3 run.py', 'python3 compare.py curve.csv'],
  notes: () => [
    '## About this program',
    'The curve is written to `curve.csv`, which grows while the script runs. For fidimag 3, which is built from its repository (computationalmodelling/fidimag on GitHub) and also needs the package `six`. The script calls `run_step` of its steepest-descent driver itself: `minimise` of fidimag 3 (commit 1a74274) does not hand the new step size on, and stops on the turn of the spins instead of on their torque.',
    'The column is one cell as long as the sample, as in Loopsmith.',
  ],
});
