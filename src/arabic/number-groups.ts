/**
 * One number that is written in pieces: a code that is dialled (`*123#`), a phone number of another country and of this
 * one, and thousands that a blank parts (`10 000`). Parts of regular expressions; `digits` and `zeros` are the inside of
 * a character class. Seven digits make a phone number; `07-10-2023` has more and is a date.
 */
export function numberGroups(digits: string, zeros: string): readonly string[] {
	const [digit, zero] = [`[${digits}]`, `[${zeros}]`];
	const notInNumber = `(?<!${digit}[-–.,٫٬/:])`;
	const sevenDigits = `(?=(?:[ .()-]{0,3}${digit}){7})`;
	const date = `${zero}${digit}[ -]${digit}{2}[ -]${digit}{4}(?![ -]?${digit})`;
	return [
		`(?<![*#])[*#]{1,2}${digit}[${digits}*]{0,30}#`,
		`${notInNumber}(?:\\+|${zero}{2})(?!${digit}{16})${sevenDigits}${digit}{1,4}(?:[ .-]?\\(?${digit}{1,5}\\)?){1,7}(?!${digit})`,
		`${notInNumber}${sevenDigits}(?!${date})(?:\\(${zero}${digit}{1,3}\\)|${zero}${digit}{1,3})(?:[ -]${digit}{2,8}){1,4}(?![${digits}/:-])`,
		`(?<!${digit}[.,٫٬ ]?)${digit}{1,3}(?: ${digit}{3})+(?!${digit})`,
	];
}
