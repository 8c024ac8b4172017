package dev.playgate.edge;

import java.util.Arrays;
import java.util.List;

import io.netty.util.AsciiString;

/** Names of header fields, which compare without case. It is asked for each field of each message, and allocates nothing. */
final class FieldNames {

    /** By their length. */
    private final AsciiString[][] names;

    private FieldNames(List<String> names) {
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        this.names = new AsciiString[longest + 1][0];
        for (String name : names) {
            AsciiString[] sameLength = this.names[name.length()];
            AsciiString[] longer = Arrays.copyOf(sameLength, sameLength.length + 1);
            longer[sameLength.length] = AsciiString.cached(name);
            this.names[name.length()] = longer;
        }
    }

    static FieldNames of(String... names) {
        return new FieldNames(List.of(names));
    }

    boolean contains(CharSequence name) {
        if (name.length() >= names.length) {
            return false;
        }
        for (AsciiString known : names[name.length()]) {
            if (known.contentEqualsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
