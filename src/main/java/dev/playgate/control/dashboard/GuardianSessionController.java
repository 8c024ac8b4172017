package dev.playgate.control.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Label;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.IssuedTokenStore.Issued;
import dev.playgate.policy.KnownSession;
import dev.playgate.policy.KnownSessions;
import dev.playgate.stream.OrganisationId;
import dev.playgate.viewer.IpAddress;

/** {@code /guardian/sessions}: the sessions that run on this process. */
@Hidden
@Controller
final class GuardianSessionController {

    private static final List<String> FILTERS = List.of("stream", "token", "user", "tag");

    private final PageCalls pages;
    private final EdgeFigures edge;
    private final KnownSessions sessions;
    private final IssuedTokenStore issued;
    private final InstantSource time;

    GuardianSessionController(PageCalls pages, EdgeFigures edge, KnownSessions sessions, IssuedTokenStore issued,
            InstantSource time) {
        this.pages = pages;
        this.edge = edge;
        this.sessions = sessions;
        this.issued = issued;
        this.time = time;
    }

    /** A session in the list. */
    private record Row(String stream, ShownToken token, String addresses, ShownTime since, ShownTime end) {

        static Row of(KnownSession session, Map<String, Issued> tokens) {
            return new Row(session.stream().name().value(), ShownToken.of(session.jti(), tokens),
                    session.addresses().stream().map(IpAddress::toString).sorted().collect(Collectors.joining(", ")),
                    ShownTime.of(session.since()), ShownTime.of(session.end()));
        }
    }

    @GetMapping(DashboardPaths.GUARDIAN_SESSIONS)
    Mono<Void> list(ServerWebExchange exchange) {
        return pages.own(exchange, Role.READ_ONLY, (visitor, _, organisation) -> {
            ListQuery query = ListQuery.of(Form.ofQuery(exchange), FILTERS);
            Instant now = time.instant();
            Map<String, Object> model = new HashMap<>(Map.of("fields", query.fields(), "filtered", query.isFiltered(),
                    "known", edge.of(organisation, now).isPresent(), "mayRevoke", visitor.may(Role.USER)));
            try {
                QueryParameters asked = query.parameters(Page.parameters(FILTERS.toArray(String[]::new)));
                Listed<KnownSession> found = asked.page().of(found(organisation, asked, now));
                Map<String, Issued> tokens = issued.find(organisation,
                        found.items().stream().map(KnownSession::jti).collect(Collectors.toSet()));
                model.put("rows", found.items().stream().map(session -> Row.of(session, tokens)).toList());
                model.put("paging", query.paging(DashboardPaths.GUARDIAN_SESSIONS, found));
                return PageAnswer.shown("guardian-sessions", model);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on("guardian-sessions", model);
            }
        });
    }

    private List<KnownSession> found(OrganisationId organisation, QueryParameters asked, Instant now)
            throws RefusedCallException {
        Optional<String> stream = asked.text("stream");
        Optional<String> token = asked.text("token");
        Optional<Label> user = asked.text("user").map(text -> Label.ofUser(organisation, text));
        Optional<Label> tag = asked.text("tag").map(text -> Label.ofTag(organisation, text));
        return sessions.list(organisation, now).stream()
                .filter(session -> stream.isEmpty() || session.stream().name().value().equals(stream.get()))
                .filter(session -> token.isEmpty() || session.jti().equals(token.get()))
                .filter(session -> user.isEmpty() || session.hasUser(user.get()))
                .filter(session -> tag.isEmpty() || session.hasTag(tag.get())).toList();
    }
}
