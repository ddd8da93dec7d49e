import type { Context } from "grammy";
import type { SentFile } from "../../../src/commands/port.ts";
import { loadFile } from "../../../src/commands/subscriptions/load-file.ts";

/** The document that a message is, or that it replies to; `files` is where Telegram keeps files for this bot, and a secret. */
export function sentFile({ msg, api }: Context, files: string): SentFile | undefined {
	const document = msg?.document ?? msg?.reply_to_message?.document;
	if (document === undefined) return undefined;
	return {
		name: document.file_name ?? "",
		async load(mostBytes) {
			if ((document.file_size ?? 0) > mostBytes) return { kind: "too-large" };
			const path = await api.getFile(document.file_id).then(
				({ file_path }) => file_path,
				() => undefined,
			);
			return path === undefined ? { kind: "failed" } : loadFile(`${files}/${path}`, mostBytes);
		},
	};
}
