package dev.playgate.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request of HTTP/2 as HTTP/1.1 has it on the wire, where there is exactly one way to write it (RFC 9113 section
 * 8). It says nothing about targets, names and fields that stand alike in both: who reads the text judges them.
 *
 * @param text with the empty line at its end; each character is an octet
 * @param length of the body; empty: it comes in chunks
 */
record Http2RequestHead(String text, Optional<Long> length) {

    private static final Set<String> DEMANDED = Set.of(":method", ":scheme", ":path");
    private static final String MARKS = "!#$%&'*+-.^_`|~";
    /** No more than fits a long. */
    private static final int LONGEST_LENGTH = 18;

    /**
     * Empty: it is malformed, or could be read in more than one way.
     *
     * @param bodiless whether nothing follows the fields
     */
    static Optional<Http2RequestHead> of(Http2Headers fields, boolean bodiless) {
        Reading reading = new Reading();
        for (Map.Entry<CharSequence, CharSequence> field : fields) {
            if (!reading.take(field.getKey().toString(), field.getValue().toString())) {
                return Optional.empty();
            }
        }
        return reading.head(bodiless);
    }

    private static final class Reading {

        private final StringBuilder lines = new StringBuilder(512);
        private final List<String> cookies = new ArrayList<>();
        private final Map<String, String> pseudo = new HashMap<>();
        private @Nullable String host;
        private @Nullable String length;
        private boolean pseudoFieldsOver;

        /** Whether it may stand where it does. */
        boolean take(String name, String value) {
            if (name.startsWith(":")) {
                return !pseudoFieldsOver && takePseudo(name, value);
            }
            pseudoFieldsOver = true;
            if (!isName(name) || !isValue(value)) {
                return false;
            }
            switch (name) {
                case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade" -> {
                    return false;
                }
                case "te" -> {
                    return value.equals("trailers");
                }
                case "host" -> {
                    boolean first = host == null;
                    host = value;
                    return first;
                }
                case "content-length" -> {
                    boolean first = length == null;
                    length = value;
                    return first && isLength(value);
                }
                case "cookie" -> cookies.add(value);
                default -> lines.append(name).append(": ").append(value).append("\r\n");
            }
            return true;
        }

        private boolean takePseudo(String name, String value) {
            return pseudo.putIfAbsent(name, value) == null && switch (name) {
                case ":method" -> isToken(value) && !value.equals("CONNECT");
                case ":scheme" -> value.equals("https");
                case ":path" -> isPath(value);
                case ":authority" -> isValue(value);
                default -> false;
            };
        }

        Optional<Http2RequestHead> head(boolean bodiless) {
            String authority = pseudo.get(":authority");
            boolean whole = pseudo.keySet().containsAll(DEMANDED);
            boolean oneHost = authority == null || host == null || authority.equals(host);
            boolean ended = !bodiless || length == null || Long.parseLong(length) == 0;
            if (!whole || !oneHost || !ended) {
                return Optional.empty();
            }
            StringBuilder text = new StringBuilder(lines.length() + 256);
            text.append(pseudo.get(":method")).append(' ').append(pseudo.get(":path")).append(" HTTP/1.1\r\n");
            String named = authority == null ? host : authority;
            if (named != null) {
                text.append("host: ").append(named).append("\r\n");
            }
            if (length != null) {
                text.append("content-length: ").append(length).append("\r\n");
            } else if (!bodiless) {
                text.append("transfer-encoding: chunked\r\n");
            }
            text.append(lines);
            if (!cookies.isEmpty()) {
                text.append("cookie: ").append(String.join("; ", cookies)).append("\r\n");
            }
            Optional<Long> known = bodiless ? Optional.of(0L) : Optional.ofNullable(length).map(Long::valueOf);
            return Optional.of(new Http2RequestHead(text.append("\r\n").toString(), known));
        }

        private static boolean isName(String name) {
            return isToken(name) && name.chars().noneMatch(c -> c >= 'A' && c <= 'Z');
        }

        private static boolean isToken(String text) {
            return !text.isEmpty() && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0);
        }

        private static boolean isValue(String value) {
            boolean bare = value.isEmpty() || !(isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1)));
            return bare && value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff));
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }

        private static boolean isPath(String path) {
            return path.startsWith("/") && path.chars().allMatch(c -> c > ' ' && c != 0x7f && c <= 0xff);
        }

        private static boolean isLength(String length) {
            return !length.isEmpty() && length.length() <= LONGEST_LENGTH
                    && length.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }
}
