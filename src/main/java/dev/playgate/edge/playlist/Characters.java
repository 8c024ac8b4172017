package dev.playgate.edge.playlist;

/** Characters that two readers of one playlist, or of one URL, may take in two ways. */
final class Characters {

    private Characters() {
    }

    /**
     * Whether some client sees more than one line here: RFC 8216 ends lines by LF or CRLF alone, but readers exist that
     * end them at a bare CR, at any control character, or at the separators of Unicode.
     */
    static boolean mayBreakLine(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < ' ' || c > '~') && c != '\t' && (Character.isISOControl(c) || c == '\u2028' || c == '\u2029')) {
                return true;
            }
        }
        return false;
    }

    /** Whether a reference cannot stand in a playlist: as a line of its own or between quotes. */
    static boolean breaksReference(String reference) {
        return reference.isEmpty() || reference.startsWith("#") || reference.indexOf('"') >= 0
                || reference.indexOf('\t') >= 0 || mayBreakLine(reference) || hasBlankEnd(reference);
    }

    /**
     * Whether browsers read this reference otherwise than RFC 3986 does: they take {@code \} for {@code /}, drop tabs
     * and line ends wherever they stand, and what trims lines before them drops every kind of blank at both ends.
     */
    static boolean isAmbiguous(String reference) {
        return breaksReference(reference) || reference.indexOf('\\') >= 0;
    }

    private static boolean hasBlankEnd(String text) {
        return isTrimmed(text.charAt(0)) || isTrimmed(text.charAt(text.length() - 1));
    }

    private static boolean isTrimmed(char c) {
        return Character.isSpaceChar(c) || c == '\uFEFF';
    }
}
