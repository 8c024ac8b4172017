package dev.playgate.stream;

import java.util.UUID;

/** The id of a stream group, which is the stream id of the group's passthrough stream (product section 1). */
public record GroupId(UUID value) {

    /** Parses the canonical lower-case form of a UUID. Throws {@link IllegalArgumentException} for anything else. */
    public static GroupId of(String text) {
        return new GroupId(CanonicalUuid.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
