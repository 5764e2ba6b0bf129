import { readFileSync } from 'node:fs';

export interface ProcessMemory {
  /** Resident now, bytes. */
  readonly residentBytes: number;
  /** The most that was ever resident, bytes. */
  readonly peakBytes: number;
}

export function processMemory(pid: number): ProcessMemory {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (field: string) => 1_024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]);
  return { residentBytes: bytes('VmRSS'), peakBytes: bytes('VmHWM') };
}
