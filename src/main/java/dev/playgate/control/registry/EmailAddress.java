package dev.playgate.control.registry;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * With what a person signs in, in lower case. Printable ASCII, so that no two addresses look alike.
 *
 * @param value at most 254 characters, with one {@code @} between others
 */
public record EmailAddress(String value) {

    /** Completes "must be ...". */
    public static final String EXPECTED = "an e-mail address: at most 254 characters of printable ASCII, with one @";

    private static final Pattern SYNTAX = Pattern.compile("[!-?A-~]+@[!-?A-~]+");
    private static final int MAXIMUM = 254;

    /** Throws {@link IllegalArgumentException} for what is none. */
    public EmailAddress {
        value = value.toLowerCase(Locale.ROOT);
        if (value.length() > MAXIMUM || !SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException("not " + EXPECTED);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
