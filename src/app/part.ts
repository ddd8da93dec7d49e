/** Something that runs until it is stopped; `stop` resolves when what is under way is done. */
export type Part = { name: string; stop(): Promise<void> };
