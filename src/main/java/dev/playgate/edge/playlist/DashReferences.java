package dev.playgate.edge.playlist;

import java.util.Set;

/**
 * Where a manifest of DASH holds references (ISO/IEC 23009-1 section 5). Elements and attributes are known by their
 * local names, as most players know them, so that a prefix hides none.
 */
enum DashReferences {
    /** None. */
    NONE,
    /** Resolved against the {@code BaseURL} of its level, and of levels below that inherit it. */
    SEGMENT,
    /** The same with {@code $Identifiers$}. */
    TEMPLATE,
    /** Resolved against the {@code BaseURL} of its level alone. */
    DOCUMENT,
    /** What patches of the manifest are asked for by: what they add stands at any level. */
    PATCHES,
    /** What references are resolved against. */
    BASE,
    /** A part of a reference, or who knows what: its text cannot be judged. */
    MIXED,
    /** Whether the query of the manifest's own URL, where the token stands, becomes part of others. */
    LIFTED_QUERY;

    private static final Set<String> TEMPLATES = Set.of("media", "initialization", "index", "bitstreamSwitching");

    static DashReferences inTextOf(String element) {
        return switch (element) {
            case "BaseURL" -> BASE;
            case "Location", "ContentSteering", "ImportedMPD" -> DOCUMENT;
            case "PatchLocation" -> PATCHES;
            default -> NONE;
        };
    }

    static DashReferences inAttribute(String element, String attribute) {
        return switch (attribute) {
            case "sourceURL" -> SEGMENT;
            case "href", "proxyServerURL" -> DOCUMENT;
            case "useMPDUrlQuery" -> LIFTED_QUERY;
            default -> switch (element) {
                case "SegmentTemplate" -> TEMPLATES.contains(attribute) ? TEMPLATE : NONE;
                case "SegmentURL" -> attribute.equals("media") || attribute.equals("index") ? SEGMENT : NONE;
                default -> NONE;
            };
        };
    }
}
