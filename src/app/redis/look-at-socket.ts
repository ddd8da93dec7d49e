import { createConnection } from "node:net";

/** `busy`: somebody listens and does not answer yet, as while a large log of changes is loaded. */
export type Seen = "ready" | "busy" | "gone";

export async function lookAtSocket(path: string): Promise<Seen> {
	return new Promise((done) => {
		const connection = createConnection(path, () => connection.write("PING\r\n"));
		connection.setTimeout(2_000, () => connection.destroy());
		connection.once("data", (data) => {
			connection.destroy();
			done(data.toString().startsWith("+PONG") ? "ready" : "busy");
		});
		connection.once("error", ({ code }: NodeJS.ErrnoException) =>
			done(code === "ENOENT" || code === "ECONNREFUSED" ? "gone" : "busy"),
		);
		connection.once("close", () => done("busy"));
	});
}
