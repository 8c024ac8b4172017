package dev.playgate.viewer;

/** What a request says of the page that plays: its {@code Origin}, else its {@code Referer} (security C1, C3). */
public sealed interface PageEvidence {

    /** @param host lower case, in ASCII, without a trailing dot */
    record Page(String host) implements PageEvidence {}

    /** Neither header. */
    record Missing() implements PageEvidence {}

    /** {@code null}, duplicate, conflicting, or no absolute http(s) URL: evidence that matches nothing. */
    record Unusable() implements PageEvidence {}
}
