import { asList, asRecord, asText, type RequestBody } from "../request-body.ts";
import { linksOf, plainTextOf, webAddress } from "../rich-text.ts";
import type { StageParts } from "../stage-parts.ts";
import type { DiscordPost, Embed, LinkButton } from "../stage-post.ts";
import { parseDiscordMarkdown } from "./discord-markdown.ts";

export type DiscordAddress = Pick<DiscordPost, "channelId" | "messageId" | "at">;

/** A message as it is drawn; undefined when there is nothing in it. */
export function readDiscordPost(
	parts: StageParts,
	body: RequestBody,
	address: DiscordAddress,
): DiscordPost | undefined {
	const { channelId, messageId, at } = address;
	const content = asText(body.fields.content) ?? "";
	const embeds = asList(body.fields.embeds).map((embed) => readEmbed(parts, body, asRecord(embed)));
	const buttons = readButtons(body.fields.components);
	if (content.trim() === "" && embeds.length === 0) return undefined;
	return {
		platform: "discord",
		key: `discord-${channelId}-${messageId}`,
		place: parts.placeTitle("discord", channelId),
		...describe(content, embeds, buttons),
		at,
		channelId,
		messageId,
		content,
		embeds,
		buttons,
	};
}

function describe(content: string, embeds: readonly Embed[], buttons: DiscordPost["buttons"]) {
	const texts = [
		content,
		...embeds.flatMap(({ title, description }) => [title ?? "", description ?? ""]),
	].map(parseDiscordMarkdown);
	const links = new Set([
		...embeds.flatMap(({ url }) => url ?? []),
		...texts.flatMap(linksOf),
		...buttons.flat().map(({ href }) => href),
	]);
	const [link] = links.size === 1 ? links : [];
	const first = texts.map((text) => plainTextOf(text).trim()).find((text) => text !== "");
	return { headline: first?.split("\n", 1)[0] ?? "", ...(link === undefined ? {} : { link }) };
}

function readEmbed(parts: StageParts, body: RequestBody, embed: Record<string, unknown>): Embed {
	const image = imageOf(parts, body, asText(asRecord(embed.image).url));
	const thumbnail = imageOf(parts, body, asText(asRecord(embed.thumbnail).url));
	return {
		...withText("title", embed.title),
		...withText("url", webAddress(asText(embed.url))),
		...withText("description", embed.description),
		...withText("author", asRecord(embed.author).name),
		...withText("footer", asRecord(embed.footer).text),
		...withText("image", image),
		...withText("thumbnail", thumbnail),
		...(typeof embed.color === "number" ? { color: embed.color & 0xffffff } : {}),
		fields: asList(embed.fields).map((field) => {
			const { name, value } = asRecord(field);
			return { name: asText(name) ?? "", value: asText(value) ?? "" };
		}),
	};
}

function withText<Name extends string>(name: Name, value: unknown): { [N in Name]?: string } {
	const text = asText(value);
	return text === undefined ? {} : ({ [name]: text } as { [N in Name]: string });
}

/** An address, or a file of the request that is named by `attachment://`. */
function imageOf(parts: StageParts, { files }: RequestBody, url: string | undefined): string | undefined {
	if (!url?.startsWith("attachment://")) return webAddress(url);
	const name = url.slice("attachment://".length);
	const file = files.find(({ fileName }) => fileName === name);
	return file === undefined ? undefined : parts.uploads.keep(file);
}

/** Link buttons of action rows; other components have no place in a post. */
function readButtons(components: unknown): readonly (readonly LinkButton[])[] {
	return asList(components).map((row) =>
		asList(asRecord(row).components).flatMap((component) => {
			const { label, url } = asRecord(component);
			const href = webAddress(asText(url));
			return href === undefined ? [] : [{ label: asText(label) ?? "", href }];
		}),
	);
}
