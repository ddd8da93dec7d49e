/** What the names of elements and classes say of the text within, for the walk over a page. */

/** A menu, a sidebar, a footer, a box of other stories, by its element or its class. */
export function isAround(tag: string, names: string): boolean {
	if (aroundTags.has(tag)) return true;
	return names.length > 1 && names.split(/\s+/u).some((name) => aroundNames.test(name));
}

/** An element that shows a date and little else, by its class. The great boxes of a page never are. */
export function isDated(tag: string, names: string): boolean {
	return tag === "time" || (!greatTags.has(tag) && (datedNames.test(names) || datedCamel.test(names)));
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));
export const blockTags = set(
	"address article aside blockquote body center caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul head",
);
export const transparentTags = set("html body center");
export const skippedTags = set(
	"script style noscript template svg iframe object embed select textarea button canvas audio video map input datalist",
);
export const plainTags = set(
	"b strong i em u font s small big sub sup mark bdi bdo abbr cite code br hr wbr tt",
);
const aroundTags = set("nav aside footer menu");
export const wantedProperties = set("datepublished datecreated datemodified headline author image");
export const linkRels = /canonical|alternate|amphtml/u;
const greatTags = set("html body main article section table form");
const datedNames =
	/(?:^|[\s_-])(?:date|time|datetime|published?|publish(?:ed)?[-_]?(?:date|time|at)|timestamp|created|تاريخ)(?:$|[\s_-])/iu;
/** `lblDate`, `newsPublishDate`. */
const datedCamel = /[a-z](?:Date|Time|DateTime|Published)(?![a-z])/u;
const aroundNames =
	/^(?:(?:site|main|page|top|global|primary|mobile)[-_]?)?(?:nav(?:bar|igation)?|menu|breadcrumbs?|footer|sidebar|related|relate|comments?|share|sharing|social|widget|ads?|advert\w*|ticker|trending|tags?|most|popular|newsletter|recommend\w*|promo|popup|modal|cookie)(?:$|[-_s])/iu;
