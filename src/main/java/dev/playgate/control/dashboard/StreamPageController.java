package dev.playgate.control.dashboard;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.issue.TokenCreation;
import dev.playgate.token.CompactToken;

import static org.springframework.web.reactive.HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE;

/**
 * The pages about one stream. Each begins with the visitor's own token; a form on it, which may be a dialog, makes
 * another or brings one along, and the page is shown with that.
 */
@Hidden
@Controller
final class StreamPageController {

    private static final String WEBCASTER = "webcaster";

    /** Each page's path and template. */
    private static final Map<String, String> TEMPLATES = Map.of(DashboardPaths.STREAM, "stream",
            DashboardPaths.SNIPPETS, "stream-snippets", DashboardPaths.INSTRUCTIONS, "stream-instructions",
            DashboardPaths.PLAYOUT, "playout", DashboardPaths.WEBCASTER, WEBCASTER);

    private static final String CHARACTERS = "[A-Za-z0-9_.-]+";

    private final StreamPages pages;
    private final SessionTokens sessionTokens;
    private final TokenCreation creation;
    private final InstantSource time;

    StreamPageController(StreamPages pages, SessionTokens sessionTokens, TokenCreation creation, InstantSource time) {
        this.pages = pages;
        this.sessionTokens = sessionTokens;
        this.creation = creation;
        this.time = time;
    }

    @GetMapping({DashboardPaths.STREAM, DashboardPaths.SNIPPETS, DashboardPaths.INSTRUCTIONS, DashboardPaths.PLAYOUT,
            DashboardPaths.WEBCASTER})
    Mono<Void> page(ServerWebExchange exchange, @PathVariable("id") String id) {
        return pages.page(exchange, Role.READ_ONLY, id, about -> shown(exchange, 200,
                model(about, Snippet.settings(Form.ofQuery(exchange)))));
    }

    @PostMapping({DashboardPaths.STREAM, DashboardPaths.SNIPPETS, DashboardPaths.INSTRUCTIONS, DashboardPaths.PLAYOUT,
            DashboardPaths.WEBCASTER})
    Mono<Void> withToken(ServerWebExchange exchange, @PathVariable("id") String id) {
        return pages.page(exchange, Role.READ_ONLY, id, about -> {
            boolean brought = about.form().text("token").isPresent();
            if (!brought && !about.visitor().may(Role.USER)) {
                throw RefusedCallException.of(ErrorCode.CREDENTIALS,
                        "The role " + about.visitor().caller().role().wireName() + " may not do this");
            }
            Map<String, String> settings = Snippet.settings(about.form());
            try {
                Optional<Map<String, String>> stepped = brought
                        ? Optional.empty()
                        : TargetPicker.stepped(about.form());
                if (stepped.isPresent()) {
                    Map<String, Object> model = model(about, settings);
                    model.putAll(pages.creation(about, stepped.get()));
                    model.put("dialogOpen", true);
                    return shown(exchange, 200, model);
                }
                CompactToken token = brought
                        ? brought(about.form())
                        : creation.create(about.visitor().caller(),
                                TokenForm.parameters(about.form(), time.instant()));
                Map<String, Object> model = pages.model(about, Optional.of(pages.shown(token, false)), settings);
                model.put("done", brought
                        ? "This page is with your token now."
                        : "Token created, and this page is with it now. Copy it: it cannot be shown again after you"
                                + " leave.");
                return shown(exchange, 200, model);
            } catch (RefusedCallException refusal) {
                Problem problem = Problem.of(refusal);
                Map<String, Object> model = model(about, settings);
                model.put("problem", problem);
                model.putAll(pages.creation(about, TokenChoices.sent(about.form())));
                model.put("dialogOpen", !brought);
                return shown(exchange, problem.status(), model);
            }
        });
    }

    private Map<String, Object> model(StreamPages.About about, Map<String, String> settings)
            throws RefusedCallException {
        Optional<PageToken> token = about.organisation().isSecure()
                ? Optional.of(playing(about))
                : Optional.empty();
        return new HashMap<>(pages.model(about, token, settings));
    }

    /** What the page was with when its form was sent, which may have made no other yet; else the visitor's own. */
    private PageToken playing(StreamPages.About about) throws RefusedCallException {
        Optional<CompactToken> kept = token(about.form(), "playing");
        return kept.isPresent()
                ? pages.shown(kept.get(), false)
                : pages.shown(sessionTokens.of(about.visitor()), true);
    }

    private static CompactToken brought(Form form) throws RefusedCallException {
        return token(form, "token").orElseThrow(
                () -> RefusedCallException.invalid("token must be a playback token; copy the whole of it"));
    }

    /** What is no token, be it a false one, is not shown in addresses. */
    private static Optional<CompactToken> token(Form form, String field) throws RefusedCallException {
        return form.text(field)
                .filter(text -> text.length() <= CompactToken.MAX_CHARACTERS && text.matches(CHARACTERS))
                .map(CompactToken::new);
    }

    private static PageAnswer shown(ServerWebExchange exchange, int status, Map<String, Object> model) {
        String template = template(exchange);
        if (template.equals(WEBCASTER) && model.get("sending") instanceof Sending sending
                && !sending.endpoint().isEmpty()) {
            ContentPolicy.sends(exchange);
        }
        return new PageAnswer.Shown(status, template, model);
    }

    private static String template(ServerWebExchange exchange) {
        PathPattern pattern = exchange.getRequiredAttribute(BEST_MATCHING_PATTERN_ATTRIBUTE);
        return TEMPLATES.getOrDefault(pattern.getPatternString(), "stream");
    }
}
