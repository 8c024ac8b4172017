package dev.playgate.control.dashboard;

import java.util.HashMap;
import java.util.List;
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

import dev.playgate.control.account.Invitations;
import dev.playgate.control.account.Users;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.InvitationStore.Invitation;
import dev.playgate.control.registry.PublicProperties;

/** {@code /organisation/users}: the organisation's users, and the invitations to become one. */
@Hidden
@Controller
final class UserListController {

    /** Those that a user may have. */
    static final List<String> ROLES = List.of("nanoAdmin", "nanoUser", "nanoReadOnly");

    private static final String INVITATIONS = "/organisation/invitations";
    private static final String INVITATION = INVITATIONS + "/{id}";

    private final PageCalls pages;
    private final Users users;
    private final Invitations invitations;
    private final PublicProperties urls;

    UserListController(PageCalls pages, Users users, Invitations invitations, PublicProperties urls) {
        this.pages = pages;
        this.users = users;
        this.invitations = invitations;
        this.urls = urls;
    }

    /** A user in the list. */
    private record Row(String id, String email, String role, ShownTime created) {

        static Row of(AccountStore.Entry user) {
            return new Row(user.id().toString(), user.email(), user.role(), ShownTime.of(user.created()));
        }
    }

    /** An invitation that nobody took up. */
    private record Invited(String id, String role, ShownTime created, ShownTime expires) {

        static Invited of(Invitation invitation) {
            return new Invited(invitation.id().toString(), invitation.role(), ShownTime.of(invitation.created()),
                    ShownTime.of(invitation.expires()));
        }
    }

    /** Which part is shown of the two lists. */
    private record Asked(ListQuery users, ListQuery invitations) {

        static final Asked ALL = new Asked(ListQuery.all(), ListQuery.all());

        static Asked of(Form query) throws RefusedCallException {
            ListQuery users = ListQuery.of(query, List.of("role"));
            ListQuery invitations = ListQuery.of(query, "invited-", List.of("role", "state"));
            return new Asked(users.beside(invitations), invitations.beside(users));
        }
    }

    @GetMapping(DashboardPaths.USERS)
    Mono<Void> list(ServerWebExchange exchange) {
        return pages.own(exchange, Role.READ_ONLY, (visitor, _, _) -> {
            Asked asked = Asked.of(Form.ofQuery(exchange));
            Map<String, Object> model = model(visitor, asked);
            try {
                model.putAll(listed(visitor, asked));
                return PageAnswer.shown("users", model);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on("users", model);
            }
        });
    }

    private static Map<String, Object> model(Visitor visitor, Asked asked) {
        return new HashMap<>(Map.of("asked", asked, "roles", ROLES, "mayManage", visitor.may(Role.ADMIN)));
    }

    private Map<String, Object> listed(Visitor visitor, Asked asked) throws RefusedCallException {
        Listed<AccountStore.Entry> found = users.list(visitor.caller(),
                asked.users().parameters(Users.parameters()));
        Listed<Invitation> invited = invitations.list(visitor.caller(),
                asked.invitations().parameters(Invitations.parameters()));
        return Map.of("rows", found.items().stream().map(Row::of).toList(), "paging",
                asked.users().paging(DashboardPaths.USERS, found), "invited",
                invited.items().stream().map(Invited::of).toList(), "invitedPaging",
                asked.invitations().paging(DashboardPaths.USERS, invited));
    }

    @PostMapping(INVITATIONS)
    Mono<Void> invite(ServerWebExchange exchange) {
        return pages.own(exchange, Role.ADMIN, (visitor, form, _) -> {
            Optional<Problem> problem = Optional.empty();
            Optional<String> made = Optional.empty();
            try {
                made = Optional.of(invitations.make(visitor.caller(), form.parameters(Set.of("role"))).path());
            } catch (RefusedCallException refusal) {
                problem = Optional.of(Problem.of(refusal));
            }
            Map<String, Object> model = model(visitor, Asked.ALL);
            model.putAll(listed(visitor, Asked.ALL));
            made.ifPresent(path -> model.put("made", origin(exchange) + path));
            return problem.map(present -> present.on("users", model)).orElse(PageAnswer.shown("users", model));
        });
    }

    /** Whoever is invited reaches this installation as the inviter does. */
    private String origin(ServerWebExchange exchange) {
        return (urls.secure() ? "https://" : "http://") + exchange.getRequest().getURI().getRawAuthority();
    }

    @GetMapping(INVITATION)
    Mono<Void> ask(ServerWebExchange exchange, @PathVariable("id") String id) {
        return pages.own(exchange, Role.ADMIN, (visitor, _, _) -> {
            Invitation invitation = invitations.find(visitor.caller(), id);
            return new Confirmation("Take back an invitation to " + invitation.role() + "?",
                    "Its link is not good any more.", INVITATIONS + "/" + invitation.id(), "Take it back",
                    DashboardPaths.USERS).ask();
        });
    }

    @PostMapping(INVITATION)
    Mono<Void> takeBack(ServerWebExchange exchange, @PathVariable("id") String id) {
        return pages.own(exchange, Role.ADMIN, (visitor, _, _) -> {
            invitations.delete(visitor.caller(), id);
            return new PageAnswer.Moved(DashboardPaths.USERS);
        });
    }
}
