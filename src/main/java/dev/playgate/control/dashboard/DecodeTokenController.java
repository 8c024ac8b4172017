package dev.playgate.control.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.issue.ExplainedDecision;
import dev.playgate.control.issue.Explanations;
import dev.playgate.token.CompactToken;

/** {@code /secure/token/decode}: Decode Token. */
@Hidden
@Controller
final class DecodeTokenController {

    private static final Set<String> REQUEST = Set.of("token", "stream", "ip", "page", "time");

    private final SecurePages pages;
    private final Explanations explanations;

    DecodeTokenController(SecurePages pages, Explanations explanations) {
        this.pages = pages;
        this.explanations = explanations;
    }

    @GetMapping(DashboardPaths.DECODE)
    Mono<Void> paste(ServerWebExchange exchange) {
        return pages.page(exchange, Role.READ_ONLY, (_, _, _) -> PageAnswer.shown("token-decode",
                Map.of("fields", Map.of())));
    }

    @PostMapping(DashboardPaths.DECODE)
    Mono<Void> decode(ServerWebExchange exchange) {
        return pages.page(exchange, Role.READ_ONLY, (visitor, form, _) -> {
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
