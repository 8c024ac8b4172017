package dev.playgate.viewer;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Hosts in their one canonical form (security C1, C2): lower case, ASCII, without the trailing dot; letters, digits and
 * hyphens in labels of 1 to 63, at most 253 characters. An address is a host too, in its canonical form, IPv6 in
 * brackets. A name that ends in a number is an address or nothing, as in browsers.
 */
final class HostName {

    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;

    private HostName() {
    }

    /** The canonical form of a host in ASCII; empty for what is none. */
    static Optional<String> ofAscii(String text) {
        if (text.startsWith("[")) {
            return ofBracketed(text);
        }
        int end = text.endsWith(".") ? text.length() - 1 : text.length();
        if (end > MAX_LENGTH) {
            return Optional.empty();
        }
        int label = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || text.charAt(i) == '.') {
                if (!isLabel(text, label, i)) {
                    return Optional.empty();
                }
                label = i + 1;
            }
        }
        String host = text.substring(0, end).toLowerCase(Locale.ROOT);
        return isNumber(host, host.lastIndexOf('.') + 1)
                ? IpAddress.parse(host).map(IpAddress::toString)
                : Optional.of(host);
    }

    /**
     * The canonical form of a host that may be written in Unicode. The JDK knows IDNA 2003, which maps some names to
     * others than browsers do ({@code ß} to {@code ss}); a name that does not come back as it was written is none, and
     * has to be given as its {@code xn--} form.
     */
    static Optional<String> ofUnicode(String text) {
        if (text.length() > MAX_LENGTH + 1 || text.chars().allMatch(c -> c < 0x80)) {
            return ofAscii(text);
        }
        String written = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        try {
            String ascii = IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES);
            return IDN.toUnicode(ascii).equals(written) ? ofAscii(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofBracketed(String text) {
        return text.endsWith("]") && text.indexOf(':') > 0
                ? IpAddress.parse(text.substring(1, text.length() - 1)).map(HostName::ofAddress)
                : Optional.empty();
    }

    private static String ofAddress(IpAddress address) {
        return address.isIpv4() ? address.toString() : "[" + address + "]";
    }

    private static boolean isLabel(String text, int start, int end) {
        if (start == end || end - start > MAX_LABEL || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && c != '-' && !isDigit(c)) {
                return false;
            }
        }
        return true;
    }

    /** Decimal, or hexadecimal as {@code 0x7f}: what an address parser of the lenient kind would take. */
    private static boolean isNumber(String host, int start) {
        boolean hexadecimal = host.startsWith("0x", start);
        for (int i = hexadecimal ? start + 2 : start; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!isDigit(c) && !(hexadecimal && c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
