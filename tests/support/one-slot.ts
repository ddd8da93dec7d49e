import { type Command, Redis } from "ioredis";

/*
 * The tests' Redis is a single one, which takes any keys together. On a Cluster a command or script runs only where all its
 * keys lie in one slot: one that would not is refused here, in every test.
 */
const send = Redis.prototype.sendCommand;
Redis.prototype.sendCommand = function (this: Redis, command: Command, ...rest) {
	const tags = new Set(command.getKeys().map((key) => hashTag(String(key))));
	if (tags.size > 1) {
		command.reject(new Error(`CROSSSLOT ${command.name}: keys of several slots: ${[...tags].join(", ")}`));
		return command.promise;
	}
	return send.call(this, command, ...rest);
};

/** What of a key decides its slot. */
function hashTag(key: string): string {
	const begin = key.indexOf("{");
	const end = key.indexOf("}", begin + 1);
	return begin >= 0 && end > begin + 1 ? key.slice(begin + 1, end) : key;
}
