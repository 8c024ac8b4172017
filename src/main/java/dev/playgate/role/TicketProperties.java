package dev.playgate.role;

import java.nio.file.Path;

/**
 * {@code playgate.tickets}: what session tickets are sealed with.
 *
 * @param secrets a file of lines {@code id:base64url of 32 bytes}; the first seals, all open; the same on all edges
 * @param generate whether the file is made when it is missing
 */
record TicketProperties(Path secrets, boolean generate) {}
