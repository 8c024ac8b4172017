package dev.playgate.control.dashboard;

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

    private static final List<String> FILTERS = List.of("state", "tag", "from", "to");
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
        return pages.own(exchange, Role.READ_ONLY,
                (_, _, organisation) -> list(organisation, Form.ofQuery(exchange)));
    }

    private PageAnswer list(OrganisationId organisation, Form form) throws RefusedCallException {
        ListQuery query = ListQuery.of(form, FILTERS);
        Optional<String> search = form.text("q");
        Map<String, Object> model = new HashMap<>(Map.of("fields", query.fields(), "search", search.orElse(""),
                "filtered", search.isPresent() || query.isFiltered()));
        try {
            Listed<StoredStream> found = found(organisation, query, search);
            Map<GroupId, Integer> sizes = groups.sizes(
                    found.items().stream().map(stream -> stream.stream().group()).collect(Collectors.toSet()));
            model.put("rows", found.items().stream()
                    .map(stream -> Row.of(stream, sizes.getOrDefault(stream.stream().group(), 1))).toList());
            model.put("paging", query.paging(DashboardPaths.STREAMS, found));
            return PageAnswer.shown("streams", model);
        } catch (RefusedCallException refusal) {
            return Problem.of(refusal).on("streams", model);
        }
    }

    private Listed<StoredStream> found(OrganisationId organisation, ListQuery query, Optional<String> search)
            throws RefusedCallException {
        if (search.isPresent() && ID.matcher(search.get()).matches()) {
            List<StoredStream> one = streams.find(organisation, UUID.fromString(search.get())).stream().toList();
            return Listed.of(one, one.size(), new Page(1, 25));
        }
        QueryParameters parameters = query.parameters(
                search.map(name -> Map.of("name", name)).orElse(Map.of()), StreamFilter.parameters());
        return streams.list(organisation, StreamFilter.of(parameters), parameters.page());
    }
}
