/** With less than this left, a few pictures may be too many. */
export const LITTLE_BYTES = 50_000_000;
