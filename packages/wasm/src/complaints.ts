/** What the status words of a memory say when a run could not be right: what, where, the value, and what it must be below. */
export const complaints = { gather: 1, scatterAdd: 2, tripCount: 3 } as const;
