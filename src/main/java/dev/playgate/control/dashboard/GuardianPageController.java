package dev.playgate.control.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.Listed;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.guardian.GuardianLists;
import dev.playgate.control.registry.GuardianStore.Kind;
import dev.playgate.control.registry.GuardianStore.Rule;

/** {@code /guardian}: the organisation's rules about addresses, and beside it those about pages. */
@Hidden
@Controller
final class GuardianPageController {

    private static final String ADDRESS = DashboardPaths.GUARDIAN + "/addresses/{id}";
    private static final String PAGE = DashboardPaths.GUARDIAN_PAGES + "/{id}";

    private final PageCalls pages;
    private final GuardianLists lists;

    GuardianPageController(PageCalls pages, GuardianLists lists) {
        this.pages = pages;
        this.lists = lists;
    }

    @GetMapping(DashboardPaths.GUARDIAN)
    Mono<Void> addresses(ServerWebExchange exchange) {
        return list(exchange, Kind.IP);
    }

    @GetMapping(DashboardPaths.GUARDIAN_PAGES)
    Mono<Void> pages(ServerWebExchange exchange) {
        return list(exchange, Kind.REFERRER);
    }

    private Mono<Void> list(ServerWebExchange exchange, Kind kind) {
        return pages.own(exchange, Role.READ_ONLY, (visitor, _, _) -> {
            Form form = Form.ofQuery(exchange);
            ListQuery query = ListQuery.of(form, List.copyOf(GuardianLists.parameters(kind)));
            Map<String, Object> model = model(visitor, query, entered(form, List.of("subject", "tag")));
            try {
                model.putAll(listed(visitor, kind, query));
                return PageAnswer.shown(template(kind), model);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on(template(kind), model);
            }
        });
    }

    /** @param entered what stands in the form */
    private static Map<String, Object> model(Visitor visitor, ListQuery query, Map<String, String> entered) {
        return new HashMap<>(Map.of("fields", query.fields(), "filtered", query.isFiltered(), "entered", entered,
                "mayManage", visitor.may(Role.ADMIN)));
    }

    private Map<String, Object> listed(Visitor visitor, Kind kind, ListQuery query) throws RefusedCallException {
        Listed<Rule> found = lists.list(visitor.caller(), kind, query.parameters(GuardianLists.parameters(kind)));
        return Map.of("rows", found.items().stream().map(ShownRule::of).toList(), "paging",
                query.paging(list(kind), found));
    }

    @PostMapping(DashboardPaths.GUARDIAN)
    Mono<Void> putAddress(ServerWebExchange exchange) {
        return put(exchange, Kind.IP, (visitor, form) -> lists.putAddress(visitor.caller(),
                form.with("type", "deny").with("ip", form.text("subject").orElse(""))
                        .parameters(Set.of("ip", "type", "tag"), Set.of("until"))));
    }

    @PostMapping(DashboardPaths.GUARDIAN_PAGES)
    Mono<Void> putPages(ServerWebExchange exchange) {
        return put(exchange, Kind.REFERRER, (visitor, form) -> lists.putPages(visitor.caller(),
                form.with("domain", form.text("subject").orElse("")).parameters(Set.of("domain", "type", "info"))));
    }

    /** Makes a rule of what was sent. */
    @FunctionalInterface
    private interface Making {
        void make(Visitor visitor, Form form) throws RefusedCallException;
    }

    private Mono<Void> put(ServerWebExchange exchange, Kind kind, Making making) {
        return pages.own(exchange, Role.ADMIN, (visitor, form, _) -> {
            try {
                making.make(visitor, form);
                return new PageAnswer.Moved(list(kind));
            } catch (RefusedCallException refusal) {
                ListQuery all = ListQuery.all();
                Map<String, Object> model = model(visitor, all,
                        entered(form, List.of("subject", "tag", "info", "type", "until")));
                model.putAll(listed(visitor, kind, all));
                return Problem.of(refusal).on(template(kind), model);
            }
        });
    }

    private static Map<String, String> entered(Form form, List<String> names) throws RefusedCallException {
        Map<String, String> entered = new HashMap<>();
        for (String name : names) {
            entered.put(name, form.text(name).orElse(""));
        }
        return entered;
    }

    @GetMapping({ADDRESS, PAGE})
    Mono<Void> ask(ServerWebExchange exchange, @PathVariable("id") String id) {
        Kind kind = kind(exchange);
        return pages.own(exchange, Role.ADMIN, (visitor, _, _) -> {
            Rule rule = lists.find(visitor.caller(), kind, id);
            return new Confirmation("Remove the rule about " + rule.subject() + "?",
                    "Edges judge without it within a second, and by the rules that stay.",
                    exchange.getRequest().getPath().pathWithinApplication().value(), "Remove the rule", list(kind))
                    .ask();
        });
    }

    @PostMapping({ADDRESS, PAGE})
    Mono<Void> remove(ServerWebExchange exchange, @PathVariable("id") String id) {
        Kind kind = kind(exchange);
        return pages.own(exchange, Role.ADMIN, (visitor, _, _) -> {
            lists.remove(visitor.caller(), kind, id);
            return new PageAnswer.Moved(list(kind));
        });
    }

    private static String list(Kind kind) {
        return kind == Kind.IP ? DashboardPaths.GUARDIAN : DashboardPaths.GUARDIAN_PAGES;
    }

    private static String template(Kind kind) {
        return kind == Kind.IP ? "guardian" : "guardian-pages";
    }

    private static Kind kind(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().pathWithinApplication().value()
                .startsWith(DashboardPaths.GUARDIAN_PAGES) ? Kind.REFERRER : Kind.IP;
    }
}
