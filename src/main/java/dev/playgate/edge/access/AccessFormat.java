package dev.playgate.edge.access;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

import dev.playgate.edge.LogLine;

/** How a request is written down, in one line. */
public enum AccessFormat {

    /** Not at all. */
    OFF {
        @Override
        String line(AccessLine line) {
            throw new IllegalStateException("nothing is written");
        }
    },

    /** The combined format of Apache httpd and nginx, without a user. */
    COMBINED {
        @Override
        String line(AccessLine line) {
            return "%s - - [%s] \"%s %s %s\" %d %d \"%s\" \"%s\"".formatted(line.address().orElse(NONE),
                    WHEN.format(line.begun()), line.method(), escaped(line.target()), line.protocol(), line.status(),
                    line.bytes(), escaped(line.referer().orElse(NONE)), escaped(line.agent().orElse(NONE)));
        }
    },

    /** An object of JSON. */
    JSON {
        @Override
        String line(AccessLine line) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("time", line.begun().toString());
            put(members, "address", line.address());
            members.put("method", line.method());
            members.put("target", line.target());
            members.put("protocol", line.protocol());
            members.put("status", line.status());
            members.put("bytes", line.bytes());
            members.put("seconds", line.seconds());
            put(members, "referer", line.referer());
            put(members, "agent", line.agent());
            put(members, "stream", line.stream());
            put(members, "reason", line.reason());
            put(members, "request", line.requestId());
            return MAPPER.writeValueAsString(members);
        }
    },

    /** Pairs of {@code key=value}, as the lines of the decisions are. */
    LOGFMT {
        @Override
        String line(AccessLine line) {
            return new LogLine().add("time", line.begun().toString()).add("address", line.address())
                    .add("method", line.method()).add("target", line.target()).add("protocol", line.protocol())
                    .add("status", Integer.toString(line.status())).add("bytes", Long.toString(line.bytes()))
                    .add("seconds", Double.toString(line.seconds())).add("referer", line.referer())
                    .add("agent", line.agent()).add("stream", line.stream()).add("reason", line.reason())
                    .add("request", line.requestId()).toString();
        }
    };

    private static final String NONE = "-";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final DateTimeFormatter WHEN = DateTimeFormatter
            .ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** Without a line break at its end. */
    abstract String line(AccessLine line);

    private static void put(Map<String, Object> members, String name, Optional<String> value) {
        value.ifPresent(text -> members.put(name, text));
    }

    /** As httpd writes what is not printable ASCII, or would end the quotes. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c > '~') {
                escaped.append("\\x%02x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
