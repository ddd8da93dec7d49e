/** What of a message is over a platform's limit: it would be cut or left away. Lengths as the platform counts. */
export type FitProblem = {
	code:
		| "text-too-long"
		| "headline-too-long"
		| "too-many-buttons"
		| "button-label-too-long"
		| "too-much-mark-up";
	length: number;
	limit: number;
};
