package dev.playgate.control.guardian;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.PathIds;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.registry.GuardianLine;
import dev.playgate.control.registry.GuardianStore;
import dev.playgate.control.registry.GuardianStore.Kind;
import dev.playgate.control.registry.GuardianStore.Rule;

/**
 * What callers may do about their organisation's deny and allow lists (product section 7); their role is judged before. A
 * rule of the same subject takes the place of another.
 */
public final class GuardianLists {

    private static final String RULE = "rule";
    private static final String STATE = "state";
    private static final String TYPE = "type";
    private static final String TEXT = "text";

    private final GuardianStore rules;
    private final InstantSource time;

    /** Over the rules of all organisations. */
    public GuardianLists(GuardianStore rules, InstantSource time) {
        this.rules = rules;
        this.time = time;
    }

    /** Denies {@code ip} until {@code until}. */
    public Rule putAddress(Caller caller, Parameters body) throws RefusedCallException {
        return put(caller, GuardianCall.address(body, time.instant()));
    }

    /** Denies or allows {@code domain}. */
    public Rule putPages(Caller caller, Parameters body) throws RefusedCallException {
        return put(caller, GuardianCall.pages(body));
    }

    private Rule put(Caller caller, GuardianLine line) throws RefusedCallException {
        return rules.put(caller.ownOrganisation(), line, caller.actor())
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CONFLICT,
                        "There are " + GuardianStore.MAXIMUM_RULES + " rules of this kind; remove one first"));
    }

    private enum State {
        RUNNING, ENDED;

        static State of(Rule rule, Instant now) {
            return rule.until().filter(end -> !end.isAfter(now)).isPresent() ? ENDED : RUNNING;
        }
    }

    /** What the query of {@link #list} may have: addresses are denied and never allowed, and only they have an end. */
    public static Set<String> parameters(Kind kind) {
        return switch (kind) {
            case IP -> Page.parameters(STATE, TEXT);
            case REFERRER -> Page.parameters(TYPE, TEXT);
        };
    }

    /** Those of a state or type, and with a text in what they are about or in their note, or all; the newest first. */
    public Listed<Rule> list(Caller caller, Kind kind, QueryParameters query) throws RefusedCallException {
        Optional<State> state = query.word(STATE, State.class);
        Optional<String> type = query.parsed(TYPE, word -> Optional.of(word).filter(GuardianCall.TYPES::contains),
                String.join(" or ", GuardianCall.TYPES));
        Optional<String> text = query.text(TEXT).map(GuardianLists::folded);
        Instant now = time.instant();
        return query.page().of(rules.list(caller.ownOrganisation(), kind).stream()
                .filter(rule -> state.isEmpty() || State.of(rule, now) == state.get())
                .filter(rule -> type.isEmpty() || rule.type().equals(type.get()))
                .filter(rule -> text.isEmpty() || folded(rule.subject() + "\n" + rule.note().orElse(""))
                        .contains(text.get()))
                .toList());
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The organisation's rule of that kind and id. */
    public Rule find(Caller caller, Kind kind, String id) throws RefusedCallException {
        return rules.find(caller.ownOrganisation(), kind, PathIds.uuid(id, RULE))
                .orElseThrow(() -> RefusedCallException.unknown(RULE));
    }

    public void remove(Caller caller, Kind kind, String id) throws RefusedCallException {
        found(rules.remove(caller.ownOrganisation(), kind, PathIds.uuid(id, RULE), caller.actor()));
    }

    /** The rule of {@code ip}. */
    void removeAddress(Caller caller, Parameters body) throws RefusedCallException {
        found(rules.remove(caller.ownOrganisation(), Kind.IP, GuardianCall.removedAddress(body), caller.actor()));
    }

    /** The rule of {@code domain}. */
    void removePages(Caller caller, Parameters body) throws RefusedCallException {
        found(rules.remove(caller.ownOrganisation(), Kind.REFERRER, GuardianCall.removedPages(body),
                caller.actor()));
    }

    private static void found(boolean found) throws RefusedCallException {
        if (!found) {
            throw RefusedCallException.unknown(RULE);
        }
    }
}
