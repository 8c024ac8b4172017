package dev.playgate.control.registry;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.stream.OrganisationId;

/** The audit log as callers see it: an organisation's own, and the installation's for operators who name none. */
public final class AuditLog {

    private static final Pattern ACTION = Pattern.compile("[a-z-]{1,64}\\.[a-z-]{1,64}");

    private final AuditStore audit;

    public AuditLog(AuditStore audit) {
        this.audit = audit;
    }

    /** What its query may have. */
    public static Set<String> parameters() {
        return Page.parameters("action", "from", "to");
    }

    /** The newest first; {@code from} is inclusive, {@code to} exclusive. */
    public Listed<AuditStore.Entry> list(Caller caller, QueryParameters query) throws RefusedCallException {
        Optional<OrganisationId> organisation = caller.role() == Role.OPERATOR
                ? caller.organisation()
                : Optional.of(caller.ownOrganisation());
        return audit.list(new AuditStore.Selection(organisation,
                query.parsed("action", text -> Texts.matching(ACTION, text), "an action such as key.create"),
                query.time("from"), query.time("to")), query.page());
    }
}
