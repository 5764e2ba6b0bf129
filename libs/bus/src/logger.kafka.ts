import type { Logger } from '@botect/runtime';
import { type logCreator, logLevel } from 'kafkajs';

/** Said at every start and every election, and over with the retry that follows. */
const passing =
  /coordinator is not available|not the correct coordinator|leadership election|topic creation/i;
/** Records that this group never read were removed. */
const gap = /^offset out of range, resetting/i;

/**
 * kafkajs calls every step it is about to retry an error. What it gives up on reaches us as a rejection or a crash,
 * which are reported where they arrive; so its errors are warnings here, and its progress is for debugging.
 */
export function kafkaLogger(log: Logger): logCreator {
  const levelOf = (level: logLevel, text: string) => {
    if (gap.test(text)) return 'error';
    return level > logLevel.WARN || passing.test(text) ? 'debug' : 'warn';
  };
  return () =>
    ({ level, namespace, log: { message, timestamp: _, logger: __, stack: ___, ...fields } }) => {
      const text = `${message} ${fields['error'] ?? ''}`;
      log[levelOf(level, text)]({ ...fields, kafkajs: namespace }, message);
    };
}
