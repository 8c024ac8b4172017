package dev.playgate.edge.playlist;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.playgate.edge.playlist.PlaylistRewrite.Fault;
import dev.playgate.edge.playlist.PlaylistRewrite.NotAPlaylist;
import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Rewrites HLS playlists line by line: multivariant and media ones, delta updates and low-latency ones alike (RFC 8216
 * and its second edition, rfc8216bis). What is not a reference stays as it is, byte for byte, line endings included, but
 * for {@code EXT-X-DEFINE} tags that would lift a credential out of the playlist's own URL. Linear in what arrives.
 */
final class HlsRewriter implements PlaylistRewriter {

    private static final String HEADER = "#EXTM3U";
    /** What stands for each octet that is no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private final LineRewriter lines;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean headed;

    /** @param credentials names of the query parameters that carry a credential */
    HlsRewriter(UnaryOperator<String> reference, Set<String> credentials) {
        this.lines = new LineRewriter(reference, new QueryDefinitions(credentials));
    }

    @Override
    public PlaylistRewrite feed(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length + begun.size());
        try {
            for (int start = 0; start < bytes.length;) {
                int next = endOfLine(bytes, start);
                if (begun.size() + next - start > MAX_PIECE) {
                    throw new PlaylistFaultException(Fault.TOO_LONG_A_PIECE);
                }
                if (bytes[next - 1] != '\n') {
                    begun.write(bytes, start, next - start);
                } else if (begun.size() == 0) {
                    line(decoded(bytes, start, next), out);
                } else {
                    begun.write(bytes, start, next - start);
                    lineBegun(out);
                }
                start = next;
            }
            return new Rewritten(out.toString());
        } catch (PlaylistFaultException e) {
            return new NotAPlaylist(e.fault());
        }
    }

    @Override
    public PlaylistRewrite finish() {
        StringBuilder out = new StringBuilder();
        try {
            if (begun.size() > 0 || !headed) {
                lineBegun(out);
            }
            return new Rewritten(out.toString());
        } catch (PlaylistFaultException e) {
            return new NotAPlaylist(e.fault());
        }
    }

    private void lineBegun(StringBuilder out) {
        byte[] line = begun.toByteArray();
        begun.reset();
        line(decoded(line, 0, line.length), out);
    }

    private void line(String line, StringBuilder out) {
        int end = line.endsWith("\n") ? line.length() - 1 : line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        String content = line.substring(0, end);
        if (!headed && !isHeader(content)) {
            throw new PlaylistFaultException(Fault.NO_EXTM3U);
        }
        headed = true;
        lines.rewrite(content, out);
        out.append(line, end, line.length());
    }

    private static boolean isHeader(String line) {
        return line.startsWith(HEADER)
                && (line.length() == HEADER.length() || " \t\r".indexOf(line.charAt(HEADER.length())) >= 0);
    }

    private static String decoded(byte[] bytes, int from, int to) {
        String plain = new String(bytes, from, to - from, UTF_8);
        if (plain.length() == to - from && plain.indexOf(REPLACEMENT) < 0) {
            return plain;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            throw new PlaylistFaultException(Fault.NOT_UTF_8);
        }
    }

    private static int endOfLine(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }
}
