import { z } from "zod";
import type { Message } from "./message.ts";

const span = z.object({
	text: z.string(),
	bold: z.boolean().exactOptional(),
	italic: z.boolean().exactOptional(),
	href: z.string().exactOptional(),
});

/** A message that comes back from outside the program. */
export const messageSchema = z.object({
	language: z.string(),
	blocks: z.array(
		z.discriminatedUnion("kind", [
			z.object({ kind: z.literal("headline"), text: z.string(), href: z.string().exactOptional() }),
			z.object({ kind: z.literal("date"), text: z.string() }),
			z.object({ kind: z.literal("paragraph"), spans: z.array(span) }),
			z.object({ kind: z.literal("list"), items: z.array(z.array(span)) }),
			z.object({ kind: z.literal("source"), name: z.string(), href: z.string().exactOptional() }),
			z.object({ kind: z.literal("tags"), tags: z.array(z.string()) }),
		]),
	),
	image: z.object({ url: z.string(), alt: z.string() }).exactOptional(),
	buttons: z.array(
		z.array(z.object({ label: z.string(), href: z.string(), share: z.string().exactOptional() })),
	),
	silent: z.boolean(),
	linkPreview: z.boolean(),
}) satisfies z.ZodType<Message>;
