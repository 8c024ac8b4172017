package dev.playgate.control.dashboard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Organisation;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.issue.ExplainedDecision;
import dev.playgate.control.issue.Explanations;
import dev.playgate.control.issue.TokenCreation;
import dev.playgate.control.issue.TokenProperties;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.OrganisationStore;
import dev.playgate.control.registry.StoredGroup;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.CompactToken;

/** {@code /secure/token}: Create Token and Decode Token. */
@Hidden
@Controller
final class SecureTokenController {

    private static final Page SUGGESTED = new Page(1, 100);
    private static final int SUGGESTED_TAGS = 50;
    private static final List<String> FIELDS = List.of("target", "groupid", "streams", "revocable", "forceDisconnect",
            "start", "nbf", "end", "amount", "unit", "exp", "ip", "domain", "user", "tag");
    private static final Map<String, String> UNTOUCHED = Map.of("target", "group", "start", "now", "end", "default",
            "amount", "2", "unit", "weeks");
    private static final Set<String> REQUEST = Set.of("token", "stream", "ip", "page", "time");

    private final PageCalls pages;
    private final OrganisationStore organisations;
    private final GroupStore groups;
    private final IssuedTokenStore issued;
    private final TokenCreation creation;
    private final Explanations explanations;
    private final Lifetimes lifetimes;
    private final InstantSource time;

    SecureTokenController(PageCalls pages, OrganisationStore organisations, GroupStore groups, IssuedTokenStore issued,
            TokenCreation creation, Explanations explanations, TokenProperties limits, InstantSource time) {
        this.pages = pages;
        this.organisations = organisations;
        this.groups = groups;
        this.issued = issued;
        this.creation = creation;
        this.explanations = explanations;
        this.lifetimes = Lifetimes.of(limits);
        this.time = time;
    }

    /**
     * A group that may be picked.
     *
     * @param words what it is called in the list
     */
    private record Choice(String id, String words) {

        static Choice of(StoredGroup group) {
            int playouts = group.streams().size();
            return new Choice(group.id().toString(), group.streams().getFirst().stream().name() + (playouts > 1
                    ? ", Streamgroup (" + playouts + " playouts)"
                    : ", Single stream"));
        }
    }

    /** How long tokens live, in words. */
    private record Lifetimes(String usual, String revocable, String longest) {

        static Lifetimes of(TokenProperties limits) {
            return new Lifetimes(words(limits.defaultLifetime()), words(limits.revocableMaxLifetime()),
                    words(limits.maxLifetime()));
        }

        private static String words(Duration duration) {
            if (duration.toDays() > 1 && duration.equals(Duration.ofDays(duration.toDays()))) {
                return duration.toDays() + " days";
            }
            if (duration.toHours() > 1 && duration.equals(Duration.ofHours(duration.toHours()))) {
                return duration.toHours() + " hours";
            }
            return duration.toSeconds() + " seconds";
        }
    }

    /** What a page does that is for organisations with the package {@code secure}. */
    @FunctionalInterface
    private interface SecureWork {
        PageAnswer answer(Visitor visitor, Form form, OrganisationId organisation) throws RefusedCallException;
    }

    private Mono<Void> secured(ServerWebExchange exchange, Role role, SecureWork work) {
        return pages.page(exchange, role, (visitor, form) -> {
            Optional<Organisation> organisation = visitor.caller().organisation().flatMap(organisations::find);
            if (organisation.isEmpty()) {
                return PageAnswer.shown("no-organisation", Map.of());
            }
            return organisation.get().isSecure()
                    ? work.answer(visitor, form, organisation.get().id())
                    : PageAnswer.shown("upgrade", Map.of("package", "secure"));
        });
    }

    @GetMapping(DashboardPaths.TOKEN)
    Mono<Void> form(ServerWebExchange exchange) {
        return secured(exchange, Role.READ_ONLY, (visitor, _, organisation) -> creation(visitor, organisation,
                UNTOUCHED, Optional.empty()));
    }

    private PageAnswer creation(Visitor visitor, OrganisationId organisation, Map<String, String> fields,
            Optional<Problem> problem) {
        Map<String, Object> model = new HashMap<>();
        model.put("mayCreate", visitor.may(Role.USER));
        model.put("fields", fields);
        model.put("lifetimes", lifetimes);
        model.put("groups", groups.list(organisation, SUGGESTED).items().stream().map(Choice::of).toList());
        model.put("tags", issued.tags(organisation, time.instant(), SUGGESTED_TAGS));
        model.put("address", visitor.caller().address().map(Object::toString).orElse(""));
        problem.ifPresent(present -> model.put("problem", present));
        return new PageAnswer.Shown(problem.map(Problem::status).orElse(200), "token-create", model);
    }

    @PostMapping(DashboardPaths.TOKEN)
    Mono<Void> create(ServerWebExchange exchange) {
        return secured(exchange, Role.USER, (visitor, form, organisation) -> {
            try {
                CompactToken token = creation.create(visitor.caller(), TokenForm.parameters(form, time.instant()));
                return PageAnswer.shown("token-created", Map.of("token", token.text(), "group",
                        TokenText.of(token).members().getOrDefault("groupid", "YOUR-GROUP-ID"), "decoded",
                        DecodedToken.of(TokenText.of(token), explanations.judge(token, visitor.caller().address()))));
            } catch (RefusedCallException refusal) {
                return creation(visitor, organisation, fields(form), Optional.of(Problem.of(refusal)));
            }
        });
    }

    private static Map<String, String> fields(Form form) throws RefusedCallException {
        Map<String, String> fields = new HashMap<>();
        for (String name : FIELDS) {
            form.text(name).ifPresent(text -> fields.put(name, text));
        }
        return fields;
    }

    @GetMapping(DashboardPaths.DECODE)
    Mono<Void> paste(ServerWebExchange exchange) {
        return secured(exchange, Role.READ_ONLY, (_, _, _) -> PageAnswer.shown("token-decode",
                Map.of("fields", Map.of())));
    }

    @PostMapping(DashboardPaths.DECODE)
    Mono<Void> decode(ServerWebExchange exchange) {
        return secured(exchange, Role.READ_ONLY, (visitor, form, _) -> {
            Map<String, String> fields = new HashMap<>();
            for (String name : REQUEST) {
                form.text(name).ifPresent(text -> fields.put(name, text));
            }
            Map<String, Object> model = new HashMap<>(Map.of("fields", fields));
            int status = 200;
            CompactToken token = new CompactToken(fields.getOrDefault("token", ""));
            if (!token.text().isEmpty()) {
                model.put("decoded", DecodedToken.of(TokenText.of(token),
                        explanations.judge(token, visitor.caller().address())));
            }
            if (form.text("ask").isPresent()) {
                try {
                    model.put("explained", ShownDecision.of(explanations.explain(visitor.caller(),
                            TokenForm.explanation(form))));
                } catch (RefusedCallException refusal) {
                    Problem problem = Problem.of(refusal);
                    model.put("problem", problem);
                    status = problem.status();
                }
            }
            return new PageAnswer.Shown(status, "token-decode", model);
        });
    }

    /**
     * A decision as the page shows it.
     *
     * @param standing {@code good}, {@code bad} or {@code unknown}
     */
    private record ShownDecision(String standing, String verdict, List<ShownCheck> checks) {

        static ShownDecision of(ExplainedDecision decision) {
            boolean plays = decision.decision().equals("admitted");
            String why = decision.reason().map(Words::ofReason).orElse("");
            return new ShownDecision(plays ? "good" : decision.decision().equals("refused") ? "bad" : "unknown",
                    plays ? "It would play." : "It would not play. " + why,
                    decision.checks().stream().map(check -> new ShownCheck(Words.ofCheck(check.check()),
                            check.verdict(), check.reason().map(Words::ofReason).orElse(""))).toList());
        }
    }

    private record ShownCheck(String name, String verdict, String why) {}
}
