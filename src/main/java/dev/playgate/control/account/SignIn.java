package dev.playgate.control.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.AccountStore.Account;
import dev.playgate.control.registry.AccountStore.Known;
import dev.playgate.control.registry.Actor;
import dev.playgate.control.registry.EmailAddress;
import dev.playgate.control.registry.SessionStore;
import dev.playgate.viewer.IpAddress;

/** Proves people by their passwords, and gives them bintu tokens. */
public final class SignIn {

    private static final int TOKEN_BYTES = 32;

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final Duration lifetime;
    private final InstantSource time;
    private final SignInLimit limit = new SignInLimit();
    private final SecureRandom random = new SecureRandom();

    /** @param lifetime of a bintu token */
    public SignIn(AccountStore accounts, SessionStore sessions, Passwords passwords, Duration lifetime,
            InstantSource time) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.lifetime = lifetime;
        this.time = time;
    }

    /** For {@code email} and {@code password}; counts against the limit of {@link SignInLimit} until it is right. */
    public Session open(Parameters body, Optional<IpAddress> source) throws RefusedCallException {
        EmailAddress email = PersonParameters.email(body.only(Set.of("email", "password")));
        return open(email, PersonParameters.password(body), source);
    }

    private Session open(EmailAddress email, String password, Optional<IpAddress> source)
            throws RefusedCallException {
        Known known = proved(accounts.find(email), email, password, source);
        String token = newToken();
        Actor actor = new Actor("user:" + email, source.map(IpAddress::toString).orElse("unknown"));
        Instant expires = sessions.open(known, token, lifetime, actor).orElseThrow(SignIn::refused);
        return Session.of(token, expires, known.account());
    }

    Session refresh(Account account, String oldToken, Actor actor) throws RefusedCallException {
        String token = newToken();
        Instant expires = sessions.refresh(account, oldToken, token, lifetime, actor)
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CREDENTIALS, "The bintu token is not valid"));
        return Session.of(token, expires, account);
    }

    public void end(Account account, String token, Actor actor) {
        sessions.end(account, token, actor);
    }

    /** To {@code newPassword}, for {@code password}; ends all sessions of the account. */
    public void changePassword(Account account, Parameters body, Actor actor) throws RefusedCallException {
        String password = PersonParameters.password(body.only(Set.of("password", "newPassword")));
        String newPassword = PersonParameters.newPassword(body, "newPassword")
                .orElseThrow(() -> RefusedCallException.required("newPassword"));
        EmailAddress email = new EmailAddress(account.email());
        Known known = proved(accounts.find(account.id()), email, password, IpAddress.parse(actor.source()));
        if (!accounts.changePassword(known, passwords.hash(newPassword), actor)) {
            throw refused();
        }
    }

    /** Whose session the call was made with; refused where it was made with an API key. */
    public Account account(Caller caller) throws RefusedCallException {
        return caller.account().flatMap(accounts::find).map(Known::account)
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CREDENTIALS,
                        "Credentials required: header X-BINTU-TOKEN"));
    }

    private Known proved(Optional<Known> known, EmailAddress email, String password, Optional<IpAddress> source)
            throws RefusedCallException {
        Instant now = time.instant();
        Optional<Duration> wait = limit.begin(email, source, now);
        if (wait.isPresent()) {
            throw RefusedCallException.tooManyFailures("Too many sign-ins with a wrong password", wait.get());
        }
        boolean matches;
        try {
            matches = passwords.matches(password, known.map(Known::passwordHash));
        } catch (RefusedCallException busy) {
            limit.takenBack(email, source, now);
            throw busy;
        }
        if (!matches) {
            throw refused();
        }
        limit.succeeded(email, source, now);
        return known.orElseThrow();
    }

    private static RefusedCallException refused() {
        return RefusedCallException.of(ErrorCode.CREDENTIALS, "The e-mail address or the password is not valid");
    }

    private String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
