package dev.playgate.control.registry;

import java.util.List;

import dev.playgate.stream.Stream;

/**
 * A stream of a registry file.
 *
 * @param position in its group; 0 is the passthrough
 */
record RegisteredStream(Stream stream, int position, List<String> tags) {

    RegisteredStream {
        tags = List.copyOf(tags);
    }
}
