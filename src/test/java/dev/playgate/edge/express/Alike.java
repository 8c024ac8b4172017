package dev.playgate.edge.express;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes what may differ between two edges the same, if it is well formed. */
final class Alike {

    private Alike() {
    }

    /** @param origin the authority of the edge's own */
    static WireText answer(WireText answer, boolean toHead, String origin) {
        List<String> head = answer.head().stream().filter(line -> says(line, answer, toHead))
                .map(line -> ours(line, origin)).toList();
        return new WireText(answer.interim(), head.isEmpty() ? head : head(head), text(ours(answer.body(), origin)),
                answer.trailers(), answer.end());
    }

    /**
     * An answer to HEAD may say that it would be in chunks (RFC 9112 section 6.1), and one of status 304 how long the body
     * is that the viewer has (RFC 9110 section 8.6).
     */
    private static boolean says(String line, WireText answer, boolean toHead) {
        return !(toHead && name(line).equals("transfer-encoding"))
                && !(answer.head().getFirst().contains(" 304 ") && name(line).equals("content-length"));
    }

    private static String ours(String text, String origin) {
        return text.replace(origin, OriginPlay.AUTHORITY);
    }

    /** Lines of the same name keep their order (RFC 9110 section 5.3), others need not. */
    static List<String> head(List<String> head) {
        return Stream.concat(Stream.of(head.getFirst()),
                head.stream().skip(1).map(Alike::field).sorted((a, b) -> name(a).compareTo(name(b)))).toList();
    }

    /** The head of a request that an origin got. */
    static String request(String head) {
        return String.join("\n", head(head.lines().filter(line -> !line.isEmpty()).toList()));
    }

    private static String name(String line) {
        int colon = line.indexOf(':');
        return (colon < 0 ? line : line.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    private static String field(String line) {
        String name = name(line);
        String value = line.substring(Math.min(line.length(), name.length() + 1)).strip();
        return name + ": " + switch (name) {
            case "date" -> isDate(value) ? "<date>" : value;
            case "x-request-id" -> value.matches("[0-9a-f]{24}") ? "<id>" : value;
            default -> text(value);
        };
    }

    private static boolean isDate(String value) {
        try {
            DateTimeFormatter.RFC_1123_DATE_TIME.parse(value);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static String text(String text) {
        return text.replaceAll("\"requestId\":\"[0-9a-f]{24}\"", "\"requestId\":\"<id>\"")
                .replaceAll("ticket=[A-Za-z0-9_-]{40,}", "ticket=<ticket>")
                .replaceAll("/~[A-Za-z0-9_-]{40,}/", "/~<ticket>/")
                .replaceAll("__Host-playgate-form=[A-Za-z0-9_-]{43};", "__Host-playgate-form=<secret>;")
                .replaceAll("Max-Age=[0-9]{1,6};", "Max-Age=<seconds>;");
    }
}
