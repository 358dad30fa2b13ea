// Loaded before a program: when it ends, writes the processor time in s and the largest memory in MB that it took to the file named by
// COST_FILE. Processor time and not the clock: tests share their machine.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(
    process.env.COST_FILE,
    JSON.stringify({ seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }),
  );
});
