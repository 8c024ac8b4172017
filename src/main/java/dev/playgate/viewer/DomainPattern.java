package dev.playgate.viewer;

import java.util.Optional;

import com.google.common.net.InternetDomainName;

/**
 * A host, or {@code *.} and a host: one or more labels below it, never the host itself (security C2). Made canonical as
 * {@link PageEvidence.Page} is, so that comparing texts compares hosts.
 *
 * <p>A public suffix is refused in both forms, be it a registry's ({@code co.uk}) or an operator's ({@code github.io}):
 * below it everyone can have a page, and a token that names it means its owner's own site. So is a wildcard below a
 * single label ({@code *.internal}), which the list has as a suffix by default, and one below a name whose children are
 * all suffixes ({@code *.kawasaki.jp}). {@code localhost} and addresses are hosts.
 */
public final class DomainPattern {

    /** What {@link #parse} takes, in words for the one who wrote something else. */
    public static final String EXPECTED = "a host name, or *. and a host name, without scheme, port and path, and no public suffix";

    private static final String WILDCARD = "*.";

    private final String text;
    /** With its leading dot; empty for an exact host. */
    private final String suffix;

    private DomainPattern(String text, String suffix) {
        this.text = text;
        this.suffix = suffix;
    }

    /** Empty for what is no host, for {@code *}, and for a public suffix. */
    public static Optional<DomainPattern> parse(String text) {
        if (text.startsWith(WILDCARD)) {
            return HostName.ofUnicode(text.substring(WILDCARD.length())).filter(DomainPattern::mayHaveChildren)
                    .map(host -> new DomainPattern(WILDCARD + host, "." + host));
        }
        return HostName.ofUnicode(text).filter(host -> !isPublicSuffix(host)).map(host -> new DomainPattern(host, ""));
    }

    /**
     * Whether the host is the one, or is below it.
     *
     * @param canonicalHost as {@link PageEvidence.Page} has it
     */
    public boolean matches(String canonicalHost) {
        return suffix.isEmpty()
                ? canonicalHost.equals(text)
                : canonicalHost.length() > suffix.length() && canonicalHost.endsWith(suffix);
    }

    private static boolean mayHaveChildren(String host) {
        String child = "x." + host;
        return host.indexOf('.') > 0 && InternetDomainName.isValid(child) && !isPublicSuffix(child)
                && !isPublicSuffix(host);
    }

    private static boolean isPublicSuffix(String host) {
        return InternetDomainName.isValid(host) && InternetDomainName.from(host).isPublicSuffix();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DomainPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The canonical text, which {@link #parse} takes. */
    @Override
    public String toString() {
        return text;
    }
}
