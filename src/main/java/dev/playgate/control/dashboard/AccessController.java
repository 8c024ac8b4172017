package dev.playgate.control.dashboard;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Feature;
import dev.playgate.control.account.Session;
import dev.playgate.control.account.SignIn;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.ApiKeyStore;
import dev.playgate.control.registry.ApiKeys;
import dev.playgate.control.registry.OrganisationSettings;
import dev.playgate.control.registry.OrganisationStore;
import dev.playgate.control.registry.PackageState;
import dev.playgate.control.registry.Packages;
import dev.playgate.stream.OrganisationId;

/** What is done on {@code /organisation/overview}: API keys, a bintu token, packages, levels. */
@Hidden
@Controller
final class AccessController {

    private static final String KEY = "/organisation/keys/{id}";
    private static final String PACKAGE = "/organisation/packages/{package}";

    private static final String SUPPORT = "supportLevel";
    private static final String ANALYTICS = "analyticsLevel";

    private final PageCalls pages;
    private final OverviewController overview;
    private final ApiKeys keys;
    private final SignIn signIn;
    private final OrganisationStore organisations;
    private final Packages packages;
    private final OrganisationSettings settings;

    AccessController(PageCalls pages, OverviewController overview, ApiKeys keys, SignIn signIn,
            OrganisationStore organisations, Packages packages, OrganisationSettings settings) {
        this.pages = pages;
        this.overview = overview;
        this.keys = keys;
        this.signIn = signIn;
        this.organisations = organisations;
        this.packages = packages;
        this.settings = settings;
    }

    /** The overview again, with what was made, which is not shown again, or with what was wrong. */
    private PageAnswer overview(Visitor visitor, OrganisationId organisation, String name, String entered,
            Making making) throws RefusedCallException {
        try {
            String made = making.make();
            Map<String, Object> model = overview.model(visitor, organisation, ListQuery.all());
            model.put(name, made);
            return PageAnswer.shown("overview", model);
        } catch (RefusedCallException refusal) {
            Map<String, Object> model = overview.model(visitor, organisation, ListQuery.all());
            model.put("entered", entered);
            return Problem.of(refusal).on("overview", model);
        }
    }

    /** Makes a credential. */
    @FunctionalInterface
    private interface Making {
        String make() throws RefusedCallException;
    }

    @PostMapping("/organisation/keys")
    Mono<Void> makeKey(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN, (visitor, form, organisation) -> overview(visitor, organisation,
                "madeKey", form.text("name").orElse(""),
                () -> keys.make(visitor.caller(), form.parameters(Set.of("name"))).key()));
    }

    @PostMapping("/organisation/bintu-token")
    Mono<Void> makeBintuToken(ServerWebExchange exchange) {
        return pages.own(exchange, Role.READ_ONLY, (visitor, form, organisation) -> overview(visitor, organisation,
                "madeToken", "", () -> open(visitor, form).token()));
    }

    /** A session beside that of the pages, whose token no script can read. */
    private Session open(Visitor visitor, Form form) throws RefusedCallException {
        return signIn.open(form.with("email", visitor.email()).parameters(Set.of("email", "password")),
                visitor.caller().address());
    }

    @GetMapping(KEY)
    Mono<Void> askForKey(ServerWebExchange exchange, @PathVariable("id") String id) {
        return pages.own(exchange, Role.ADMIN, (visitor, _, _) -> {
            ApiKeyStore.Entry key = keys.find(visitor.caller(), id);
            return new Confirmation("Revoke the API key " + key.name() + "?",
                    "Every program that calls with it is refused from then on. This cannot be taken back.",
                    "/organisation/keys/" + key.id(), "Revoke the key", DashboardPaths.OVERVIEW).ask();
        });
    }

    @PostMapping(KEY)
    Mono<Void> revokeKey(ServerWebExchange exchange, @PathVariable("id") String id) {
        return pages.own(exchange, Role.ADMIN, (visitor, _, _) -> {
            keys.delete(visitor.caller(), id);
            return new PageAnswer.Moved(DashboardPaths.OVERVIEW);
        });
    }

    @GetMapping(PACKAGE)
    Mono<Void> askForPackage(ServerWebExchange exchange, @PathVariable("package") String name) {
        return pages.own(exchange, Role.OPERATOR, (_, _, organisation) -> choice(organisation, name,
                Optional.empty()));
    }

    @GetMapping(DashboardPaths.LEVELS)
    Mono<Void> askForLevels(ServerWebExchange exchange) {
        return pages.own(exchange, Role.OPERATOR, (_, _, organisation) -> {
            OrganisationStore.Levels levels = levels(organisation);
            return PageAnswer.shown("levels", levels(levels.support(), levels.analytics()));
        });
    }

    private OrganisationStore.Levels levels(OrganisationId organisation) throws RefusedCallException {
        return organisations.levels(organisation).orElseThrow(() -> RefusedCallException.unknown("organisation"));
    }

    private static Map<String, Object> levels(String support, String analytics) {
        return Map.of(SUPPORT, support, ANALYTICS, analytics);
    }

    @PostMapping(DashboardPaths.LEVELS)
    Mono<Void> setLevels(ServerWebExchange exchange) {
        return pages.own(exchange, Role.OPERATOR, (visitor, form, _) -> {
            try {
                settings.change(visitor.caller(), form.parameters(Set.of(SUPPORT, ANALYTICS)));
                return new PageAnswer.Moved(DashboardPaths.OVERVIEW);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on("levels",
                        levels(form.text(SUPPORT).orElse(""), form.text(ANALYTICS).orElse("")));
            }
        });
    }

    private PageAnswer choice(OrganisationId organisation, String name, Optional<Problem> problem)
            throws RefusedCallException {
        Feature feature = Feature.of(name).orElseThrow(() -> RefusedCallException.unknown("package"));
        String state = organisations.find(organisation).map(found -> PackageState.of(found, feature).wireName())
                .orElseThrow(() -> RefusedCallException.unknown("organisation"));
        Map<String, Object> model = Map.of("package", feature.wireName(), "purpose", Words.of(feature), "state",
                state, "secure", feature == Feature.SECURE);
        return problem.map(present -> present.on("package", model)).orElse(PageAnswer.shown("package", model));
    }

    @PostMapping(PACKAGE)
    Mono<Void> setPackage(ServerWebExchange exchange, @PathVariable("package") String name) {
        return pages.own(exchange, Role.OPERATOR, (visitor, form, organisation) -> {
            try {
                packages.set(visitor.caller(), name, form.parameters(Set.of("state")));
                return new PageAnswer.Moved(DashboardPaths.OVERVIEW);
            } catch (RefusedCallException refusal) {
                return choice(organisation, name, Optional.of(Problem.of(refusal)));
            }
        });
    }
}
