package dev.playgate.control.dashboard;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.account.Passwords;
import dev.playgate.control.account.Users;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.AccountStore;

/** {@code /organisation/users/ID}: what is done about one user. */
@Hidden
@Controller
final class UserPagesController {

    private static final String USER = DashboardPaths.USERS + "/{id}";
    private static final String STEP = USER + "/{step}";
    private static final String PASSWORD = "password";

    private final PageCalls pages;
    private final Users users;
    private final Passwords passwords;

    UserPagesController(PageCalls pages, Users users, Passwords passwords) {
        this.pages = pages;
        this.users = users;
        this.passwords = passwords;
    }

    @GetMapping(USER)
    Mono<Void> user(ServerWebExchange exchange, @PathVariable("id") String id) {
        return pages.own(exchange, Role.ADMIN,
                (visitor, _, _) -> PageAnswer.shown("user", model(users.find(visitor.caller(), id))));
    }

    private static Map<String, Object> model(AccountStore.Entry user) {
        return new HashMap<>(Map.of("id", user.id().toString(), "email", user.email(), "role", user.role(),
                "created", ShownTime.of(user.created()), "roles", UserListController.ROLES));
    }

    @PostMapping(USER + "/role")
    Mono<Void> role(ServerWebExchange exchange, @PathVariable("id") String id) {
        return pages.own(exchange, Role.ADMIN, (visitor, form, _) -> {
            AccountStore.Entry user = users.find(visitor.caller(), id);
            try {
                users.change(visitor.caller(), id, form.parameters(Set.of("role")));
                return new PageAnswer.Moved(DashboardPaths.USERS);
            } catch (RefusedCallException refusal) {
                return Problem.of(refusal).on("user", model(user));
            }
        });
    }

    /** Something that is done after it was asked about. */
    private enum Step {
        PASSWORD("Give %s another password?", "It is made here and shown once, to be handed over. The present one is"
                + " not good any more, and all sessions of the user end.",
                "Reset the password"), SESSIONS("Reset the tokens of %s?",
                        "All sessions of the user end, and none of its bintu tokens is good any"
                                + " more. The password stays.",
                        "Reset the tokens"), DELETE("Delete the user %s?",
                                "All its sessions end and it cannot sign in any more. What it did stays in the"
                                        + " audit log. This cannot be taken back.",
                                "Delete the user");

        private final String question;
        private final String consequence;
        private final String button;

        Step(String question, String consequence, String button) {
            this.question = question;
            this.consequence = consequence;
            this.button = button;
        }

        static Step of(String word) throws RefusedCallException {
            return switch (word) {
                case UserPagesController.PASSWORD -> PASSWORD;
                case "sessions" -> SESSIONS;
                case "delete" -> DELETE;
                default -> throw RefusedCallException.unknown("page");
            };
        }

        Confirmation of(AccountStore.Entry user, String word) {
            String page = DashboardPaths.USERS + "/" + user.id();
            return new Confirmation(question.formatted(user.email()), consequence, page + "/" + word, button, page);
        }
    }

    @GetMapping(STEP)
    Mono<Void> ask(ServerWebExchange exchange, @PathVariable("id") String id, @PathVariable("step") String step) {
        return pages.own(exchange, Role.ADMIN,
                (visitor, _, _) -> Step.of(step).of(users.find(visitor.caller(), id), step).ask());
    }

    @PostMapping(STEP)
    Mono<Void> take(ServerWebExchange exchange, @PathVariable("id") String id, @PathVariable("step") String step) {
        return pages.own(exchange, Role.ADMIN, (visitor, form, _) -> {
            Step taken = Step.of(step);
            AccountStore.Entry user = users.find(visitor.caller(), id);
            switch (taken) {
                case PASSWORD -> {
                    return reset(visitor, form, user);
                }
                case SESSIONS -> users.endSessions(visitor.caller(), id);
                case DELETE -> users.delete(visitor.caller(), id);
            }
            return new PageAnswer.Moved(DashboardPaths.USERS);
        });
    }

    private PageAnswer reset(Visitor visitor, Form form, AccountStore.Entry user) throws RefusedCallException {
        String password = passwords.random();
        users.change(visitor.caller(), user.id().toString(), form.with(PASSWORD, password)
                .parameters(Set.of(PASSWORD)));
        Map<String, Object> model = model(user);
        model.put("made", password);
        return PageAnswer.shown("user", model);
    }
}
