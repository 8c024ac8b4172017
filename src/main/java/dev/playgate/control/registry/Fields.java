package dev.playgate.control.registry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, read key by key. Whatever is missing, of the wrong type or refused by its parser is noted as
 * a fault and answered as empty; what has not been read in the end is an unknown key.
 */
final class Fields {

    private final String path;
    private final Map<?, ?> values;
    private final Faults faults;
    private final Set<Object> unread;

    private Fields(String path, Map<?, ?> values, Faults faults) {
        this.path = path;
        this.values = values;
        this.faults = faults;
        this.unread = new LinkedHashSet<>(values.keySet());
    }

    static Optional<Fields> of(String path, @Nullable Object value, Faults faults) {
        if (value instanceof Map<?, ?> map) {
            return Optional.of(new Fields(path, map, faults));
        }
        faults.add(path, "must be a mapping");
        return Optional.empty();
    }

    /** A list's entry with the path to it. */
    record Entry<T extends @Nullable Object>(String path, T value) {}

    String path() {
        return path;
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    void fault(String key, String message) {
        faults.add(pathOf(key), message);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /**
     * A text that must be there.
     *
     * @param parser empty or {@link IllegalArgumentException} for what it refuses
     * @param expected completes "must be ..."
     */
    <T> Optional<T> required(String key, Function<String, Optional<T>> parser, String expected) {
        if (!has(key)) {
            fault(key, "is missing");
            return Optional.empty();
        }
        return optional(key, parser, expected);
    }

    /** As {@link #required}, and empty without a fault when it is not there. */
    <T> Optional<T> optional(String key, Function<String, Optional<T>> parser, String expected) {
        return has(key) ? parse(pathOf(key), take(key), parser, expected) : Optional.empty();
    }

    /** A list of texts; empty when it is not there. */
    <T> List<Entry<T>> texts(String key, Function<String, Optional<T>> parser, String expected) {
        List<Entry<T>> texts = new ArrayList<>();
        for (Entry<@Nullable Object> entry : entries(key)) {
            parse(entry.path(), entry.value(), parser, expected)
                    .ifPresent(text -> texts.add(new Entry<>(entry.path(), text)));
        }
        return texts;
    }

    /** A mapping; empty when it is not there. */
    Optional<Fields> section(String key) {
        return has(key) ? of(pathOf(key), take(key), faults) : Optional.empty();
    }

    /** A list of mappings; empty when it is not there. */
    List<Fields> sections(String key) {
        List<Fields> sections = new ArrayList<>();
        for (Entry<@Nullable Object> entry : entries(key)) {
            of(entry.path(), entry.value(), faults).ifPresent(sections::add);
        }
        return sections;
    }

    /** A list of mappings with at least one. */
    List<Fields> requiredSections(String key) {
        if (!has(key)) {
            fault(key, "is missing");
        } else if (values.get(key) instanceof List<?> list && list.isEmpty()) {
            fault(key, "must have at least one entry");
        }
        return sections(key);
    }

    /** The mapping as it stands, every key of it read. */
    Map<?, ?> whole() {
        unread.clear();
        return values;
    }

    /** Notes every key that nothing asked for. */
    void refuseUnread() {
        for (Object key : unread) {
            fault(String.valueOf(key), "is not a key known here");
        }
    }

    private @Nullable Object take(String key) {
        unread.remove(key);
        return values.get(key);
    }

    private List<Entry<@Nullable Object>> entries(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (!(take(key) instanceof List<?> list)) {
            fault(key, "must be a list");
            return List.of();
        }
        List<Entry<@Nullable Object>> entries = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            entries.add(new Entry<>(pathOf(key) + "[" + i + "]", list.get(i)));
        }
        return entries;
    }

    private <T> Optional<T> parse(String where, @Nullable Object value, Function<String, Optional<T>> parser,
            String expected) {
        Optional<T> parsed = Optional.empty();
        if (value instanceof String text) {
            try {
                parsed = parser.apply(text);
            } catch (IllegalArgumentException e) {
                // Said below: the parser's own words may quote the value.
            }
        }
        if (parsed.isEmpty()) {
            faults.add(where, "must be " + expected);
        }
        return parsed;
    }
}
