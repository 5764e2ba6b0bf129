/** The time now, in milliseconds since 1970 UTC. Passed as an argument, so that tests decide what time it is. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
