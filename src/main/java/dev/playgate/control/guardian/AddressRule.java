package dev.playgate.control.guardian;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.playgate.control.registry.GuardianStore;

/**
 * A rule about addresses, as the API tells of it.
 *
 * @param ip an address or a CIDR range in its canonical form
 * @param until UNIX seconds; absent: until removed
 * @param created UNIX seconds
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AddressRule(String id, String ip, String type, Optional<String> tag, Optional<Long> until, long created) {

    static AddressRule of(GuardianStore.Rule rule) {
        return new AddressRule(rule.id().toString(), rule.subject(), rule.type(), rule.note(),
                rule.until().map(Instant::getEpochSecond), rule.created().getEpochSecond());
    }
}
