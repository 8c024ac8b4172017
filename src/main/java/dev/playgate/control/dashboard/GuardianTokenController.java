package dev.playgate.control.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.guardian.Suspicion;
import dev.playgate.control.guardian.SuspiciousTokens;
import dev.playgate.control.guardian.TokenUse;
import dev.playgate.control.issue.TokenRevoker;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.IssuedTokenStore.Issued;
import dev.playgate.stream.OrganisationId;

/** {@code /guardian/tokens}: the tokens that are used as no single viewer uses one, and revoking any that plays. */
@Hidden
@Controller
final class GuardianTokenController {

    private static final String TOKEN = DashboardPaths.GUARDIAN_TOKENS + "/{jti}";

    private final PageCalls pages;
    private final EdgeFigures edge;
    private final SuspiciousTokens tokens;
    private final IssuedTokenStore issued;
    private final TokenRevoker revoker;
    private final InstantSource time;

    GuardianTokenController(PageCalls pages, EdgeFigures edge, SuspiciousTokens tokens, IssuedTokenStore issued,
            TokenRevoker revoker, InstantSource time) {
        this.pages = pages;
        this.edge = edge;
        this.tokens = tokens;
        this.issued = issued;
        this.revoker = revoker;
        this.time = time;
    }

    /** A token in the list. */
    private record Row(ShownToken token, List<String> reasons, TokenUse use, String play) {

        static Row of(SuspiciousTokens.Found found, Map<String, Issued> known, Instant now) {
            Duration play = Duration.between(found.use().since(), now);
            return new Row(ShownToken.of(found.use().jti(), known),
                    found.suspicions().stream().sorted().map(Words::of).toList(), found.use(),
                    play.toHours() + " h " + play.toMinutesPart() + " min");
        }
    }

    /** A reason that may be filtered by. */
    private record Choice(String value, String words) {

        static final List<Choice> ALL = Arrays.stream(Suspicion.values())
                .map(suspicion -> new Choice(suspicion.name().toLowerCase(Locale.ROOT), Words.of(suspicion))).toList();
    }

    @GetMapping(DashboardPaths.GUARDIAN_TOKENS)
    Mono<Void> list(ServerWebExchange exchange) {
        return pages.own(exchange, Role.READ_ONLY, (visitor, _, organisation) -> {
            ListQuery query = ListQuery.of(Form.ofQuery(exchange), List.of("reason"));
            Instant now = time.instant();
            Map<String, Object> model = new HashMap<>(Map.of("fields", query.fields(), "filtered", query.isFiltered(),
                    "known", edge.of(organisation, now).isPresent(), "mayRevoke", visitor.may(Role.USER), "reasons",
                    Choice.ALL, "limits", tokens.limits(), "longPlay", tokens.limits().play().toHours()));
            try {
                QueryParameters asked = query.parameters(Page.parameters("reason"));
                Listed<SuspiciousTokens.Found> found = asked.page()
                        .of(tokens.list(organisation, asked.word("reason", Suspicion.class), now));
                Map<String, Issued> known = issued.find(organisation,
                        found.items().stream().map(item -> item.use().jti()).collect(Collectors.toSet()));
                model.put("rows", found.items().stream().map(item -> Row.of(item, known, now)).toList());
                model.put("paging", query.paging(DashboardPaths.GUARDIAN_TOKENS, found));
                return PageAnswer.shown("guardian-tokens", model);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on("guardian-tokens", model);
            }
        });
    }

    /** One that was created here: of another nobody knows whether it may be revoked, nor until when. */
    private Issued token(OrganisationId organisation, String jti) throws RefusedCallException {
        return Optional.ofNullable(issued.find(organisation, Set.of(jti)).get(jti))
                .orElseThrow(() -> RefusedCallException.unknown("token among those that were created here"));
    }

    @GetMapping(TOKEN)
    Mono<Void> ask(ServerWebExchange exchange, @PathVariable("jti") String jti) {
        return pages.own(exchange, Role.USER, (_, _, organisation) -> {
            Issued token = token(organisation, jti);
            long ended = tokens.use(organisation, jti, time.instant()).map(TokenUse::sessions).orElse(0L);
            return new Confirmation("Revoke the token " + token.jti() + "?",
                    "This revokes 1 token and ends " + (ended == 1 ? "1 session" : ended + " sessions")
                            + " on this process within a second, and those on other edges. Nobody begins another with"
                            + " this token, which would expire at " + ShownTime.of(token.expires()).utc()
                            + token.user().map(user -> ", and is of the user " + user).orElse("") + ".",
                    DashboardPaths.GUARDIAN_TOKENS + "/" + token.jti(), "Revoke the token",
                    DashboardPaths.GUARDIAN_TOKENS).ask();
        });
    }

    @PostMapping(TOKEN)
    Mono<Void> revoke(ServerWebExchange exchange, @PathVariable("jti") String jti) {
        return pages.own(exchange, Role.USER, (visitor, _, organisation) -> {
            revoker.revoke(token(organisation, jti), visitor.caller(), time.instant());
            return new PageAnswer.Moved(DashboardPaths.GUARDIAN_TOKENS);
        });
    }
}
