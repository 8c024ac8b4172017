package dev.playgate.control.registry;

import java.util.List;
import java.util.Optional;

import dev.playgate.stream.StreamState;

/**
 * What is to be different about a stream.
 *
 * @param state empty: as it is
 * @param tags empty: as they are; otherwise all that it is to have
 * @param rendition what it says is new, what it does not is as it is
 */
public record StreamPatch(Optional<StreamState> state, Optional<List<String>> tags, Rendition rendition) {

    public StreamPatch {
        tags = tags.map(List::copyOf);
    }
}
