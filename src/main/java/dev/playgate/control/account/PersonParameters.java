package dev.playgate.control.account;

import java.util.Optional;

import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.EmailAddress;

/** What calls about people have in their bodies. */
final class PersonParameters {

    /** Completes "must be ...". */
    static final String ROLES = "one of nanoAdmin, nanoUser, nanoReadOnly";

    private PersonParameters() {
    }

    static EmailAddress email(Parameters body) throws RefusedCallException {
        return body.parsed("email", text -> Optional.of(new EmailAddress(text)), EmailAddress.EXPECTED)
                .orElseThrow(() -> RefusedCallException.required("email"));
    }

    /** One to have from now on. */
    static Optional<String> newPassword(Parameters body, String name) throws RefusedCallException {
        return body.parsed(name, Passwords::admit, Passwords.EXPECTED);
    }

    /** One to be proved. */
    static String password(Parameters body) throws RefusedCallException {
        return body.parsed("password", Passwords::presented, "a string of at most 256 characters")
                .orElseThrow(() -> RefusedCallException.required("password"));
    }

    /** One that a user may have. */
    static Optional<Role> role(Parameters body) throws RefusedCallException {
        return body.parsed("role", PersonParameters::ofUser, ROLES);
    }

    /** Empty for what no user may have. */
    static Optional<Role> ofUser(String wireName) {
        return Role.of(wireName).filter(role -> role != Role.OPERATOR);
    }
}
