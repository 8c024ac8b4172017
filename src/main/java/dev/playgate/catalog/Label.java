package dev.playgate.catalog;

import java.nio.charset.StandardCharsets;

import com.google.common.hash.Hashing;

import dev.playgate.stream.OrganisationId;

/**
 * A user or a tag of an organisation's tokens, with what session tickets carry in its place, so that a rule that names it
 * is judged without hashing it each time.
 *
 * @param digest the first 8 bytes of a SHA-256; not 0
 */
public record Label(String text, long digest) {

    /** Of claim {@code user}. */
    public static Label ofUser(OrganisationId organisation, String user) {
        return of(organisation, "u:", user);
    }

    /** Of claim {@code tag}. */
    public static Label ofTag(OrganisationId organisation, String tag) {
        return of(organisation, "t:", tag);
    }

    private static Label of(OrganisationId organisation, String kind, String text) {
        byte[] first = Hashing.sha256().hashString(organisation + kind + text, StandardCharsets.UTF_8).asBytes();
        long digest = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            digest = digest << Byte.SIZE | Byte.toUnsignedLong(first[i]);
        }
        return new Label(text, digest == 0 ? 1 : digest);
    }
}
