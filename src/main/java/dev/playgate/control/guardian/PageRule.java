package dev.playgate.control.guardian;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.playgate.control.registry.GuardianStore;

/**
 * A rule about pages, as the API tells of it.
 *
 * @param domain in its canonical form
 * @param created UNIX seconds
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record PageRule(String id, String domain, String type, Optional<String> info, long created) {

    static PageRule of(GuardianStore.Rule rule) {
        return new PageRule(rule.id().toString(), rule.subject(), rule.type(), rule.note(),
                rule.created().getEpochSecond());
    }
}
