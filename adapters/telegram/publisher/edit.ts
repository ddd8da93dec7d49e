import type { EditRequest } from "../../../src/delivery/publisher.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { reactionTo } from "../errors.ts";
import { parseAddress } from "../places/address.ts";
import { isBlank } from "../render.ts";
import { type CallEnd, endOf } from "../transport/connection.ts";
import { again, close } from "./close.ts";
import { type MessagePart, renderCall } from "./render-call.ts";
import type { Sender } from "./sender.ts";
import { badAddress, empty, unknownMessage } from "./unsendable.ts";

export async function edit(sender: Sender, request: EditRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	const [first] = request.messageIds;
	if (address === undefined) return badAddress;
	// 0: the server scheduled it; such a message cannot be edited, and it was sent.
	if (first === "0") return { kind: "sent", messageIds: request.messageIds };
	if (first === undefined || !/^\d+$/.test(first)) return unknownMessage;
	const whole = renderCall(request.message, { plainText: request.plainText });
	if (isBlank(whole.text)) return empty;
	const key = `${address.chatId}/${first}`;
	const part = sender.parts.get(key) ?? (whole.kind === "photo" ? "caption" : "text");
	const end = await editPart(sender, request, address.chatId, Number(first), part);
	if (end.kind === "ok") return { kind: "sent", messageIds: request.messageIds };
	if (end.kind === "refused" && reactionTo(end.answer).kind === "other-part" && !sender.parts.has(key)) {
		sender.parts.set(key, part === "text" ? "caption" : "text");
		return again(end);
	}
	return close(sender, address.chatId, end, request.messageIds);
}

function editPart(
	{ api, token }: Sender,
	{ message, plainText, beforeSend }: EditRequest,
	chatId: number,
	messageId: number,
	part: MessagePart,
): Promise<CallEnd<unknown>> {
	const call = renderCall(message, { plainText, withoutPhoto: true, part });
	const { disable_notification: _silent, ...parameters } = call.parameters;
	const { text } = call.text;
	const edited = () =>
		part === "text"
			? api.editMessageText(chatId, messageId, text, parameters)
			: api.editMessageCaption(chatId, messageId, { ...parameters, caption: text });
	return endOf<unknown>(token, edited, beforeSend);
}
