package dev.playgate.control.registry;

import java.time.Instant;
import java.util.List;

import dev.playgate.stream.Stream;

/** A stream with all that its organisation keeps of it. */
public record StoredStream(Stream stream, Rendition rendition, List<String> tags, Instant created, Instant updated) {

    public StoredStream {
        tags = List.copyOf(tags);
    }

    StoredStream withTags(List<String> others) {
        return new StoredStream(stream, rendition, others, created, updated);
    }
}
