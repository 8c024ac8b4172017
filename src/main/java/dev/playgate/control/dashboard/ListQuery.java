package dev.playgate.control.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.playgate.control.api.Listed;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;

/**
 * Which part of a list a page is asked for.
 *
 * @param fields what stands in its filter, by name
 * @param prefix of their names in the page's query; empty but where another list is on the page
 * @param kept what else stands in that query, which the list's links keep
 */
record ListQuery(Map<String, String> fields, String prefix, Map<String, String> kept) {

    private static final List<String> PAGING = List.of("page", "size");

    ListQuery {
        fields = Map.copyOf(fields);
        kept = Map.copyOf(kept);
    }

    /** The whole of a list. */
    static ListQuery all() {
        return new ListQuery(Map.of(), "", Map.of());
    }

    /** @param filters the names of its filter's fields; any list has pages */
    static ListQuery of(Form form, List<String> filters) throws RefusedCallException {
        return of(form, "", filters);
    }

    static ListQuery of(Form form, String prefix, List<String> filters) throws RefusedCallException {
        Map<String, String> fields = new HashMap<>();
        for (String name : filters) {
            form.text(prefix + name).ifPresent(text -> fields.put(name, text));
        }
        for (String name : PAGING) {
            form.text(prefix + name).ifPresent(text -> fields.put(name, text));
        }
        return new ListQuery(fields, prefix, Map.of());
    }

    /** Keeping what another list of the page is asked for. */
    ListQuery beside(ListQuery other) {
        return new ListQuery(fields, prefix, other.named());
    }

    private Map<String, String> named() {
        return fields.entrySet().stream()
                .collect(Collectors.toMap(field -> prefix + field.getKey(), Map.Entry::getValue));
    }

    boolean isFiltered() {
        return !PAGING.containsAll(fields.keySet());
    }

    /**
     * As the query of the API's call, which judges it; {@code from} and {@code to} are days of UTC, the last included.
     *
     * @param further beside what stands in the filter
     * @param known see {@link QueryParameters#of}
     */
    QueryParameters parameters(Map<String, String> further, Set<String> known) throws RefusedCallException {
        Map<String, String> asked = new HashMap<>(fields);
        asked.putAll(further);
        day("from").ifPresent(day -> asked.put("from", seconds(day)));
        day("to").ifPresent(day -> asked.put("to", seconds(day.plusDays(1))));
        return QueryParameters.of(query(asked), known);
    }

    QueryParameters parameters(Set<String> known) throws RefusedCallException {
        return parameters(Map.of(), known);
    }

    private Optional<LocalDate> day(String name) throws RefusedCallException {
        try {
            return Optional.ofNullable(fields.get(name)).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw RefusedCallException.invalid(name + " must be a day, such as 2026-12-31");
        }
    }

    private static String seconds(LocalDate day) {
        return Long.toString(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    }

    /**
     * Where in a list one is, and the links to what is beside it.
     *
     * @param page from 1
     * @param pages from 1
     * @param previous empty: there is none
     * @param next empty: there is none
     */
    record Paging(long total, long page, long pages, String previous, String next) {}

    /** @param path of the list */
    Paging paging(String path, Listed<?> found) {
        long last = Math.max(1, (found.total() + found.size() - 1) / found.size());
        return new Paging(found.total(), found.page(), last,
                found.page() > 1 ? link(path, Math.min(found.page() - 1L, last)) : "",
                found.page() < last ? link(path, found.page() + 1L) : "");
    }

    private String link(String path, long page) {
        Map<String, String> other = new HashMap<>(kept);
        other.putAll(named());
        other.put(prefix + "page", Long.toString(page));
        return path + "?" + query(other);
    }

    private static String query(Map<String, String> fields) {
        return fields.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
