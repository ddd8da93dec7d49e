import { refuse } from "./refusal.ts";

export type FakeDocument = {
	file_id: string;
	file_unique_id: string;
	file_name: string;
	mime_type: string;
	file_size: number;
};

/** Files that people and the bot sent. */
export type Documents = {
	keep(name: string, bytes: Uint8Array): FakeDocument;
	/** What `getFile` answers; ends the call where there is no such file, or it is larger than bots may load. */
	file(fileId: string): object;
	/** The bytes under a path that `getFile` answered. */
	at(path: string): Uint8Array | undefined;
	bytesOf(fileId: string): Uint8Array | undefined;
};

/** https://core.telegram.org/bots/api#getfile and #sending-files */
const largestDownload = 20 * 1024 * 1024;
const largestUpload = 50 * 1024 * 1024;

export function createDocuments(): Documents {
	const kept = new Map<string, Uint8Array>();
	const pathOf = (fileId: string) => `documents/${fileId}.xml`;
	return {
		keep(name, bytes) {
			if (bytes.length === 0) refuse(400, "file must be non-empty");
			if (bytes.length > largestUpload) refuse(413, "Request Entity Too Large");
			const fileId = `BQACAgQAAxkFake${String(kept.size + 1).padStart(8, "0")}`;
			kept.set(fileId, bytes);
			return {
				...{ file_id: fileId, file_unique_id: `AgADfake${kept.size}`, file_name: name },
				...{ mime_type: "text/xml", file_size: bytes.length },
			};
		},
		file(fileId) {
			const bytes = kept.get(fileId);
			if (bytes === undefined) refuse(400, "invalid file_id");
			if (bytes.length > largestDownload) refuse(400, "file is too big");
			const path = pathOf(fileId);
			return { file_id: fileId, file_unique_id: fileId.slice(-8), file_size: bytes.length, file_path: path };
		},
		at: (path) => [...kept].find(([fileId]) => pathOf(fileId) === path)?.[1],
		bytesOf: (fileId) => kept.get(fileId),
	};
}
