import type { DeliveryDeps } from "../delivery/deps.ts";
import type { Publisher } from "../delivery/publisher.ts";
import { type DeliveryTiming, standardTiming } from "../delivery/timing.ts";
import { AppError } from "../domain/errors.ts";
import type { Log } from "../domain/log.ts";
import type { PlatformState } from "../domain/platform-state.ts";
import { createSentences, type Sentences } from "../i18n/sentences.ts";
import type { Web } from "../ingest/ingest-deps.ts";
import type { Message } from "../message/message.ts";
import { messageSchema } from "../message/message-schema.ts";
import { createReader, type Reader } from "../sources/reader.ts";
import { createStaff, type Staff } from "../staff/people.ts";
import { createPermit, type Permit } from "../staff/permit.ts";
import { createTokens, type Tokens } from "../staff/tokens.ts";
import { type ChannelStore, createChannelStore } from "../store/channels/channels.ts";
import { createDigestStore, type DigestStore } from "../store/channels/digests.ts";
import { createPageStore, type PageStore } from "../store/channels/pages.ts";
import { createLedger, type Ledger } from "../store/delivery/ledger.ts";
import { createPostStore, type PostStore } from "../store/delivery/posts.ts";
import { createSendWindow, type SendWindow } from "../store/delivery/send-window.ts";
import { createShareStore, type ShareStore } from "../store/delivery/shares.ts";
import { type AddedSourceStore, createAddedSourceStore } from "../store/news/added-sources.ts";
import { type ArticleStore, createArticleStore } from "../store/news/articles.ts";
import { createSourceHealthStore, type SourceHealthStore } from "../store/news/sources.ts";
import { type AuditLog, createAuditLog } from "../store/people/audit.ts";
import { createPeopleStore, type PeopleStore } from "../store/people/people.ts";
import { createStaffStore } from "../store/people/staff.ts";
import { createTokenStore } from "../store/people/tokens.ts";
import { type Clock, createClock } from "../store/redis/clock.ts";
import { type Connection, createConnection } from "../store/redis/connection.ts";
import type { Config } from "./config/config.ts";
import { createWeb } from "./deps/create-web.ts";
import { createDeliveryTally, type DeliveryTally } from "./operate/delivery-tally.ts";
import { watchPublisher } from "./operate/watch-publisher.ts";
import { type PlatformRow, type PublisherGiven, platforms } from "./platforms.ts";
import { startEmbeddedRedis } from "./redis/embedded-redis.ts";
import { type Catalogue, createCatalogue } from "./sources/catalogue.ts";

/** What every part stands on: the connection to Redis, the stores, and the platforms that are switched on. */
export type Core = {
	config: Config;
	log: Log;
	sentences: Sentences;
	connection: Connection;
	clock: Clock;
	articles: ArticleStore;
	channels: ChannelStore;
	posts: PostStore;
	ledger: Ledger;
	/** What the ledger recorded in this process. */
	tally: DeliveryTally;
	digests: DigestStore;
	shares: ShareStore;
	/** All sources, the file's and those that people added. */
	catalogue: Catalogue;
	addedSources: AddedSourceStore;
	/** What a process does not ask sites too fast by: one for all of its parts. */
	web: Web;
	/** One for all of its parts, too. */
	reader: Reader;
	health: SourceHealthStore;
	pages: PageStore<Message>;
	people: PeopleStore;
	audit: AuditLog;
	permit: Permit;
	staff: Staff;
	tokens: Tokens;
	/** Rows of the platforms table that the settings switch on. */
	platforms: readonly PlatformRow[];
	/** Whether each platform that is on accepts the bot, as far as this process has seen. */
	platformStates: Map<string, PlatformState>;
	/** Whether each platform's bot listens, where this process is to; what is posted says nothing of it. */
	botStates: Map<string, PlatformState>;
	publisher(platform: string): Publisher | undefined;
	window(platform: string): SendWindow;
	timing: DeliveryTiming;
	/** What was put around delivery; the needs as they are where nothing was. */
	aroundDelivery(deps: DeliveryDeps): DeliveryDeps;
	stop(): Promise<void>;
};

/** What the demo and the fault lab put around a part, to see what passes or to break it. */
export type Around = {
	pages?(store: PageStore<Message>): PageStore<Message>;
	publisher?(row: PlatformRow, given: PublisherGiven): Publisher;
	window?(window: SendWindow, connection: Connection, platform: string): SendWindow;
	delivery?(deps: DeliveryDeps): DeliveryDeps;
	timing?: Partial<DeliveryTiming>;
};

/**
 * Opens Redis, the private one where none is named, and everything that stands on it. Waits while Redis is away; throws
 * `BQ_REDIS_REFUSED` when it answers and does not let us in.
 */
export async function openCore(config: Config, log: Log, around: Around = {}): Promise<Core> {
	const embedded =
		config.options.REDIS_URL === undefined
			? await startEmbeddedRedis(config.options.BARQIYA_DATA, log)
			: undefined;
	const connection = createConnection(embedded?.url ?? config.options.REDIS_URL ?? "", { log });
	const clock = await Promise.race([createClock(connection), connection.refused]).catch(
		async (error: Error) => {
			await connection.stop();
			await embedded?.stop();
			throw new AppError("BQ_REDIS_REFUSED", `redis: ${error.message}`, { cause: error });
		},
	);
	const stored = createPageStore<Message>(connection, {
		readMessage: (value) => messageSchema.parse(value),
		now: clock.now,
	});
	const pages = around.pages?.(stored) ?? stored;
	const on = platforms.filter((row) => row.isOn(config.options));
	const timing = { ...standardTiming, ...around.timing };
	const platformStates = new Map<string, PlatformState>(on.map(({ name }) => [name, { up: true }]));
	const publishers = new Map(
		on.map((row) => {
			const given: PublisherGiven = {
				config,
				pages,
				log,
				now: clock.now,
				refused: (layerKey, guard) => void window(row.name).noteRefusal(layerKey, guard),
			};
			const publisher = around.publisher?.(row, given) ?? row.createPublisher(given);
			return [row.name, watchPublisher(publisher, (state) => platformStates.set(row.name, state))];
		}),
	);
	const windows = new Map<string, SendWindow>();
	const audit = createAuditLog(connection);
	const addedSources = createAddedSourceStore(connection);
	const permit = createPermit(audit);
	const reader = createReader();
	const tally = createDeliveryTally(on.map(({ name }) => name));

	function window(platform: string): SendWindow {
		const known = windows.get(platform);
		if (known !== undefined) return known;
		const { settleMs = 0, sendTimeoutMs = 0 } = publishers.get(platform) ?? {};
		const leaseMs = Math.max(settleMs, sendTimeoutMs) + timing.slotSlackMs;
		const opened = createSendWindow(connection, { platform, leaseMs, log });
		const created = around.window?.(opened, connection, platform) ?? opened;
		windows.set(platform, created);
		return created;
	}

	return {
		config,
		log,
		connection,
		clock,
		pages,
		window,
		timing,
		aroundDelivery: (deps) => around.delivery?.(deps) ?? deps,
		sentences: createSentences(),
		articles: createArticleStore(connection),
		channels: createChannelStore(connection, log),
		posts: createPostStore(connection),
		tally,
		ledger: tally.counting(createLedger(connection)),
		digests: createDigestStore(connection),
		shares: createShareStore(connection),
		addedSources,
		catalogue: createCatalogue(config.sources, addedSources),
		web: createWeb(config, clock),
		reader,
		health: createSourceHealthStore(connection),
		people: createPeopleStore(connection),
		audit,
		permit,
		staff: createStaff({
			staff: createStaffStore(connection),
			permit,
			owners: config.options.BARQIYA_OWNER ?? [],
			now: clock.now,
		}),
		tokens: createTokens({ tokens: createTokenStore(connection), permit, now: clock.now }),
		platforms: on,
		platformStates,
		botStates: new Map(),
		publisher: (platform) => publishers.get(platform),
		async stop() {
			await Promise.all([...windows.values()].map((each) => each.stop()));
			await reader.stop();
			clock.stop();
			await connection.stop();
			await embedded?.stop();
		},
	};
}
