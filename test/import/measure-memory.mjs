// Loaded before a program: writes the largest memory that it held, in kB, to the file named by PEAK_MEMORY_FILE when it ends.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  writeFileSync(process.env.PEAK_MEMORY_FILE, String(process.resourceUsage().maxRSS));
});
