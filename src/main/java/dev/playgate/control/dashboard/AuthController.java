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

import dev.playgate.catalog.Organisation;
import dev.playgate.control.account.Invitations;
import dev.playgate.control.account.Session;
import dev.playgate.control.account.SignIn;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.dashboard.Cookies.Name;
import dev.playgate.control.registry.InvitationStore.Invitation;
import dev.playgate.control.registry.OrganisationStore;
import dev.playgate.stream.OrganisationId;

/** {@code /auth}: signing in, up and out, and one's own account. */
@Hidden
@Controller
final class AuthController {

    private static final Set<String> CREDENTIALS = Set.of("email", "password");
    private static final Page ALL_ORGANISATIONS = new Page(1, 150);

    private final PageCalls pages;
    private final ApiCalls calls;
    private final SignIn signIn;
    private final Invitations invitations;
    private final OrganisationStore organisations;
    private final Cookies cookies;

    AuthController(PageCalls pages, ApiCalls calls, SignIn signIn, Invitations invitations,
            OrganisationStore organisations, Cookies cookies) {
        this.pages = pages;
        this.calls = calls;
        this.signIn = signIn;
        this.invitations = invitations;
        this.organisations = organisations;
        this.cookies = cookies;
    }

    @GetMapping(DashboardPaths.AUTH)
    Mono<Void> auth(ServerWebExchange exchange) {
        return pages.open(exchange, (visitor, _) -> visitor.isPresent()
                ? account(visitor.get(), Optional.empty())
                : PageAnswer.shown("sign-in", Map.of("email", "", "next", next(exchange).orElse(""))));
    }

    /** The page that was asked for before signing in. */
    private static Optional<String> next(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getQueryParams().getFirst("next"))
                .flatMap(DashboardPaths::page);
    }

    @PostMapping("/auth/sign-in")
    Mono<Void> signIn(ServerWebExchange exchange) {
        return pages.open(exchange, (visitor, form) -> {
            Optional<String> next = form.text("next").flatMap(DashboardPaths::page);
            try {
                open(exchange, visitor, form);
                return new PageAnswer.Moved(next.orElse(DashboardPaths.START));
            } catch (RefusedCallException refusal) {
                Problem problem = Problem.of(refusal);
                return new PageAnswer.Shown(problem.status(), "sign-in", Map.of("problem", problem, "email",
                        form.text("email").orElse(""), "next", next.orElse("")));
            }
        });
    }

    /** With a new session's token, so that none that was there before is signed in (security G3). */
    private void open(ServerWebExchange exchange, Optional<Visitor> visitor, Form form) throws RefusedCallException {
        Session session = signIn.open(form.parameters(CREDENTIALS), calls.address(exchange.getRequest()));
        if (visitor.isPresent()) {
            end(visitor.get());
        }
        cookies.set(exchange, Name.SESSION, session.token());
        cookies.clear(exchange, Name.FORM);
        cookies.clear(exchange, Name.ORGANISATION);
    }

    private void end(Visitor visitor) throws RefusedCallException {
        signIn.end(signIn.account(visitor.caller()), visitor.bintuToken(), visitor.caller().actor());
    }

    @PostMapping("/auth/sign-out")
    Mono<Void> signOut(ServerWebExchange exchange) {
        return pages.open(exchange, (visitor, _) -> {
            if (visitor.isPresent()) {
                end(visitor.get());
            }
            forget(exchange);
            return new PageAnswer.Moved(DashboardPaths.AUTH);
        });
    }

    private void forget(ServerWebExchange exchange) {
        for (Name name : Name.values()) {
            cookies.clear(exchange, name);
        }
    }

    @PostMapping("/auth/password")
    Mono<Void> password(ServerWebExchange exchange) {
        return pages.page(exchange, Role.READ_ONLY, (visitor, form) -> {
            try {
                signIn.changePassword(signIn.account(visitor.caller()),
                        form.parameters(Set.of("password", "newPassword")), visitor.caller().actor());
                forget(exchange);
                return PageAnswer.shown("sign-in", Map.of("email", visitor.email(), "next", "", "done",
                        "Your password is changed, and all your sessions have ended. Sign in with the new one."));
            } catch (RefusedCallException refusal) {
                return account(visitor, Optional.of(Problem.of(refusal)));
            }
        });
    }

    @PostMapping("/auth/organisation")
    Mono<Void> organisation(ServerWebExchange exchange) {
        return pages.page(exchange, Role.OPERATOR, (_, form) -> {
            OrganisationId chosen = form.text("organisation").flatMap(Form::organisation)
                    .flatMap(organisations::find).map(Organisation::id)
                    .orElseThrow(() -> RefusedCallException.unknown("organisation"));
            cookies.set(exchange, Name.ORGANISATION, chosen.toString());
            return new PageAnswer.Moved(DashboardPaths.START);
        });
    }

    private PageAnswer account(Visitor visitor, Optional<Problem> problem) {
        List<Organisation> choices = visitor.may(Role.OPERATOR)
                ? organisations.list(ALL_ORGANISATIONS).items()
                : List.of();
        Map<String, Object> model = new HashMap<>(Map.of("choices", choices, "chosen",
                visitor.caller().organisation().map(OrganisationId::toString).orElse(""), "ends",
                ShownTime.of(visitor.sessionEnds())));
        problem.ifPresent(present -> model.put("problem", present));
        return new PageAnswer.Shown(problem.map(Problem::status).orElse(200), "account", model);
    }

    @GetMapping("/auth/invitation/{code}")
    Mono<Void> invitation(ServerWebExchange exchange, @PathVariable("code") String code) {
        return pages.open(exchange,
                (_, _) -> signUp(invitations.find(code), code, Optional.empty(), ""));
    }

    @PostMapping("/auth/invitation/{code}")
    Mono<Void> accept(ServerWebExchange exchange, @PathVariable("code") String code) {
        return pages.open(exchange, (visitor, form) -> {
            Invitation invitation = invitations.find(code);
            try {
                invitations.accept(code, form.parameters(CREDENTIALS), calls.address(exchange.getRequest()));
            } catch (RefusedCallException refusal) {
                return signUp(invitation, code, Optional.of(Problem.of(refusal)), form.text("email").orElse(""));
            }
            open(exchange, visitor, form);
            return new PageAnswer.Moved(DashboardPaths.START);
        });
    }

    private PageAnswer signUp(Invitation invitation, String code, Optional<Problem> problem, String email)
            throws RefusedCallException {
        Organisation organisation = organisations.find(invitation.organisation())
                .orElseThrow(() -> RefusedCallException.unknown("invitation"));
        Map<String, Object> model = new HashMap<>(Map.of("code", code, "email", email, "role",
                invitation.role(), "organisation", organisation.name(), "expires",
                ShownTime.of(invitation.expires())));
        problem.ifPresent(present -> model.put("problem", present));
        return new PageAnswer.Shown(problem.map(Problem::status).orElse(200), "sign-up", model);
    }
}
