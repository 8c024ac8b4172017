package dev.playgate.control.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.issue.BulkRevocation;
import dev.playgate.control.issue.BulkRevoker;
import dev.playgate.control.registry.RevocationStore;
import dev.playgate.control.registry.RevocationStore.Known;
import dev.playgate.stream.OrganisationId;

/** {@code /guardian/revocations}: what is revoked, and revoking many tokens at once, after it was said how many. */
@Hidden
@Controller
final class GuardianRevocationController {

    private static final String QUESTION = DashboardPaths.GUARDIAN_REVOCATIONS + "/new";
    private static final String LIFT = DashboardPaths.GUARDIAN_REVOCATIONS + "/lift";
    private static final String TEMPLATE = "guardian-revocations";
    private static final String ISSUED_BEFORE = "issuedBefore";
    private static final List<String> FIELDS = List.of("user", "tag", "groupid", "streams", "orgawide", ISSUED_BEFORE,
            "until");

    private final PageCalls pages;
    private final TokenChoices choices;
    private final BulkRevoker revoker;
    private final RevocationStore revocations;
    private final InstantSource time;

    GuardianRevocationController(PageCalls pages, TokenChoices choices, BulkRevoker revoker,
            RevocationStore revocations, InstantSource time) {
        this.pages = pages;
        this.choices = choices;
        this.revoker = revoker;
        this.revocations = revocations;
        this.time = time;
    }

    @GetMapping(DashboardPaths.GUARDIAN_REVOCATIONS)
    Mono<Void> list(ServerWebExchange exchange) {
        return pages.own(exchange, Role.READ_ONLY, (visitor, _, organisation) -> {
            Form form = Form.ofQuery(exchange);
            ListQuery query = ListQuery.of(form, List.of("kind"));
            Map<String, Object> model = model(visitor, organisation, query, fields(form));
            try {
                model.putAll(listed(organisation, query));
                return PageAnswer.shown(TEMPLATE, model);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on(TEMPLATE, model);
            }
        });
    }

    private Map<String, Object> model(Visitor visitor, OrganisationId organisation, ListQuery query,
            Map<String, String> entered) {
        Map<String, Object> model = new HashMap<>(choices.model(visitor, organisation, entered));
        model.put("mayManage", visitor.may(Role.ADMIN));
        model.put("filter", query.fields());
        model.put("filtered", query.isFiltered());
        return model;
    }

    private Map<String, Object> listed(OrganisationId organisation, ListQuery query) throws RefusedCallException {
        QueryParameters asked = query.parameters(Page.parameters("kind"));
        Listed<Known> found = revocations.list(organisation, asked.word("kind", RevocationStore.Kind.class),
                asked.page());
        return Map.of("rows", found.items().stream().map(ShownRevocation::of).toList(), "paging",
                query.paging(DashboardPaths.GUARDIAN_REVOCATIONS, found));
    }

    /** The form again, with the whole list below it. */
    private Map<String, Object> again(Visitor visitor, OrganisationId organisation, Map<String, String> entered)
            throws RefusedCallException {
        Map<String, Object> model = model(visitor, organisation, ListQuery.all(), entered);
        model.putAll(listed(organisation, ListQuery.all()));
        return model;
    }

    private static Map<String, String> fields(Form form) throws RefusedCallException {
        Map<String, String> fields = new HashMap<>();
        for (String name : FIELDS) {
            form.text(name).ifPresent(text -> fields.put(name, text));
        }
        return fields;
    }

    @GetMapping(QUESTION)
    Mono<Void> ask(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN, (visitor, _, organisation) -> {
            Form form = Form.ofQuery(exchange);
            Map<String, String> fields = fields(form);
            try {
                BulkRevocation found = revoker.revoke(visitor.caller(), TokenForm.revocation(form, true),
                        time.instant());
                return question(found, fields);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on(TEMPLATE, again(visitor, organisation, fields));
            }
        });
    }

    /** What is issued while somebody reads it is not among those that were counted, and not hit. */
    private static PageAnswer question(BulkRevocation found, Map<String, String> fields) {
        Map<String, String> pinned = new HashMap<>(fields);
        pinned.put(ISSUED_BEFORE, LocalDateTime.ofEpochSecond(found.issuedBefore(), 0, ZoneOffset.UTC).toString());
        return new Confirmation("Revoke " + tokens(found) + "?",
                "This revokes " + tokens(found) + " that " + (found.tokens() == 1 ? "was" : "were")
                        + " created here, and ends " + sessions(found)
                        + " on this process within a second, and those on other edges. It hits tokens "
                        + ShownRevocation.named(fields)
                        + ", issued before " + Instant.ofEpochSecond(found.issuedBefore())
                        + ", also those that cannot be revoked by themselves, and those that were not created here.",
                DashboardPaths.GUARDIAN_REVOCATIONS, "Revoke " + tokens(found), DashboardPaths.GUARDIAN_REVOCATIONS)
                .ask(pinned, Optional.empty());
    }

    private static String tokens(BulkRevocation found) {
        return found.tokens() == 1 ? "1 token" : found.tokens() + " tokens";
    }

    private static String sessions(BulkRevocation found) {
        return found.sessions() == 1 ? "1 session" : found.sessions() + " sessions";
    }

    @PostMapping(DashboardPaths.GUARDIAN_REVOCATIONS)
    Mono<Void> revoke(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN, (visitor, form, organisation) -> {
            try {
                if (form.text(ISSUED_BEFORE).isEmpty()) {
                    throw RefusedCallException.required(ISSUED_BEFORE);
                }
                BulkRevocation done = revoker.revoke(visitor.caller(), TokenForm.revocation(form, false),
                        time.instant());
                Map<String, Object> model = again(visitor, organisation, Map.of());
                model.put("done", tokens(done) + (done.tokens() == 1 ? " is" : " are") + " revoked, and "
                        + sessions(done) + " on this process " + (done.sessions() == 1 ? "has" : "have") + " ended.");
                return PageAnswer.shown(TEMPLATE, model);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on(TEMPLATE, again(visitor, organisation, fields(form)));
            }
        });
    }

    @GetMapping(LIFT)
    Mono<Void> askToLift(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN, (_, _, organisation) -> {
            Known known = known(organisation, Form.ofQuery(exchange));
            return new Confirmation("Lift this revocation?",
                    ShownRevocation.of(known).words()
                            + ": what it hits plays again within a second, unless something else refuses it.",
                    LIFT,
                    "Lift it", DashboardPaths.GUARDIAN_REVOCATIONS).ask(Map.of("id", known.id()), Optional.empty());
        });
    }

    /** An own key's tokens may have any text for an id, which is why it is no part of the path. */
    private Known known(OrganisationId organisation, Form form) throws RefusedCallException {
        return revocations.find(organisation, form.text("id").orElse(""))
                .orElseThrow(() -> RefusedCallException.unknown("revocation"));
    }

    @PostMapping(LIFT)
    Mono<Void> lift(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN, (visitor, form, organisation) -> {
            if (!revocations.lift(organisation, known(organisation, form).id(), visitor.caller().actor())) {
                throw RefusedCallException.unknown("revocation");
            }
            return new PageAnswer.Moved(DashboardPaths.GUARDIAN_REVOCATIONS);
        });
    }
}
