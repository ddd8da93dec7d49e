/** What a drawing of a post needs besides the post. */
export type PostView = { say(id: string): string; time(at: number): string };
