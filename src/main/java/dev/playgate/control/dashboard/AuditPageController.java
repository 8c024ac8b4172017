package dev.playgate.control.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.Listed;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.AuditLog;
import dev.playgate.control.registry.AuditStore;

/** {@code /audit}: the audit log. */
@Hidden
@Controller
final class AuditPageController {

    private static final List<String> FILTERS = List.of("action", "from", "to");

    private final PageCalls pages;
    private final AuditLog audit;

    AuditPageController(PageCalls pages, AuditLog audit) {
        this.pages = pages;
        this.audit = audit;
    }

    /** One thing that was done. */
    private record Row(ShownTime at, String actor, String source, String action, String subject) {

        static Row of(AuditStore.Entry entry) {
            return new Row(ShownTime.of(entry.at()), entry.actor().name(), entry.actor().source(), entry.action(),
                    entry.subject());
        }
    }

    @GetMapping(DashboardPaths.AUDIT)
    Mono<Void> list(ServerWebExchange exchange) {
        return pages.page(exchange, Role.READ_ONLY, (visitor, _) -> {
            ListQuery query = ListQuery.of(Form.ofQuery(exchange), FILTERS);
            Map<String, Object> model = new HashMap<>(Map.of("fields", query.fields(), "filtered",
                    query.isFiltered(), "installation", visitor.caller().organisation().isEmpty()));
            try {
                Listed<AuditStore.Entry> found = audit.list(visitor.caller(),
                        query.parameters(AuditLog.parameters()));
                model.put("rows", found.items().stream().map(Row::of).toList());
                model.put("paging", query.paging(DashboardPaths.AUDIT, found));
                return PageAnswer.shown("audit", model);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on("audit", model);
            }
        });
    }
}
