package dev.playgate.control.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.PathIds;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.AccountStore.Entry;
import dev.playgate.control.registry.EmailAddress;
import dev.playgate.stream.OrganisationId;

/**
 * What callers may do about their organisation's users; their role is judged before. No user can become an operator, so
 * that nobody raises anybody above the organisation.
 */
public final class Users {

    private static final String USER = "user";

    private final AccountStore accounts;
    private final Passwords passwords;

    public Users(AccountStore accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** What the query of {@link #list} may have. */
    public static Set<String> parameters() {
        return Page.parameters("role");
    }

    /** Those of {@code role}, or all; by address. */
    public Listed<Entry> list(Caller caller, QueryParameters query) throws RefusedCallException {
        Optional<Role> role = query.parsed("role", PersonParameters::ofUser, PersonParameters.ROLES);
        return query.page().of(all(caller).stream()
                .filter(user -> role.isEmpty() || user.role().equals(role.get().wireName())).toList());
    }

    private List<Entry> all(Caller caller) throws RefusedCallException {
        return accounts.list(Optional.of(caller.ownOrganisation()));
    }

    /** The organisation's user of that id. */
    public Entry find(Caller caller, String id) throws RefusedCallException {
        return all(caller).stream().filter(user -> user.id().toString().equals(id)).findAny()
                .orElseThrow(() -> RefusedCallException.unknown(USER));
    }

    /** Makes one of {@code email}, {@code password} and {@code role}. */
    Entry make(Caller caller, Parameters body) throws RefusedCallException {
        OrganisationId organisation = caller.ownOrganisation();
        EmailAddress email = PersonParameters.email(body.only(Set.of("email", "password", "role")));
        String password = PersonParameters.newPassword(body, "password")
                .orElseThrow(() -> RefusedCallException.required("password"));
        Role role = PersonParameters.role(body).orElseThrow(() -> RefusedCallException.required("role"));
        return accounts.makeUser(organisation, email, role.wireName(), passwords.hash(password), caller.actor())
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CONFLICT, "email is taken"));
    }

    /** Gives another {@code role} or {@code password}; ends all sessions of the user. */
    public void change(Caller caller, String id, Parameters body) throws RefusedCallException {
        OrganisationId organisation = caller.ownOrganisation();
        UUID user = PathIds.uuid(id, USER);
        Optional<Role> role = PersonParameters.role(body.only(Set.of("role", "password")));
        Optional<String> password = PersonParameters.newPassword(body, "password");
        if (role.isEmpty() && password.isEmpty()) {
            throw RefusedCallException.required("role or password");
        }
        Optional<String> hash = Optional.empty();
        if (password.isPresent()) {
            hash = Optional.of(passwords.hash(password.get()));
        }
        if (!accounts.changeUser(organisation, user, role.map(Role::wireName), hash, caller.actor())) {
            throw RefusedCallException.unknown(USER);
        }
    }

    /** Ends all sessions of the user, so that none of its bintu tokens is good any more. */
    public void endSessions(Caller caller, String id) throws RefusedCallException {
        if (!accounts.endSessions(caller.ownOrganisation(), PathIds.uuid(id, USER), caller.actor())) {
            throw RefusedCallException.unknown(USER);
        }
    }

    /** Ends all sessions of the user, too. */
    public void delete(Caller caller, String id) throws RefusedCallException {
        if (!accounts.deleteUser(caller.ownOrganisation(), PathIds.uuid(id, USER), caller.actor())) {
            throw RefusedCallException.unknown(USER);
        }
    }
}
