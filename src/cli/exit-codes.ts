/** 0 done, 1 failed, 2 wrong use or settings. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;
