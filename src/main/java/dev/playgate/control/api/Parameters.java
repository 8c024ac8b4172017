package dev.playgate.control.api;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of one call, each read strictly by its type. A null is no value of any type but {@code cust}'s. */
public final class Parameters {

    private static final int MAXIMUM_TEXT = 256;
    private static final Pattern ECHOED_NAME = Pattern.compile("[A-Za-z_]{1,32}");

    /** Security E1: today in milliseconds is beyond it. */
    private static final BigInteger TIME_LIMIT = BigInteger.valueOf(100_000_000_000L);

    private final ObjectNode body;
    /** Before the names in answers: where in the body the object stands. */
    private final String path;

    public Parameters(ObjectNode body) {
        this(body, "");
    }

    private Parameters(ObjectNode body, String path) {
        this.body = body;
        this.path = path;
    }

    /** Refuses a body with a parameter that the call does not have: it may be one that its caller relies on. */
    public Parameters only(Set<String> known) throws RefusedCallException {
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                throw unknown(path, name);
            }
        }
        return this;
    }

    /** A name is named only when it can be nothing else, such as a token in the wrong place. */
    static RefusedCallException unknown(String path, String name) {
        boolean isName = ECHOED_NAME.matcher(name).matches();
        return RefusedCallException.of(ErrorCode.PARAMETER,
                "Parameter unknown" + (isName ? ": " + path + name : ", and its name is none"));
    }

    public boolean has(String name) {
        return body.has(name);
    }

    /** UNIX seconds. */
    public Optional<Instant> time(String name) throws RefusedCallException {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isIntegralNumber() || value.get().bigIntegerValue().signum() <= 0) {
            throw RefusedCallException.invalid(path + name + " must be a whole number of UNIX seconds");
        }
        BigInteger seconds = value.get().bigIntegerValue();
        if (seconds.compareTo(TIME_LIMIT) >= 0) {
            throw RefusedCallException.invalid(path + name + " must be in seconds, not in milliseconds");
        }
        return Optional.of(Instant.ofEpochSecond(seconds.longValueExact()));
    }

    public boolean flag(String name) throws RefusedCallException {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw RefusedCallException.invalid(path + name + " must be true or false");
        }
        return value.map(JsonNode::booleanValue).orElse(false);
    }

    /** At most 256 characters on one line. */
    public Optional<String> line(String name) throws RefusedCallException {
        return parsed(name, Parameters::oneLine, "a string of at most 256 characters without control characters");
    }

    /** Any string, however long. */
    public Optional<String> string(String name) throws RefusedCallException {
        return parsed(name, Optional::of, "a string");
    }

    /**
     * A string that a parser takes.
     *
     * @param parser empty or {@link IllegalArgumentException} for what it refuses
     * @param expected completes "must be ..."
     */
    public <T> Optional<T> parsed(String name, Function<String, Optional<T>> parser, String expected)
            throws RefusedCallException {
        Optional<JsonNode> value = value(name);
        return value.isPresent() ? Optional.of(parse(path + name, value.get(), parser, expected)) : Optional.empty();
    }

    /** An array of strings that a parser takes; empty when it is not there, and never otherwise. */
    public <T> List<T> parsedArray(String name, int maximum, Function<String, Optional<T>> parser, String expected)
            throws RefusedCallException {
        return parsedArray(name, 1, maximum, parser, expected);
    }

    /** An array of strings that a parser takes; empty when it is not there. */
    public <T> List<T> parsedArray(String name, int minimum, int maximum, Function<String, Optional<T>> parser,
            String expected) throws RefusedCallException {
        List<T> entries = new ArrayList<>();
        for (JsonNode entry : array(name, minimum, maximum, "strings")) {
            entries.add(parse(path + name + "[" + entries.size() + "]", entry, parser, expected));
        }
        return entries;
    }

    /** An array of objects; empty when it is not there, and never otherwise. */
    public List<Parameters> objects(String name, int maximum) throws RefusedCallException {
        List<Parameters> entries = new ArrayList<>();
        for (JsonNode entry : array(name, 1, maximum, "objects")) {
            String at = path + name + "[" + entries.size() + "]";
            if (!(entry instanceof ObjectNode object)) {
                throw RefusedCallException.invalid(at + " must be an object");
            }
            entries.add(new Parameters(object, at + "."));
        }
        return entries;
    }

    private List<JsonNode> array(String name, int minimum, int maximum, String content) throws RefusedCallException {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray() || value.get().size() < minimum || value.get().size() > maximum) {
            throw RefusedCallException
                    .invalid(path + name + " must be an array of " + minimum + " to " + maximum + " " + content);
        }
        return List.copyOf(value.get().values());
    }

    /** A whole number. */
    public Optional<Integer> number(String name, int minimum, int maximum) throws RefusedCallException {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isIntegralNumber() || !value.get().canConvertToInt() || value.get().intValue() < minimum
                || value.get().intValue() > maximum) {
            throw RefusedCallException
                    .invalid(path + name + " must be a whole number from " + minimum + " to " + maximum);
        }
        return value.map(JsonNode::intValue);
    }

    public boolean isArray(String name) {
        return body.path(name).isArray();
    }

    /** Any JSON, as text. */
    public Optional<String> json(String name) {
        return value(name).map(JsonNode::toString);
    }

    private Optional<JsonNode> value(String name) {
        return body.optional(name);
    }

    private static <T> T parse(String path, JsonNode value, Function<String, Optional<T>> parser, String expected)
            throws RefusedCallException {
        Optional<T> parsed = Optional.empty();
        try {
            parsed = value.stringValueOpt().flatMap(parser);
        } catch (IllegalArgumentException e) {
            // Said below: the parser's own words may quote the value.
        }
        return parsed.orElseThrow(() -> RefusedCallException.invalid(path + " must be " + expected));
    }

    private static Optional<String> oneLine(String text) {
        boolean fits = text.length() <= MAXIMUM_TEXT && text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        return fits ? Optional.of(text) : Optional.empty();
    }
}
