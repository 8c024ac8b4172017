package dev.playgate.stream;

/**
 * A credential as the request carried it: a playback token or a session ticket, not judged in any way.
 *
 * @param text may be empty, may be anything; never logged (security G1)
 */
public record CredentialText(String text, Place place) {

    /** Where in the request it stood. */
    public enum Place {
        QUERY, PATH, HEADER, COOKIE
    }

    @Override
    public String toString() {
        return "CredentialText[" + place + ", " + text.length() + " characters]";
    }
}
