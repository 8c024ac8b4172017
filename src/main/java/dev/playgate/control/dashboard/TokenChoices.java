package dev.playgate.control.dashboard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.issue.TokenProperties;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.stream.OrganisationId;

/** What the form of Create Token offers to choose from, wherever it stands. */
final class TokenChoices {

    private static final int SUGGESTED_TAGS = 50;
    private static final List<String> FIELDS = List.of("target", "groupid", "streams", "revocable", "forceDisconnect",
            "start", "nbf", "end", "amount", "unit", "exp", "ip", "domain", "user", "tag", "groupSearch", "groupFound",
            "streamsSearch", "streamsFound");
    private static final Map<String, String> UNTOUCHED = Map.of("target", "group", "start", "now", "end", "default",
            "amount", "2", "unit", "weeks");

    private final TargetPicker picker;
    private final IssuedTokenStore issued;
    private final Lifetimes lifetimes;
    private final InstantSource time;

    TokenChoices(TargetPicker picker, IssuedTokenStore issued, TokenProperties limits, InstantSource time) {
        this.picker = picker;
        this.issued = issued;
        this.lifetimes = Lifetimes.of(limits);
        this.time = time;
    }

    /** How long tokens live, in words. */
    private record Lifetimes(String usual, String revocable, String longest) {

        static Lifetimes of(TokenProperties limits) {
            return new Lifetimes(words(limits.defaultLifetime()), words(limits.revocableMaxLifetime()),
                    words(limits.maxLifetime()));
        }

        private static String words(Duration duration) {
            if (duration.toDays() > 1 && duration.equals(Duration.ofDays(duration.toDays()))) {
                return duration.toDays() + " days";
            }
            if (duration.toHours() > 1 && duration.equals(Duration.ofHours(duration.toHours()))) {
                return duration.toHours() + " hours";
            }
            return duration.toSeconds() + " seconds";
        }
    }

    /** The fields of a form that nobody has filled in. */
    static Map<String, String> untouched(Optional<String> group) {
        Map<String, String> fields = new HashMap<>(UNTOUCHED);
        group.ifPresent(id -> fields.put("groupid", id));
        return fields;
    }

    /** The fields as they were sent; stream names that were picked stand among those that were typed. */
    static Map<String, String> sent(Form form) throws RefusedCallException {
        Map<String, String> fields = new HashMap<>();
        for (String name : FIELDS) {
            form.text(name).ifPresent(text -> fields.put(name, text));
        }
        fields.put("streams", String.join("\n", TargetPicker.names(form)));
        return fields;
    }

    /** For the template {@code token-form}. */
    Map<String, Object> model(Visitor visitor, OrganisationId organisation, Map<String, String> fields) {
        Map<String, Object> model = new HashMap<>(picker.model(organisation, fields));
        model.putAll(Map.of("mayCreate", visitor.may(Role.USER), "fields", fields, "lifetimes", lifetimes, "tags",
                issued.tags(organisation, time.instant(), SUGGESTED_TAGS), "address",
                visitor.caller().address().map(Object::toString).orElse("")));
        return model;
    }
}
