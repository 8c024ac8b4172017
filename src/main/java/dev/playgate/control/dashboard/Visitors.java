package dev.playgate.control.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.SessionStore;
import dev.playgate.stream.OrganisationId;

/** Finds out who looks, by the bintu token in the session's cookie: sessions are the registry's, as those of the API. */
final class Visitors implements ServerSecurityContextRepository {

    /** However busy its visitor is. */
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);

    private final ApiCalls calls;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final Duration lifetime;
    private final Cookies cookies;
    private final InstantSource time;

    /** @param lifetime of a session that is not used */
    Visitors(ApiCalls calls, AccountStore accounts, SessionStore sessions, Duration lifetime, Cookies cookies,
            InstantSource time) {
        this.calls = calls;
        this.accounts = accounts;
        this.sessions = sessions;
        this.lifetime = lifetime;
        this.cookies = cookies;
        this.time = time;
    }

    /** Empty: nobody has signed in. */
    static Mono<Visitor> current() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .flatMap(who -> Mono.justOrEmpty(who.getPrincipal())).ofType(Visitor.class);
    }

    /** The answer to a sign-in keeps the session itself. */
    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return Mono.fromCallable(() -> find(exchange)).subscribeOn(PageCalls.WORKERS).flatMap(Mono::justOrEmpty)
                .map(visitor -> new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(visitor, "",
                        List.of(new SimpleGrantedAuthority(visitor.caller().role().wireName())))));
    }

    private Optional<Visitor> find(ServerWebExchange exchange) {
        Instant now = time.instant();
        return cookies.read(exchange, Cookies.Name.SESSION)
                .flatMap(token -> calls.callerOf(exchange.getRequest(), token)
                        .flatMap(caller -> sessions.prolong(token, lifetime, LONGEST_SESSION, now)
                                .map(ends -> new Visitor(inOrganisation(exchange, caller), token, ends))));
    }

    /** An operator works for the organisation that it has chosen. */
    private Caller inOrganisation(ServerWebExchange exchange, Caller caller) {
        if (caller.role() != Role.OPERATOR) {
            return caller;
        }
        Optional<OrganisationId> chosen = cookies.read(exchange, Cookies.Name.ORGANISATION).flatMap(Form::organisation)
                .filter(accounts::isOrganisation);
        return new Caller(caller.actor(), caller.role(), chosen, caller.account());
    }
}
