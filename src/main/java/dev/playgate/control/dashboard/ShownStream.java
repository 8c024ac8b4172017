package dev.playgate.control.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.playgate.control.registry.Rendition;
import dev.playgate.control.registry.StoredStream;

/**
 * A stream as its pages show it.
 *
 * @param rendition what is known of its picture, in words
 */
record ShownStream(String id, String name, String state, String group, List<String> tags, String rendition,
        ShownTime created, ShownTime updated) {

    ShownStream {
        tags = List.copyOf(tags);
    }

    static ShownStream of(StoredStream stored) {
        return new ShownStream(stored.stream().id().toString(), stored.stream().name().value(),
                stored.stream().state().name().toLowerCase(Locale.ROOT), stored.stream().group().toString(),
                stored.tags(), words(stored.rendition()), ShownTime.of(stored.created()),
                ShownTime.of(stored.updated()));
    }

    private static String words(Rendition rendition) {
        Optional<String> size = both(rendition.width(), rendition.height(), (width, height) -> width + "x" + height);
        return String.join(", ", List.of(size, rendition.bitrate().map(bitrate -> bitrate + " kbit/s"),
                rendition.fps().map(fps -> fps + " fps")).stream().flatMap(Optional::stream).toList());
    }

    private static Optional<String> both(Optional<Integer> one, Optional<Integer> other,
            BiFunction<Integer, Integer, String> words) {
        return one.flatMap(first -> other.map(second -> words.apply(first, second)));
    }
}
