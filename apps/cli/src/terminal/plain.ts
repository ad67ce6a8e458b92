import pc from 'picocolors';

/** No colours: for lines that go into a page. */
export const plain = pc.createColors(false);
