package dev.playgate.control.account;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.playgate.control.registry.AccountStore.Account;
import dev.playgate.stream.OrganisationId;

/**
 * What signing in gives.
 *
 * @param token the bintu token
 * @param expires in UNIX seconds
 * @param organisation an operator has none
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Session(String token, long expires, String role, Optional<String> organisation) {

    static Session of(String token, Instant expires, Account account) {
        return new Session(token, expires.getEpochSecond(), account.role(),
                account.organisation().map(OrganisationId::toString));
    }
}
