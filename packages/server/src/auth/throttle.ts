import type { Clock } from '../kernel/clock/index.ts';
import { authErrors } from './errors.ts';

/** How many failed sign-ins of one address are looked at, in how many seconds, and of how many addresses it is remembered. */
const limits = { failures: 100, seconds: 300, addresses: 20_000 };

interface Window {
  failures: number;
  /** Milliseconds of the clock. */
  readonly ends: number;
}

/** Counts failed sign-ins by address, in this process. Requests without credentials are no failures: some clients begin so. */
export interface Throttle {
  /** AUTH_TOO_MANY_FAILURES. */
  admit(address: string): void;
  failed(address: string): void;
}

/** A throttle that forgets the oldest addresses when there are too many. */
export function createThrottle(clock: Clock): Throttle {
  const windows = new Map<string, Window>();
  const current = (address: string): Window | undefined => {
    const window = windows.get(address);
    return window !== undefined && window.ends > clock.now().getTime() ? window : undefined;
  };
  return {
    admit: (address) => {
      const window = current(address);
      if (window === undefined || window.failures < limits.failures) return;
      const seconds = Math.ceil((window.ends - clock.now().getTime()) / 1_000);
      throw authErrors.TOO_MANY_FAILURES({ seconds });
    },
    failed: (address) => {
      const window = current(address);
      if (window !== undefined) {
        window.failures += 1;
        return;
      }
      windows.delete(address);
      windows.set(address, { failures: 1, ends: clock.now().getTime() + limits.seconds * 1_000 });
      const [oldest] = windows.keys();
      if (windows.size > limits.addresses && oldest !== undefined) windows.delete(oldest);
    },
  };
}
