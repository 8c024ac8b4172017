package dev.playgate.role;

import java.util.List;

/**
 * {@code playgate}: what the process is for.
 *
 * @param roles at least one, each once
 */
record RoleProperties(List<ProcessRole> roles) {

    /** Throws {@link IllegalArgumentException} that names the fault. */
    RoleProperties {
        if (roles.isEmpty() || roles.stream().distinct().count() < roles.size()) {
            throw new IllegalArgumentException("roles must be edge, control, or both, each once");
        }
        roles = List.copyOf(roles);
    }

    boolean has(ProcessRole role) {
        return roles.contains(role);
    }
}
