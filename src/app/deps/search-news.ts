import { foldKey } from "../../arabic/fold.ts";
import { createNewsIndex, type SearchQuery, type SearchResult } from "../../commands/search/news-index.ts";
import type { Article } from "../../domain/article.ts";
import type { Source } from "../../domain/source.ts";
import { topicKeys } from "../../planning/plan-article.ts";
import type { ArticleStore } from "../../store/news/articles.ts";

/** Searching in the news that the store keeps. */
export type NewsSearch = { search(query: SearchQuery): Promise<SearchResult> };

export type NewsSearchDeps = {
	articles: Pick<ArticleStore, "get" | "idsSince">;
	/** As they are known now. */
	sources(): readonly Source[];
	now(): number;
};

const daysBack = 30;
/** News that was revised since is noticed among the newest at once, among older news when it is shown. */
const newestReadAgain = 50;
/** Articles that one question reads at most, before it is answered; the rest follows in the background. */
const readPerQuestion = 300;
/** A millisecond each: no longer than this is anything else in the process kept waiting. */
const readAtOnce = 20;
/** Questions that come closer together than this are answered from the same list, in ms. */
const listLifeMs = 2_000;

/**
 * An index in this process's memory, filled from the store when somebody first asks, newest first, and brought up to date
 * by each question. However much news there is, a question reads no more than `readPerQuestion` articles.
 */
export function createNewsSearch({ articles, sources, now }: NewsSearchDeps): NewsSearch {
	const index = createNewsIndex();
	/** Ids in the list whose articles are no longer kept, or were taken back. */
	const absent = new Set<string>();
	let missing: string[] = [];
	let listedAt = Number.NEGATIVE_INFINITY;
	let refreshing: Promise<void> | undefined;
	let filling: Promise<void> | undefined;

	/** Also those of sources for whose sake nobody was sent it: who searches finds it there. */
	function topicsOf(article: Article): readonly string[] {
		const source = sources().find(({ id }) => id === article.sourceId);
		const listed = (article.alsoFrom ?? []).flatMap(({ topics }) => topics.map(foldKey));
		return [...topicKeys(article, source), ...listed];
	}

	async function read(id: string): Promise<Article | undefined> {
		const article = await articles.get(id);
		if (article === undefined || article.withdrawnAt !== undefined) {
			absent.add(id);
			index.remove(id);
			return undefined;
		}
		if (index.revisionOf(id) !== article.revision) {
			index.put(article, topicsOf(article));
		}
		return article;
	}

	async function readSome(most: number): Promise<void> {
		for (let left = most; left > 0 && missing.length > 0; left -= readAtOnce) {
			const batch = missing.slice(0, Math.min(readAtOnce, left));
			await Promise.all(batch.map(read));
			await new Promise((resolve) => setImmediate(resolve));
			const done = new Set(batch);
			missing = missing.filter((id) => !done.has(id));
		}
	}

	async function refresh(): Promise<void> {
		const ids = await articles.idsSince(now() - daysBack * 86_400_000);
		const listed = new Set(ids);
		for (const id of [...index.ids()]) if (!listed.has(id)) index.remove(id);
		for (const id of absent) if (!listed.has(id)) absent.delete(id);
		missing = ids.filter(
			(id, nth) => nth < newestReadAgain || (!absent.has(id) && index.revisionOf(id) === undefined),
		);
		listedAt = now();
		await readSome(readPerQuestion);
	}

	/** Goes on with what a question left, one batch after the other. */
	async function fill(): Promise<void> {
		while (missing.length > 0) await readSome(readAtOnce);
	}

	return {
		async search(query) {
			if (now() - listedAt >= listLifeMs && filling === undefined) {
				refreshing ??= refresh().finally(() => {
					refreshing = undefined;
				});
			}
			await refreshing;
			const isWhole = missing.length === 0;
			if (!isWhole) {
				filling ??= fill()
					// Redis is away: the next question tries again.
					.catch(() => {})
					.finally(() => {
						filling = undefined;
					});
			}
			const { kind, found } = index.find(query);
			const shown = found.slice(0, query.limit);
			// What is shown is shown as it is now.
			const current = await Promise.all(
				shown.map(async ({ article: { id }, terms }) => ({ article: await read(id), terms })),
			);
			const hits = current.flatMap(({ article, terms }) =>
				article === undefined ? [] : [{ article, terms }],
			);
			return { kind, hits, hasMore: found.length > shown.length, isWhole };
		},
	};
}
