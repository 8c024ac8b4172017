package dev.playgate.control.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Catalog;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.issue.TokenRevoker;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.IssuedTokenStore.Issued;
import dev.playgate.policy.KnownSessions;
import dev.playgate.policy.KnownSessions.Running;
import dev.playgate.stream.OrganisationId;

/** {@code /guardian/sessions}: the sessions that run on this process, and revoking the token of one. */
@Hidden
@Controller
final class GuardianSessionController {

    private static final String SESSION = DashboardPaths.GUARDIAN_SESSIONS + "/{id}";

    private final PageCalls pages;
    private final EdgeFigures edge;
    private final KnownSessions sessions;
    private final Catalog catalog;
    private final IssuedTokenStore issued;
    private final TokenRevoker revoker;
    private final InstantSource time;

    GuardianSessionController(PageCalls pages, EdgeFigures edge, KnownSessions sessions, Catalog catalog,
            IssuedTokenStore issued, TokenRevoker revoker, InstantSource time) {
        this.pages = pages;
        this.edge = edge;
        this.sessions = sessions;
        this.catalog = catalog;
        this.issued = issued;
        this.revoker = revoker;
        this.time = time;
    }

    /**
     * A session in the list.
     *
     * @param standing why its token cannot be revoked here; empty: it can
     */
    private record Row(String id, String stream, String jti, String user, String tag, ShownTime end,
            String standing) {

        static Row of(Running session, Optional<Issued> token, boolean revoked) {
            return new Row(Long.toHexString(session.id()), session.stream().name().value(), session.jti(),
                    token.flatMap(Issued::user).orElse(""), token.flatMap(Issued::tag).orElse(""),
                    ShownTime.of(session.end()),
                    revoked
                            ? "revoked"
                            : token.map(known -> known.revocable() ? "" : "not revocable")
                                    .orElse("not created here"));
        }
    }

    @GetMapping(DashboardPaths.GUARDIAN_SESSIONS)
    Mono<Void> list(ServerWebExchange exchange) {
        return pages.own(exchange, Role.READ_ONLY, (visitor, _, organisation) -> {
            ListQuery query = ListQuery.of(Form.ofQuery(exchange), List.of("stream"));
            Instant now = time.instant();
            Map<String, Object> model = new HashMap<>(Map.of("fields", query.fields(), "known",
                    edge.of(organisation, now).isPresent(), "mayRevoke", visitor.may(Role.USER)));
            try {
                Page page = query.parameters(Page.parameters("stream")).page();
                Optional<String> stream = Optional.ofNullable(query.fields().get("stream"));
                Listed<Running> found = page.of(sessions.list(organisation, now).stream()
                        .filter(session -> stream.isEmpty()
                                || session.stream().name().value().equals(stream.get()))
                        .toList());
                Map<String, Issued> tokens = issued.find(organisation,
                        found.items().stream().map(Running::jti).collect(Collectors.toSet()));
                model.put("rows", found.items().stream()
                        .map(session -> Row.of(session, in(tokens, session), isRevoked(session))).toList());
                model.put("paging", query.paging(DashboardPaths.GUARDIAN_SESSIONS, found));
                return PageAnswer.shown("guardian-sessions", model);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on("guardian-sessions", model);
            }
        });
    }

    private boolean isRevoked(Running session) {
        return catalog.current().map(snapshot -> snapshot.isRevoked(session.stream().organisation(), session.jti()))
                .orElse(false);
    }

    private static Optional<Issued> in(Map<String, Issued> tokens, Running session) {
        @Nullable
        Issued token = tokens.get(session.jti());
        return Optional.ofNullable(token);
    }

    /** The token of a session, as far as it was created here. */
    private Issued token(OrganisationId organisation, String id, Instant now) throws RefusedCallException {
        Running session = sessions.list(organisation, now).stream()
                .filter(running -> Long.toHexString(running.id()).equals(id)).findAny()
                .orElseThrow(() -> RefusedCallException.unknown("session"));
        return in(issued.find(organisation, Set.of(session.jti())), session)
                .orElseThrow(() -> RefusedCallException.unknown("token among those that were created here"));
    }

    @GetMapping(SESSION)
    Mono<Void> ask(ServerWebExchange exchange, @PathVariable("id") String id) {
        return pages.own(exchange, Role.USER, (_, _, organisation) -> {
            Instant now = time.instant();
            Issued token = token(organisation, id, now);
            long ended = sessions.list(organisation, now).stream()
                    .filter(session -> session.jti().equals(token.jti())).count();
            return new Confirmation("Revoke the token " + token.jti() + "?",
                    "This ends " + (ended == 1 ? "1 session" : ended + " sessions")
                            + " on this process within a second, and those on other edges. Nobody begins another with"
                            + " this token, which would expire at " + ShownTime.of(token.expires()).utc()
                            + token.user().map(user -> ", and is of the user " + user).orElse("") + ".",
                    DashboardPaths.GUARDIAN_SESSIONS + "/" + id, "Revoke the token",
                    DashboardPaths.GUARDIAN_SESSIONS).ask();
        });
    }

    @PostMapping(SESSION)
    Mono<Void> revoke(ServerWebExchange exchange, @PathVariable("id") String id) {
        return pages.own(exchange, Role.USER, (visitor, _, organisation) -> {
            Instant now = time.instant();
            revoker.revoke(token(organisation, id, now), visitor.caller(), now);
            return new PageAnswer.Moved(DashboardPaths.GUARDIAN_SESSIONS);
        });
    }
}
