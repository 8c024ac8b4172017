package dev.playgate.control.guardian;

import java.time.InstantSource;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.PathIds;
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

    /** The newest first. */
    public Listed<Rule> list(Caller caller, Kind kind, Page page) throws RefusedCallException {
        return rules.list(caller.ownOrganisation(), kind, page);
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
