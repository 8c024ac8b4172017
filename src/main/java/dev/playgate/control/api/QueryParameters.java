package dev.playgate.control.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The query of one call, each parameter read strictly by its type. What is malformed, stands twice, or is none of the
 * call's is refused: a filter that is not understood would answer with more than was asked for.
 */
public final class QueryParameters {

    private static final int MAXIMUM_TEXT = 256;
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,15}");

    /** Security E1: today in milliseconds is beyond it. */
    private static final long TIME_LIMIT = 100_000_000_000L;

    /** What a decoder makes of octets that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the query, in which a value is percent-encoded UTF-8 and {@code +} is a space.
     *
     * @param known the call's parameters, beside {@code organisation}, which every call has
     */
    public static QueryParameters of(ServerHttpRequest request, Set<String> known) throws RefusedCallException {
        return of(request.getURI().getRawQuery(), known);
    }

    /** As the other, of a query as it is written in a URL. */
    public static QueryParameters of(@Nullable String rawQuery, Set<String> known) throws RefusedCallException {
        Map<String, String> values = new LinkedHashMap<>();
        if (rawQuery != null && !rawQuery.isEmpty()) {
            for (String pair : rawQuery.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                if (!known.contains(name) && !name.equals(Credentials.ORGANISATION)) {
                    throw Parameters.unknown("", name);
                }
                if (equals < 0) {
                    throw RefusedCallException.invalid(name + " must have a value");
                }
                if (values.putIfAbsent(name, decoded(pair.substring(equals + 1))) != null) {
                    throw RefusedCallException.invalid(name + " must stand once");
                }
            }
        }
        return new QueryParameters(values);
    }

    private static String decoded(String text) throws RefusedCallException {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf(REPLACEMENT) < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // Said below: the decoder's own words quote the text.
        }
        throw RefusedCallException.invalid("the query must be percent-encoded UTF-8");
    }

    /** One line of 1 to 256 characters. */
    public Optional<String> text(String name) throws RefusedCallException {
        return parsed(name, text -> Optional.of(text).filter(line -> !line.isBlank() && line.length() <= MAXIMUM_TEXT
                && line.chars().noneMatch(Character::isISOControl)), "one line of 1 to 256 characters");
    }

    /** A whole number in decimal digits, from 0 to 999,999,999 at the widest. */
    public Optional<Integer> number(String name, int minimum, int maximum) throws RefusedCallException {
        return parsed(name,
                text -> NUMBER.matcher(text).matches()
                        ? Optional.of(Integer.valueOf(text)).filter(value -> value >= minimum && value <= maximum)
                        : Optional.empty(),
                "a whole number from " + minimum + " to " + maximum);
    }

    /** One of the constants, in lower case. */
    public <E extends Enum<E>> Optional<E> word(String name, Class<E> type) throws RefusedCallException {
        E[] constants = type.getEnumConstants();
        return parsed(name, text -> Arrays.stream(constants).filter(value -> word(value).equals(text)).findAny(),
                "one of " + Arrays.stream(constants).map(QueryParameters::word).collect(Collectors.joining(", ")));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** UNIX seconds. */
    public Optional<Instant> time(String name) throws RefusedCallException {
        Optional<Long> seconds = parsed(name,
                text -> SECONDS.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty(),
                "a whole number of UNIX seconds");
        if (seconds.isPresent() && seconds.get() >= TIME_LIMIT) {
            throw RefusedCallException.invalid(name + " must be in seconds, not in milliseconds");
        }
        return seconds.map(Instant::ofEpochSecond);
    }

    /** The part of a list that is asked for; the call must know {@link Page#parameters}. */
    public Page page() throws RefusedCallException {
        return Page.of(this);
    }

    /**
     * A text that a parser takes.
     *
     * @param parser empty or {@link IllegalArgumentException} for what it refuses
     * @param expected completes "must be ..."
     */
    public <T> Optional<T> parsed(String name, Function<String, Optional<T>> parser, String expected)
            throws RefusedCallException {
        @Nullable
        String text = values.get(name);
        if (text == null) {
            return Optional.empty();
        }
        Optional<T> parsed = Optional.empty();
        try {
            parsed = parser.apply(text);
        } catch (IllegalArgumentException e) {
            // Said below: the parser's own words may quote the value.
        }
        if (parsed.isEmpty()) {
            throw RefusedCallException.invalid(name + " must be " + expected);
        }
        return parsed;
    }
}
