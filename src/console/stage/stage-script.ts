/**
 * Keeps the page as it is on the stage: on a change its stories are fetched again and those that are new or changed
 * are taken over, so that what stands does not flicker. A picture that cannot be had makes room.
 */
export const stageScript = `
const stories = document.getElementById("stories");
let busy = false, again = false;
async function refresh() {
	if (busy) { again = true; return; }
	busy = true;
	try {
		const answer = await fetch("/stage/live", { cache: "no-store" });
		const page = new DOMParser().parseFromString(await answer.text(), "text/html");
		document.getElementById("counts").replaceWith(page.getElementById("counts"));
		const standing = new Map([...stories.children].map((element) => [element.dataset.story, element]));
		stories.replaceChildren(...[...page.getElementById("stories").children].map((element) => {
			const before = standing.get(element.dataset.story);
			if (before && before.textContent === element.textContent && before.outerHTML.replace(' class="story new"', ' class="story"') === element.outerHTML) return before;
			if (!before && element.dataset.story) element.classList.add("new");
			return element;
		}));
	} finally {
		busy = false;
		if (again) { again = false; refresh(); }
	}
}
document.addEventListener("error", (event) => {
	if (event.target instanceof HTMLImageElement) event.target.remove();
}, true);
const events = new EventSource("/stage/events");
events.addEventListener("change", refresh);
document.body.classList.add("connected");
events.onopen = () => document.body.classList.add("connected");
events.onerror = () => document.body.classList.remove("connected");
`;
