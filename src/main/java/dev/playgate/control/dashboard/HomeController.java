package dev.playgate.control.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Organisation;
import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.AuditLog;
import dev.playgate.control.registry.OrganisationStore;
import dev.playgate.control.registry.StreamFilter;
import dev.playgate.control.registry.StreamStore;
import dev.playgate.policy.Reason;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamState;

/** {@code /}: the organisation at a glance; for who has not signed in, the way there. */
@Hidden
@Controller
final class HomeController {

    private static final Page FIRST = new Page(1, 25);

    private final PageCalls pages;
    private final OrganisationStore organisations;
    private final StreamStore streams;
    private final AuditLog audit;
    private final EdgeFigures edge;
    private final Warnings warnings;
    private final InstantSource time;

    HomeController(PageCalls pages, OrganisationStore organisations, StreamStore streams, AuditLog audit,
            EdgeFigures edge, Warnings warnings, InstantSource time) {
        this.pages = pages;
        this.organisations = organisations;
        this.streams = streams;
        this.audit = audit;
        this.edge = edge;
        this.warnings = warnings;
        this.time = time;
    }

    /**
     * A row of the chart.
     *
     * @param share of the longest bar, such as {@code 40%}
     */
    private record Bar(String reason, String words, long count, String share) {

        static Bar of(Map.Entry<Reason, Long> counted, long most) {
            return new Bar(counted.getKey().wireName(), Words.of(counted.getKey()), counted.getValue(),
                    Math.max(1, 100 * counted.getValue() / most) + "%");
        }
    }

    @GetMapping(DashboardPaths.START)
    Mono<Void> home(ServerWebExchange exchange) {
        return Visitors.current().hasElement().flatMap(signedIn -> signedIn
                ? pages.own(exchange, Role.READ_ONLY, (visitor, _, id) -> home(visitor.caller(), id))
                : pages.open(exchange, (_, _) -> new PageAnswer.Moved(DashboardPaths.AUTH)));
    }

    private PageAnswer home(Caller caller, OrganisationId id) throws RefusedCallException {
        Organisation organisation = organisations.find(id)
                .orElseThrow(() -> RefusedCallException.unknown("organisation"));
        Instant now = time.instant();
        Map<String, Object> model = new HashMap<>(Map.of("organisation", organisation.name(),
                "live", streams.list(id, live(), FIRST).total(), "created", tokensCreated(caller, now),
                "warnings", warnings.of(organisation, now), "at", ShownTime.of(now)));
        edge.of(id, now).ifPresent(figures -> {
            model.put("sessions", figures.sessions());
            model.put("bars", bars(figures.refusals()));
        });
        return PageAnswer.shown("home", model);
    }

    private static StreamFilter live() {
        return new StreamFilter(Optional.of(StreamState.LIVE), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** Since the day of UTC began. */
    private long tokensCreated(Caller caller, Instant now) throws RefusedCallException {
        return audit.list(caller, QueryParameters.of(
                "action=token.create&from=" + now.truncatedTo(ChronoUnit.DAYS).getEpochSecond(),
                AuditLog.parameters())).total();
    }

    /** The longest first. */
    private static List<Bar> bars(Map<Reason, Long> refusals) {
        long most = refusals.values().stream().max(Comparator.naturalOrder()).orElse(1L);
        return refusals.entrySet().stream().map(counted -> Bar.of(counted, most))
                .sorted(Comparator.comparingLong(Bar::count).reversed().thenComparing(Bar::reason)).toList();
    }
}
