package dev.playgate.control.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which part of a list is asked for.
 *
 * @param number from 1 to 10,000
 * @param size how many a page holds: 25, 50, 100 or 150
 */
public record Page(int number, int size) {

    /** People do not look further, and a database has to step over all that comes before. */
    private static final int MAXIMUM_NUMBER = 10_000;

    private static final List<Integer> SIZES = List.of(25, 50, 100, 150);
    private static final String NUMBER = "page";
    private static final String SIZE = "size";

    /** Throws {@link IllegalArgumentException} for what is out of range. */
    public Page {
        if (number < 1 || number > MAXIMUM_NUMBER || !SIZES.contains(size)) {
            throw new IllegalArgumentException("no page");
        }
    }

    /** The names of the query parameters of a call that has pages, for {@link ApiCalls}. */
    public static Set<String> parameters(String... further) {
        Set<String> names = new HashSet<>(List.of(further));
        names.add(NUMBER);
        names.add(SIZE);
        return names;
    }

    static Page of(QueryParameters query) throws RefusedCallException {
        int number = query.number(NUMBER, 1, MAXIMUM_NUMBER).orElse(1);
        int size = query.parsed(SIZE,
                text -> SIZES.stream().filter(known -> known.toString().equals(text)).findAny(),
                "25, 50, 100 or 150").orElse(SIZES.getFirst());
        return new Page(number, size);
    }

    /** How many entries come before it. */
    public long offset() {
        return (number - 1L) * size;
    }

    /** The page of a list that is in memory. */
    public <T> Listed<T> of(List<T> all) {
        int start = (int) Math.min(offset(), all.size());
        int end = Math.min(start + size, all.size());
        return Listed.of(all.subList(start, end), all.size(), this);
    }
}
