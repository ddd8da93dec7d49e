import { InputFile } from "grammy";
import type { PublishRequest } from "../../../src/delivery/publisher.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { type Reaction, reactionTo } from "../errors.ts";
import { parseAddress, type TelegramAddress } from "../places/address.ts";
import { isBlank } from "../render.ts";
import { type CallEnd, endOf } from "../transport/connection.ts";
import { again, close } from "./close.ts";
import type { PictureSource, Pictures } from "./pictures.ts";
import { renderCall, type TelegramCall } from "./render-call.ts";
import type { Sender } from "./sender.ts";
import { badAddress, empty } from "./unsendable.ts";

export async function publish(sender: Sender, request: PublishRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	if (address === undefined) return badAddress;
	const { file } = request.message;
	if (file !== undefined) return postFile(sender, request, address, file);
	const call = renderCall(request.message, { plainText: request.plainText });
	if (isBlank(call.text)) return empty;
	if (call.kind === "text") return post(sender, request, address, { call });
	return post(
		sender,
		request,
		address,
		shapeOf(request, call, await sender.pictures.way(call.photo, address.chatId)),
	);
}

/** An answer with a file: what it says stands below it. */
async function postFile(
	{ api, token, ...sender }: Sender,
	{ message, plainText, beforeSend }: PublishRequest,
	{ chatId, topicId }: TelegramAddress,
	file: NonNullable<PublishRequest["message"]["file"]>,
): Promise<Outcome> {
	const { text, parameters } = renderCall(message, { plainText, part: "caption" });
	const { link_preview_options: _, ...others } = parameters;
	const end = await endOf(
		token,
		() =>
			api.sendDocument(chatId, new InputFile(Buffer.from(file.text), file.name), {
				...others,
				caption: text.text,
				...(topicId === undefined ? {} : { message_thread_id: topicId }),
			}),
		beforeSend,
	);
	if (end.kind === "ok") return { kind: "sent", messageIds: [String(end.result.message_id)] };
	return close({ api, token, ...sender }, chatId, end, []);
}

/** What is sent: a text, or a photo in one of the ways to give it. */
type Shape = { call: TelegramCall; picture?: PictureSource };

function shapeOf(request: PublishRequest, call: TelegramCall, picture: PictureSource | undefined): Shape {
	if (picture !== undefined) return { call, picture };
	return { call: renderCall(request.message, { plainText: request.plainText, withoutPhoto: true }) };
}

/** One request. Where a picture was refused the post comes again, in a turn of its own, as what was learnt has it. */
async function post(
	sender: Sender,
	request: PublishRequest,
	address: TelegramAddress,
	shape: Shape,
): Promise<Outcome> {
	const { options, pictures } = sender;
	const { picture } = shape;
	const end = await send(sender, request, address, shape);
	if (end.kind === "ok") {
		if (picture !== undefined) pictures.posted(picture, end.result.photo?.at(-1)?.file_id);
		return { kind: "sent", messageIds: [String(end.result.message_id)] };
	}
	const reaction = end.kind === "refused" ? reactionTo(end.answer) : undefined;
	if (picture !== undefined && (await learn(pictures, picture, address.chatId, reaction))) return again(end);
	if (reaction?.kind === "topic-closed" && options.withoutClosedTopic && address.topicId !== undefined) {
		return post(sender, request, { chatId: address.chatId }, shape);
	}
	return close(sender, address.chatId, end, []);
}

/** Whether the picture was what was refused. */
async function learn(
	pictures: Pictures,
	picture: PictureSource,
	chatId: number,
	reaction: Reaction | undefined,
): Promise<boolean> {
	if (reaction?.kind === "without-photo") pictures.refusedBy(chatId);
	else if (reaction?.kind === "photo-fault") await pictures.refused(picture, reaction.fault);
	else return false;
	return true;
}

type Made = { message_id: number; photo?: { file_id: string }[] };

function send(
	{ api, token, options }: Sender,
	{ beforeSend }: PublishRequest,
	{ chatId, topicId }: TelegramAddress,
	{ call, picture }: Shape,
): Promise<CallEnd<Made>> {
	const parameters = {
		...call.parameters,
		...(topicId === undefined ? {} : { message_thread_id: topicId }),
		...(options.paidBroadcast === true ? { allow_paid_broadcast: true } : {}),
	};
	const request = (): Promise<Made> =>
		picture === undefined
			? api.sendMessage(chatId, call.text.text, parameters)
			: api.sendPhoto(chatId, photoOf(picture), parameters);
	return endOf(token, request, beforeSend);
}

function photoOf(picture: PictureSource): string | InputFile {
	switch (picture.kind) {
		case "address":
			return picture.address;
		case "file":
			return picture.fileId;
		case "bytes":
			return new InputFile(picture.bytes, "photo");
	}
}
