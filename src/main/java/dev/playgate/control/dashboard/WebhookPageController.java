package dev.playgate.control.dashboard;

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

import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.WebhookStore;
import dev.playgate.control.webhook.Webhooks;
import dev.playgate.stream.OrganisationId;

/** Sets, tries and removes the webhook that {@code /organisation/overview} shows. */
@Hidden
@Controller
final class WebhookPageController {

    private final PageCalls pages;
    private final OverviewController overview;
    private final Webhooks webhooks;

    WebhookPageController(PageCalls pages, OverviewController overview, Webhooks webhooks) {
        this.pages = pages;
        this.overview = overview;
        this.webhooks = webhooks;
    }

    /**
     * A webhook.
     *
     * @param url empty for who may not know it
     * @param delivered empty: never
     * @param failed empty: never
     */
    record Shown(String url, ShownTime created, long waiting, long dropped, List<ShownTime> delivered,
            List<ShownTime> failed, String why) {

        Shown {
            delivered = List.copyOf(delivered);
            failed = List.copyOf(failed);
        }

        static Shown of(Visitor visitor, WebhookStore.Entry entry) {
            return new Shown(Webhooks.maySeeUrl(visitor.caller()) ? entry.url().toString() : "",
                    ShownTime.of(entry.created()), entry.waiting(), entry.dropped(),
                    entry.delivered().stream().map(ShownTime::of).toList(),
                    entry.lastFailure().stream().map(failure -> ShownTime.of(failure.at())).toList(),
                    entry.lastFailure().map(WebhookStore.Failure::why).orElse(""));
        }
    }

    @GetMapping(DashboardPaths.WEBHOOK)
    Mono<Void> ask(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN, (visitor, _, _) -> {
            Optional<WebhookStore.Entry> known = webhooks.find(visitor.caller());
            return PageAnswer.shown("webhook",
                    form(known.isPresent(), known.map(entry -> entry.url().toString()).orElse("")));
        });
    }

    private static Map<String, Object> form(boolean replaces, String url) {
        return Map.of("replaces", replaces, "url", url);
    }

    @PostMapping(DashboardPaths.WEBHOOK)
    Mono<Void> set(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN, (visitor, form, organisation) -> {
            try {
                Webhooks.Made made = webhooks.set(visitor.caller(),
                        form.with("url", form.text("url").orElse("")).parameters(Set.of("url")));
                return overview(visitor, organisation, "madeWebhook", made.secret());
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on("webhook", form(webhooks.find(visitor.caller()).isPresent(),
                        form.all("url").stream().findFirst().orElse("")));
            }
        });
    }

    private PageAnswer overview(Visitor visitor, OrganisationId organisation, String name, Object value)
            throws RefusedCallException {
        Map<String, Object> model = new HashMap<>(overview.model(visitor, organisation, ListQuery.all()));
        model.put(name, value);
        return PageAnswer.shown("overview", model);
    }

    @PostMapping(DashboardPaths.TEST_WEBHOOK)
    Mono<Void> test(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN,
                (visitor, _, organisation) -> overview(visitor, organisation, "tried",
                        webhooks.test(visitor.caller())));
    }

    @GetMapping(DashboardPaths.REMOVE_WEBHOOK)
    Mono<Void> askToRemove(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN, (visitor, _, _) -> {
            String host = webhooks.find(visitor.caller()).map(entry -> entry.url().getHost())
                    .orElseThrow(() -> RefusedCallException.unknown("webhook"));
            return new Confirmation("Remove the webhook at " + host + "?",
                    "Its URL is told of nothing from then on, not even of what it was still to be told, and its secret is"
                            + " forgotten.",
                    DashboardPaths.REMOVE_WEBHOOK, "Remove the webhook", DashboardPaths.OVERVIEW).ask();
        });
    }

    @PostMapping(DashboardPaths.REMOVE_WEBHOOK)
    Mono<Void> remove(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN, (visitor, _, _) -> {
            webhooks.remove(visitor.caller());
            return new PageAnswer.Moved(DashboardPaths.OVERVIEW);
        });
    }
}
