package dev.playgate.viewer;

import java.util.Optional;

/** A host, or {@code *.} and a host: one or more labels below it, never the host itself (security C2). */
public final class DomainPattern {

    private DomainPattern() {
    }

    /** Empty for what is no host, for {@code *}, and for a public suffix. */
    public static Optional<DomainPattern> parse(String text) {
        return Optional.empty();
    }

    /** @param canonicalHost as {@link PageEvidence.Page} has it */
    public boolean matches(String canonicalHost) {
        return false;
    }
}
