package dev.playgate.control.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.issue.BulkRevocation;
import dev.playgate.control.issue.BulkRevoker;
import dev.playgate.stream.OrganisationId;

/** {@code /guardian/revocations}: many tokens are revoked at once, after it was said how many. */
@Hidden
@Controller
final class GuardianRevocationController {

    private static final String QUESTION = DashboardPaths.GUARDIAN_REVOCATIONS + "/new";
    private static final String TEMPLATE = "guardian-revocations";
    private static final String ISSUED_BEFORE = "issuedBefore";
    private static final List<String> FIELDS = List.of("user", "tag", "groupid", "streams", "orgawide", ISSUED_BEFORE,
            "until");

    private final PageCalls pages;
    private final TokenChoices choices;
    private final BulkRevoker revoker;
    private final InstantSource time;

    GuardianRevocationController(PageCalls pages, TokenChoices choices, BulkRevoker revoker, InstantSource time) {
        this.pages = pages;
        this.choices = choices;
        this.revoker = revoker;
        this.time = time;
    }

    @GetMapping(DashboardPaths.GUARDIAN_REVOCATIONS)
    Mono<Void> form(ServerWebExchange exchange) {
        return pages.own(exchange, Role.READ_ONLY, (visitor, _, organisation) -> PageAnswer.shown(TEMPLATE,
                model(visitor, organisation, fields(Form.ofQuery(exchange)))));
    }

    private Map<String, Object> model(Visitor visitor, OrganisationId organisation, Map<String, String> fields) {
        Map<String, Object> model = new HashMap<>(choices.model(visitor, organisation, fields));
        model.put("mayManage", visitor.may(Role.ADMIN));
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
                return Problem.of(refusal).on(TEMPLATE, model(visitor, organisation, fields));
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
                        + " on this process within a second, and those on other edges. It hits tokens " + named(fields)
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

    private static String named(Map<String, String> fields) {
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, String> field : List.of(Map.entry("user", "of the user "),
                Map.entry("tag", "with the tag "), Map.entry("groupid", "where they play the group "),
                Map.entry("streams", "where they play "))) {
            Optional.ofNullable(fields.get(field.getKey())).ifPresent(text -> words.add(field.getValue() + text));
        }
        return words.isEmpty() ? "of the organisation, all of them" : String.join(", ", words);
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
                Map<String, Object> model = model(visitor, organisation, Map.of());
                model.put("done", tokens(done) + (done.tokens() == 1 ? " is" : " are") + " revoked, and "
                        + sessions(done) + " on this process " + (done.sessions() == 1 ? "has" : "have") + " ended.");
                return PageAnswer.shown(TEMPLATE, model);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on(TEMPLATE, model(visitor, organisation, fields(form)));
            }
        });
    }
}
