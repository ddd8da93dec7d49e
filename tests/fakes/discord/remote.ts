import type { DiscordControls } from "./controls.ts";

/** The controls of a fake that runs in another process: the same names, every answer a promise. */
export type RemoteDiscordControls = {
	[Name in keyof DiscordControls]: (
		...argument: Parameters<DiscordControls[Name]>
	) => Promise<Awaited<ReturnType<DiscordControls[Name]>>>;
};

/** `apiUrl` as the fake printed it. An error of a control is thrown here with its own words. */
export function connectDiscordFake(apiUrl: string): RemoteDiscordControls {
	const origin = new URL(apiUrl).origin;
	return new Proxy({} as RemoteDiscordControls, {
		get(_target, name) {
			// An `await` of the whole must not take it for a promise.
			if (typeof name !== "string" || name === "then") return undefined;
			return async (argument: unknown = {}) => {
				const response = await fetch(`${origin}/_control/${name}`, {
					method: "POST",
					body: JSON.stringify(argument),
				});
				const said = (await response.json()) as { result?: unknown; error?: string };
				if (said.error !== undefined) throw new Error(said.error);
				return said.result;
			};
		},
	});
}
