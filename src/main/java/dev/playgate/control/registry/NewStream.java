package dev.playgate.control.registry;

import java.util.List;

/** A stream that is asked for. */
public record NewStream(Rendition rendition, List<String> tags) {

    public NewStream {
        tags = List.copyOf(tags);
    }
}
