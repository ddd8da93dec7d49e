import { LRUCache } from "lru-cache";
import { telegramLimits } from "../limits.ts";

/** Loads a picture's bytes from a public address, at most so many; undefined where they cannot be had. Never rejects. */
export type LoadPicture = (address: string, maxBytes: number) => Promise<Uint8Array | undefined>;

/** How a picture is given to Telegram: its address, its bytes, or the file that Telegram has of it. */
export type PictureSource =
	| { kind: "address"; address: string }
	| { kind: "bytes"; address: string; bytes: Uint8Array }
	| { kind: "file"; address: string; fileId: string };

/** Why Telegram did not take a picture: it could not fetch it, or it is none that it shows. */
export type PictureFault = "unfetched" | "unusable";

/**
 * The way down from a picture to none: by its address, since that costs nobody anything; uploaded, where Telegram could
 * not fetch it; without. What one request has taught is remembered for the next, of the same post or of another. Nothing
 * here is needed by another process: it learns the same.
 */
export type Pictures = {
	/** The way to try in this chat; undefined: without the picture. */
	way(address: string, chatId: number): Promise<PictureSource | undefined>;
	/** Learns from a refusal; resolves when the next way is known. */
	refused(source: PictureSource, fault: PictureFault): Promise<void>;
	/** The chat takes no photos at all: it gets the texts alone, until its rules may have changed. */
	refusedBy(chatId: number): void;
	/** Telegram has the file now: other chats get it by its id. */
	posted(source: PictureSource, fileId: string | undefined): void;
};

const mostKnown = 500;
/** Pictures whose bytes are held at the same time, at most 10 MB each. */
const mostLoaded = 5;
const mostChats = 10_000;
/** How long a chat that took no photo is offered none: each offer is a request that counts. ms. */
const noPhotosMs = 3_600_000;

export function createPictures(load?: LoadPicture): Pictures {
	const known = new LRUCache<string, { way: Promise<PictureSource | undefined> }>({ max: mostKnown });
	const loaded = new LRUCache<string, true>({
		max: mostLoaded,
		dispose: (_, address, why) => {
			if (why === "evict") known.delete(address);
		},
	});
	const withoutPhotos = new LRUCache<number, true>({ max: mostChats, ttl: noPhotosMs });

	function keep(address: string, way: Promise<PictureSource | undefined>): void {
		known.set(address, { way });
	}

	async function upload(address: string): Promise<PictureSource | undefined> {
		const bytes = await load?.(address, telegramLimits.photoBytes);
		return bytes !== undefined && isPicture(bytes) ? { kind: "bytes", address, bytes } : undefined;
	}

	return {
		async way(address, chatId) {
			if (withoutPhotos.has(chatId)) return undefined;
			return known.get(address)?.way ?? { kind: "address", address };
		},
		async refused({ kind, address }, fault) {
			if (kind === "address" && fault === "unfetched" && load !== undefined) {
				// Several chats may find it out at once.
				if (!known.has(address)) {
					loaded.set(address, true);
					keep(address, upload(address));
				}
				await known.get(address)?.way;
				return;
			}
			loaded.delete(address);
			keep(address, Promise.resolve(undefined));
		},
		refusedBy: (chatId) => void withoutPhotos.set(chatId, true),
		posted({ kind, address }, fileId) {
			if (kind !== "bytes" || fileId === undefined) return;
			loaded.delete(address);
			keep(address, Promise.resolve({ kind: "file", address, fileId }));
		},
	};
}

/** How JPEG, PNG, GIF and WebP begin: what Telegram shows as a photo. A page in a picture's place begins otherwise. */
const beginnings = ["ffd8ff", "89504e470d0a1a0a", "47494638", "52494646"];

function isPicture(bytes: Uint8Array): boolean {
	const head = Buffer.from(bytes.subarray(0, 8)).toString("hex");
	return bytes.length <= telegramLimits.photoBytes && beginnings.some((start) => head.startsWith(start));
}
