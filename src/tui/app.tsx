// The application: which screen is shown, the run that is under way, Ctrl-C.
import { resolve } from 'node:path';
import { Box, useInput } from 'ink';
import { useEffect, useRef, useState } from 'react';
import type { ListedRun } from '../design/tasks/list-runs.js';
import type { Order } from '../events.js';
import { countInterrupts, useServices, useSize } from './hooks.js';
import { orderArgs } from './orders.js';
import { Frame, type Message } from './parts/frame.js';
import { ExportScreen } from './screens/export-screen.js';
import { FormScreen } from './screens/form-screen.js';
import { HelpScreen } from './screens/help-screen.js';
import { type HomeChoice, HomeScreen, runIdentity, sessionIdentity } from './screens/home-screen.js';
import { JobScreen } from './screens/job-screen.js';
import { LogScreen } from './screens/log-screen.js';
import { RunScreen } from './screens/run-screen.js';
import { WorkScreen } from './screens/work-screen.js';
import { interruptSession, isLive, recallSession, replaySession, type Session, startSession } from './session.js';
import { type WorkName, workOf, works } from './works.js';

/** What is shown first. */
export type Opening =
  | { screen: 'home' }
  /** A command that has events: it starts at once, and its screen is left when the user leaves it. */
  | { screen: 'command'; args: readonly string[] }
  | { screen: 'replay'; run: string; speed: number };

export interface AppProps {
  stdout: NodeJS.WriteStream;
  /** Folder of the runs. */
  root: string;
  opening: Opening;
  /** Tells the program about the run that is looked at, so that it can say how it ended. */
  onSession: (session: Session) => void;
  onClose: () => void;
}

type Screen = 'home' | 'run' | 'form' | 'work' | 'job';

export function App({ stdout, root, opening, onSession, onClose }: AppProps) {
  const size = useSize(stdout);
  const services = useServices();
  const [screen, setScreen] = useState<Screen>(opening.screen === 'home' ? 'home' : 'run');
  const [session, setSession] = useState<Session | null>(null);
  const [overlay, setOverlay] = useState<'help' | 'log' | 'export' | null>(null);
  const [message, setMessage] = useState<Message>();
  const [work, setWork] = useState<WorkName>('data');
  const [typed, setTyped] = useState<Partial<Record<WorkName, readonly string[]>>>({});
  const [visit, setVisit] = useState(0);
  const [home, setHome] = useState<string | null>(null);
  const seen = () => setMessage(undefined);
  /** The newest, for answers that come late, and how often one was asked for. */
  const newest = useRef<{ session: Session | null; asked: number }>({ session: null, asked: 0 });
  const show = (next: Session) => {
    newest.current.session?.playback?.stop();
    newest.current.session?.following?.stop();
    newest.current.session = next;
    newest.current.asked++;
    setSession(next);
    onSession(next);
    setMessage(undefined);
    setScreen(!workOf(next.args) ? 'run' : opening.screen === 'command' ? 'job' : 'work');
  };
  const goHome = (text?: Message) => {
    setMessage(text);
    setVisit(visit + 1);
    setScreen('home');
  };
  const start = (args: readonly string[]) => {
    if (session && isLive(session))
      setMessage({ text: `under way: ${session.command}: stop it first`, kind: 'problem' });
    else show(startSession(services, args));
  };
  const recall = (run: string, replay?: { speed: number }) => {
    const mine = ++newest.current.asked;
    return services.ask('recall-run', { run, root, everyImage: replay !== undefined }).then(
      (found) => {
        if (mine !== newest.current.asked) return; // something else was opened or started meanwhile
        show(replay ? replaySession(found, replay.speed) : recallSession(found, services));
        const [problem] = found.problems;
        if (problem !== undefined) setMessage({ text: problem, kind: 'problem' });
      },
      (error: Error) => goHome({ text: error.message, kind: 'problem' }),
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (opening.screen === 'command') start(opening.args);
    if (opening.screen === 'replay') void recall(opening.run, opening);
  }, []);
  const interrupt = () => interruptSession(session, onClose);
  useInput((input, key) => {
    for (let i = countInterrupts(input, key.ctrl); i > 0; i--) interrupt();
    if (input === '?' && overlay === null) setOverlay('help');
  });
  /** What was started is what one comes back to. */
  const pointAt = (left: Session) => {
    const run = left.store.get().run?.run;
    if (isLive(left)) setHome(sessionIdentity);
    else if (run !== undefined) setHome(runIdentity(run));
  };
  const leave = () => {
    if (opening.screen === 'home') {
      if (session?.kind === 'live') pointAt(session);
      return goHome();
    }
    if (session && isLive(session)) interrupt();
    else onClose();
  };
  // Read when a key is pressed: events do not draw this component anew.
  const folder = () => session?.store.get().run?.run;
  const choose = (choice: HomeChoice) => {
    setMessage(undefined);
    if (choice.kind === 'session') setScreen(session && workOf(session.args) ? 'work' : 'run');
    else if (choice.kind === 'run') {
      const own = folder();
      if (!session || !isLive(session)) void recall(choice.run.path);
      else if (own !== undefined && resolve(own) === resolve(choice.run.path)) setScreen('run');
      else setMessage({ text: `under way: ${session.command}: stop it to look at another run`, kind: 'problem' });
    } else if (choice.kind === 'form') setScreen('form');
    else if (choice.kind !== 'preset') {
      setWork(choice.kind === 'data' ? 'data' : 'vae');
      setScreen('work');
    } else if (choice.preset.problem) setMessage({ text: choice.preset.problem, kind: 'problem' });
    else start(['design', '--preset', choice.preset.name, ...runsFlag(root)]);
  };
  const report = () => {
    const run = folder();
    if (run === undefined) return;
    setMessage({ text: 'writing the report', kind: 'info' });
    void services.start(['report', run, '--json']).ended.then(({ code, output, problem }) => {
      const said = code === 0 ? `report written: ${JSON.parse(output).out}` : problem;
      setMessage({ text: said, kind: code === 0 ? 'good' : 'problem' });
    });
  };
  const ask = (order: Order) => {
    const run = folder();
    if (!session || run === undefined) setMessage({ text: 'the run has no folder yet', kind: 'problem' });
    else if (!isLive(session)) show(startSession(services, orderArgs(order, run), session.store));
    else
      services.ask('leave-order', { run, order }).then(
        () => setMessage(undefined),
        (error: Error) => setMessage({ text: error.message, kind: 'problem' }),
      );
  };
  const resume = (run: ListedRun) => start(['design', '--resume', run.path, ...runsFlag(root)]);
  const live = session !== null && isLive(session);
  return (
    <>
      {overlay === 'help' && <HelpScreen size={size} onLeave={() => setOverlay(null)} />}
      {overlay === 'log' && session && <LogScreen size={size} store={session.store} onLeave={() => setOverlay(null)} />}
      {overlay === 'export' && (
        <ExportScreen size={size} run={folder() ?? ''} active onLeave={() => setOverlay(null)} />
      )}
      {/* What lies below keeps its place in lists and views. */}
      <Box display={overlay === null ? 'flex' : 'none'}>
        {screen === 'run' && session ? (
          <RunScreen
            size={size}
            session={session}
            active={overlay === null}
            onLeave={leave}
            onLog={() => setOverlay('log')}
            onExport={() => setOverlay('export')}
            onReport={report}
            onAsk={ask}
            onSeen={seen}
            message={message}
          />
        ) : screen === 'run' ? (
          <Frame size={size} title="Loopsmith" subtitle="reading the run" keys={[['?', 'help']]}>
            {null}
          </Frame>
        ) : screen === 'job' && session ? (
          <JobScreen
            size={size}
            session={session}
            active={overlay === null}
            onLeave={leave}
            onLog={() => setOverlay('log')}
            onSeen={seen}
            message={message}
          />
        ) : screen === 'work' ? (
          <WorkScreen
            key={work}
            size={size}
            work={work}
            values={typed[work] ?? works[work].fields.map(({ value }) => value)}
            onType={(values) => setTyped({ ...typed, [work]: values })}
            session={session && workOf(session.args) ? session : null}
            active={overlay === null}
            onLeave={() => goHome()}
            onStart={start}
            onPick={setWork}
            onSeen={seen}
            message={message}
          />
        ) : screen === 'form' ? (
          <FormScreen
            size={size}
            active={overlay === null}
            onLeave={() => goHome()}
            onStart={(preset) => start(['design', '--preset', preset, ...runsFlag(root)])}
            onSeen={seen}
            message={message}
          />
        ) : (
          <HomeScreen
            size={size}
            root={root}
            running={live && session ? session.command : null}
            active={overlay === null}
            visit={visit}
            onChoose={choose}
            onResume={resume}
            onQuit={interrupt}
            at={home}
            onMove={setHome}
            message={message}
          />
        )}
      </Box>
    </>
  );
}

const runsFlag = (root: string): string[] => (root === 'runs' ? [] : ['--runs', root]);
