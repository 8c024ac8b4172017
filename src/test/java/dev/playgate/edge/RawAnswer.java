package dev.playgate.edge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a viewer received until the connection was closed, taken apart without an HTTP library.
 *
 * @param headers header lines
 * @param octets the body without the framing of chunks, a character for each byte
 * @param whole whether the framing says that the body has ended
 */
record RawAnswer(int status, List<String> headers, String octets, boolean whole) {

    static RawAnswer of(byte[] received, boolean toHead) {
        String text = new String(received, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer: " + text);
        }
        List<String> lines = text.substring(0, end).lines().toList();
        RawAnswer head = new RawAnswer(Integer.parseInt(lines.getFirst().split(" ", -1)[1]),
                lines.subList(1, lines.size()), "", true);
        String rest = text.substring(end + 4);
        if (head.header("Transfer-Encoding").isPresent() && !toHead) {
            return head.unchunked(rest);
        }
        boolean bodiless = toHead || head.status == 204 || head.status == 304;
        int length = bodiless ? 0 : head.header("Content-Length").map(Integer::parseInt).orElse(rest.length());
        return head.with(rest, rest.length() == length);
    }

    /** Reads until the text has come; fails if it does not. */
    static String upTo(String text, InputStream in) throws IOException {
        StringBuilder received = new StringBuilder();
        while (received.indexOf(text, Math.max(0, received.length() - text.length())) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("ended after " + received);
            }
            received.append((char) next);
        }
        return received.toString();
    }

    /** The value of the only line of that name; fails if there are several. */
    Optional<String> header(String name) {
        List<String> values = headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip()).toList();
        if (values.size() > 1) {
            throw new AssertionError(name + " more than once: " + values);
        }
        return values.stream().findFirst();
    }

    String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    byte[] body() {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    private RawAnswer with(String received, boolean isWhole) {
        return new RawAnswer(status, headers, received, isWhole);
    }

    private RawAnswer unchunked(String framed) {
        StringBuilder content = new StringBuilder();
        int at = 0;
        while (true) {
            int line = framed.indexOf("\r\n", at);
            if (line < 0) {
                return with(content.toString(), false);
            }
            int size = Integer.parseInt(framed.substring(at, line), 16);
            int start = line + 2;
            if (size == 0) {
                return with(content.toString(), framed.length() == start + 2);
            }
            content.append(framed, start, Math.min(start + size, framed.length()));
            at = start + size + 2;
            if (at > framed.length()) {
                return with(content.toString(), false);
            }
        }
    }
}
