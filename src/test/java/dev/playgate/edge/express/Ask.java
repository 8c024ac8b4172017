package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;

/**
 * A request, valid until spoilt. In its text {@code {m}} is what the origin knows it by, {@code {w}} the number of the
 * origin, and {@code {token}} and the like are {@link Words}.
 *
 * @param lines field lines without line ends
 * @param rest what stands behind the head
 */
record Ask(String name, String method, String target, String version, List<String> lines, String rest) {

    static final String HLS = "/hls{w}/Demo1-live1/{m}.mp4";
    static final String TOKEN = "?jwtoken={token}";

    private static final String HOST = "Host: gate.example";

    Ask {
        lines = List.copyOf(lines);
    }

    static Ask get() {
        return new Ask("GET", "GET", HLS + TOKEN, "HTTP/1.1", List.of(HOST), "");
    }

    Ask method(String other) {
        return new Ask(name + " " + other, other, target, version, lines, rest);
    }

    Ask target(String other) {
        return new Ask(name + " " + other, method, other, version, lines, rest);
    }

    Ask version(String other) {
        return new Ask(name + " " + other, method, target, other, lines, rest);
    }

    Ask with(String... further) {
        List<String> more = new ArrayList<>(lines);
        more.addAll(List.of(further));
        String words = String.join(" + ", further);
        return new Ask(name + " with " + (words.length() > 100 ? words.substring(0, 100) + ".." : words), method,
                target, version, more, rest);
    }

    /** All field lines. */
    Ask only(String... others) {
        return new Ask(name + " with only " + String.join(" + ", others), method, target, version, List.of(others),
                rest);
    }

    Ask rest(String other) {
        return new Ask(name + " and " + other.length() + " octets behind", method, target, version, lines, other);
    }

    Ask named(String other) {
        return new Ask(other, method, target, version, lines, rest);
    }

    /** @param number among the requests of its connection */
    String text(int number) {
        StringBuilder text = new StringBuilder(method + " " + target + " " + version + "\r\n");
        lines.forEach(line -> text.append(line).append("\r\n"));
        return text.append("\r\n").append(rest).toString().replace("{m}", "{m" + number + "}");
    }
}
