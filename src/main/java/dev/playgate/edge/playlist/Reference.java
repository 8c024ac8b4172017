package dev.playgate.edge.playlist;

import java.util.Optional;

/**
 * The parts of a URI reference (RFC 3986 section 4.1), as written.
 *
 * @param scheme what stands before a colon in the first segment, were it a valid scheme or not
 * @param query without the question mark; empty also if there is none
 * @param fragment with its {@code #}; empty if there is none
 */
record Reference(Optional<String> scheme, Optional<String> authority, String path, String query, String fragment) {

    static Reference parse(String text) {
        int hash = orEnd(text.indexOf('#'), text.length());
        int mark = orEnd(text.substring(0, hash).indexOf('?'), hash);
        String query = mark == hash ? "" : text.substring(mark + 1, hash);
        String hierarchy = text.substring(0, mark);
        int colon = hierarchy.indexOf(':');
        boolean hasScheme = colon >= 0 && colon < orEnd(hierarchy.indexOf('/'), hierarchy.length());
        Optional<String> scheme = hasScheme ? Optional.of(hierarchy.substring(0, colon)) : Optional.empty();
        String rest = hasScheme ? hierarchy.substring(colon + 1) : hierarchy;
        if (!rest.startsWith("//")) {
            return new Reference(scheme, Optional.empty(), rest, query, text.substring(hash));
        }
        int path = orEnd(rest.indexOf('/', 2), rest.length());
        return new Reference(scheme, Optional.of(rest.substring(2, path)), rest.substring(path), query,
                text.substring(hash));
    }

    /** Whether it names the document that it stands in, which is no child. */
    boolean isSameDocument() {
        return authority.isEmpty() && path.isEmpty() && query.isEmpty();
    }

    /** Query and fragment, as written. */
    String suffix() {
        return (query.isEmpty() ? "" : "?" + query) + fragment;
    }

    private static int orEnd(int index, int end) {
        return index < 0 ? end : index;
    }
}
