package dev.playgate.h5live;

/**
 * What the player does when it was sent away.
 *
 * @param error its own code, 0: it stays silent
 * @param retries whether it opens another WebSocket, with what it started with
 */
record Reaction(int error, boolean retries) {}
