// Which formats a run is exported in, how many of its candidates, and what was written.
import { useEffect, useState } from 'react';
import { type Size, useAsk, useKeys, useServices } from '../hooks.js';
import { bodyRows, Frame, type Message } from '../parts/frame.js';
import { Line, useTheme } from '../parts/line.js';
import { moved, windowStart } from '../parts/list-window.js';
import type { Job } from '../services.js';

interface ExportProps {
  size: Size;
  /** Folder of the run. */
  run: string;
  active: boolean;
  onLeave: () => void;
}

/** How many candidates, best first. */
const counts = [1, 3, 10];
const firstChosen = ['structure', 'vti', 'curve'];

export function ExportScreen({ size, run, active, onLeave }: ExportProps) {
  const theme = useTheme();
  const formats = useAsk('list-formats', null);
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<readonly string[]>(firstChosen);
  const [top, setTop] = useState(1);
  const { writing, says, start, cancel } = useExport(run);
  const all = formats.answer ?? [];
  const current = all[Math.min(at, all.length - 1)];
  const toggle = (name: string) =>
    setChosen(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);
  useKeys((key) => {
    if (key === 'escape' || key === 'q') {
      cancel();
      onLeave();
    } else if (key === 'up' || key === 'down') setAt(moved(at, key === 'up' ? -1 : 1, all.length));
    else if (key === ' ' && current && !current.lacks) toggle(current.name);
    else if (key === 'a') setChosen(chosen.length > 0 ? [] : all.flatMap(({ name, lacks }) => (lacks ? [] : name)));
    else if (key === 'n') setTop(counts[(counts.indexOf(top) + 1) % counts.length]);
    else if (key === 'enter' || key === 'f') start(chosen, top, key === 'f');
  }, active);
  const room = bodyRows(size) - 3;
  const first = windowStart(all.length, at, room);
  const width = Math.max(0, ...all.map(({ name }) => name.length)) + 2;
  return (
    <Frame
      size={size}
      title="Export"
      subtitle={run}
      keys={[
        ['enter', 'export'],
        ['f', 'replace files'],
        ['space', 'choose'],
        ['n', 'how many'],
        ['a', 'all or none'],
        ['q', writing ? 'cancel' : 'back'],
      ]}
      message={says ?? (formats.problem ? { text: formats.problem, kind: 'problem' } : undefined)}
    >
      <Line
        text={`the best ${top === 1 ? 'candidate' : `${top} candidates`}, into exports/`}
        width={size.columns}
        bold
      />
      <Line text="" width={size.columns} />
      {all.slice(first, first + room).map(({ name, summary, lacks }, i) => (
        <Line
          key={name}
          text={`${first + i === at ? theme.marks.pointer : ' '} ${chosen.includes(name) ? '[x]' : '[ ]'} ${name.padEnd(width)}${lacks ?? summary}`}
          width={size.columns}
          dim={lacks !== null}
          chosen={first + i === at}
        />
      ))}
    </Frame>
  );
}

/** The command `export` as a job: what it says while it goes on and at its end. */
function useExport(run: string) {
  const services = useServices();
  const [job, setJob] = useState<Job | null>(null);
  const [says, setSays] = useState<Message>();
  useEffect(() => {
    if (!job) return;
    let current = true;
    const unlisten = job.onEvent((event) => {
      if (event.type === 'progress') setSays({ text: `${event.what}: ${event.done} of ${event.total}`, kind: 'info' });
    });
    void job.ended.then(({ code, output, problem }) => {
      if (!current) return;
      setJob(null);
      setSays(code === 0 ? { text: written(output), kind: 'good' } : { text: withKeys(problem), kind: 'problem' });
    });
    return () => {
      current = false;
      unlisten();
    };
  }, [job]);
  const start = (formats: readonly string[], top: number, force: boolean) => {
    if (job) return;
    if (formats.length === 0) return setSays({ text: 'choose at least one format with space', kind: 'problem' });
    setSays({ text: 'exporting', kind: 'info' });
    const args = ['export', run, '--format', formats.join(','), '--top', String(top), '--json'];
    setJob(services.start(force ? [...args, '--force'] : args));
  };
  return { writing: job !== null, says, start, cancel: () => job?.stop() };
}

/** What the command says of its flags, in the keys of this screen. */
const withKeys = (problem: string): string =>
  problem.replace(/(the folder is not empty); .*/, '$1: f replaces files of the same name in it');

/** What the command printed, in one line. */
function written(output: string): string {
  const { out, files } = JSON.parse(output) as { out: string; files: unknown[] };
  return `${files.length} files written into ${out}`;
}
