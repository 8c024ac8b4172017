package dev.playgate.control.dashboard;

import java.util.List;

import dev.playgate.control.registry.GuardianStore;

/**
 * A rule of Guardian as pages show it.
 *
 * @param until empty: until it is removed
 */
record ShownRule(String id, String subject, String type, String note, List<ShownTime> until, ShownTime created) {

    ShownRule {
        until = List.copyOf(until);
    }

    static ShownRule of(GuardianStore.Rule rule) {
        return new ShownRule(rule.id().toString(), rule.subject(), rule.type(), rule.note().orElse(""),
                rule.until().stream().map(ShownTime::of).toList(), ShownTime.of(rule.created()));
    }
}
