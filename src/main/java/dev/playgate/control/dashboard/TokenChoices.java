package dev.playgate.control.dashboard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.playgate.control.api.Page;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.issue.TokenProperties;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.StoredGroup;
import dev.playgate.stream.OrganisationId;

/** What the form of Create Token offers to choose from, wherever it stands. */
final class TokenChoices {

    private static final Page SUGGESTED = new Page(1, 100);
    private static final int SUGGESTED_TAGS = 50;
    private static final List<String> FIELDS = List.of("target", "groupid", "streams", "revocable", "forceDisconnect",
            "start", "nbf", "end", "amount", "unit", "exp", "ip", "domain", "user", "tag");
    private static final Map<String, String> UNTOUCHED = Map.of("target", "group", "start", "now", "end", "default",
            "amount", "2", "unit", "weeks");

    private final GroupStore groups;
    private final IssuedTokenStore issued;
    private final Lifetimes lifetimes;
    private final InstantSource time;

    TokenChoices(GroupStore groups, IssuedTokenStore issued, TokenProperties limits, InstantSource time) {
        this.groups = groups;
        this.issued = issued;
        this.lifetimes = Lifetimes.of(limits);
        this.time = time;
    }

    /**
     * A group that may be picked.
     *
     * @param words what it is called in the list
     */
    private record Choice(String id, String words) {

        static Choice of(StoredGroup group) {
            int playouts = group.streams().size();
            return new Choice(group.id().toString(), group.streams().getFirst().stream().name() + (playouts > 1
                    ? ", Streamgroup (" + playouts + " playouts)"
                    : ", Single stream"));
        }
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

    /** The fields as they were sent. */
    static Map<String, String> sent(Form form) throws RefusedCallException {
        Map<String, String> fields = new HashMap<>();
        for (String name : FIELDS) {
            form.text(name).ifPresent(text -> fields.put(name, text));
        }
        return fields;
    }

    /** For the template {@code token-form}. */
    Map<String, Object> model(Visitor visitor, OrganisationId organisation, Map<String, String> fields) {
        return Map.of("mayCreate", visitor.may(Role.USER), "fields", fields, "lifetimes", lifetimes, "groups",
                groups.list(organisation, SUGGESTED).items().stream().map(Choice::of).toList(), "tags",
                issued.tags(organisation, time.instant(), SUGGESTED_TAGS), "address",
                visitor.caller().address().map(Object::toString).orElse(""));
    }
}
