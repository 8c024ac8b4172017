package dev.playgate.control.account;

import dev.playgate.control.registry.AccountStore;

/**
 * A user or an operator, as the API tells of it.
 *
 * @param created in UNIX seconds
 */
record Person(String id, String email, String role, long created) {

    static Person of(AccountStore.Entry entry) {
        return new Person(entry.id().toString(), entry.email(), entry.role(), entry.created().getEpochSecond());
    }
}
