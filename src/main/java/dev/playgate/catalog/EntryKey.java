package dev.playgate.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;

/**
 * What tells one entry of the catalog from all others.
 *
 * @param id of the entry among those of its kind; of what an organisation owns, the organisation's id, a slash and its own
 */
public record EntryKey(Kind kind, String id) {

    /** What an entry is. The wire name is the constant's in lower case. */
    public enum Kind {
        PLATFORM_KEYS, ORGANISATION, STREAM, REVOCATION, REVOCATION_RULE, GUARDIAN_RULE;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }

        /** Empty for a kind that a newer version wrote. */
        public static Optional<Kind> of(String wireName) {
            return Arrays.stream(values()).filter(kind -> kind.wireName.equals(wireName)).findAny();
        }
    }

    /** There is one. */
    public static final EntryKey PLATFORM_KEYS = new EntryKey(Kind.PLATFORM_KEYS, "platform");

    public static EntryKey organisation(OrganisationId id) {
        return new EntryKey(Kind.ORGANISATION, id.toString());
    }

    public static EntryKey stream(StreamName name) {
        return new EntryKey(Kind.STREAM, name.value());
    }

    public static EntryKey revocation(OrganisationId organisation, String jti) {
        return new EntryKey(Kind.REVOCATION, organisation + "/" + jti);
    }

    public static EntryKey revocationRule(OrganisationId organisation, UUID id) {
        return new EntryKey(Kind.REVOCATION_RULE, organisation + "/" + id);
    }

    public static EntryKey guardianRule(OrganisationId organisation, UUID id) {
        return new EntryKey(Kind.GUARDIAN_RULE, organisation + "/" + id);
    }

    /** Of what an organisation owns; throws {@link IllegalArgumentException} for anything else. */
    public OrganisationId owner() {
        return OrganisationId.of(id.substring(0, slash()));
    }

    /** The id below {@link #owner()}. */
    String ownId() {
        return id.substring(slash() + 1);
    }

    private int slash() {
        int slash = id.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("an entry of the kind " + kind + " needs an owner");
        }
        return slash;
    }
}
