package dev.playgate.control.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.playgate.stream.StreamState;

/** Stream states as they are written. */
final class StateWords {

    /** All of them, for people. */
    static final String ALL = Arrays.stream(StreamState.values()).map(StateWords::word)
            .collect(Collectors.joining(", "));

    private StateWords() {
    }

    static Optional<StreamState> state(String word) {
        return Arrays.stream(StreamState.values()).filter(state -> word(state).equals(word)).findAny();
    }

    static String word(StreamState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
