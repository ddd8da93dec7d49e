import { createServer } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OptionValues } from "../../src/app/config/read-options.ts";
import { createPictureLoader } from "../../src/app/load-picture.ts";

const seen: (string | undefined)[] = [];
const server = createServer((request, response) => {
	seen.push(request.headers.accept);
	if (request.url === "/gone.jpg") response.writeHead(404).end();
	else response.writeHead(200, { "content-type": "image/jpeg" }).end(Buffer.alloc(1000, 1));
});
let root: string;
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	root = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => server.close());

function loader(allowPrivate: boolean) {
	const options = { SOURCE_ALLOW_PRIVATE: allowPrivate, SOURCE_USER_AGENT: "barqiya test" };
	return createPictureLoader(options as OptionValues);
}

it("loads a picture, asking for one", async () => {
	expect(await loader(true)(`${root}/p.jpg`, 5000)).toHaveLength(1000);
	expect(seen.at(-1)).toMatch(/^image\/jpeg/);
});

it("loads none that is missing, too large, a file, or in a private network", async () => {
	expect(await loader(true)(`${root}/gone.jpg`, 5000)).toBeUndefined();
	expect(await loader(true)(`${root}/p.jpg`, 500)).toBeUndefined();
	expect(await loader(true)("/etc/hostname", 5000)).toBeUndefined();
	const asked = seen.length;
	expect(await loader(false)(`${root}/p.jpg`, 5000)).toBeUndefined();
	expect(seen).toHaveLength(asked);
});
