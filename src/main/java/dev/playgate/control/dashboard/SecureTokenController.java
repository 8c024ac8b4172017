package dev.playgate.control.dashboard;

import java.time.InstantSource;
import java.util.HashMap;
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
import dev.playgate.control.issue.Explanations;
import dev.playgate.control.issue.TokenCreation;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.CompactToken;

/** {@code /secure/token}: Create Token. */
@Hidden
@Controller
final class SecureTokenController {

    private final SecurePages pages;
    private final TokenChoices choices;
    private final TokenCreation creation;
    private final Explanations explanations;
    private final InstantSource time;

    SecureTokenController(SecurePages pages, TokenChoices choices, TokenCreation creation, Explanations explanations,
            InstantSource time) {
        this.pages = pages;
        this.choices = choices;
        this.creation = creation;
        this.explanations = explanations;
        this.time = time;
    }

    @GetMapping(DashboardPaths.TOKEN)
    Mono<Void> form(ServerWebExchange exchange) {
        return pages.page(exchange, Role.READ_ONLY, (visitor, _, organisation) -> creation(visitor, organisation,
                TokenChoices.untouched(Form.ofQuery(exchange).text("groupid")), Optional.empty()));
    }

    private PageAnswer creation(Visitor visitor, OrganisationId organisation, Map<String, String> fields,
            Optional<Problem> problem) {
        Map<String, Object> model = new HashMap<>(choices.model(visitor, organisation, fields));
        problem.ifPresent(present -> model.put("problem", present));
        return new PageAnswer.Shown(problem.map(Problem::status).orElse(200), "token-create", model);
    }

    @PostMapping(DashboardPaths.TOKEN)
    Mono<Void> create(ServerWebExchange exchange) {
        return pages.page(exchange, Role.USER, (visitor, form, organisation) -> {
            try {
                Optional<Map<String, String>> stepped = TargetPicker.stepped(form);
                if (stepped.isPresent()) {
                    return creation(visitor, organisation, stepped.get(), Optional.empty());
                }
                CompactToken token = creation.create(visitor.caller(), TokenForm.parameters(form, time.instant()));
                return PageAnswer.shown("token-created", Map.of("token", token.text(), "group",
                        TokenText.of(token).members().getOrDefault("groupid", "YOUR-GROUP-ID"), "decoded",
                        DecodedToken.of(TokenText.of(token), explanations.judge(token, visitor.caller().address()))));
            } catch (RefusedCallException refusal) {
                return creation(visitor, organisation, TokenChoices.sent(form), Optional.of(Problem.of(refusal)));
            }
        });
    }
}
