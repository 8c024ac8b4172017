package dev.playgate.control.api;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may do (product section 1); each may do what the ones before it may. */
public enum Role {
    /** Looks, creates nothing. */
    READ_ONLY("nanoReadOnly"),
    /** Streams and tokens. */
    USER("nanoUser"),
    /** Everything of its organisation, users and keys included. */
    ADMIN("nanoAdmin"),
    /** The whole installation; apart from any organisation. */
    OPERATOR("operator");

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Empty for what is no role. */
    public static Optional<Role> of(String wireName) {
        return Arrays.stream(values()).filter(role -> role.wireName.equals(wireName)).findAny();
    }

    /** Whether it may do what that role may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
