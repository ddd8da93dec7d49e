import type { Upload } from "./body.ts";
import { refuse } from "./refusal.ts";

export type Photo = {
	file_id: string;
	file_unique_id: string;
	width: number;
	height: number;
	file_size: number;
};

export type Photos = {
	/** The sizes of a photo given as address, `file_id` or `attach://` of an upload; ends the call when it is none. */
	read(reference: string, files: Readonly<Record<string, Upload>>): Photo[];
	/** What fetching an address gives from now on: `ok`, or the refusal's text. */
	setAddress(url: string, result: string): void;
};

const largestUpload = 10 * 1024 * 1024;

export function createPhotos(): Photos {
	const known = new Map<string, Photo>();
	const addresses = new Map<string, string>();

	function keep(width: number, height: number, size: number): Photo[] {
		if (width + height > 10_000 || Math.max(width, height) / Math.min(width, height) > 20) {
			refuse(400, "PHOTO_INVALID_DIMENSIONS");
		}
		const number = known.size + 1;
		const photo: Photo = {
			file_id: `AgACAgQAAxkFake${String(number).padStart(8, "0")}`,
			file_unique_id: `AQADfake${number}`,
			width,
			height,
			file_size: size,
		};
		known.set(photo.file_id, photo);
		return [photo];
	}

	return {
		setAddress: (url, result) => void addresses.set(url, result),
		read(reference, files) {
			if (reference.startsWith("attach://")) {
				const file = files[reference.slice(9)];
				if (file === undefined) refuse(400, "wrong file identifier/HTTP URL specified");
				if (file.bytes.length > largestUpload) refuse(413, "Request Entity Too Large");
				const size = readSize(file.bytes);
				if (size === undefined) refuse(400, "IMAGE_PROCESS_FAILED");
				return keep(size.width, size.height, file.bytes.length);
			}
			if (/^https?:\/\//i.test(reference)) {
				const result = addresses.get(reference) ?? "ok";
				if (result !== "ok") refuse(400, result);
				return keep(1280, 720, 100_000);
			}
			const photo = known.get(reference);
			if (photo === undefined) refuse(400, "wrong file identifier/HTTP URL specified");
			return [photo];
		},
	};
}

/** Width and height of a PNG, GIF or JPEG; undefined for bytes that are none. */
function readSize(bytes: Buffer): { width: number; height: number } | undefined {
	if (bytes.length > 24 && bytes.toString("latin1", 1, 4) === "PNG") {
		return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
	}
	if (bytes.length > 10 && bytes.toString("latin1", 0, 3) === "GIF") {
		return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
	}
	if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return readJpegSize(bytes);
	return undefined;
}

function readJpegSize(bytes: Buffer): { width: number; height: number } | undefined {
	let i = 2;
	while (i + 9 < bytes.length && bytes[i] === 0xff) {
		const marker = bytes[i + 1] ?? 0;
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { height: bytes.readUInt16BE(i + 5), width: bytes.readUInt16BE(i + 7) };
		i += 2 + bytes.readUInt16BE(i + 2);
	}
	return undefined;
}
