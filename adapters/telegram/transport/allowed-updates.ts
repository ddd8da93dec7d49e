/** The updates that the bot asks for; `my_chat_member` is what tells it of its comings and goings. */
export const allowedUpdates = [
	"message",
	"channel_post",
	"my_chat_member",
	"callback_query",
	"inline_query",
] as const;
