package dev.playgate.control.registry;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.GuardianRule;
import dev.playgate.catalog.GuardianRule.Subject;
import dev.playgate.stream.OrganisationId;
import dev.playgate.viewer.DomainPattern;

/** Organisations' deny and allow lists (product section 7). */
public final class GuardianStore {

    private final Database database;

    public GuardianStore(Database database) {
        this.database = database;
    }

    /** Makes the rule, or makes the rule of that subject this one; answers with its id. */
    public UUID put(OrganisationId organisation, GuardianLine line, Actor actor) {
        return database.write(write -> {
            UUID id = put(write, organisation, line);
            write.audit(Optional.of(organisation), actor, "guardian.put", Row.of(line.subject()).subject());
            return id;
        });
    }

    /** Makes the rule, or makes the rule of that subject this one. */
    static UUID put(Write write, OrganisationId organisation, GuardianLine line) {
        Row row = Row.of(line.subject());
        UUID id = UUID.fromString(write.sql().sql("""
            INSERT INTO guardian_rule (id, organisation, kind, subject, type, until, note, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (organisation, kind, subject)
            DO UPDATE SET type = excluded.type, until = excluded.until, note = excluded.note
            RETURNING id
            """).param(UUID.randomUUID().toString()).param(organisation.toString()).param(row.kind())
                .param(row.subject()).param(row.type()).param(Rows.seconds(row.until()))
                .param(line.note().orElse(null)).param(write.now().getEpochSecond()).query(String.class).single());
        write.change(CatalogChange
                .put(new CatalogEntry.OfGuardianRule(new GuardianRule(organisation, id, line.subject()))));
        return id;
    }

    /** A subject as it is stored. */
    private record Row(String kind, String subject, String type, Optional<Instant> until) {

        static Row of(Subject subject) {
            return switch (subject) {
                case Subject.Address(var range, var until) -> new Row("ip", range.toString(), "deny", until);
                case Subject.Pages(var hosts, var denied) -> new Row("referrer",
                        hosts.map(DomainPattern::toString).orElse("*"), denied ? "deny" : "allow", Optional.empty());
            };
        }
    }
}
