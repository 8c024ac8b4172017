package dev.playgate.control.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.StoredStream;
import dev.playgate.control.registry.StreamFilter;
import dev.playgate.control.registry.StreamStore;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;

/** {@code /stream}: the organisation's streams. */
@Hidden
@Controller
final class StreamListController {

    private static final List<String> FIELDS = List.of("state", "tag", "from", "to", "page", "size");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final PageCalls pages;
    private final StreamStore streams;
    private final GroupStore groups;

    StreamListController(PageCalls pages, StreamStore streams, GroupStore groups) {
        this.pages = pages;
        this.streams = streams;
        this.groups = groups;
    }

    /** A stream in the list. */
    private record Row(String id, String name, String state, String group, List<String> tags, ShownTime updated) {

        static Row of(StoredStream stream, int playouts) {
            return new Row(stream.stream().id().toString(), stream.stream().name().value(),
                    stream.stream().state().name().toLowerCase(Locale.ROOT),
                    playouts > 1 ? "Streamgroup (" + playouts + " playouts)" : "Single stream", stream.tags(),
                    ShownTime.of(stream.updated()));
        }
    }

    @GetMapping(DashboardPaths.STREAMS)
    Mono<Void> list(ServerWebExchange exchange) {
        return pages.page(exchange, Role.READ_ONLY, (visitor, _) -> {
            Optional<OrganisationId> organisation = visitor.caller().organisation();
            return organisation.isPresent()
                    ? list(organisation.get(), Form.ofQuery(exchange))
                    : PageAnswer.shown("no-organisation", Map.of());
        });
    }

    private PageAnswer list(OrganisationId organisation, Form form) throws RefusedCallException {
        Map<String, String> fields = new HashMap<>();
        for (String name : FIELDS) {
            form.text(name).ifPresent(text -> fields.put(name, text));
        }
        Optional<String> search = form.text("q");
        Map<String, Object> model = new HashMap<>(Map.of("fields", fields, "search", search.orElse(""), "filtered",
                search.isPresent()
                        || fields.keySet().stream().anyMatch(name -> !List.of("page", "size").contains(name))));
        try {
            Listed<StoredStream> found = found(organisation, fields, search);
            Map<GroupId, Integer> sizes = groups.sizes(
                    found.items().stream().map(stream -> stream.stream().group()).collect(Collectors.toSet()));
            model.put("rows", found.items().stream()
                    .map(stream -> Row.of(stream, sizes.getOrDefault(stream.stream().group(), 1))).toList());
            long last = Math.max(1, (found.total() + found.size() - 1) / found.size());
            model.putAll(Map.of("total", found.total(), "page", found.page(), "pages", last, "previous",
                    found.page() > 1 ? link(fields, Math.min(found.page() - 1L, last)) : "", "next",
                    found.page() < last ? link(fields, found.page() + 1L) : ""));
            return PageAnswer.shown("streams", model);
        } catch (RefusedCallException refusal) {
            Problem problem = Problem.of(refusal);
            model.put("problem", problem);
            return new PageAnswer.Shown(problem.status(), "streams", model);
        }
    }

    private Listed<StoredStream> found(OrganisationId organisation, Map<String, String> fields,
            Optional<String> search) throws RefusedCallException {
        if (search.isPresent() && ID.matcher(search.get()).matches()) {
            List<StoredStream> one = streams.find(organisation, UUID.fromString(search.get())).stream().toList();
            return Listed.of(one, one.size(), new Page(1, 25));
        }
        Map<String, String> asked = new HashMap<>(fields);
        search.ifPresent(name -> asked.put("name", name));
        day(fields, "from").ifPresent(day -> asked.put("from", seconds(day)));
        day(fields, "to").ifPresent(day -> asked.put("to", seconds(day.plusDays(1))));
        QueryParameters query = QueryParameters.of(query(asked), StreamFilter.parameters());
        return streams.list(organisation, StreamFilter.of(query), query.page());
    }

    private static Optional<LocalDate> day(Map<String, String> fields, String name) throws RefusedCallException {
        try {
            return Optional.ofNullable(fields.get(name)).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw RefusedCallException.invalid(name + " must be a day, such as 2026-12-31");
        }
    }

    private static String seconds(LocalDate day) {
        return Long.toString(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    }

    private static String link(Map<String, String> fields, long page) {
        Map<String, String> other = new HashMap<>(fields);
        other.put("page", Long.toString(page));
        return DashboardPaths.STREAMS + "?" + query(other);
    }

    private static String query(Map<String, String> fields) {
        return fields.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
