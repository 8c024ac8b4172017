package dev.playgate.edge.playlist;

import java.util.Set;
import java.util.function.UnaryOperator;

import dev.playgate.edge.playlist.PlaylistRewrite.Fault;

/** Copies lines of one playlist, with the references replaced. */
final class LineRewriter {

    /**
     * The attributes that hold a reference, whichever tag they stand in: no tag uses one of these names for anything
     * else, and a tag of tomorrow is covered by its {@code URI}.
     */
    private static final Set<String> REFERENCES = Set.of("URI", "SERVER-URI", "X-ASSET-URI", "X-ASSET-LIST");

    private final UnaryOperator<String> reference;
    private final QueryDefinitions definitions;
    private int references;

    LineRewriter(UnaryOperator<String> reference, QueryDefinitions definitions) {
        this.reference = reference;
        this.definitions = definitions;
    }

    /** Appends what becomes of one line without its ending. */
    void rewrite(String line, StringBuilder out) {
        if (definitions.liftsCredential(line)) {
            out.append(definitions.withheld(line));
        } else if (Characters.mayBreakLine(line)) {
            // Where clients disagree on where a line ends, a ticket could become part of another reference.
            out.append(line);
        } else if (line.startsWith("#EXT")) {
            tag(line, out);
        } else if (line.startsWith("#")) {
            out.append(line);
        } else {
            uri(line, out);
        }
    }

    private void uri(String line, StringBuilder out) {
        int start = skipBlanks(line, 0);
        int end = line.length();
        while (end > start && isBlank(line.charAt(end - 1))) {
            end--;
        }
        out.append(line, 0, start);
        if (start < end) {
            out.append(replaced(line.substring(start, end)));
        }
        out.append(line, end, line.length());
    }

    /** Walks an attribute list (RFC 8216 section 4.2) up to its end or to the first thing that is no attribute. */
    private void tag(String line, StringBuilder out) {
        int copied = 0;
        int at = line.indexOf(':') + 1;
        while (at > 0 && at < line.length()) {
            int name = skipBlanks(line, at);
            int equals = endOfName(line, name);
            if (equals == name || equals == line.length() || line.charAt(equals) != '=') {
                break;
            }
            int value = equals + 1;
            boolean quoted = value < line.length() && line.charAt(value) == '"';
            int close = quoted ? line.indexOf('"', value + 1) : endOfPlainValue(line, value);
            int comma = close < 0 ? -1 : skipBlanks(line, quoted ? close + 1 : close);
            if (comma < 0 || (comma < line.length() && line.charAt(comma) != ',')) {
                break;
            }
            if (quoted && REFERENCES.contains(line.substring(name, equals))) {
                out.append(line, copied, value + 1).append(replaced(line.substring(value + 1, close)));
                copied = close;
            }
            at = comma + 1;
        }
        out.append(line, copied, line.length());
    }

    private String replaced(String written) {
        if (++references > PlaylistRewriter.MAX_REFERENCES) {
            throw new PlaylistFaultException(Fault.TOO_MANY_REFERENCES);
        }
        String replacement = reference.apply(written);
        if (!replacement.equals(written) && Characters.breaksReference(replacement)) {
            throw new IllegalStateException("A replaced reference would break the playlist");
        }
        return replacement;
    }

    private static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfName(String line, int from) {
        int at = from;
        while (at < line.length() && isOfName(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfPlainValue(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) != ',' && line.charAt(at) != '"') {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isOfName(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }
}
