package dev.playgate.control.dashboard;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.ApiKeyStore;
import dev.playgate.control.registry.ApiKeys;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.OrganisationStore;
import dev.playgate.control.registry.PackageState;
import dev.playgate.control.registry.StreamStore;
import dev.playgate.control.webhook.Webhooks;
import dev.playgate.stream.OrganisationId;

/** {@code /organisation/overview}: what the organisation is, has, and is called with. */
@Hidden
@Controller
final class OverviewController {

    private static final int SHOWN_TAGS = 50;

    private final PageCalls pages;
    private final OrganisationStore organisations;
    private final ApiKeys keys;
    private final StreamStore streams;
    private final IssuedTokenStore issued;
    private final Webhooks webhooks;
    private final InstantSource time;

    OverviewController(PageCalls pages, OrganisationStore organisations, ApiKeys keys, StreamStore streams,
            IssuedTokenStore issued, Webhooks webhooks, InstantSource time) {
        this.pages = pages;
        this.organisations = organisations;
        this.keys = keys;
        this.streams = streams;
        this.issued = issued;
        this.webhooks = webhooks;
        this.time = time;
    }

    /**
     * A package.
     *
     * @param state {@code enabled}, {@code shadow} or {@code disabled}
     */
    private record Card(String name, String purpose, String state) {

        static Card of(Organisation organisation, Feature feature) {
            return new Card(feature.wireName(), Words.of(feature),
                    PackageState.of(organisation, feature).wireName());
        }
    }

    /** @param lastUsed empty: never */
    private record Key(String id, String name, ShownTime created, List<ShownTime> lastUsed) {

        Key {
            lastUsed = List.copyOf(lastUsed);
        }

        static Key of(ApiKeyStore.Entry key) {
            return new Key(key.id().toString(), key.name(), ShownTime.of(key.created()),
                    key.lastUsed().stream().map(ShownTime::of).toList());
        }
    }

    @GetMapping(DashboardPaths.OVERVIEW)
    Mono<Void> overview(ServerWebExchange exchange) {
        return pages.own(exchange, Role.READ_ONLY, (visitor, _, organisation) -> PageAnswer.shown("overview",
                model(visitor, organisation, ListQuery.of(Form.ofQuery(exchange), List.of()))));
    }

    /** What the page shows, also after one of its forms was sent. */
    Map<String, Object> model(Visitor visitor, OrganisationId id, ListQuery query) throws RefusedCallException {
        Organisation organisation = organisations.find(id)
                .orElseThrow(() -> RefusedCallException.unknown("organisation"));
        Page page = query.parameters(Page.parameters()).page();
        Listed<ApiKeyStore.Entry> known = page.of(keys.list(visitor.caller()));
        Map<String, Object> model = new HashMap<>(Map.of("organisation", organisation,
                "packages", Arrays.stream(Feature.values()).map(feature -> Card.of(organisation, feature)).toList(),
                "keys", known.items().stream().map(Key::of).toList(),
                "paging", query.paging(DashboardPaths.OVERVIEW, known),
                "streamTags", streams.tags(id, SHOWN_TAGS),
                "tokenTags", issued.tags(id, time.instant(), SHOWN_TAGS),
                "mayManage", visitor.may(Role.ADMIN), "maySwitch", visitor.may(Role.OPERATOR),
                "ownKeys", organisation.ownKeys().isPresent(),
                "limits", limits(organisation)));
        organisations.playerKey(id).ifPresent(key -> model.put("playerKey", key));
        webhooks.find(visitor.caller())
                .ifPresent(entry -> model.put("webhook", WebhookPageController.Shown.of(visitor, entry)));
        model.put("levels",
                organisations.levels(id).orElseThrow(() -> RefusedCallException.unknown("organisation")));
        return model;
    }

    private static List<String> limits(Organisation organisation) {
        return List.of(organisation.sessionsPerToken().map(Object::toString).orElse("any number"),
                organisation.sessionsPerUser().map(Object::toString).orElse("any number"));
    }

}
