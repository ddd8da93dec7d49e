import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
	root: fileURLToPath(new URL("../", import.meta.url)),
	test: {
		include: ["tests/**/*.test.ts"],
		globalSetup: ["tests/support/global-setup.ts"],
		setupFiles: ["tests/support/property-seed.ts", "tests/support/one-slot.ts"],
		// CI counts the results from a file; people read them on the screen.
		...(process.env.BARQIYA_TEST_RESULTS
			? {
					reporters: ["default", "json"],
					outputFile: { json: process.env.BARQIYA_TEST_RESULTS },
					// Once more, and shown as such: a machine that stalls for seconds is no fault of what is tested.
					retry: 1,
				}
			: {}),
		testTimeout: 60_000,
		hookTimeout: 120_000,
		maxWorkers: 2,
	},
});
