package dev.playgate.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * The query parameters of one playout form that the gateway reads itself and never passes on (security B2, B4, A9).
 * {@code stream} is among them in every form, so that an origin that looks there finds no second name.
 */
final class ReservedParameters {

    /** What a reserved parameter is for. */
    enum Role {
        /** Names the stream, in this form. */
        STREAM,
        /** {@code url}: read, and dropped. */
        SOURCE,
        /** Would name a second stream or a group. */
        SELECTOR,
        /** Carries a token or a ticket. */
        CREDENTIAL
    }

    static final int NOT_RESERVED = -1;
    /** A reserved name in another spelling. */
    static final int VARIANT = -2;

    static final String SOURCE_NAME = "url";
    private static final List<String> GROUP_NAMES = List.of("group", "groupid");

    private final List<String> names = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();

    ReservedParameters(PlayoutForm form, List<String> credentialParameters) {
        form.streamParameter().ifPresent(name -> add(name, Role.STREAM));
        add(SOURCE_NAME, Role.SOURCE);
        add(PlayoutForm.DEFAULT_STREAM_PARAMETER, Role.SELECTOR);
        GROUP_NAMES.forEach(name -> add(name, Role.SELECTOR));
        credentialParameters.forEach(name -> add(name, Role.CREDENTIAL));
    }

    /** Whether the name can be given neither to a stream nor to a credential. */
    static boolean isTaken(String name) {
        return name.equals(SOURCE_NAME) || GROUP_NAMES.contains(name);
    }

    private void add(String name, Role role) {
        if (!names.contains(name)) {
            names.add(name);
            roles.add(role);
        }
    }

    int size() {
        return names.size();
    }

    Role role(int index) {
        return roles.get(index);
    }

    /** The index of the parameter named in {@code [start, end)}, or {@link #NOT_RESERVED}, or {@link #VARIANT}. */
    int find(String text, int start, int end) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.length() == end - start && isSpelling(name, text, start)) {
                return text.startsWith(name, start) ? i : VARIANT;
            }
        }
        return NOT_RESERVED;
    }

    private static boolean isSpelling(String name, String text, int start) {
        for (int i = 0; i < name.length(); i++) {
            if (folded(text.charAt(start + i)) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Some parsers ignore case, and PHP reads a dot in a name as an underscore. */
    private static char folded(char c) {
        if (c == '.') {
            return '_';
        }
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }
}
