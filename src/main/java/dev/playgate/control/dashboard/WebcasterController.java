package dev.playgate.control.dashboard;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.Page;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.GroupStore;

/** {@code /webcaster}, of the menu: leads to the page that sends to the newest stream, which leads to all others. */
@Hidden
@Controller
final class WebcasterController {

    private static final Page NEWEST = new Page(1, 25);

    private final PageCalls pages;
    private final GroupStore groups;

    WebcasterController(PageCalls pages, GroupStore groups) {
        this.pages = pages;
        this.groups = groups;
    }

    @GetMapping(DashboardPaths.NEWEST_WEBCASTER)
    Mono<Void> newest(ServerWebExchange exchange) {
        return pages.own(exchange, Role.READ_ONLY, (_, _, organisation) -> new PageAnswer.Moved(
                groups.list(organisation, NEWEST).items().stream().findFirst()
                        .map(group -> DashboardPaths.NEWEST_WEBCASTER + "/"
                                + group.streams().getFirst().stream().id())
                        .orElse(DashboardPaths.STREAMS)));
    }
}
