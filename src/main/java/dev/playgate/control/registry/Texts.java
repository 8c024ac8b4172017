package dev.playgate.control.registry;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the registry's texts may be. */
final class Texts {

    /** Completes "must be ...". */
    static final String LINE = "one line of 1 to 256 characters";

    /** Completes "must be ...". */
    static final String UUID = "a UUID in lower case";

    private static final int MAXIMUM_LINE = 256;

    private Texts() {
    }

    /** See {@link #LINE}. */
    static Optional<String> line(String text) {
        return line(text, MAXIMUM_LINE);
    }

    static Optional<String> line(String text, int maximum) {
        boolean fits = !text.isBlank() && text.length() <= maximum
                && text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        return fits ? Optional.of(text) : Optional.empty();
    }

    static Optional<String> matching(Pattern pattern, String text) {
        return pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
