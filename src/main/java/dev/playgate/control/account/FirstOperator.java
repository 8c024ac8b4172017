package dev.playgate.control.account;

import java.util.Optional;

import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.Actor;
import dev.playgate.control.registry.EmailAddress;

/** The operator that an installation begins with. */
public final class FirstOperator {

    private final AccountStore accounts;
    private final Passwords passwords;
    private final EmailAddress email;

    /** @param email its address */
    public FirstOperator(AccountStore accounts, Passwords passwords, EmailAddress email) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.email = email;
    }

    /** With what it signs in. */
    public record Made(EmailAddress email, String password) {}

    /** Makes it when there is no operator. Empty when there is one, or when its address is a user's. */
    public Optional<Made> makeIfNone() {
        if (!accounts.list(Optional.empty()).isEmpty()) {
            return Optional.empty();
        }
        String password = passwords.random();
        try {
            return accounts.makeOperator(email, passwords.hash(password), Actor.PROCESS)
                    .map(_ -> new Made(email, password));
        } catch (RefusedCallException e) {
            throw new IllegalStateException("too many passwords are hashed", e);
        }
    }
}
