package dev.playgate.role;

import java.nio.file.Path;

/**
 * {@code playgate.tickets}: what session tickets are sealed with.
 *
 * @param secrets a file of lines {@code id:base64url of 32 bytes}; the first seals, all open; the same on all edges
 * @param generate whether the file is made when it is missing
 * @param maxBytes what tickets that were opened and sealed may take in memory, estimated; at least 1 MiB
 */
record TicketProperties(Path secrets, boolean generate, long maxBytes) {

    private static final long MIN_BYTES = 1 << 20;

    /** Throws {@link IllegalArgumentException} when there is too little memory. */
    TicketProperties {
        if (maxBytes < MIN_BYTES) {
            throw new IllegalArgumentException("maxBytes is less than " + MIN_BYTES);
        }
    }
}
