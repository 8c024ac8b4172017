package dev.playgate.stream;

import java.util.UUID;

/** The id of an organisation (product section 1); the {@code sub} of its playback tokens. */
public record OrganisationId(UUID value) {

    /** Parses the canonical lower-case form of a UUID. Throws {@link IllegalArgumentException} for anything else. */
    public static OrganisationId of(String text) {
        return new OrganisationId(CanonicalUuid.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
