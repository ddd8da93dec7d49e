/*
 * Preloaded into one worker: its own clock is wrong by LAB_CLOCK_SHIFT_MS. Timers and the monotonic clock stay right, as
 * they do on a machine whose time was set wrong.
 */
const shiftMs = Number(process.env.LAB_CLOCK_SHIFT_MS ?? 0);
const trueNow = Date.now;
Date.now = () => trueNow() + shiftMs;
