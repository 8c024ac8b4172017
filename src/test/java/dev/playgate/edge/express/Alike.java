package dev.playgate.edge.express;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Writes what may differ between two edges the same, if it is well formed. */
final class Alike {

    private static final Set<String> FRAMING = Set.of("connection", "keep-alive", "transfer-encoding",
            "strict-transport-security");

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

    /** What is to be the same whether it came over plain HTTP/1.1 or HTTP/2: all but how it was framed, and said of TLS. */
    static Outcome unframed(Outcome outcome) {
        return new Outcome(outcome.answers().stream().map(Alike::unframed).toList(), "either",
                outcome.asked().stream().sorted().toList(), outcome.released(), outcome.millis());
    }

    private static WireText unframed(WireText answer) {
        return new WireText(answer.interim().stream().map(head -> String.join(" | ", unframed(lines(head)))).toList(),
                unframed(answer.head()), answer.body(),
                answer.trailers().stream().filter(line -> line.contains(":")).toList(), switch (answer.end()) {
                    case WHOLE, UNTIL_CLOSED -> WireText.End.WHOLE;
                    case CUT, RESET -> WireText.End.CUT;
                    case SILENT, MALFORMED -> answer.end();
                });
    }

    private static List<String> lines(String interim) {
        return List.of(interim.split(" \\| ", -1));
    }

    private static List<String> unframed(List<String> head) {
        return head.stream().map(line -> line.replaceFirst("^HTTP/[0-9.]+ ([0-9]{3}).*", "$1"))
                .filter(line -> !FRAMING.contains(name(line))).toList();
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
