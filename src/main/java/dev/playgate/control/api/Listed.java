package dev.playgate.control.api;

import java.util.List;

/**
 * The part of a list that a {@link Page} asks for.
 *
 * @param total how many the whole list has
 * @param page from 1
 * @param size the most that a page holds
 */
public record Listed<T>(List<T> items, long total, int page, int size) {

    public Listed {
        items = List.copyOf(items);
    }

    /** What was found for the page. */
    public static <T> Listed<T> of(List<T> items, long total, Page page) {
        return new Listed<>(items, total, page.number(), page.size());
    }
}
