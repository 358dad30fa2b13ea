// Installs the foreign readers of test/export/requirements.txt into .venv (git-ignored), with Python's own tools: venv and pip.
// Does nothing where they are there already.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const venv = join(root, '.venv');
const requirements = join(root, 'test', 'export', 'requirements.txt');
/** What was installed last: the readers are stale where it differs from the requirements. */
const installed = join(venv, 'installed.txt');
const python = join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

const say = (message) => console.log(`setup:readers: ${message}`);
const stop = (message) => {
  console.error(`setup:readers: ${message}`);
  console.error('setup:readers: without them the tests that read exports back with other programs are skipped.');
  process.exit(1);
};

/** Runs a command and shows the last lines of what it said only where it fails. */
function run(what, command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status === 0) return stdout.trim();
  const last = `${stdout ?? ''}\n${stderr ?? ''}`.trim().split('\n').slice(-8).join('\n  ');
  return stop(`${what} failed (${error?.message ?? `exit code ${status}`}):\n  ${last}`);
}

const works = (command, args) => spawnSync(command, args, { encoding: 'utf8' }).status === 0;
const wanted = readFileSync(requirements, 'utf8');

if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted && works(python, ['--version'])) {
  say('the readers are installed already.');
  process.exit(0);
}
const system = ['python3', 'python'].find((name) =>
  works(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']),
);
if (!system) stop('needs Python 3.11 or newer, and there is none (Debian: apt install python3).');
if (!works(system, ['-c', 'import venv, ensurepip']))
  stop(`needs the module venv, and ${system} has none (Debian: apt install python3-venv).`);
rmSync(venv, { recursive: true, force: true });
run('making .venv', system, ['-m', 'venv', venv]);
say('installing discretisedfield, pyvista, pyarrow and pillow (pip, about 300 MB)');
// The list is complete, and most of what it holds is never imported: neither is worth pip's time.
const quick = ['--quiet', '--disable-pip-version-check', '--no-deps', '--no-compile'];
run('pip install', python, ['-m', 'pip', 'install', ...quick, '-r', requirements]);
run('importing them', python, ['-c', 'import discretisedfield, pyvista, pyarrow.parquet, PIL.Image']);
writeFileSync(installed, wanted);
say('done.');
