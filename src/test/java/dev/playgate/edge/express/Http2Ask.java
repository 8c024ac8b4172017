package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request as HTTP/2 says it.
 *
 * @param fields name, value, name, value
 * @param parts what follows them; none: they end it
 */
record Http2Ask(List<String> fields, List<Part> parts) {

    /** Those of a connection (RFC 9113 section 8.2.2). */
    private static final Set<String> OF_HTTP1 = Set.of("connection", "keep-alive", "proxy-connection",
            "transfer-encoding", "upgrade");
    private static final String NAME = ":?[a-z0-9!#$%&'*+.^_`|~-]+";
    private static final String VALUE = "[\\t\\x20-\\x7e\\x80-\\xff]*";
    private static final int LARGEST = 20_000;
    private static final Pattern ONE_CHUNK = Pattern.compile("5(?:;a=b)?\r\n(hello)\r\n0\r\n(?:X: y\r\n)?\r\n");

    sealed interface Part {

        /** Whether nothing follows. */
        boolean last();
    }

    record Data(String octets, boolean last) implements Part {}

    record Fields(List<String> fields, boolean last) implements Part {}

    Http2Ask {
        fields = List.copyOf(fields);
        parts = List.copyOf(parts);
    }

    /**
     * Empty: it is not to be said in HTTP/2.
     *
     * @param number among the requests of its conversation
     */
    static Optional<Http2Ask> of(Ask ask, int number) {
        Matcher chunk = ONE_CHUNK.matcher(ask.rest());
        boolean chunked = chunk.matches() && ask.lines().contains("Transfer-Encoding: chunked");
        boolean lines = ask.lines().stream().allMatch(line -> line.matches("(?s)[^ ].*")
                && line.contains(":"));
        boolean announced = chunked || ask.rest().isEmpty()
                || ask.lines().stream().anyMatch(line -> line.startsWith("Content-Length:"));
        if (!ask.version().equals("HTTP/1.1") || !lines || !announced) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>(List.of(":method", ask.method(), ":scheme", "https"));
        List<String> further = new ArrayList<>();
        for (String line : ask.lines()) {
            String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
            String value = line.substring(name.length() + 1).replaceAll("^[ \t]+|[ \t]+$", "");
            if (name.equals("host") && !fields.contains(":authority")) {
                fields.addAll(List.of(":authority", value));
            } else if (!(chunked && name.equals("transfer-encoding"))) {
                further.addAll(List.of(name, value));
            }
        }
        fields.addAll(List.of(":path", ask.target()));
        fields.addAll(further);
        String body = chunked ? chunk.group(1) : ask.rest();
        return Optional.of(new Http2Ask(fields, body.isEmpty() ? List.of() : List.of(new Data(body, true)))
                .with(text -> text.replace("{m}", "{m" + number + "}")));
    }

    /** Each text of it as that makes it. */
    Http2Ask with(UnaryOperator<String> words) {
        return new Http2Ask(fields.stream().map(words).toList(), parts.stream().<Part>map(part -> switch (part) {
            case Data(var octets, var last) -> new Data(words.apply(octets), last);
            case Fields(var names, var last) -> new Fields(names.stream().map(words).toList(), last);
        }).toList());
    }

    boolean toHead() {
        return fields.contains("HEAD");
    }

    /** Whether HTTP/2 forbids it, be it that HTTP/1.1 lets it pass, or refuses it in another way. */
    boolean isForbidden() {
        List<String> lengths = all("content-length");
        boolean length = lengths.stream().distinct().count() > 1
                || lengths.stream().anyMatch(said -> !said.equals(String.valueOf(octets())) && !isZero(said));
        return anyField(Http2Ask::isForbidden) || isLarge() || length;
    }

    private static boolean isForbidden(String name, String value) {
        return OF_HTTP1.contains(name) || !name.matches(NAME) || !value.matches(VALUE) || switch (name) {
            case "te" -> !value.equals("trailers");
            case ":method" -> value.equals("CONNECT");
            case ":authority" -> value.isEmpty();
            case ":path" -> !value.matches("/[^ \t]*");
            default -> false;
        };
    }

    /** Whether what is said is one and the same thing in HTTP/2 (decision 28), and refused in HTTP/1.1. */
    boolean isOnlyOne() {
        List<String> lengths = all("content-length");
        return !all("host").isEmpty() || lengths.size() > 1
                || lengths.stream().anyMatch(said -> !said.equals("0") && isZero(said));
    }

    private boolean isZero(String length) {
        return octets() == 0 && length.matches("0[0, ]*");
    }

    private List<String> all(String name) {
        return Stream.iterate(0, i -> i < fields.size(), i -> i + 2).filter(i -> fields.get(i).equals(name))
                .map(i -> fields.get(i + 1)).toList();
    }

    private boolean anyField(BiPredicate<String, String> is) {
        return Stream.iterate(0, i -> i < fields.size(), i -> i + 2)
                .anyMatch(i -> is.test(fields.get(i), fields.get(i + 1)));
    }

    private int octets() {
        return parts.stream().mapToInt(part -> part instanceof Data(var octets, var _) ? octets.length() : 0).sum();
    }

    /** Whether an edge may end the connection for it. Octets are counted as for a header list (RFC 9113 section 6.5.2). */
    boolean isLarge() {
        return fields.stream().mapToInt(String::length).sum() + 16 * fields.size() > LARGEST;
    }
}
