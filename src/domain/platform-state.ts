/** Whether a platform lets the bot do what it is for, as far as this process has seen; `detail`: why not. */
export type PlatformState = { up: boolean; detail?: string };

/** The same of the side that listens. `isOver`: it does not try again by itself. */
export type ListeningState = PlatformState & { isOver?: true };
