package dev.playgate.edge;

import java.util.Optional;

/** A line of {@code key=value} pairs that no value can break out of. */
public final class LogLine {

    private final StringBuilder line = new StringBuilder(160);

    public LogLine add(String key, String value) {
        if (!line.isEmpty()) {
            line.append(' ');
        }
        line.append(key).append('=');
        if (isPlain(value)) {
            line.append(value);
        } else {
            quote(value);
        }
        return this;
    }

    public LogLine add(String key, Optional<?> value) {
        return value.isPresent() ? add(key, value.get().toString()) : this;
    }

    private void quote(String value) {
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else {
                line.append(Character.isISOControl(c) ? '?' : c);
            }
        }
        line.append('"');
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 127 || c == '"' || c == '=' || c == '\\') {
                return false;
            }
        }
        return !value.isEmpty();
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
