package dev.playgate.viewer;

import java.util.List;
import java.util.Optional;

/** What a request says of the page that plays: its {@code Origin}, else its {@code Referer} (security C1, C3). */
public sealed interface PageEvidence {

    /**
     * The page's host.
     *
     * @param host lower case, in ASCII, without a trailing dot; an address in its canonical form, IPv6 in brackets
     */
    record Page(String host) implements PageEvidence {}

    /** Neither header. */
    record Missing() implements PageEvidence {}

    /** {@code null}, duplicate, conflicting, or no absolute http(s) URL: evidence that matches nothing. */
    record Unusable() implements PageEvidence {}

    /**
     * Reads the values of all field lines of both headers.
     *
     * <p>A {@code Referer} that names another host than the {@code Origin} makes both unusable: a browser takes them from
     * one page when it asks for media, and a referrer policy shortens or drops the {@code Referer} but never changes its
     * host. A {@code Referer} that is no http(s) URL says nothing against an {@code Origin}. One beside an {@code Origin}
     * of {@code null} does not stand in for it: the browser says that the page has no origin to speak of.
     */
    static PageEvidence of(List<String> originLines, List<String> refererLines) {
        if (originLines.isEmpty() && refererLines.isEmpty()) {
            return new Missing();
        }
        if (originLines.size() > 1 || refererLines.size() > 1) {
            return new Unusable();
        }
        Optional<String> referer = refererLines.isEmpty()
                ? Optional.empty()
                : PageUrl.hostOfReferer(refererLines.getFirst());
        Optional<String> host = originLines.isEmpty() ? referer : PageUrl.hostOfOrigin(originLines.getFirst());
        boolean conflict = referer.isPresent() && !referer.equals(host);
        return host.isEmpty() || conflict ? new Unusable() : new Page(host.get());
    }
}
