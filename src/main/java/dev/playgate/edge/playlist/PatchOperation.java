package dev.playgate.edge.playlist;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the text of an operation of a patch is (RFC 5261, ISO/IEC 23009-1 section 5.15): the selector says which
 * attribute or which text it takes the place of.
 */
final class PatchOperation {

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"|'[^']*+'");
    private static final Pattern PREDICATE = Pattern.compile("\\[[^\\[\\]]*+]");
    private static final Pattern PREFIX = Pattern.compile("^@?[^:/]*+:(?!:)");

    private PatchOperation() {
    }

    /**
     * @param name of the operation
     * @param selector its attribute {@code sel}
     * @param type what {@code add} adds, if it is no element
     * @param position where {@code add} adds it
     */
    static DashReferences kind(String name, @Nullable String selector, @Nullable String type,
            @Nullable String position) {
        if (selector == null || name.equals("remove")) {
            return DashReferences.NONE;
        }
        List<String> steps = steps(selector);
        String last = steps.getLast();
        String before = steps.size() > 1 ? steps.get(steps.size() - 2) : "*";
        if (type != null) {
            return type.startsWith("@") ? attribute(last, plain(type)) : DashReferences.NONE;
        }
        if (last.startsWith("@")) {
            return attribute(plain(before), plain(last));
        }
        boolean text = last.equals("text()");
        String element = plain(text ? before : last);
        boolean held = element.equals("*") || DashReferences.inTextOf(element) != DashReferences.NONE;
        if (name.equals("add")) {
            boolean beside = !text && ("before".equals(position) || "after".equals(position));
            return held && !beside && !element.equals("*") ? DashReferences.MIXED : DashReferences.NONE;
        }
        if (!text) {
            return DashReferences.NONE;
        }
        return element.equals("*") ? DashReferences.MIXED : DashReferences.inTextOf(element);
    }

    private static DashReferences attribute(String element, String name) {
        return DashReferences.inAttribute(element.equals("*") ? "SegmentTemplate" : element, name);
    }

    private static List<String> steps(String selector) {
        String bare = QUOTED.matcher(selector).replaceAll("");
        String shorter = PREDICATE.matcher(bare).replaceAll("");
        while (shorter.length() < bare.length()) {
            bare = shorter;
            shorter = PREDICATE.matcher(bare).replaceAll("");
        }
        return List.of(shorter.strip().split("/", -1));
    }

    private static String plain(String step) {
        String name = PREFIX.matcher(step.strip()).replaceFirst("");
        return Optional.of(name).filter(text -> text.startsWith("@")).map(text -> text.substring(1)).orElse(name);
    }
}
