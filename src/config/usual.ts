// What is used where nobody says. It stands alone, so that a command's flags do not load what reads the files.

/** A user wants a magnet, not a grid. */
export const usualPhysics = 'resolved';

/** The shipped model of a physics; of a physics of the user's, one that will be refused with the reason. */
export const usualModel = (physics: string): string => (physics === 'paper' ? 'first-light' : 'resolved');
