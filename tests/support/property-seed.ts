import fc from "fast-check";

/** One seed for every run, so that a run can be repeated and CI is not a lottery; `PROPERTY_SEED=random` goes looking. */
const wanted = process.env.PROPERTY_SEED ?? "7";
if (wanted !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
