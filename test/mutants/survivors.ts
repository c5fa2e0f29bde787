/** The mutants that no test kills, each with the reason why it does no harm; what is not here fails the run. */

export const survivors: Readonly<Record<string, string>> = {};
