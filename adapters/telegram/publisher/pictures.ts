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
 * not fetch it; without. What one post has taught is remembered for the others, so that a post which was refused slowly
 * does not begin anew at the top. Nothing here is needed by another process.
 */
export type Pictures = {
	/** The way to try first; undefined: without the picture. */
	first(address: string): Promise<PictureSource | undefined>;
	/** The way to try after a refusal. */
	next(refused: PictureSource, fault: PictureFault): Promise<PictureSource | undefined>;
	/** Telegram has the file now: other chats get it by its id. */
	posted(source: PictureSource, fileId: string | undefined): void;
};

type Known = Promise<PictureSource | undefined>;

const mostKnown = 500;
/** Pictures whose bytes are held at the same time, at most 10 MB each. */
const mostLoaded = 5;

export function createPictures(load?: LoadPicture): Pictures {
	const known = new Map<string, Known>();
	const loaded = new Set<string>();

	function keep(address: string, source: Known): Known {
		known.delete(address);
		known.set(address, source);
		for (const old of known.keys()) {
			if (known.size <= mostKnown) break;
			known.delete(old);
		}
		return source;
	}

	async function upload(address: string): Promise<PictureSource | undefined> {
		const bytes = await load?.(address, telegramLimits.photoBytes);
		return bytes !== undefined && isPicture(bytes) ? { kind: "bytes", address, bytes } : undefined;
	}

	function startUpload(address: string): Known {
		loaded.add(address);
		for (const old of loaded) {
			if (loaded.size <= mostLoaded) break;
			loaded.delete(old);
			known.delete(old);
		}
		return keep(address, upload(address));
	}

	return {
		first: (address) => known.get(address) ?? Promise.resolve({ kind: "address", address }),
		async next({ kind, address }, fault) {
			if (kind === "address" && fault === "unfetched" && load !== undefined) {
				// Several chats may find it out at once.
				return known.get(address) ?? startUpload(address);
			}
			loaded.delete(address);
			return keep(address, Promise.resolve(undefined));
		},
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
