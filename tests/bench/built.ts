/**
 * A module of the built program. What is measured is what is shipped: tsx wraps every function so that it keeps its
 * name, which makes code with many small closures two times as slow, and leaves the packages beside it as they are.
 */
export async function built<T>(path: string): Promise<T> {
	return (await import(new URL(`../../dist/${path}.js`, import.meta.url).href)) as T;
}
