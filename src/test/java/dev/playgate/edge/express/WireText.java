package dev.playgate.edge.express;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One answer as it stood on the wire, or as much of it as came, taken apart without an HTTP library.
 *
 * @param interim the heads of interim responses before it, a line of text each
 * @param head status line and field lines; empty: not all of it came
 * @param body its octets without the framing of chunks, a character each
 * @param trailers field lines behind the last chunk
 */
record WireText(List<String> interim, List<String> head, String body, List<String> trailers, End end) {

    /** How an answer ended. */
    enum End {
        /** As its framing says. */
        WHOLE,
        /** With the connection, and nothing says that more should have come. */
        UNTIL_CLOSED,
        /** Too early, with the connection. */
        CUT,
        /** Too early, by a reset. */
        RESET,
        /** Nothing more came, and the connection stayed. */
        SILENT,
        /** What came is no HTTP. */
        MALFORMED
    }

    /** What a reader of answers is told on the way. */
    interface Progress {

        /** So many octets of the body so far. */
        void read(int octets) throws IOException;
    }

    static WireText read(InputStream in, boolean toHead, Progress progress) {
        return new Reader(in, progress).read(toHead);
    }

    /** The value of the first field line of that name. */
    Optional<String> field(String name) {
        return fields(head, name).findFirst();
    }

    private static java.util.stream.Stream<String> fields(List<String> head, String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.stream().skip(1).filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip());
    }

    private static final class Reader {

        private static final int LONGEST_LINE = 100_000;

        private final InputStream in;
        private final Progress progress;
        private final List<String> interim = new ArrayList<>();
        private List<String> head = List.of();
        private final StringBuilder body = new StringBuilder();
        private final List<String> trailers = new ArrayList<>();

        Reader(InputStream in, Progress progress) {
            this.in = in;
            this.progress = progress;
        }

        WireText read(boolean toHead) {
            End end;
            try {
                end = message(toHead);
            } catch (Ended e) {
                end = e.end;
            } catch (SocketTimeoutException e) {
                end = End.SILENT;
            } catch (NumberFormatException e) {
                end = End.MALFORMED;
            } catch (IOException e) {
                end = End.RESET;
            }
            return new WireText(List.copyOf(interim), head, body.toString(), List.copyOf(trailers), end);
        }

        private End message(boolean toHead) throws IOException {
            List<String> lines = lines();
            while (lines.getFirst().matches("HTTP/1\\.1 1(?!01).*")) {
                interim.add(String.join(" | ", lines));
                lines = lines();
            }
            if (!lines.getFirst().matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
                body.append(lines.getFirst());
                return End.MALFORMED;
            }
            head = lines;
            progress.read(0);
            List<String> lengths = fields(head, "Content-Length").toList();
            if (toHead || head.getFirst().matches("HTTP/1\\.. (101|204|304).*")) {
                return End.WHOLE;
            }
            if (fields(head, "Transfer-Encoding").findFirst().isPresent()) {
                return lengths.isEmpty() ? chunks() : End.MALFORMED;
            }
            return switch (lengths.size()) {
                case 0 -> untilClosed();
                case 1 -> take(Integer.parseInt(lengths.getFirst()));
                default -> End.MALFORMED;
            };
        }

        private List<String> lines() throws IOException {
            List<String> lines = new ArrayList<>();
            for (String line = line(); !line.isEmpty() || lines.isEmpty(); line = line()) {
                lines.add(line);
            }
            return List.copyOf(lines);
        }

        /** Only the line feed behind a carriage return ends a line. */
        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            while (line.length() < 2 || line.lastIndexOf("\r\n") != line.length() - 2) {
                int next = in.read();
                if (next < 0) {
                    body.append(line);
                    throw new Ended(End.CUT);
                }
                if (line.length() > LONGEST_LINE) {
                    throw new Ended(End.MALFORMED);
                }
                line.append((char) next);
            }
            return line.substring(0, line.length() - 2);
        }

        private End take(int length) throws IOException {
            byte[] piece = new byte[Math.max(1, Math.min(length, 64 << 10))];
            for (int left = length; left > 0;) {
                int read = in.read(piece, 0, Math.min(left, piece.length));
                if (read < 0) {
                    return End.CUT;
                }
                body.append(new String(piece, 0, read, StandardCharsets.ISO_8859_1));
                left -= read;
                progress.read(body.length());
            }
            return End.WHOLE;
        }

        private End untilClosed() throws IOException {
            while (take(1) == End.WHOLE) {
                // one more
            }
            return End.UNTIL_CLOSED;
        }

        private End chunks() throws IOException {
            while (true) {
                int size = Integer.parseInt(line(), 16);
                if (size == 0) {
                    for (String line = line(); !line.isEmpty(); line = line()) {
                        trailers.add(line);
                    }
                    return End.WHOLE;
                }
                if (take(size) == End.CUT) {
                    return End.CUT;
                }
                if (!line().isEmpty()) {
                    return End.MALFORMED;
                }
            }
        }
    }

    private static final class Ended extends IOException {

        private final End end;

        Ended(End end) {
            super(end.name());
            this.end = end;
        }
    }
}
