package dev.playgate.control.dashboard;

import java.util.Map;
import java.util.Optional;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Organisation;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.OrganisationStore;

/** Pages for organisations with the package {@code secure}; others are told how to get it. */
final class SecurePages {

    private final PageCalls pages;
    private final OrganisationStore organisations;

    SecurePages(PageCalls pages, OrganisationStore organisations) {
        this.pages = pages;
        this.organisations = organisations;
    }

    Mono<Void> page(ServerWebExchange exchange, Role role, PageCalls.OwnWork work) {
        return pages.own(exchange, role, (visitor, form, id) -> {
            Optional<Organisation> organisation = organisations.find(id);
            return organisation.isPresent() && organisation.get().isSecure()
                    ? work.answer(visitor, form, id)
                    : PageAnswer.shown("upgrade", Map.of("package", "secure"));
        });
    }
}
