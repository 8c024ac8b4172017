package dev.playgate.control.registry;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.playgate.stream.StreamName;

/** Names of streams in one column: in order, separated by spaces, which no name has. */
final class StreamNames {

    private StreamNames() {
    }

    /** For a parameter; null for none. */
    static @Nullable String write(Collection<StreamName> names) {
        return names.isEmpty()
                ? null
                : names.stream().map(StreamName::value).sorted().collect(Collectors.joining(" "));
    }

    static Set<StreamName> read(Optional<String> column) {
        return column.map(text -> Arrays.stream(text.split(" ", -1)).map(StreamName::new)
                .collect(Collectors.toUnmodifiableSet())).orElseGet(Set::of);
    }
}
