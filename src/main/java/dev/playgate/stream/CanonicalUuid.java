package dev.playgate.stream;

import java.util.UUID;

/** {@link UUID#fromString} takes {@code 1-1-1-1-1}; an id that is compared as text elsewhere must have one spelling. */
final class CanonicalUuid {

    private CanonicalUuid() {
    }

    static UUID parse(String text) {
        if (text.length() == 36) {
            UUID uuid = UUID.fromString(text);
            if (uuid.toString().equals(text)) {
                return uuid;
            }
        }
        throw new IllegalArgumentException("not a UUID in its canonical lower-case form");
    }
}
