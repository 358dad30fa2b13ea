// What this machine offers, as `loopsmith doctor` finds it. In a process of its own: it loads every model.
import { useEffect, useState } from 'react';
import type { Examination } from '../design/examine.js';
import { type Asked, useServices } from './hooks.js';

export function useMachine(): Asked<Examination> {
  const services = useServices();
  const [asked, setAsked] = useState<Asked<Examination>>({ answer: null, problem: null });
  useEffect(() => {
    let current = true;
    const job = services.start(['doctor', '--json']);
    void job.ended.then(({ output, problem, code }) => {
      if (!current) return;
      if (code === 0) setAsked({ answer: JSON.parse(output), problem: null });
      else setAsked({ answer: null, problem });
    });
    return () => {
      current = false;
      job.stop();
    };
  }, [services]);
  return asked;
}
