package dev.playgate.control.dashboard;

import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.OrganisationSettings;

/** The key that an organisation's pages give the player that they embed, on {@code /organisation/overview}. */
@Hidden
@Controller
final class PlayerKeyController {

    private static final String FIELD = "playerKey";

    private final PageCalls pages;
    private final OverviewController overview;
    private final OrganisationSettings settings;

    PlayerKeyController(PageCalls pages, OverviewController overview, OrganisationSettings settings) {
        this.pages = pages;
        this.overview = overview;
        this.settings = settings;
    }

    @PostMapping(DashboardPaths.PLAYER_KEY)
    Mono<Void> set(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN, (visitor, form, organisation) -> {
            try {
                settings.change(visitor.caller(), form.parameter(FIELD));
                return new PageAnswer.Moved(DashboardPaths.OVERVIEW);
            } catch (RefusedCallException refusal) {
                Map<String, Object> model = overview.model(visitor, organisation, ListQuery.all());
                model.put("enteredPlayerKey", form.all(FIELD).stream().findFirst().orElse(""));
                return Problem.of(refusal).on("overview", model);
            }
        });
    }
}
